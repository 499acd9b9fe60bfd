"""Rendering the console's pages, and those that say something went another way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from frontdesk.handoffs.facts import clinic
from frontdesk.staff import access, listing, log, saved_views
from frontdesk.staff.roles import DESK, LABELS, roles_of

RETRY_SECONDS = "3"


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page for someone signed in: the views with their counts, and what this person may do."""
    roles = roles_of(request.user)
    shell: dict[str, Any] = {
        "clinic_name": clinic().get("short_name", ""),
        "can": {name.replace("-", "_"): access.may(roles, name) for name in access.RULES},
        "role_names": ", ".join(label for role, label in LABELS.items() if role in roles),
    }
    if roles & DESK:
        counted = listing.counts(request.user, timezone.now())
        shell["own_views"] = list(saved_views.of(request.user))
        shell["alarm"] = counted["alarm"]
        shell["views"] = [(view, counted.get(view.id)) for view in listing.VIEWS.values()]
    return render(request, template, {**shell, **(context or {})}, status=status)


def to_sign_in(back: str, why: str = "") -> HttpResponse:
    """To the sign-in page, and afterwards to `back` (a path of ours). `why`: a key of sessions.WHY."""
    query = urlencode({key: value for key, value in (("next", back), ("why", why)) if value})
    return redirect(f"{reverse('staff:sign-in')}?{query}" if query else reverse("staff:sign-in"))


def signed_out_fragment() -> HttpResponse:
    """For the live part of an open page, whose script then says that the session ended."""
    return HttpResponse(status=401)


def forbidden(request: HttpRequest) -> HttpResponse:
    return show(request, "staff/forbidden.html", status=403)


def missing(request: HttpRequest) -> HttpResponse:
    return show(request, "staff/missing.html", status=404)


def only_by_button(request: HttpRequest, methods: list[str]) -> HttpResponse:
    """An address that a form sends to was opened by itself: reloaded from the address line, or kept."""
    response = show(request, "staff/only_by_button.html", status=405)
    response["Allow"] = ", ".join(methods)
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's page when a form lacks its token (CSRF_FAILURE_VIEW); a denial like any other."""
    user = getattr(request, "user", None)
    with transaction.atomic():
        log.write(user, "denied", timezone.now(), subject="form", detail={"why": "token"})
    name = clinic().get("short_name", "")
    return HttpResponse(render_to_string("staff/form_expired.html", {"clinic_name": name}), status=403)


def busy(request: HttpRequest) -> HttpResponse:
    """The database could not take it just now. The page itself needs no database."""
    name = clinic().get("short_name", "")
    response = HttpResponse(render_to_string("staff/busy.html", {"clinic_name": name}), status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response
