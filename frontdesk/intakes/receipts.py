"""The reference number by e-mail, when asked for, to the address given in the intake."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.intakes import records
from frontdesk.intakes.content import content
from frontdesk.intakes.models import Intake
from frontdesk.interview.show import say

log = logging.getLogger("frontdesk.intakes")
ASKED = "receipt_asked"
MOST = 3  # of one case: the button is no way to flood a mailbox


def ask(conversation_id: UUID, now: datetime) -> bool:
    """Note the wish and leave the sending to the worker; False when no address or no reference is known."""
    from frontdesk.intakes.tasks import mail_receipt

    with transaction.atomic():
        intake = records.current(conversation_id, lock=True)
        case = intake.case if intake is not None else None
        if intake is None or case is None or _address(intake) is None:
            return False
        if CaseEvent.objects.filter(case=case, what=ASKED).count() < MOST:
            CaseEvent.objects.create(case=case, at=now, what=ASKED)
            mail_receipt.enqueue(intake.pk)
    return True


def deliver(intake_id: int) -> None:
    """Send it. A chat forgotten meanwhile has no address any more; a failure is logged, not repeated."""
    intake = Intake.objects.select_related("case").filter(pk=intake_id).first()
    address = _address(intake) if intake is not None else None
    if intake is None or intake.case is None or address is None:
        return
    try:
        _message(intake.case, address).send()
    except (OSError, smtplib.SMTPException) as error:
        log.error("receipt not sent intake=%s cause=%s", intake_id, type(error).__name__)


def _address(intake: Intake) -> str | None:
    given = records.state_of(intake).answers.get("email")
    return str(given.value) if given is not None and given.value else None


def _message(case: Case, address: str) -> EmailMessage:
    interview = content().interview
    return EmailMessage(
        subject=say(interview, "mail_receipt_subject"),
        body=say(interview, "mail_receipt", reference=case.reference),
        from_email=settings.PATIENT_MAIL_FROM,
        to=[address],
    )
