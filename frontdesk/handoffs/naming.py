"""A name that staff add to a case without one: found by it from then on, and put right by them alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdesk.handoffs.finding import reindex
from frontdesk.handoffs.models import Case, CaseEvent

LONGEST = 120  # characters
NAMED = "named"  # the event; its detail is the name


def may_name(case: Case, events: Iterable[CaseEvent]) -> bool:
    """Whether staff may write the name: there is none, or it is the one they added. `events`: the case's."""
    name = case.person.get("name")
    added = [event.detail for event in events if event.what == NAMED]
    return not name or added[-1:] == [name]


def name_case(case: Case, name: str, *, actor: Any, now: datetime) -> None:
    """Add the name, or put right the one added. Raises ValueError for none, or where the visitor told one."""
    name = " ".join(name.split())
    if not any(letter.isalpha() for letter in name) or len(name) > LONGEST:
        raise ValueError(f"write a name of at most {LONGEST} characters")
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if not may_name(case, case.events.filter(what=NAMED)):
            raise ValueError("this case has a name that the visitor gave")
        case.person = {**case.person, "name": name}
        case.updated_at = now
        case.save(update_fields=["person", "updated_at"])
        reindex(case)
        CaseEvent.objects.create(case=case, at=now, actor=actor, what=NAMED, detail=name)
