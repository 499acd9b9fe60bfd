"""The doors to cases: raise, move, assign, note, clear. Each one transaction with its notice and history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from frontdesk.handoffs import crisis
from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.handoffs.raising import raise_case

__all__ = ["MOVES", "add_note", "assign", "clear_crisis", "move", "raise_case"]

# From each state, where a person may move a case. Closed → in progress is "reopened".
MOVES: dict[str, tuple[str, ...]] = {
    "new": ("in_progress", "waiting", "closed"),
    "in_progress": ("new", "waiting", "closed"),
    "waiting": ("new", "in_progress", "closed"),
    "closed": ("in_progress", "new"),
}


def move(case: Case, status: str, *, actor: Any, now: datetime, reason: str = "") -> Case:
    """Set the status and write who did it; `reason` (Case.Reason) goes with closing.

    Raises ValueError for a status that does not exist or cannot follow, and for closing an uncleared crisis.
    """
    if status not in Case.Status.values:
        raise ValueError(f"no such status: {status}")
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if case.status == status:
            return case
        if status not in MOVES[case.status]:
            raise ValueError(f"{case.status} cannot become {status}")
        if status == Case.Status.CLOSED and crisis.uncleared(case):
            raise ValueError(crisis.FIRST)
        before = case.status
        _set_status(case, status, now, reason)
        try:
            with transaction.atomic():
                case.save()
        except IntegrityError as error:
            raise ValueError("this conversation already has an open case") from error
        what = "closed" if status == "closed" else "reopened" if before == "closed" else "status"
        detail = case.closed_reason if what == "closed" else f"{before} → {status}"
        CaseEvent.objects.create(case=case, at=now, actor=actor, what=what, detail=detail)
        return case


def _set_status(case: Case, status: str, now: datetime, reason: str) -> None:
    if status == Case.Status.CLOSED:
        if reason and reason not in Case.Reason.values:
            raise ValueError(f"no such reason: {reason}")
        case.closed_at, case.closed_reason = now, reason or Case.Reason.OTHER
    elif case.status == Case.Status.CLOSED:
        case.closed_at, case.closed_reason, case.reopened_at, case.joined_to = None, "", now, None
    if status != Case.Status.NEW:
        case.attended_at = case.attended_at or now
    case.status, case.updated_at = status, now


def assign(case: Case, owner: Any, *, actor: Any, now: datetime) -> Case:
    """Give the case to `owner` (a user), or to nobody with None. A new case becomes "in progress"."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if case.owner_id == (owner.pk if owner else None):
            return case
        case.owner, case.updated_at = owner, now
        if owner is not None:
            case.attended_at = case.attended_at or now
            if case.status == Case.Status.NEW:
                case.status = Case.Status.IN_PROGRESS
        case.save()
        detail = owner.get_full_name() or owner.get_username() if owner else ""
        CaseEvent.objects.create(case=case, at=now, actor=actor, what="assigned", detail=detail)
        return case


def add_note(case: Case, text: str, *, actor: Any, now: datetime, attends: bool = True) -> CaseEvent:
    """Keep a note for the staff; the visitor never sees it. `attends`: the person was seen to."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        attended = case.attended_at or (now if attends else None)
        Case.objects.filter(pk=case.pk).update(updated_at=now, attended_at=attended)
        return CaseEvent.objects.create(case=case, at=now, actor=actor, what="note", detail=text)


def clear_crisis(case: Case, note: str, *, actor: Any, now: datetime) -> None:
    """A person has judged that the danger heard in the case's chats is over, and says why.

    The assistant then leaves its care frame. Raises ValueError without a note.
    """
    if not note.strip():
        raise ValueError("say what was done before clearing a crisis")
    with transaction.atomic():
        add_note(case, note, actor=actor, now=now)
        crisis.end(case, now)
        CaseEvent.objects.create(case=case, at=now, actor=actor, what="cleared")
