"""Unfinished intakes are kept for a while in case the person comes back, reminded of once, then emptied."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from frontdesk.intakes import links, records
from frontdesk.intakes.models import Answer, Intake, Link, Turn

KEEP_DAYS = 14  # settings.INTAKE_KEEP_DAYS overrides it
REMIND_DAYS = 3  # settings.INTAKE_REMIND_DAYS overrides it; 0 reminds nobody
REMINDER_CONSENT = 2  # the version of the consent text from which reminders are agreed to
UNFINISHED = (Intake.Status.OPEN, Intake.Status.PAUSED, Intake.Status.OUT_OF_AREA)


def keep_days() -> int:
    """Days an unfinished intake is kept after its last message."""
    return int(getattr(settings, "INTAKE_KEEP_DAYS", KEEP_DAYS))


def expire(now: datetime) -> int:
    """Empty the intakes that nobody has touched for `keep_days`; returns how many. Repeatable."""
    before = now - timedelta(days=keep_days())
    with transaction.atomic():
        stale = Intake.objects.select_for_update().filter(status__in=UNFINISHED, updated_at__lt=before)
        old = list(stale.values_list("pk", flat=True))
        Answer.objects.filter(intake__in=old).delete()
        Turn.objects.filter(intake__in=old).delete()
        Link.objects.filter(intake__in=old).delete()
        Intake.objects.filter(pk__in=old).update(status=Intake.Status.EXPIRED, at="", position={})
    return len(old)


def remind(now: datetime) -> int:
    """Send one reminder to those who agreed, gave an e-mail address and did not say "stop"; returns how many.

    Nobody is written to after danger was heard: a person calls them.
    """
    days = int(getattr(settings, "INTAKE_REMIND_DAYS", REMIND_DAYS))
    if not days:
        return 0
    waiting = Intake.objects.filter(
        status__in=links.UNFINISHED,
        quiet=False,
        conversation__care=False,
        updated_at__lt=now - timedelta(days=days),
        updated_at__gt=now - timedelta(days=keep_days()),
    ).exclude(links__purpose=Link.Purpose.REMINDER)
    reminded = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            intake = Intake.objects.select_for_update().get(pk=pk)
            if _agreed(intake) and not intake.links.filter(purpose=Link.Purpose.REMINDER).exists():
                reminded += links.send(intake, Link.Purpose.REMINDER, now) is not None
    return reminded


def _agreed(intake: Intake) -> bool:
    state = records.state_of(intake)
    consent = state.answers.get("consent")
    if consent is None or not consent.value or consent.version < REMINDER_CONSENT:
        return False
    return bool(consent.value.get("agreed")) and links.address_of(state) is not None
