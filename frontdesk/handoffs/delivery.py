"""Sending one notice: by e-mail, to a Slack-compatible webhook, or as signed JSON. Never health content.

The JSON webhook (documented on the console's notices page too):

    POST <url>   Content-Type: application/json
    X-Frontdesk-Delivery: 184            the same on every try of one notice: use it to drop repeats
    X-Frontdesk-Signature: t=1790000000,v1=<hex>   HMAC-SHA256 of "<t>.<body>" with the target's secret
    {"id": 184, "event": "case.urgent", "reference": "OT-7F3K-2Q", "status": "new", "urgent": true,
     "due_at": "2026-11-23T15:15:00+00:00", "at": "2026-11-23T15:00:00+00:00"}

Any answer from 200 to 299 is taken as received; anything else is tried again (notices.BACKOFF).
"""

from __future__ import annotations

import hmac
import json
import smtplib
from datetime import datetime, timezone
from hashlib import sha256
from typing import Any

import httpx
from django.conf import settings
from django.core.mail import EmailMessage

from frontdesk.handoffs import routing
from frontdesk.handoffs.models import Notice
from frontdesk.handoffs.outcomes import NotDelivered, TargetGone
from frontdesk.handoffs.targets import Target

TIMEOUT = 8.0  # seconds for one try
SUBJECTS = {
    "new": "New case {}",
    "urgent": "New urgent case {}",
    "overdue": "Case {} is overdue",
    "more": "More to look at in case {}",
    "mention": "You were mentioned in case {}",
    "task": "You have a task in case {}",
}


def webhooks() -> dict[str, Target]:
    """The operator's webhooks (settings.WEBHOOKS)."""
    return dict(getattr(settings, "WEBHOOKS", {}))


def send(notice: Notice, now: datetime) -> None:
    """Send it once. Raises NotDelivered."""
    what, _, name = notice.to.partition(":")
    if what == "hook":
        target = webhooks().get(name)
        if target is None:
            raise TargetGone("no such webhook")
        _post(target, notice, now)
    else:
        _mail(notice, settings.STAFF_NOTICE_TO if not what else _address(name))


def sentence(notice: Notice) -> str:
    """ "New urgent case OT-7F3K-2Q": a reference, and nothing about the person."""
    return SUBJECTS.get(notice.what, "Case {} has changed").format(notice.case.reference)


def _address(pk: str) -> str:
    person = routing.workers().filter(pk=int(pk)).first()
    if person is None or not person.email:
        raise TargetGone("no such person")
    return str(person.email)


def _mail(notice: Notice, to: str) -> None:
    try:
        EmailMessage(
            subject=sentence(notice),
            body=f"{sentence(notice)}. Sign in to the staff console to see it.",
            from_email=getattr(settings, "STAFF_NOTICE_FROM", "frontdesk@localhost"),
            to=[to],
            # the same on every try: a mail system shows a notice once though its worker died after sending it
            headers={"Message-ID": f"<notice-{notice.pk}-{notice.case.reference}@frontdesk.invalid>"},
        ).send()
    except (OSError, smtplib.SMTPException) as error:
        raise NotDelivered(type(error).__name__) from error


def _post(target: Target, notice: Notice, now: datetime) -> None:
    if target.form == "slack":
        payload: dict[str, Any] = {"text": f"{sentence(notice)}. Sign in to the staff console to see it."}
    else:
        payload = event(notice)
    body = json.dumps(payload, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json", "X-Frontdesk-Delivery": str(notice.pk)}
    if target.secret:
        headers["X-Frontdesk-Signature"] = signature(target.secret, body, now)
    try:
        answer = httpx.post(target.url, content=body, headers=headers, timeout=TIMEOUT, trust_env=False)
    except httpx.HTTPError as error:
        raise NotDelivered(type(error).__name__) from error
    if not answer.is_success:
        raise NotDelivered(f"HTTP {answer.status_code}")


def event(notice: Notice) -> dict[str, Any]:
    """The JSON of a case event: what a desk may know from afar, and no health content."""
    case = notice.case
    return {
        "id": notice.pk,
        "event": f"case.{notice.what}",
        "reference": case.reference,
        "status": case.status,
        "urgent": case.urgent,
        "due_at": case.due_at.astimezone(timezone.utc).isoformat() if case.due_at else None,
        "at": notice.created_at.astimezone(timezone.utc).isoformat(),
    }


def signature(secret: str, body: bytes, now: datetime) -> str:
    """The value of X-Frontdesk-Signature."""
    moment = int(now.timestamp())
    made = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return f"t={moment},v1={made}"
