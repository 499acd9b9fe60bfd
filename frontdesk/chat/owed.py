"""Messages that were told "not now" and still wait for their real reply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from frontdesk.chat.drafts import Draft
from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.services import record
from frontdesk.chat.signals import saved_asked

UNTOLD_AFTER = timedelta(seconds=12)  # a turn takes at most 8 s: no reply by then, and its process is gone
GIVE_UP_AFTER = timedelta(hours=24)  # who asked has long left or called


def waiting(now: datetime, limit: int = 50) -> list[Message]:
    """Owed messages, oldest first. Those nobody can be helped with any more are settled on the way."""
    owed = Message.objects.filter(owed=True)
    owed.filter(at__lt=now - GIVE_UP_AFTER).update(owed=False)
    owed.exclude(conversation__holder=Conversation.Holder.ASSISTANT).update(owed=False)
    told = Exists(Message.objects.filter(in_reply_to=OuterRef("pk")))
    ready = owed.annotate(told=told).exclude(told=False, at__gt=now - UNTOLD_AFTER)
    return list(ready.select_related("conversation").order_by("at", "seq")[:limit])


def is_newest(message: Message) -> bool:
    """Whether the visitor has written nothing since."""
    later = Message.objects.filter(
        conversation_id=message.conversation_id, sender=Message.Sender.VISITOR, seq__gt=message.seq
    )
    return not later.exists()


def was_told(message: Message) -> bool:
    """Whether an excuse was given."""
    return message.replies.exists()


def first_sent(message: Message) -> int:
    """The number a message is saved under: that of its first sending, when it repeats an owed one.

    What a killed process had saved already is then found again instead of taken for the next answer.
    """
    before = (
        Message.objects.filter(
            conversation_id=message.conversation_id, sender=Message.Sender.VISITOR, seq__lt=message.seq
        )
        .order_by("-seq")
        .first()
    )
    if before is not None and before.owed and before.body_hash == message.body_hash:
        return first_sent(before)
    return message.seq


def was_saved(message: Message) -> bool:
    """Whether the answer was saved though its process could not say so any more."""
    asked = saved_asked.send(Conversation, conversation=message.conversation, seq=first_sent(message))
    return any(saved for _, saved in asked)


def settle_repeated(message: Message) -> None:
    """The same words were answered now: their earlier sendings need no reply of their own."""
    Message.objects.filter(
        conversation_id=message.conversation_id, seq__lt=message.seq, owed=True, body_hash=message.body_hash
    ).update(owed=False)


def settle(message: Message) -> None:
    """No reply will follow: the conversation went on."""
    Message.objects.filter(pk=message.pk).update(owed=False)


def ask_again(message: Message, words: Sequence[Draft], now: datetime) -> list[Message]:
    """`words` and the open question once more, for an answer of the interview that was not saved."""
    with transaction.atomic():
        asked = (
            Message.objects.filter(
                conversation_id=message.conversation_id, kind__in=("question", "review"), seq__lt=message.seq
            )
            .order_by("-seq")
            .first()
        )
        drafts = list(words)
        if asked is not None:
            drafts.append(_same(asked))
        return record(message.conversation, drafts, in_reply_to=message, now=now)


def _same(asked: Message) -> Draft:
    payload = asked.payload
    return Draft(
        asked.kind,
        asked.text,
        topic=asked.topic,
        choices=tuple(payload.get("choices") or ()),
        progress=payload.get("progress"),
        reference=payload.get("reference"),
    )
