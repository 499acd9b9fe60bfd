"""Intakes left in the middle, for staff to follow up: only of people who said they may be reached."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case
from frontdesk.intakes import links, records
from frontdesk.intakes.cases import person_of
from frontdesk.intakes.content import content
from frontdesk.intakes.models import Intake
from frontdesk.intakes.retention import keep_days
from frontdesk.interview import State

QUIET_HOURS = 24  # settings.INTAKE_FOLLOW_UP_HOURS overrides it; 0 raises no such case


def hand_over(now: datetime) -> int:
    """One case for each intake left alone for a day by someone who may be reached; returns how many.

    Nothing is raised for who said "stop", nor where staff have a case of the chat already.
    """
    hours = int(getattr(settings, "INTAKE_FOLLOW_UP_HOURS", QUIET_HOURS))
    if not hours:
        return 0
    left = Intake.objects.filter(
        status__in=links.UNFINISHED,
        quiet=False,
        conversation__cases__isnull=True,
        updated_at__lt=now - timedelta(hours=hours),
        updated_at__gt=now - timedelta(days=keep_days()),
    )
    raised = 0
    for pk in list(left.values_list("pk", flat=True)):
        with transaction.atomic():
            intake = Intake.objects.select_for_update().select_related("conversation").get(pk=pk)
            state = records.state_of(intake)
            if intake.status in links.UNFINISHED and may_be_reached(state):
                _raise(intake, state, now)
                raised += 1
    return raised


def may_be_reached(state: State) -> bool:
    """Agreed to the intake, and left an e-mail, or a phone with leave to use it for a message."""
    consent = state.answers.get("consent")
    if consent is None or not isinstance(consent.value, dict) or not consent.value.get("agreed"):
        return False
    phone, leave = state.answers.get("phone"), state.answers.get("contact_ok")
    by_phone = phone is not None and bool(phone.value) and leave is not None
    if by_phone and leave is not None and leave.value not in (None, "neither"):
        return True
    email = state.answers.get("email")
    return email is not None and bool(email.value)


def _raise(intake: Intake, state: State, now: datetime) -> None:
    loaded = content()
    raise_case(
        intake.conversation,
        kind=Case.Kind.UNFINISHED,
        prefix=loaded.clinic.fact("reference_prefix"),
        now=now,
        person=person_of(loaded.interview, state),
    )
