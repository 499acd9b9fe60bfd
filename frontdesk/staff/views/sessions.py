"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from frontdesk.staff import log
from frontdesk.staff.forms import SignInForm
from frontdesk.staff.roles import DESK, roles_of

WHY = {
    "ended": "You were signed out: in another tab, or after a while without a sign of you. Sign in to go on.",
    "lost": "You were signed out before this was sent, so it was not saved. Sign in and please do it again.",
}


def sign_in(request: HttpRequest) -> HttpResponse:
    """The only page open to everyone."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect(_ours(request, back) or "staff:home")
    status = 400 if request.method == "POST" else 200
    why = WHY.get(request.GET.get("why", ""), "") if request.method == "GET" else ""
    return render(request, "staff/sign_in.html", {"form": form, "next": back, "why": why}, status=status)


def _ours(request: HttpRequest, address: str) -> str | None:
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe and address.startswith("/staff/") else None


def sign_out(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        log.write(request.user, "signed_out", timezone.now())
        logout(request)
    return redirect("staff:sign-in")


def home(request: HttpRequest) -> HttpResponse:
    """To the first page this person may see."""
    roles = roles_of(request.user)
    return redirect("staff:cases" if roles & DESK else "staff:answers" if roles else "staff:account")


def nothing_here(request: HttpRequest) -> HttpResponse:
    raise Http404
