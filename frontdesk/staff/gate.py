"""Deciding whether a request may reach its page: signed in, still awake, second factor, role, method."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import timezone

from frontdesk.staff import log, pages
from frontdesk.staff.access import RULES, Rule
from frontdesk.staff.models import SignIn
from frontdesk.staff.roles import roles_of

PREFIX = "/staff/"  # where the console begins
NOTED_EVERY = timedelta(seconds=20)  # how exactly "last seen" is kept: spares a write a request


def refusal(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """The answer to a request that may not go on, or None. Every denial leaves one audit row."""
    rule = RULES.get(name)
    if rule is not None and rule.roles is None:
        return _wrong_method(request, rule)
    now = timezone.now()
    sign_in = _living_sign_in(request, now)
    if sign_in is None:
        return _sign_in_first(request, name, now)
    if rule is not None and not rule.live:
        _note(sign_in, now)
    if _lacks_second_factor(sign_in, rule):
        return redirect("staff:second-factor")
    if rule is None or rule.roles is None or not roles_of(request.user) & rule.roles:
        return _deny(request, name, "role", now)
    return _wrong_method(request, rule)


def _living_sign_in(request: HttpRequest, now: datetime) -> SignIn | None:
    """The sign-in behind the cookie, unless it is idle, too old, ended, or its account is closed."""
    if not request.user.is_authenticated or not request.user.is_active:
        return None
    key = request.session.session_key or ""
    sign_in = SignIn.objects.filter(session_key=key, user_id=request.user.pk).first()
    if sign_in is None:
        logout(request)
        return None
    idle = now - sign_in.seen_at > timedelta(seconds=settings.STAFF_IDLE_SECONDS)
    old = now - sign_in.started_at > timedelta(seconds=settings.SESSION_COOKIE_AGE)
    if idle or old:
        with transaction.atomic():
            log.write(request.user, "session_ended", now, detail={"why": "idle" if idle else "age"})
            sign_in.delete()
            logout(request)
        return None
    return sign_in


def _note(sign_in: SignIn, now: datetime) -> None:
    if abs(now - sign_in.seen_at) > NOTED_EVERY:
        SignIn.objects.filter(pk=sign_in.pk).update(seen_at=now)


def _sign_in_first(request: HttpRequest, name: str, now: datetime) -> HttpResponseBase:
    if name not in ("home", "sign-out"):  # the way in, not a denial
        with transaction.atomic():
            log.write(None, "denied", now, subject=name, detail={"why": "signed out"})
    if request.headers.get("X-Requested-With") == "console":
        return pages.signed_out_fragment()
    if name == "sign-out":
        return pages.to_sign_in("")
    had_one = settings.SESSION_COOKIE_NAME in request.COOKIES
    if request.method == "GET":
        return pages.to_sign_in(request.path_info, "ended" if had_one else "")
    return pages.to_sign_in(_page_before(request.path_info), "lost")


def _page_before(path: str) -> str:
    """The page on which what was sent to `path` stood: the nearest address above it that can be opened."""
    while path != PREFIX:
        path = path.rstrip("/").rpartition("/")[0] + "/"
        name = resolve(path).url_name or ""
        rule = RULES.get(name)
        if name != "nothing-here" and rule is not None and "GET" in rule.methods:
            return path
    return PREFIX


def _lacks_second_factor(sign_in: SignIn, rule: Rule | None) -> bool:
    return not sign_in.second_factor and (rule is None or not rule.before_second_factor)


def _deny(request: HttpRequest, name: str, why: str, now: datetime) -> HttpResponseBase:
    with transaction.atomic():
        log.write(request.user, "denied", now, subject=name, detail={"why": why})
    return pages.forbidden(request)


def _wrong_method(request: HttpRequest, rule: Rule) -> HttpResponseBase | None:
    method = "GET" if request.method == "HEAD" else request.method
    if method in rule.methods:
        return None
    methods = sorted(rule.methods)
    if method == "GET" and roles_of(request.user):
        return pages.only_by_button(request, methods)
    return HttpResponseNotAllowed(methods)
