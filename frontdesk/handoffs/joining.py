"""Cases of one person in several chats: linked when a whole phone or e-mail is the same, joined by a click.

Never by a name: two people may share one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from frontdesk.handoffs.finding import contact_keys, reindex
from frontdesk.handoffs.kinds import graver
from frontdesk.handoffs.models import Case, CaseEvent, CaseKey


def same_contact(case: Case) -> QuerySet[Case]:
    """Other cases with the same whole e-mail or the same whole phone."""
    keys = contact_keys(case.person)
    return Case.objects.filter(pk__in=CaseKey.objects.filter(digest__in=keys).values("case")).exclude(
        pk=case.pk
    )


def related(case: Case) -> QuerySet[Case]:
    """Other cases of the same chat, with the same contact, or joined to this one; newest first."""
    same = Q(conversation_id=case.conversation_id) | Q(pk__in=same_contact(case).values("pk"))
    same |= Q(joined_to=case)
    return Case.objects.filter(same).exclude(pk=case.pk).order_by("-created_at", "-pk")


def link(case: Case, now: datetime) -> None:
    """Note once, on both, that another open case has the same contact. Runs in the caller's transaction."""
    others = same_contact(case).exclude(status=Case.Status.CLOSED)
    for other in others.order_by("pk")[:10]:
        for one, far in ((case, other), (other, case)):
            known = CaseEvent.objects.filter(case=one, what="linked")
            if far.reference not in {event.detail for event in known}:
                CaseEvent.objects.create(case=one, at=now, what="linked", detail=far.reference)


def join_cases(case: Case, other: Case, *, actor: Any, now: datetime) -> Case:
    """Go on with `case` alone: `other` is closed as its duplicate and gives it what it knows.

    Raises ValueError unless both are open and share a phone or an e-mail.
    """
    with transaction.atomic():
        both = Case.objects.select_for_update().in_bulk([case.pk, other.pk])
        case, other = both[case.pk], both[other.pk]
        if case.pk == other.pk or not (case.is_open and other.is_open):
            raise ValueError("only two open cases can be joined")
        if not contact_keys(case.person) & contact_keys(other.person):
            raise ValueError("these cases share neither a phone nor an e-mail")
        note_given(other, case, set(other.person) - set(case.person), other.flags)
        _take_over(case, other, now)
        other.status, other.closed_reason = Case.Status.CLOSED, Case.Reason.DUPLICATE
        other.closed_at, other.updated_at, other.joined_to = now, now, case
        other.save()
        case.save()
        Case.objects.filter(joined_to=other).update(joined_to=case)
        reindex(case)
        CaseEvent.objects.create(case=case, at=now, actor=actor, what="took_in", detail=other.reference)
        CaseEvent.objects.create(case=other, at=now, actor=actor, what="joined_to", detail=case.reference)
        return case


def note_given(giver: Case, case: Case, keys: set[str], flags: Iterable[Any]) -> None:
    """Remember on `giver` what `case` is about to learn from its chat. The caller saves `giver`."""
    known = {flag["id"] for flag in case.flags}
    keys = keys | set(giver.gave.get("person", ()))
    ids = {flag["id"] for flag in flags if flag["id"] not in known} | set(giver.gave.get("flags", ()))
    giver.gave = {"person": sorted(keys), "flags": sorted(ids)}


def take_back(giver: Case, now: datetime) -> None:
    """The chat of `giver` is being erased: what another case has from it alone goes too. Repeatable."""
    case = giver.joined_to
    if case is None or not giver.gave:
        return
    case.person = {key: value for key, value in case.person.items() if key not in giver.gave["person"]}
    case.flags = [flag for flag in case.flags if flag["id"] not in giver.gave["flags"]]
    case.updated_at = now
    case.save(update_fields=["person", "flags", "updated_at"])
    reindex(case)
    giver.gave = {}


def _take_over(case: Case, other: Case, now: datetime) -> None:
    known = {flag["id"] for flag in case.flags}
    case.flags = case.flags + [flag for flag in other.flags if flag["id"] not in known]
    case.person = {**other.person, **case.person}
    case.kind = graver(case.kind, other.kind)
    if other.attended_at is None and (other.urgent or case.attended_at is None):
        case.attended_at = None
        case.due_at = min((due for due in (case.due_at, other.due_at) if due), default=None)
    case.urgent = case.urgent or other.urgent
    case.updated_at = now
