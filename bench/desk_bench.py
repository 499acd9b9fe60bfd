"""`python -m bench.desk_bench`: the console's list, search and case page with 10,000 cases on SQLite.

Cases are made by the product's own services in a throw-away folder, pages are asked for through Django's
whole stack (middleware, audit row, template) of one process.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from frontdesk.project.env import ROOT

FIRST = "Ana Ben Chloe Dev Elena Farid Grace Hugo Ines Jamal Keiko Liam Mara Noor Oskar Priya Quinn Rosa Tara"
LAST = "Ruiz Okafor Nguyen Smith García Kowalski Haddad Ivanova Johnson Kim Larsen Mbeki Novak Olsen Patel"
FLAGS = ("high_bp", "ketamine_psychosis", "pregnancy", "glaucoma", "substance_use")
KINDS = ("intake", "intake", "person", "medical_advice", "misuse", "unanswered", "unfinished", "crisis")
PASSWORD = "Kestrel-window-42"
WITH_INTAKE = 40  # cases whose page shows a whole intake


def main() -> int:
    """Fill, measure, print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    count = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "frontdesk.project.settings",
            "FRONTDESK_DATA_DIR": folder,
            "DATABASE_URL": "",
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        started = time.perf_counter()
        references = fill(count)
        print(f"{count} cases made in {time.perf_counter() - started:.0f} s")
        measure(references)
    return 0


def fill(count: int) -> list[str]:
    """`count` cases of the last 200 days, some closed, owned, urgent; references of those with an intake."""
    from django.db import transaction
    from django.utils import timezone

    from frontdesk.handoffs import services
    from frontdesk.staff import accounts

    chance, now = random.Random(7), timezone.now()
    owners = [
        accounts.add_person(name, [role], name=f"{name.title()} Example", password=PASSWORD)
        for name, role in (("alex", "admin"), ("dana", "front_desk"), ("sam", "clinician"))
    ]
    for start in range(0, count - WITH_INTAKE, 200):
        with transaction.atomic():
            for number in range(start, min(start + 200, count - WITH_INTAKE)):
                case = one(number, chance, now)
                if chance.random() < 0.5:
                    services.assign(case, chance.choice(owners), actor=owners[0], now=now)
                if chance.random() < 0.85:
                    services.move(case, "closed", actor=owners[0], now=now, reason="answered")
    return [whole_intake(number, now) for number in range(WITH_INTAKE)]


def chat(token: str, at: datetime) -> Any:
    from frontdesk.chat.models import Conversation

    return Conversation.objects.create(token_hash=token, address_hash="", created_at=at, last_seen_at=at)


def one(number: int, chance: random.Random, now: datetime) -> Any:
    from frontdesk.chat.models import Message
    from frontdesk.handoffs.services import raise_case

    at = now - timedelta(minutes=29 * number)
    here = chat(f"n{number}", at)
    senders = ("visitor", "assistant")
    Message.objects.bulk_create(
        Message(
            conversation=here,
            seq=seq,
            sender=senders[seq % 2 == 0],
            kind="text",
            text="How long? " * 9,
            at=at,
        )
        for seq in range(1, 13)
    )
    kind, name = chance.choice(KINDS), f"{chance.choice(FIRST.split())} {chance.choice(LAST.split())}"
    person = {"name": name, "phone": f"+1312555{number % 10000:04}", "email": f"p{number}@example.com"}
    flags = [
        {"id": one, "severity": "high", "note": one} for one in chance.sample(FLAGS, chance.randint(0, 3))
    ]
    return raise_case(
        here, kind=kind, prefix="OT", now=at, urgent=kind == "crisis", person=person, flags=flags
    )


def whole_intake(number: int, now: datetime) -> str:
    from tests.intakes.conftest import ALL, Talk

    talk = Talk(chat(f"i{number}", now))
    talk.start()
    talk.all(["skip" if word == "!skip" else word for word in ALL])
    return str(talk.say("!review_confirm").drafts[-1].reference)


def measure(references: list[str]) -> None:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    assert client.post("/staff/sign-in/", {"username": "alex", "password": PASSWORD}).status_code == 302
    for view in ("open", "unassigned", "urgent", "overdue", "closed"):
        report(f"list: {view}", lambda view=view: client.get(f"/staff/cases/?view={view}"))
    report("list: open, page 20", lambda: client.get("/staff/cases/?view=open&page=20"))
    report("list: by flag", lambda: client.get("/staff/cases/?view=closed&flag=glaucoma"))
    for query in ("ruiz", "ana ruiz", "555-0042", "p777@example.com", references[0][3:7]):
        report(f"search: {query}", lambda query=query: client.post("/staff/search/", {"q": query}))
    pages = iter(references * 9)
    report("case with a whole intake", lambda: client.get(f"/staff/cases/{next(pages)}/"))


def report(name: str, ask: Callable[[], Any], rounds: int = 15) -> None:
    """One line: medians by the clock and of processor time, and the worst; the first is not counted."""
    times, own = [], []
    for _ in range(rounds + 1):
        started, begun = time.perf_counter(), time.process_time()
        answer = ask()
        times.append(1000 * (time.perf_counter() - started))
        own.append(1000 * (time.process_time() - begun))
        assert answer.status_code == 200, (name, answer.status_code)
    median, busy = statistics.median(times[1:]), statistics.median(own[1:])
    print(
        f"{name:28} median {median:5.0f} ms (processor {busy:4.0f})   worst {max(times[1:]):5.0f} ms",
        flush=True,
    )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
