"""What was said, as staff read it: speaker, time, kind, and which rule or answer led to a reply."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.facts import topic_title
from frontdesk.staff import words

SHOWN = 200  # messages on the page; earlier ones on request

SPEAKERS = {"visitor": "Visitor", "assistant": "Assistant", "staff": "Clinic staff", "system": "System"}
KINDS = {
    "greeting": "Greeting",
    "info": "",
    "answer": "Answer",
    "clarify": "Asked which was meant",
    "unknown": "Not understood",
    "decline": "Declined",
    "crisis": "Crisis reply",
    "urgent_medical": "Urgent medical reply",
    "question": "Intake question",
    "review": "Intake review",
    "handoff": "Hand-off",
    "error": "Error",
}


@dataclass(frozen=True)
class Line:
    """One message. `why` names what led to it; `reviewed` is None when that does not apply."""

    seq: int
    speaker: str
    side: str  # visitor, assistant, staff, system
    at: datetime
    kind: str
    kind_label: str
    text: str
    why: str
    unreviewed: bool
    offered: tuple[str, ...]
    chosen: bool
    day: str  # set on the first message of a day


def lines(conversation: Conversation, *, after: int = 0, limit: int = SHOWN) -> list[Line]:
    """The last `limit` messages above `after`, oldest first."""
    rows = list(Message.objects.filter(conversation=conversation, seq__gt=after).order_by("-seq")[:limit])
    names = _names(rows)
    made, day = [], ""
    for message in reversed(rows):
        today = f"{message.at.astimezone(words.zone()):%A, %B} {message.at.astimezone(words.zone()).day}"
        made.append(_line(message, names, today if today != day and not after else ""))
        day = today
    return made


def said(conversation: Conversation, seqs: Collection[int]) -> dict[int, str]:
    """The words of some messages of the visitor, by number."""
    if not seqs:
        return {}
    rows = Message.objects.filter(conversation=conversation, sender="visitor", seq__in=seqs)
    return {row.seq: words.shown(row.text) for row in rows}


def _names(rows: Iterable[Message]) -> dict[int, str]:
    staff = {message.trace["staff"] for message in rows if message.trace.get("staff")}
    people = get_user_model().objects.in_bulk(list(staff)) if staff else {}
    return {pk: words.shown(words.person_name(person)) for pk, person in people.items()}


def _line(message: Message, names: Mapping[int, str], day: str) -> Line:
    payload = message.payload or {}
    return Line(
        seq=message.seq,
        speaker=names.get(message.trace.get("staff", 0), SPEAKERS[message.sender]),
        side=message.sender,
        at=message.at,
        kind=message.kind,
        kind_label=KINDS.get(message.kind, "") if message.sender == "assistant" else "",
        text=words.shown(message.text),
        why=_why(message),
        unreviewed=message.kind == "answer" and not payload.get("reviewed"),
        offered=tuple(words.shown(choice["title"]) for choice in payload.get("choices") or ()),
        chosen=message.choice is not None,
        day=day,
    )


def _why(message: Message) -> str:
    """ "What does it cost? · intent faq_cost 0.93" from the message's topic and trace."""
    trace: dict[str, Any] = message.trace or {}
    parts = []
    if message.topic and message.sender != Message.Sender.SYSTEM:  # there it is a sign for the widget
        title = topic_title(message.topic)
        parts.append(f"“{title}”" if title else message.topic)
    rules = trace.get("rules") or trace.get("rows")
    if rules:
        parts.append("rule " + ", ".join(str(rule) for rule in rules))
    if trace.get("intent"):
        confidence = trace.get("confidence")
        parts.append(f"understood as {trace['intent']}" + (f" ({confidence:.0%})" if confidence else ""))
    return words.shown(" · ".join(parts))
