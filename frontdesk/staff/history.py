"""A case's events in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.staff import words

_STATUS = dict(Case.Status.choices)
_REASON = dict(Case.Reason.choices)
_KIND = dict(Case.Kind.choices)
_PLAIN = {
    "task_done": "A task was done",
    "created": "Case opened by the assistant",
    "named": "Added the person’s name",
    "cleared": "Crisis cleared: the assistant answers normally again",
    "chat_joined": "Joined the chat",
    "receipt_asked": "Asked for the reference by e-mail",
    "chat_left": "Gave the chat back to the assistant",
    "chat_no_answer": "Nobody answered in time: the visitor was told, and the assistant is back",
    "overdue": "Overdue: nobody had looked by then. The clinic’s mailbox and the admins were told",
    "record_asked": "Asked for the record to be sent to the chart’s server",
    "record_sent": "The record is on the chart’s server",
    "record_failed": "The record did not reach the chart’s server: an admin can try again under Notices",
    "nobody_yet": "Nobody had joined in time: the visitor was told, with phone and hours",
    "mailed_back": "The visitor had left: a link to the answer was e-mailed",
    "came_back": "The visitor came back by the link",
    "contact_changed": "The visitor put right how to reach them, or their name",
    "reach_noted": "The visitor said how they want to be reached",
    "held": "On legal hold: nothing of this is deleted",
    "released": "Legal hold ended",
    "erased": "Emptied at the visitor's request",
}
_TOLD = {
    "routed": "Given to {} by the routing rules",
    "linked": "Same phone or e-mail as {}",
    "took_in": "{} of the same person was joined to this case",
    "joined_to": "Goes on as {}: closed here as its duplicate",
}


@dataclass(frozen=True)
class Line:
    """One line of a case's history; `note` is text a person wrote."""

    at: datetime
    who: str
    text: str
    note: str = ""
    event: int = 0
    look: bool = False  # somebody only looked


def line(event: CaseEvent) -> Line:
    """What an event says to a reader."""
    who = words.person_name(event.actor)
    if event.what == "note":
        return Line(event.at, who or "The visitor", "Note", words.shown(event.detail), event.pk)
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
    if event.what == "joined":
        kind = _KIND.get(detail, "")
        return (
            f"The visitor came back: {kind[:1].lower()}{kind[1:]}"
            if kind
            else "The visitor came back to this"
        )
    if event.what == "became":
        before, _, after = detail.partition(" → ")
        return f"Now: {_KIND.get(after, after)} (was: {_KIND.get(before, before)})"
    if event.what in _TOLD:
        return _TOLD[event.what].format(detail or "another case")
    return _PLAIN.get(event.what, event.what.replace("_", " ").capitalize())
