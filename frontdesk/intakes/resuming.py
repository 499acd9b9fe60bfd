"""Opening a link: the date of birth first, then the intake goes on in a new chat of its own."""

from __future__ import annotations

import hmac
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from frontdesk.chat.drafts import Draft
from frontdesk.chat.models import Conversation
from frontdesk.chat.services import record
from frontdesk.chat.tokens import address_hash, new_token, token_hash
from frontdesk.intakes import records, services
from frontdesk.intakes.links import UNFINISHED
from frontdesk.intakes.models import Intake, Link
from frontdesk.intakes.retention import keep_days
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.dates import read_date_of_birth

LOOP = "intake_form"
MOST_GUESSES = 5


def find(token: str, now: datetime, *, lock: bool = False) -> Link | None:
    """The link that `token` opens now, or None."""
    links = Link.objects.select_for_update() if lock else Link.objects.all()
    link = links.filter(token_hash=token_hash(token), state=Link.State.SENT, expires_at__gt=now).first()
    alive = link is not None and link.intake.status in UNFINISHED
    fresh = link is not None and link.intake.updated_at > now - timedelta(days=keep_days())
    return link if alive and fresh else None


def open_link(token: str, born: str, *, address: str, now: datetime) -> str | None:
    """The key of a new chat in which the intake goes on; None for a wrong date or a dead link.

    The right date uses the link up; the intake leaves its old chat, whose words are not shown. After
    MOST_GUESSES wrong dates the link is dead.
    """
    with transaction.atomic():
        link = find(token, now, lock=True)
        if link is None:
            return None
        if not _is_theirs(link.intake, born, now):
            link.guesses += 1
            link.state = Link.State.DEAD if link.guesses >= MOST_GUESSES else link.state
            link.save(update_fields=["guesses", "state"])
            return None
        link.state = Link.State.USED
        link.save(update_fields=["state"])
        return _move(link.intake, address, now)


def _is_theirs(intake: Intake, born: str, now: datetime) -> bool:
    known = records.state_of(intake).answers.get("date_of_birth")
    read = read_date_of_birth(born, now.date())
    given = str(read.value) if isinstance(read, Value) else ""
    return known is not None and hmac.compare_digest(str(known.value).encode(), given.encode())


def _move(intake: Intake, address: str, now: datetime) -> str:
    key = new_token()
    chat = Conversation.objects.create(
        token_hash=token_hash(key), address_hash=address_hash(address), created_at=now, last_seen_at=now
    )
    old = Conversation.objects.select_for_update().get(pk=intake.conversation_id)
    chat.care = old.care  # who was in danger stays in care
    chat.save(update_fields=["care"])
    Conversation.objects.filter(pk=old.pk, active_loop=LOOP).update(active_loop="", loop_paused=False)
    intake.conversation = chat
    intake.save(update_fields=["conversation"])
    result = services.start(chat.pk, seq=0, now=now)
    drafts = [Draft(**asdict(draft)) for draft in result.drafts]
    record(chat, drafts, in_reply_to=None, now=now, active_loop=LOOP if result.open else "")
    return key
