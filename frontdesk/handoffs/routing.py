"""Who looks after a new case: the person or role its kind goes to, else the default, else the front desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet

from frontdesk.handoffs.models import Case, CaseEvent, Route

DEFAULT = ""  # the kind of the row for everything else
TEAMS = ("front_desk", "clinician", "admin")  # roles that work on cases
LAST_RESORT = "front_desk"


def workers() -> QuerySet[Any]:
    """Everyone who can work on cases."""
    return get_user_model().objects.filter(is_active=True, groups__name__in=TEAMS).distinct()


def responsible(kind: str) -> tuple[Any, str]:
    """(owner or None, team) of a new case of `kind`. A route to someone who left is passed over."""
    rows = {row.kind: row for row in Route.objects.filter(kind__in=(kind, DEFAULT))}
    for key in (kind, DEFAULT):
        row = rows.get(key)
        if row is None:
            continue
        owner = workers().filter(pk=row.user_id).first() if row.user_id else None
        if owner is not None:
            return owner, row.team
        if row.team in TEAMS and workers().filter(groups__name=row.team).exists():
            return None, row.team
    return None, LAST_RESORT


def note(case: Case, now: datetime) -> None:
    """Write into the history that the case was given to someone by a rule."""
    if case.owner is not None:
        name = case.owner.get_full_name() or case.owner.get_username()
        CaseEvent.objects.create(case=case, at=now, what="routed", detail=name)


def set_route(kind: str, *, user: Any = None, team: str = "") -> None:
    """Send new cases of `kind` to `user` or to `team`; neither: as the default says.

    Raises ValueError for a kind, person or team that cannot be.
    """
    if kind not in (*Case.Kind.values, DEFAULT):
        raise ValueError(f"no such kind: {kind}")
    if team and team not in TEAMS:
        raise ValueError(f"no such team: {team}")
    if user is not None and not workers().filter(pk=user.pk).exists():
        raise ValueError("choose someone who works on cases")
    if user is None and not team:
        Route.objects.filter(kind=kind).delete()
        return
    Route.objects.update_or_create(kind=kind, defaults={"user": user, "team": team})


def hand_over(user: Any, now: datetime) -> int:
    """Route the open cases of someone who leaves anew, so that none is forgotten. Returns how many."""
    with transaction.atomic():
        mine = list(Case.objects.filter(owner=user).exclude(status=Case.Status.CLOSED))
        for case in mine:
            case.owner, case.team = responsible(case.kind)
            case.updated_at = now
            case.save(update_fields=["owner", "team", "updated_at"])
            CaseEvent.objects.create(case=case, at=now, what="assigned")
            note(case, now)
        return len(mine)
