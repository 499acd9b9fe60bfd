"""What hand-offs do when the chat hears danger or a visitor asks to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.signals import check_in_heard, danger_heard, erase_asked
from frontdesk.handoffs import facts
from frontdesk.handoffs.finding import note_written
from frontdesk.handoffs.joining import take_back
from frontdesk.handoffs.models import Case, CaseEvent, CaseKey, WayBack
from frontdesk.handoffs.notices import tell_event
from frontdesk.handoffs.services import raise_case

SCREEN = "safety screen"  # the source of its flags


@receiver(post_save, sender=CaseEvent)
def tell_of_event(sender: Any, *, instance: CaseEvent, created: bool, **_: Any) -> None:
    """Case events go to the JSON webhooks, in the transaction that wrote them."""
    if created:
        tell_event(instance)


@receiver(post_save, sender=Message)
def find_by_what_was_written(sender: Any, *, instance: Message, created: bool, **_: Any) -> None:
    """The phones and e-mails in a visitor's message, in the transaction that stores it."""
    if created and instance.sender == Message.Sender.VISITOR:
        note_written(instance.conversation, instance.text)


@receiver(danger_heard)
def raise_urgent_case(
    sender: Any,
    *,
    conversation: Conversation,
    message: Message | None = None,
    level: str,
    rows: Sequence[str],
    now: datetime,
    **_: Any,
) -> None:
    """One urgent case for the conversation, with the safety rows that fired and the message they fired on."""
    heard = {"severity": "urgent", "source": SCREEN, "seq": message.seq if message else 0}
    raise_case(
        conversation,
        kind=level,
        prefix=facts.clinic().fact("reference_prefix"),
        now=now,
        urgent=True,
        flags=[{"id": str(row), **heard} for row in rows],
    )


@receiver(check_in_heard)
def flag_quietly(
    sender: Any,
    *,
    conversation: Conversation,
    message: Message,
    rows: Sequence[str],
    now: datetime,
    **_: Any,
) -> None:
    """A flag on the conversation's case, or a case of its own that notifies nobody."""
    heard = {"severity": "review", "source": SCREEN, "seq": message.seq}
    raise_case(
        conversation,
        kind="check_in",
        prefix=facts.clinic().fact("reference_prefix"),
        now=now,
        flags=[{"id": str(row), **heard} for row in rows],
    )


@receiver(erase_asked)
def forget(sender: Any, *, conversation: Conversation, now: datetime, **_: Any) -> None:
    """Empty the conversation's cases; the content-free rows stay as tombstones. Repeatable."""
    for case in Case.objects.filter(conversation=conversation).select_related("joined_to"):
        CaseKey.objects.filter(case=case).delete()
        WayBack.objects.filter(case=case).delete()
        CaseEvent.objects.filter(case=case).update(detail="")
        take_back(case, now)
        case.person, case.flags, case.gave = {}, [], {}
        if case.is_open:
            case.status, case.closed_at, case.closed_reason = "closed", now, "erased"
            CaseEvent.objects.create(case=case, at=now, what="erased")
        case.updated_at = now
        case.save()
