"""Raising a case, and joining it when the same person comes again: one open case at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdesk.chat.models import Conversation
from frontdesk.handoffs import routing
from frontdesk.handoffs.due import due_at
from frontdesk.handoffs.facts import clinic_hours
from frontdesk.handoffs.finding import reindex
from frontdesk.handoffs.joining import link, note_given
from frontdesk.handoffs.kinds import DANGER, QUIET, graver
from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.handoffs.notices import notify
from frontdesk.handoffs.reference import new_reference


@dataclass(frozen=True)
class _Contact:
    """What a visitor came with this time."""

    kind: str
    urgent: bool
    person: Mapping[str, Any]
    flags: Sequence[Mapping[str, Any]]


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
    """Return this conversation's open case, whatever its kind; made with its notice if there was none.

    Call it inside the transaction that saves what led to it: then both stand or neither does.
    A repeated call joins the open case, adds what is new about the person, and may raise its kind
    and urgency.
    """
    contact = _Contact(kind, urgent, dict(person or {}), [dict(flag) for flag in flags])
    with transaction.atomic():
        # the conversation's row is what two first calls at once have in common
        Conversation.objects.select_for_update().filter(pk=conversation.pk).values_list("pk").first()
        case = _standing(conversation, contact)
        if case is not None:
            _note_giver(conversation, case, contact)
            return _join(case, contact, now)
        case = _create(conversation, contact, prefix, now)
        reindex(case)
        CaseEvent.objects.create(case=case, at=now, what="created", detail=kind)
        routing.note(case, now)
        link(case, now)
        if kind not in QUIET or urgent:
            notify(case, "urgent" if urgent else "new", now)
        return case


def _standing(conversation: Conversation, contact: _Contact) -> Case | None:
    """The open case of the conversation, or the one that its last case was joined to.

    Danger always gets a case whose page shows the chat it was heard in.
    """
    cases = Case.objects.filter(conversation=conversation).select_related("joined_to")
    case = cases.exclude(status=Case.Status.CLOSED).first()
    if case is not None or contact.urgent or contact.kind in DANGER:
        return case
    last = cases.order_by("-pk").first()
    return last.joined_to if last and last.joined_to and last.joined_to.is_open else None


def _note_giver(conversation: Conversation, case: Case, contact: _Contact) -> None:
    """When the open case belongs to another chat of the person: remember what this chat adds."""
    if case.conversation_id == conversation.pk:
        return
    giver = Case.objects.filter(conversation=conversation, joined_to=case).order_by("-pk").first()
    if giver is not None:
        learned = {key for key, value in contact.person.items() if case.person.get(key) != value}
        note_given(giver, case, learned, contact.flags)
        giver.save(update_fields=["gave"])


def _create(conversation: Conversation, contact: _Contact, prefix: str, now: datetime) -> Case:
    reference = new_reference(prefix)
    while Case.objects.filter(reference=reference).exists():
        reference = new_reference(prefix)
    owner, team = routing.responsible(contact.kind)
    before = Case.objects.filter(conversation=conversation).order_by("-pk").first()
    # the same chat is the same person: who they are need not be asked again
    person = {**(before.person if before else {}), **contact.person}
    return Case.objects.create(
        reference=reference,
        conversation=conversation,
        kind=contact.kind,
        urgent=contact.urgent,
        person=person,  # type: ignore[misc]
        flags=contact.flags,  # type: ignore[misc]
        owner=owner,
        team=team,
        created_at=now,
        updated_at=now,
        due_at=due_at(contact.kind, contact.urgent, now, clinic_hours()),
    )


def _join(case: Case, contact: _Contact, now: datetime) -> Case:
    before, was_urgent = case.kind, case.urgent
    known = {flag["id"] for flag in case.flags}
    case.flags = case.flags + [flag for flag in contact.flags if flag["id"] not in known]
    case.person = {**case.person, **contact.person}
    case.kind, case.urgent = graver(before, contact.kind), was_urgent or contact.urgent
    worse = case.urgent and (not was_urgent or (case.kind != before and case.kind in DANGER))
    _due_anew(case, before, worse, now)
    if case.status == Case.Status.WAITING:
        case.status = Case.Status.IN_PROGRESS
    case.updated_at = now
    if case.kind != before and case.owner_id is None:
        case.owner, case.team = routing.responsible(case.kind)
    case.save()
    reindex(case)
    CaseEvent.objects.create(case=case, at=now, what="joined", detail=contact.kind)
    if case.kind != before:
        CaseEvent.objects.create(case=case, at=now, what="became", detail=f"{before} → {case.kind}")
    link(case, now)
    if worse:
        notify(case, "urgent", now)
    elif case.kind != before:
        notify(case, "more", now)
    return case


def _due_anew(case: Case, before: str, worse: bool, now: datetime) -> None:
    """What was done before was done for something lesser: someone must look again."""
    if not worse and case.kind == before:
        return
    due = due_at(case.kind, case.urgent, now, clinic_hours())
    if worse or case.attended_at is not None:
        case.due_at, case.attended_at = due, None
    elif due is not None:
        case.due_at = min(case.due_at or due, due)
