"""What the work list puts first, and what its rows say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case
from frontdesk.staff import words


@pytest.fixture
def make(db: None, now: datetime) -> Callable[..., Case]:
    """make("late", kind="crisis", due=-5, owner=dana): named so, due in so many minutes (None: no time)."""

    def one(name: str, *, kind: str = "person", due: int | None, owner: Any = None, **more: Any) -> Case:
        chat = Conversation.objects.create(
            token_hash=f"list-{name}", address_hash="", created_at=now, last_seen_at=now
        )
        urgent = kind in ("crisis", "urgent_medical")
        case = raise_case(chat, kind=kind, prefix="OT", now=now, urgent=urgent, person={"name": name})
        changes = {"due_at": now + timedelta(minutes=due) if due is not None else None, "owner": owner}
        Case.objects.filter(pk=case.pk).update(**changes, **more)
        case.refresh_from_db()
        return case

    return one


def names(client: Client, view: str) -> list[str]:
    return re.findall(r"<bdi>(\w+)</bdi></a>", client.get(f"/staff/cases/?view={view}").content.decode())


def row_of(client: Client, case: Case, view: str = "open") -> str:
    page = client.get(f"/staff/cases/?view={view}").content.decode()
    return next(row for row in page.split("<tr ")[1:] if case.reference in row)


def test_overdue_first_then_nobodys_then_what_is_due_soonest(
    desk: Client, make: Callable[..., Case], person: Callable[..., Any], now: datetime
) -> None:
    sam = person("clinician")
    make("taken", kind="crisis", due=15, owner=sam, attended_at=now)
    make("given", kind="crisis", due=3, owner=sam)
    make("soon", kind="crisis", due=5)
    make("later", kind="urgent_medical", due=57)
    make("late", kind="crisis", due=-30)
    make("days", due=1380)
    make("hours", due=60)
    make("forgotten", due=-10, owner=sam)
    make("quiet", kind="check_in", due=None)
    urgent = ["late", "soon", "later", "given", "taken"]
    assert names(desk, "urgent") == urgent
    assert names(desk, "open") == [*urgent, "forgotten", "hours", "days", "quiet"]


@pytest.mark.parametrize(("kind", "red"), [("crisis", True), ("person", False)])
def test_the_count_of_overdue_ones_is_red_with_an_urgent_one(
    desk: Client, make: Callable[..., Case], kind: str, red: bool
) -> None:
    make("late", kind=kind, due=-1)
    page = desk.get("/staff/cases/").content.decode()
    link = re.search(r'<a [^>]*view=overdue[^>]*class="([^"]*)">(.*?)</a>', page, re.DOTALL)
    assert link
    assert ("alarm" in link[1].split()) is red and ("urgent" in link[2]) is red


def test_seen_to_is_said_only_after_somebody_did_something(
    desk: Client, make: Callable[..., Case], now: datetime
) -> None:
    quiet = make("quiet", kind="check_in", due=None)
    row = row_of(desk, quiet)
    assert "Seen to" not in row and "Not seen yet" in row
    desk.post(f"/staff/cases/{quiet.reference}/note/", {"note": "Called."})
    assert "Seen to" in row_of(desk, quiet)


def test_no_now_in_the_middle_of_a_sentence(desk: Client, make: Callable[..., Case], now: datetime) -> None:
    for name, due in (("due", 0), ("over", 0)):
        case = make(name, due=due)
        shift = timedelta(seconds=20 if name == "due" else -20)
        Case.objects.filter(pk=case.pk).update(due_at=timezone.now() + shift)
    page = " ".join(re.sub(r"<[^>]+>", " ", desk.get("/staff/cases/").content.decode()).split())
    assert "in now" not in page and "now over" not in page and "now ago" not in page
    assert "due now" in page and "just over" in page and "just now" in page


class TestWhatWasSaid:
    """The second line of a row."""

    def say(self, case: Case, text: str, seq: int, **more: Any) -> None:
        Message.objects.create(
            conversation=case.conversation,
            seq=seq,
            sender="visitor",
            kind="text",
            text=text,
            at=case.created_at,
            **more,
        )

    def test_the_last_line_or_what_was_flagged(self, desk: Client, make: Callable[..., Case]) -> None:
        case, grave = make("one", due=60), make("two", kind="crisis", due=5)
        self.say(case, "hello", 1)
        self.say(case, "do you <b>take</b> my insurance, it is the one that my husband’s firm has", 3)
        self.say(case, "Talk to a person", 5, choice="talk")
        self.say(grave, "i want to end it", 1)
        self.say(grave, "they never called", 3)
        grave.flags = [{"id": "a", "severity": "urgent", "source": "safety screen", "seq": 1}]
        grave.save()
        row = row_of(desk, case)
        assert (
            "do you &lt;b&gt;take&lt;/b&gt; my insurance" in row
            and "firm has" not in row
            and "hello" not in row
        )
        said = re.search(r"<q[^>]*>(.*?)</q>", row)
        assert said and len(words.shown(said[1].replace("&lt;", "<").replace("&gt;", ">"))) <= 60
        assert "i want to end it" in row_of(desk, grave) and "never called" not in row_of(desk, grave)

    def test_a_finished_intake_shows_its_flags(self, desk: Client, case: Case) -> None:
        row = row_of(desk, case)
        assert "High blood pressure" in row and "What does it cost?" not in row

    def test_who_may_not_see_cases_has_nothing_decrypted(
        self, make: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from frontdesk.staff import quotes

        case = make("one", due=60)
        self.say(case, "hello there", 1)
        assert quotes.of([case], frozenset({"front_desk"})) == {case.pk: "hello there"}
        monkeypatch.setattr(quotes, "Message", None)
        assert quotes.of([case], frozenset({"reviewer"})) == {}


def test_nothing_found_is_said_with_what_was_looked_for(desk: Client, db: None) -> None:
    page = desk.post("/staff/search/", {"q": "Nobody <Here>"}).content.decode()
    empty = page.split('class="empty"')[1].split("</section>")[0]
    assert "Nothing found for “<bdi>Nobody &lt;Here&gt;</bdi>”" in empty and "#done" not in empty
