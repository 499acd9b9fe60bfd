"""An intake walked while processes are killed, and what must be the same as when nothing is killed.

`Killer` sends each answer of an intake around one `kill -9`: before it is sent, while it is on its way, at a
statement or commit of the process, or after it is answered. Whatever the visitor's program would do then is
done: the same client_id again, and the answer once more where the chat says that it was not saved.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from time import sleep
from typing import Any

import httpx

from tests.stack.processes import Stack, Visitor

Message = dict[str, Any]
Kill = tuple[str, "str | int"]  # a process, and a moment or the number of a statement
VICTIMS = ("web", "rasa", "actions", "worker")
MOMENTS = ("before", "during", "after")
KILLS: list[Kill] = [(victim, moment) for moment in MOMENTS for victim in VICTIMS]
ON_ITS_WAY = (0.005, 0.02, 0.05, 0.09)  # seconds a message is under way when the process dies
TURNS = (
    "start the intake", "I agree", "Marcus", "Whitfield", "Marc", "he/him", "march 4 85", "marc@example.com",
    "3125550187", "text only", "illinois", "evening", "depression", "since college", "none", "zoloft",
    "lexapro", "no allergies", "none", "none of those", "i'm a man", "not now", "yes", "my sister",
    "no insurance", "no wishes", "from a friend", "no",
)  # fmt: skip
SAVED = (
    "import json; from frontdesk.intakes.models import Answer;"
    " from frontdesk.handoffs.models import Case, Notice;"
    " c = '{id}';"
    " print(json.dumps(["
    "{{r.question_id: r.value for r in Answer.objects.filter(intake__conversation_id=c)}},"
    " [[x.kind, x.status, x.urgent, x.person, sorted(f['id'] for f in x.flags)]"
    " for x in Case.objects.filter(conversation_id=c)],"
    " Notice.objects.filter(case__conversation_id=c).count()]))"
)


@dataclass(frozen=True)
class Ended:
    """What an intake left: answers by question, its cases, how many notices, and the talk line by line."""

    answers: dict[str, Any]
    cases: list[Any]
    notices: int
    talk: str


@dataclass
class Killer:
    """Walks one intake; `kill` says what dies around each turn."""

    stack: Stack
    kill: Callable[[int], Kill | None]
    crash_file: Path = Path()  # of hooks/sitecustomize.py
    visitor: Visitor = field(init=False)
    said_again: int = 0
    crashed: int = 0

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.stack.base, timeout=25)

    def walk(self) -> Ended:
        """The whole intake with its submit, and what it left on the disk."""
        for number, text in enumerate(TURNS):
            replies = self.turn(number, text)
            assert replies, f"turn {number}: no reply"
        assert replies[-1]["kind"] == "review", replies[-1]["topic"]
        handed = self.turn(len(TURNS), "looks good")
        assert handed[-1]["kind"] == "handoff" and handed[-1]["reference"], handed[-1]["kind"]
        return self.left()

    def turn(self, number: int, text: str) -> list[Message]:
        """Send a turn around its kill; say it once more where the chat asks for that."""
        planned = self.kill(number)
        name = f"turn-{number}"
        replies = self._around(planned, text, name) if planned else self._sent(text, name)
        for again in range(3):
            if not _to_be_said_again(replies):
                return replies
            self.said_again += 1
            replies = self._sent(text, f"{name}-again-{again}")
        raise AssertionError(f"turn {number} was not taken after {planned}")

    def _around(self, planned: Kill, text: str, name: str) -> list[Message]:
        victim, moment = planned
        if isinstance(moment, int):
            return self._at_statement(victim, moment, text, name)
        if moment == "before":
            self.stack.kill(victim)
            with suppress(httpx.HTTPError):
                self.visitor.send(text, client_id=name)
        elif moment == "during":
            with ThreadPoolExecutor(1) as pool:
                sent: Future[Any] = pool.submit(self.visitor.send, text, None, name)
                sleep(ON_ITS_WAY[int(name.split("-")[1]) % len(ON_ITS_WAY)])
                self.stack.kill(victim)
                with suppress(httpx.HTTPError):
                    sent.result()
        else:
            first = self._sent(text, name)
            self.stack.kill(victim)
            self.stack.start(victim)
            assert self._sent(text, name) == first
            return first
        self.stack.start(victim)
        return self._sent(text, name)

    def _at_statement(self, victim: str, number: int, text: str, name: str) -> list[Message]:
        """The process ends itself at its so-manieth statement from now on, if it gets that far."""
        self.crash_file.write_text(str(number))
        with suppress(httpx.HTTPError):
            self.visitor.send(text, client_id=name)
        if not self.crash_file.exists():
            self.crashed += 1
            self.stack.restart(victim)
        self.crash_file.unlink(missing_ok=True)
        return self._sent(text, name)

    def _sent(self, text: str, name: str) -> list[Message]:
        response = self.visitor.send(text, client_id=name)
        assert response.status_code == 200, response.text
        return list(response.json()["messages"])

    def left(self) -> Ended:
        """What this intake has on the disk and in its history."""
        code = SAVED.format(id=self.visitor.id)
        printed = self.stack.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1]
        answers, cases, notices = json.loads(printed)
        return Ended(answers, cases, notices, "\n".join(_talk(self.visitor.history())))


def _to_be_said_again(replies: list[Message]) -> bool:
    """Told "not saved", or that the answer is to be given once more."""
    return replies[-1]["kind"] == "error" or any("once more" in message["text"] for message in replies)


def _talk(messages: list[Message]) -> list[str]:
    """What was asked and said, without excuses and repetitions: what a kill may add to a transcript."""
    lines = [
        message["text"]
        if message["from"] == "visitor"
        else f"{message['kind']} {message['topic'] or ''}".strip()
        for message in messages
        if message["from"] == "visitor" or message["kind"] in ("question", "review", "handoff")
    ]
    asked = [line for line, _ in groupby(lines)]
    return _without_repetition(asked)


def _without_repetition(lines: list[str]) -> list[str]:
    """A question asked again after its answer, and the answer again, are one question and its answer."""
    kept: list[str] = []
    for line in lines:
        if len(kept) >= 2 and line == kept[-2] and line.startswith(("question ", "review")):
            kept.pop()
            continue
        kept.append(line)
    return kept
