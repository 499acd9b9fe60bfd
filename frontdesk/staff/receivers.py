"""What happens at signing in, out, and failing to: the sign-in row and its audit row."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from frontdesk.handoffs.fhir.values import NotExportable
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.signals import record_asked
from frontdesk.staff import fhir_export, log, second_factor
from frontdesk.staff.browsers import name_of
from frontdesk.staff.models import SignIn


@receiver(record_asked)
def give_record(sender: Any, *, case: Case, now: datetime, **_: Any) -> dict[str, Any] | None:
    """The case as a checked FHIR bundle, for sending it on; None when there is none that may leave."""
    try:
        return fhir_export.make(case, now)
    except (NotExportable, fhir_export.Faulty):
        return None


@receiver(user_logged_in)
def open_sign_in(sender: Any, request: Any, user: Any, **_: Any) -> None:
    """The session's row: without it the cookie opens nothing."""
    now = timezone.now()
    if request.session.session_key is None:
        request.session.create()
    with transaction.atomic():
        too_old = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        SignIn.objects.filter(user=user, started_at__lt=too_old).delete()
        SignIn.objects.update_or_create(
            session_key=request.session.session_key,
            defaults={
                "user": user,
                "started_at": now,
                "seen_at": now,
                "browser": name_of(request.META.get("HTTP_USER_AGENT", "")),
                "second_factor": not second_factor.needed(user),
            },
        )
        log.write(user, "signed_in", now)


@receiver(user_logged_out)
def close_sign_in(sender: Any, request: Any, user: Any, **_: Any) -> None:
    key = getattr(request.session, "session_key", None)
    if key:
        SignIn.objects.filter(session_key=key).delete()


@receiver(user_login_failed)
def note_failure(sender: Any, **_: Any) -> None:
    """No user name: people type passwords into that field."""
    with transaction.atomic():
        log.write(None, "denied", timezone.now(), subject="sign-in", detail={"why": "password"})
