"""What the desk relies on, with real processes: notices survive their worker, backups hold what was said."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from tests.mail_sink import Sink
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.stack

STATES = (
    "from frontdesk.handoffs.models import Notice;"
    " print(*Notice.objects.filter(case__reference='{}').values_list('state', flat=True))"
)
LATER = (
    "from datetime import timedelta; from django.utils import timezone;"
    " from frontdesk.handoffs.models import Notice;"
    " Notice.objects.filter(state='waiting').update(next_try_at=timezone.now() - timedelta(minutes=10))"
)


@contextmanager
def mail_to(stack: Stack) -> Iterator[Sink]:
    """The stack with its notices going to a mail server of ours; its worker is stopped."""
    sink = Sink()
    stack.kill("worker")
    stack.env["FRONTDESK_SMTP"] = sink.address
    try:
        yield sink
    finally:
        del stack.env["FRONTDESK_SMTP"]
        sink.close()
        if "worker" in stack.running():
            stack.kill("worker")
        stack.start("worker")


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def about(sink: Sink, reference: str) -> list[bytes]:
    return [body for body in sink.got if reference.encode() in body]


def message_id(body: bytes) -> bytes:
    return next(line for line in body.splitlines() if line.lower().startswith(b"message-id"))


@pytest.mark.promise("P05")
def test_a_case_is_announced_though_the_worker_is_killed(stack: Stack) -> None:
    with mail_to(stack) as sink:
        before = Visitor(stack.base).say("can I talk to a real person please")[0]["reference"]
        stack.start("worker")
        wait_for(lambda: bool(about(sink, before)), "killed before the send: announced by the next worker")

        sink.go_on.clear()
        after = Visitor(stack.base).say("can I talk to a real person please")[0]["reference"]
        wait_for(lambda: bool(about(sink, after)), "the mail is on its way")
        stack.kill("worker")
        sink.go_on.set()
        assert stack.manage("shell", "-c", STATES.format(after)).split()[-1] == "waiting"
        stack.start("worker")
        stack.manage("shell", "-c", LATER)  # as if some minutes had gone by
        wait_for(lambda: len(about(sink, after)) == 2, "killed before it was noted: announced again")
        first, second = about(sink, after)
        assert message_id(first) == message_id(second), "a mail system shows it once"
        sent = STATES.format(after)
        wait_for(lambda: stack.manage("shell", "-c", sent).split()[-1] == "sent", "noted as sent")
        assert len(about(sink, before)) == 1 and len(about(sink, after)) == 2


SAID = """
import json
from frontdesk.chat.models import Message
rows = [[str(m.conversation_id), m.seq, m.sender, m.text] for m in Message.objects.order_by("seq")]
print("@" + json.dumps(rows))
"""


@pytest.mark.promise("P40")
@pytest.mark.promise("P36")
def test_a_backup_taken_under_load_opens_on_an_empty_machine(stack: Stack, tmp_path: Path) -> None:
    canary, stop = "zebrafinch", Event()
    acknowledged: list[tuple[str, str]] = []

    def talk(number: int) -> None:
        visitor = Visitor(stack.base)
        for count in range(200):
            if stop.is_set():
                return
            text = f"what does it cost, {canary} {number}.{count}"
            visitor.say(text)
            acknowledged.append((visitor.id, text))

    file = tmp_path / "taken.frontdesk"
    with ThreadPoolExecutor(6) as pool:
        talking = [pool.submit(talk, number) for number in range(6)]
        wait_for(lambda: len(acknowledged) > 20, "the visitors are talking")
        known = list(acknowledged)
        stack.manage("backup", str(file))
        assert not any(one.done() for one in talking), "they still talk while it is taken"
        stop.set()
    assert canary.encode() not in file.read_bytes()

    empty = Stack(tmp_path / "empty")
    empty.folder.mkdir()
    assert "Everything opens" in empty.manage("restore", str(file))
    rows = json.loads(empty.manage("shell", "--no-imports", "-c", SAID).split("@", 1)[1])
    said = {(chat, text) for chat, _, sender, text in rows if sender == "visitor"}
    assert set(known) <= said, "what was acknowledged before is in it"
    for chat in {chat for chat, _ in known}:
        seqs = [seq for one, seq, _, _ in rows if one == chat]
        assert seqs == list(range(1, len(seqs) + 1)), "one moment: no message without those before it"
