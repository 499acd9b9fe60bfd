"""A link by e-mail for a visitor who left before a colleague answered, if they agreed to links."""

from __future__ import annotations

import hmac
import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.tokens import new_token, token_hash
from frontdesk.handoffs import canned
from frontdesk.handoffs.models import Case, CaseEvent, Takeover, WayBack
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.dates import read_date_of_birth

log = logging.getLogger("frontdesk.handoffs")
AWAY = timedelta(minutes=2)  # an answer unread for so long, with no sign of the visitor's page
LEFT = timedelta(seconds=20)  # the same, when a colleague leaves the chat
LINK_DAYS = 7
MOST_A_DAY = 3
MOST_TRIES = 5
MOST_GUESSES = 5
LOST_AFTER = timedelta(minutes=5)  # a link waiting longer lost its worker


def invite(standing: Takeover, now: datetime) -> bool:
    """Make a link when the last answer in this takeover is unread and may be mailed about.

    Runs in the caller's transaction; one link for one answer.
    """
    from frontdesk.handoffs.tasks import mail_way_back

    answer = _unread(standing)
    if answer is None or not _may_be_mailed(standing.case):
        return False
    made = WayBack.objects.filter(case=standing.case)
    since = max(answer.at, now - timedelta(days=1))
    if (
        made.filter(created_at__gte=answer.at).exists()
        or made.filter(created_at__gt=since).count() >= MOST_A_DAY
    ):
        return False
    way = WayBack.objects.create(case=standing.case, created_at=now)
    mail_way_back.enqueue(way.pk)
    return True


def sweep(now: datetime) -> int:
    """Invite the visitors who are away, and send again what was not sent. Returns how many."""
    done = 0
    for standing in Takeover.objects.select_related("case", "conversation"):
        answer = _unread(standing)
        if answer is not None and now - answer.at > AWAY and is_gone(standing, now, AWAY):
            with transaction.atomic():
                done += invite(standing, now)
    from frontdesk.handoffs.tasks import mail_way_back

    lost = WayBack.objects.filter(
        state=WayBack.State.WAITING, created_at__lt=now - LOST_AFTER, attempts__lt=MOST_TRIES
    )
    for pk in list(lost.values_list("pk", flat=True)):
        mail_way_back.enqueue(pk)
        done += 1
    return done


def is_gone(standing: Takeover, now: datetime, length: timedelta) -> bool:
    """Whether the visitor's page has given no sign for `length`."""
    signs = (standing.visitor_seen_at, standing.conversation.last_seen_at)
    return now - max(sign for sign in signs if sign is not None) > length


def _unread(standing: Takeover) -> Message | None:
    """The last message of staff when the visitor has neither seen nor answered it."""
    spoken = Message.objects.filter(
        conversation=standing.conversation_id, sender__in=("visitor", "staff"), at__gte=standing.since
    )
    last = spoken.order_by("-seq").first()
    if last is None or last.sender != Message.Sender.STAFF or last.seq <= standing.visitor_read:
        return None
    return last


def _may_be_mailed(case: Case) -> bool:
    person = case.person
    return bool(person.get("email_ok") and person.get("email") and person.get("date_of_birth"))


def deliver(way_id: int, now: datetime) -> None:
    """Send one link: no name, no health content. Repeatable; a failure is tried again by `sweep`."""
    way = WayBack.objects.select_related("case").filter(pk=way_id, state=WayBack.State.WAITING).first()
    if way is None:
        return
    if not _may_be_mailed(way.case):
        WayBack.objects.filter(pk=way.pk).update(state=WayBack.State.DEAD)
        return
    token = new_token()
    with transaction.atomic():
        # the newest link is the only one
        WayBack.objects.filter(case=way.case, state=WayBack.State.SENT).update(state=WayBack.State.DEAD)
        way.token_hash, way.expires_at = token_hash(token), now + timedelta(days=LINK_DAYS)
        way.attempts += 1
        way.save(update_fields=["token_hash", "expires_at", "attempts"])
    try:
        _message(str(way.case.person["email"]), token).send()
    except (OSError, smtplib.SMTPException) as error:
        dead = way.attempts >= MOST_TRIES
        WayBack.objects.filter(pk=way.pk).update(state=WayBack.State.DEAD if dead else WayBack.State.WAITING)
        log.error("way back not sent way=%s cause=%s try=%s", way.pk, type(error).__name__, way.attempts)
        return
    with transaction.atomic():
        WayBack.objects.filter(pk=way.pk).update(state=WayBack.State.SENT)
        CaseEvent.objects.create(case=way.case, at=now, what="mailed_back")
    log.info("way back sent way=%s", way.pk)


def _message(address: str, token: str) -> EmailMessage:
    words, base = canned.way_back(), str(settings.PUBLIC_URL).rstrip("/")
    return EmailMessage(
        subject=words["subject"],
        body=words["mail"].replace("{link}", f"{base}/back/{token}"),
        from_email=settings.PATIENT_MAIL_FROM,
        to=[address],
    )


def find(token: str, now: datetime, *, lock: bool = False) -> WayBack | None:
    """The link that `token` opens now, or None."""
    ways = WayBack.objects.select_for_update(of=("self",)) if lock else WayBack.objects
    sent = ways.filter(token_hash=token_hash(token), state=WayBack.State.SENT, expires_at__gt=now)
    way = sent.select_related("case__conversation").first()
    gone = way is None or way.case.conversation.holder == Conversation.Holder.ERASED
    return None if gone else way


def open_chat(token: str, born: str, now: datetime) -> str | None:
    """A new key to the chat, which ends the old one; None for a wrong date or a dead link."""
    with transaction.atomic():
        way = find(token, now, lock=True)
        if way is None:
            return None
        if not _is_theirs(way.case, born, now):
            way.guesses += 1
            way.state = WayBack.State.DEAD if way.guesses >= MOST_GUESSES else way.state
            way.save(update_fields=["guesses", "state"])
            return None
        way.state = WayBack.State.USED
        way.save(update_fields=["state"])
        key = new_token()
        chat = Conversation.objects.filter(pk=way.case.conversation_id)
        chat.update(token_hash=token_hash(key), last_seen_at=now)
        CaseEvent.objects.create(case=way.case, at=now, what="came_back")
        return key


def _is_theirs(case: Case, born: str, now: datetime) -> bool:
    read = read_date_of_birth(born, now.date())
    given = str(read.value) if isinstance(read, Value) else ""
    known = str(case.person.get("date_of_birth") or "")
    return bool(known) and hmac.compare_digest(known.encode(), given.encode())
