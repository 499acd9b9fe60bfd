"""A person's own account: password, where it is signed in, second factor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.staff import log, pages, second_factor
from frontdesk.staff.models import RecoveryCode, SignIn
from frontdesk.staff.views import channels


def _me(request: HttpRequest) -> Any:
    """Whoever is signed in; the gate lets nobody else in here."""
    return request.user


def show(request: HttpRequest, form: PasswordChangeForm | None = None) -> HttpResponse:
    """Who you are here, and where you are signed in."""
    awake = timezone.now() - timedelta(seconds=settings.STAFF_IDLE_SECONDS)
    context = {
        "form": form,
        "sign_ins": SignIn.objects.filter(user=_me(request), seen_at__gt=awake).order_by("-seen_at"),
        "chosen": channels.choices(f"user:{request.user.pk}"),
        "this_session": request.session.session_key,
        "has_second_factor": second_factor.has_one(request.user),
        "codes_left": RecoveryCode.objects.filter(user=_me(request), used_at__isnull=True).count(),
    }
    return pages.show(request, "staff/account.html", context, status=400 if form else 200)


def password(request: HttpRequest) -> HttpResponse:
    """Change it; every other sign-in of this account ends."""
    form = PasswordChangeForm(_me(request), request.POST)
    if not form.is_valid():
        return show(request, form)
    old = request.session.session_key
    with transaction.atomic():
        user = form.save()
        update_session_auth_hash(request, user)
        others = SignIn.objects.filter(user=user).exclude(session_key=old)
        Session.objects.filter(session_key__in=list(others.values_list("session_key", flat=True))).delete()
        others.delete()
        SignIn.objects.filter(session_key=old).update(session_key=request.session.session_key)
        log.write(user, "password_changed", timezone.now())
    messages.success(request, "Your password is changed. Every other sign-in of yours was ended.")
    return redirect("staff:account")


def end_sign_in(request: HttpRequest) -> HttpResponse:
    """End another sign-in of one's own."""
    chosen = request.POST.get("sign_in", "")
    with transaction.atomic():
        mine = SignIn.objects.filter(user=_me(request), pk=int(chosen[:12]) if chosen.isdecimal() else 0)
        keys = list(mine.values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        mine.delete()
        log.write(request.user, "sign_in_ended", timezone.now(), detail={"count": len(keys)})
    messages.success(request, "That sign-in was ended.")
    return redirect("staff:account")


def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown once."""
    if not second_factor.has_one(request.user):
        return redirect("staff:second-factor")
    with transaction.atomic():
        codes = second_factor.new_recovery_codes(request.user)
        log.write(request.user, "recovery_codes", timezone.now())
    return pages.show(request, "staff/recovery_codes.html", {"codes": codes})
