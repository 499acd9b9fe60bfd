"""Who gets new cases of each kind. For the admin, on the team page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.handoffs import routing
from frontdesk.handoffs.models import Case, Route
from frontdesk.staff import log, words
from frontdesk.staff.roles import LABELS


@dataclass(frozen=True)
class Line:
    """One kind with what is chosen for it: "", "team:clinician" or "user:7"."""

    kind: str
    title: str
    chosen: str


def lines() -> list[Line]:
    """The default first, then every kind."""
    rows = {row.kind: row for row in Route.objects.all()}
    titles = [(routing.DEFAULT, "Everything else"), *Case.Kind.choices]
    return [Line(kind, str(title), _value(rows.get(kind))) for kind, title in titles]


def options() -> list[tuple[str, str]]:
    """The teams, then the people who work on cases."""
    teams = [(f"team:{role}", f"Anyone of: {LABELS[role]}") for role in routing.TEAMS]
    people = routing.workers().order_by("first_name", "username")
    return teams + [(f"user:{person.pk}", words.shown(words.person_name(person))) for person in people]


def _value(row: Route | None) -> str:
    if row is None:
        return ""
    return f"user:{row.user_id}" if row.user_id else f"team:{row.team}" if row.team else ""


def save(request: HttpRequest) -> HttpResponse:
    """All lines at once."""
    people = {str(person.pk): person for person in routing.workers()}
    try:
        with transaction.atomic():
            for line in lines():
                what, _, chosen = request.POST.get(f"route-{line.kind or 'default'}", "").partition(":")
                user = people.get(chosen) if what == "user" else None
                if what == "user" and user is None:
                    raise ValueError("choose someone who works on cases")
                routing.set_route(line.kind, user=user, team=chosen if what == "team" else "")
            log.write(request.user, "routes_changed", timezone.now())
    except ValueError as error:
        messages.error(request, f"{str(error)[:1].upper()}{str(error)[1:]}.")
    else:
        messages.success(request, "Saved. It holds for new cases.")
    return redirect("staff:team")
