"""The doors to cases: raise, join, move, assign, note. Each one transaction with its notice and history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from frontdesk.chat.models import Conversation
from frontdesk.handoffs.due import due_at
from frontdesk.handoffs.facts import clinic_hours
from frontdesk.handoffs.finding import reindex
from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.handoffs.notices import notify
from frontdesk.handoffs.reference import new_reference

# From each state, where a person may move a case. Closed → in progress is "reopened".
MOVES: dict[str, tuple[str, ...]] = {
    "new": ("in_progress", "waiting", "closed"),
    "in_progress": ("new", "waiting", "closed"),
    "waiting": ("new", "in_progress", "closed"),
    "closed": ("in_progress", "new"),
}


def raise_case(
    conversation: Conversation,
    *,
    kind: str,
    prefix: str,
    now: datetime,
    urgent: bool = False,
    person: Mapping[str, Any] | None = None,
    flags: Sequence[Mapping[str, Any]] = (),
) -> Case:
    """Return the open case of `kind` for this conversation, made with its notice if there was none.

    Call it inside the transaction that saves what led to it: then both stand or neither does.
    A repeated call joins the open case, adds what is new about the person, and may raise its urgency.
    """
    with transaction.atomic():
        case = (
            Case.objects.filter(conversation=conversation, kind=kind)
            .exclude(status=Case.Status.CLOSED)
            .first()
        )
        if case is not None:
            return _join(case, now=now, urgent=urgent, person=person, flags=flags)
        case = _create(conversation, kind, prefix, now, urgent, dict(person or {}), [dict(f) for f in flags])
        reindex(case)
        CaseEvent.objects.create(case=case, at=now, what="created")
        notify(case, "urgent" if urgent else "new", now)
        return case


def _create(
    conversation: Conversation,
    kind: str,
    prefix: str,
    now: datetime,
    urgent: bool,
    person: dict[str, Any],
    flags: list[dict[str, Any]],
) -> Case:
    reference = new_reference(prefix)
    while Case.objects.filter(reference=reference).exists():
        reference = new_reference(prefix)
    return Case.objects.create(
        reference=reference,
        conversation=conversation,
        kind=kind,
        urgent=urgent,
        person=person,  # type: ignore[misc]
        flags=flags,  # type: ignore[misc]
        created_at=now,
        updated_at=now,
        due_at=due_at(kind, urgent, now, clinic_hours()),
    )


def _join(
    case: Case,
    *,
    now: datetime,
    urgent: bool,
    person: Mapping[str, Any] | None,
    flags: Sequence[Mapping[str, Any]],
) -> Case:
    known = {flag["id"] for flag in case.flags}
    case.flags = case.flags + [dict(flag) for flag in flags if flag["id"] not in known]
    case.person = {**case.person, **dict(person or {})}
    became_urgent = urgent and not case.urgent
    if became_urgent:
        case.urgent = True
        case.due_at = due_at(case.kind, True, now, clinic_hours())
        case.attended_at = None  # what was done before, was done for something less urgent
    if case.status == Case.Status.WAITING:
        case.status = Case.Status.IN_PROGRESS
    case.updated_at = now
    case.save()
    reindex(case)
    CaseEvent.objects.create(case=case, at=now, what="joined")
    if became_urgent:
        notify(case, "urgent", now)
    return case


def move(case: Case, status: str, *, actor: Any, now: datetime, reason: str = "") -> Case:
    """Set the status and write who did it; `reason` (Case.Reason) goes with closing.

    Raises ValueError for a status that does not exist or cannot follow.
    """
    if status not in Case.Status.values:
        raise ValueError(f"no such status: {status}")
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if case.status == status:
            return case
        if status not in MOVES[case.status]:
            raise ValueError(f"{case.status} cannot become {status}")
        before = case.status
        _set_status(case, status, now, reason)
        try:
            with transaction.atomic():
                case.save()
        except IntegrityError as error:
            raise ValueError("this conversation already has an open case of that kind") from error
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
        case.closed_at, case.closed_reason, case.reopened_at = None, "", now
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


def add_note(case: Case, text: str, *, actor: Any, now: datetime) -> CaseEvent:
    """Keep a note for the staff; the visitor never sees it."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        Case.objects.filter(pk=case.pk).update(updated_at=now, attended_at=case.attended_at or now)
        return CaseEvent.objects.create(case=case, at=now, actor=actor, what="note", detail=text)


def clear_crisis(case: Case, note: str, *, actor: Any, now: datetime) -> None:
    """A person has judged that the danger heard in this conversation is over, and says why.

    The assistant then leaves its care frame. Raises ValueError without a note.
    """
    if not note.strip():
        raise ValueError("say what was done before clearing a crisis")
    with transaction.atomic():
        add_note(case, note, actor=actor, now=now)
        Conversation.objects.filter(pk=case.conversation_id).update(care=False)
        CaseEvent.objects.create(case=case, at=now, actor=actor, what="cleared")
