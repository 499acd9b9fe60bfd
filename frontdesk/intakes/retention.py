"""Unfinished intakes are kept for a while in case the person comes back, then emptied."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from frontdesk.intakes.models import Answer, Intake, Turn

KEEP_DAYS = 14  # settings.INTAKE_KEEP_DAYS overrides it
UNFINISHED = (Intake.Status.OPEN, Intake.Status.PAUSED, Intake.Status.OUT_OF_AREA)


def expire(now: datetime) -> int:
    """Empty the intakes that nobody has touched for KEEP_DAYS; returns how many. Repeatable."""
    before = now - timedelta(days=getattr(settings, "INTAKE_KEEP_DAYS", KEEP_DAYS))
    with transaction.atomic():
        stale = Intake.objects.select_for_update().filter(status__in=UNFINISHED, updated_at__lt=before)
        old = list(stale.values_list("pk", flat=True))
        Answer.objects.filter(intake__in=old).delete()
        Turn.objects.filter(intake__in=old).delete()
        Intake.objects.filter(pk__in=old).update(status=Intake.Status.EXPIRED, at="", position={})
    return len(old)
