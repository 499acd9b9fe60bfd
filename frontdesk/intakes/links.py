"""Links back to an unfinished intake: made with the pause, sent by the worker, opened once."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from frontdesk.chat.tokens import new_token, token_hash
from frontdesk.intakes import records
from frontdesk.intakes.content import content
from frontdesk.intakes.models import Intake, Link
from frontdesk.interview import State
from frontdesk.interview.show import say

log = logging.getLogger("frontdesk.intakes")
LINK_DAYS = 7
MOST_TRIES = 5  # sendings of one message
MOST_A_DAY = 3  # links of one intake: "later" said again and again is no way to flood a mailbox
WAITS = timedelta(minutes=5)  # a link waiting longer lost its worker
UNFINISHED = (Intake.Status.OPEN, Intake.Status.PAUSED)


def address_of(state: State) -> str | None:
    """Where a link can go: the given e-mail, if there is a date of birth to ask for as well."""
    email, born = state.answers.get("email"), state.answers.get("date_of_birth")
    known = email is not None and email.value and born is not None and born.value
    return str(email.value) if known and email is not None else None


def send(intake: Intake, purpose: str, now: datetime) -> Link | None:
    """Make a link and its task. Call it in the transaction that pauses the intake: both stand or neither."""
    from frontdesk.intakes.tasks import mail_link

    recent = Link.objects.filter(intake=intake, created_at__gt=now - timedelta(days=1)).count()
    if recent >= MOST_A_DAY:
        return None
    link = Link.objects.create(intake=intake, purpose=purpose, created_at=now)
    mail_link.enqueue(link.pk)
    return link


def deliver(link_id: int, now: datetime) -> None:
    """Send one link: no name, no health content. Repeatable; a failure is tried again by `sweep`."""
    link = Link.objects.select_related("intake").filter(pk=link_id, state=Link.State.WAITING).first()
    if link is None:
        return
    address = address_of(records.state_of(link.intake)) if link.intake.status in UNFINISHED else None
    if address is None:
        Link.objects.filter(pk=link.pk).update(state=Link.State.DEAD)
        return
    token = new_token()
    with transaction.atomic():
        # the newest link is the only one
        Link.objects.filter(intake=link.intake, state=Link.State.SENT).update(state=Link.State.DEAD)
        link.token_hash, link.expires_at = token_hash(token), now + timedelta(days=LINK_DAYS)
        link.attempts += 1
        link.save(update_fields=["token_hash", "expires_at", "attempts"])
    try:
        _message(link.purpose, address, token).send()
    except (OSError, smtplib.SMTPException) as error:
        dead = link.attempts >= MOST_TRIES
        Link.objects.filter(pk=link.pk).update(state=Link.State.DEAD if dead else Link.State.WAITING)
        log.error("link not sent link=%s cause=%s try=%s", link.pk, type(error).__name__, link.attempts)
        return
    Link.objects.filter(pk=link.pk).update(state=Link.State.SENT, sent_at=now)
    log.info("link sent link=%s purpose=%s", link.pk, link.purpose)


def _message(purpose: str, address: str, token: str) -> EmailMessage:
    interview = content().interview
    base = str(getattr(settings, "PUBLIC_URL", "http://127.0.0.1:8000")).rstrip("/")
    body = say(interview, f"mail_{purpose}", link=f"{base}/intake/{token}")
    return EmailMessage(
        subject=say(interview, "mail_subject"),
        body=body,
        from_email=getattr(settings, "PATIENT_MAIL_FROM", "frontdesk@localhost"),
        to=[address],
    )


def sweep(now: datetime) -> int:
    """Enqueue links whose worker died or whose sending failed. Returns how many."""
    from frontdesk.intakes.tasks import mail_link

    lost = Link.objects.filter(
        state=Link.State.WAITING, created_at__lt=now - WAITS, attempts__lt=MOST_TRIES
    ).values_list("pk", flat=True)
    for pk in list(lost):
        mail_link.enqueue(pk)
    return len(lost)
