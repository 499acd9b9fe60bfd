"""A conversation as the plain chat page shows it. Pure: messages of the chat API in, rows out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from frontdesk.site.text import Block, blocks

Message = Mapping[str, Any]
SPEAKERS = {"visitor": "You", "assistant": "Assistant", "staff": "Clinic team", "system": "Notice"}
ASKS = ("question", "review")
ALARMS = ("crisis", "urgent_medical")


@dataclass(frozen=True)
class Row:
    """One message. `text` is what a visitor wrote, `blocks` what was written to them."""

    sender: str
    speaker: str
    kind: str
    at: datetime
    time: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    choices: Sequence[Mapping[str, str]] = ()
    sources: Sequence[Mapping[str, str]] = ()
    reviewed: Mapping[str, str] | None = None
    reference: str | None = None
    latest: bool = False

    @property
    def answers(self) -> bool:
        return self.kind == "answer"


@dataclass(frozen=True)
class Thread:
    """All rows, the question that waits for an answer, and whether a person has the chat."""

    rows: list[Row]
    question: Message | None

    @property
    def progress(self) -> Mapping[str, int] | None:
        progress: Mapping[str, int] | None = (self.question or {}).get("progress")
        return progress

    @property
    def step(self) -> int:
        """Which question this is, from 1."""
        progress = self.progress
        return min(progress["done"] + 1, progress["total"]) if progress else 0


def thread(messages: Sequence[Message], zone: tzinfo) -> Thread:
    """Only the current turn's choices can be pressed, and of several questions only the newest one's."""
    start = _turn_start(messages)
    question = next((m for m in reversed(messages[start:]) if m["kind"] in ASKS), None)
    rows = []
    for index, message in enumerate(messages):
        live = index >= start and (message["kind"] not in ASKS or message is question)
        rows.append(_row(message, zone, live=live, latest=index == max(start - 1, 0)))
    return Thread(rows, question)


def _turn_start(messages: Sequence[Message]) -> int:
    """The index behind the last message that the assistant did not write."""
    spoken = [index for index, m in enumerate(messages) if m["from"] in ("visitor", "staff")]
    return spoken[-1] + 1 if spoken else 0


def _row(message: Message, zone: tzinfo, *, live: bool, latest: bool) -> Row:
    at = datetime.fromisoformat(message["at"]).astimezone(zone)
    ours = message["from"] != "visitor"
    return Row(
        sender=message["from"],
        speaker=SPEAKERS[message["from"]],
        kind=message["kind"],
        at=at,
        time=f"{at:%b} {at.day}, {at.hour % 12 or 12}:{at:%M} {'am' if at.hour < 12 else 'pm'} {at:%Z}",
        text="" if ours else message["text"],
        blocks=_blocks(message) if ours else [],
        choices=message["choices"] if live else (),
        sources=message["sources"],
        reviewed=message["reviewed"],
        reference=message["reference"],
        latest=latest,
    )


def _blocks(message: Message) -> list[Block]:
    text = message["text"]
    # each line of a safety reply is a help line of its own
    return blocks(text.replace("\n", "\n\n") if message["kind"] in ALARMS else text)
