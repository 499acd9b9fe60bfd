"""A case's events in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.staff import words

_STATUS = dict(Case.Status.choices)
_REASON = dict(Case.Reason.choices)
_PLAIN = {
    "created": "Case opened by the assistant",
    "joined": "The visitor came back to this",
    "cleared": "Crisis cleared: the assistant answers normally again",
    "chat_joined": "Joined the chat",
    "chat_left": "Gave the chat back to the assistant",
    "chat_no_answer": "Nobody answered in time: the visitor was told, and the assistant is back",
    "erased": "Emptied at the visitor's request",
    "linked": "Linked to another case of the same person",
}


@dataclass(frozen=True)
class Line:
    """One line of a case's history; `note` is text a person wrote."""

    at: datetime
    who: str
    text: str
    note: str = ""


def line(event: CaseEvent) -> Line:
    """What an event says to a reader."""
    who = words.person_name(event.actor)
    if event.what == "note":
        return Line(event.at, who or "The visitor", "Note", words.shown(event.detail))
    return Line(event.at, who, _text(event))


def _text(event: CaseEvent) -> str:
    detail = words.shown(event.detail)
    if event.what == "status":
        before, _, after = detail.partition(" → ")
        return f"Status: {_STATUS.get(before, before)} → {_STATUS.get(after, after)}"
    if event.what == "closed":
        return f"Closed: {_REASON.get(detail, detail)}"
    if event.what == "reopened":
        return "Reopened"
    if event.what == "assigned":
        return f"Assigned to {detail}" if detail else "Owner removed"
    return _PLAIN.get(event.what, event.what.replace("_", " ").capitalize())
