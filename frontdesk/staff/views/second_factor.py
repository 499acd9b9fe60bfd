"""The second step of signing in, and setting it up the first time."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import mark_safe

from frontdesk.handoffs.facts import clinic
from frontdesk.staff import log, pages, second_factor
from frontdesk.staff.models import SignIn


def give(request: HttpRequest) -> HttpResponse:
    """Ask for a code; with no authenticator yet, show the secret to set one up."""
    ready = second_factor.has_one(request.user)
    if request.method == "POST":
        return _check(request, ready)
    return _ask(request, ready)


def _check(request: HttpRequest, ready: bool) -> HttpResponse:
    now = timezone.now()
    if not second_factor.check(request.user, request.POST.get("code", "")[:40], now):
        with transaction.atomic():
            log.write(request.user, "denied", now, subject="second-factor", detail={"why": "code"})
        return _ask(request, ready, wrong=True)
    with transaction.atomic():
        old = request.session.session_key
        request.session.cycle_key()
        SignIn.objects.filter(session_key=old).update(
            session_key=request.session.session_key, second_factor=True
        )
        log.write(request.user, "second_factor", now, detail={"set_up": not ready})
    if ready:
        return redirect("staff:home")
    codes = second_factor.new_recovery_codes(request.user)
    return pages.show(request, "staff/recovery_codes.html", {"codes": codes})


def _ask(request: HttpRequest, ready: bool, *, wrong: bool = False) -> HttpResponse:
    context: dict[str, Any] = {"wrong": wrong, "ready": ready}
    if not ready:
        secret = second_factor.begin(request.user)
        name = clinic().get("short_name", "")
        context["secret"] = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
        context["address"] = second_factor.address(request.user, secret, name)
        context["picture"] = mark_safe(second_factor.picture(context["address"]))  # noqa: S308  (no text in it)
    return pages.show(request, "staff/second_factor.html", context, status=400 if wrong else 200)
