"""The doors to conversations: open, accept a message, record replies, read. Plain functions over the ORM."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from frontdesk.chat import errors
from frontdesk.chat.drafts import Draft
from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.tokens import address_hash, new_token, token_hash


@dataclass(frozen=True)
class Incoming:
    """A visitor's message as validated: exactly one of `text` and `choice` is set."""

    client_id: str
    text: str | None
    choice: str | None

    @property
    def body_hash(self) -> str:
        raw = json.dumps([self.text, self.choice], ensure_ascii=True)
        return hashlib.sha256(raw.encode()).hexdigest()


@dataclass(frozen=True)
class Accepted:
    """The stored message; `replies` is not None when it was answered before.

    A message that was only told "not now" is still owed its reply: sent again, it is tried again.
    """

    message: Message
    replies: list[Message] | None


def open_conversation(*, address: str, locale: str, page: str, now: datetime) -> tuple[Conversation, str]:
    """Make a conversation and its token. Raises ApiError 429 when the address opened too many."""
    hashed = address_hash(address)
    if settings.FLOOD_LIMITS:
        since = now - timedelta(hours=12)
        recent = Conversation.objects.filter(address_hash=hashed, created_at__gt=since).count()
        if recent >= settings.CONVERSATIONS_PER_12H:
            raise errors.too_many("Too many chats were opened from here. Please call us or try later.", 3600)
    token = new_token()
    conversation = Conversation.objects.create(
        token_hash=token_hash(token),
        address_hash=hashed,
        created_at=now,
        last_seen_at=now,
        locale=locale,
        page=page,
    )
    return conversation, token


def ensure_conversation(pk: UUID, *, now: datetime) -> None:
    """Make the conversation of a sender that did not come through `web` (`rasa shell`); no token opens it."""
    if Conversation.objects.filter(pk=pk).exists():
        return
    Conversation.objects.get_or_create(
        pk=pk,
        defaults={
            "token_hash": token_hash(new_token()),
            "address_hash": "",
            "created_at": now,
            "last_seen_at": now,
        },
    )


def find_conversation(token: str) -> Conversation:
    """The conversation a token opens. Raises ApiError 401 for any token that opens none."""
    conversation = Conversation.objects.filter(token_hash=token_hash(token)).first()
    if conversation is None or conversation.holder == Conversation.Holder.ERASED:
        raise errors.unauthorized()
    return conversation


def accept(
    conversation: Conversation, incoming: Incoming, *, now: datetime, danger: bool = False
) -> Accepted:
    """Store a message once. Raises ApiError 409 (same id, other body), 422 (choice not offered), 429.

    Words of danger are stored however many messages came before.
    """
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        known = Message.objects.filter(conversation=conversation, client_id=incoming.client_id).first()
        if known is not None:
            return _known(known, incoming)
        if settings.FLOOD_LIMITS and not danger:
            _refuse_flood(conversation, now)
        title = _offered_title(conversation, incoming.choice) if incoming.choice else None
        message = Message.objects.create(
            conversation=conversation,
            seq=last_seq(conversation) + 1,
            sender=Message.Sender.VISITOR,
            kind="text",
            text=(incoming.text or "") if title is None else title,
            choice=incoming.choice,
            client_id=incoming.client_id,
            body_hash=incoming.body_hash,
            owed=conversation.holder != Conversation.Holder.STAFF,
            at=now,
        )
        Conversation.objects.filter(pk=conversation.pk).update(last_seen_at=now)
        return Accepted(message, None)


def _known(known: Message, incoming: Incoming) -> Accepted:
    if known.body_hash != incoming.body_hash:
        raise errors.client_id_reused()
    replies = list(known.replies.order_by("seq"))
    if known.owed:
        return Accepted(known, None)
    return Accepted(known, [reply for reply in replies if reply.kind != "error"] or replies or None)


def _refuse_flood(conversation: Conversation, now: datetime) -> None:
    recent = Message.objects.filter(
        conversation=conversation, sender=Message.Sender.VISITOR, at__gt=now - timedelta(minutes=1)
    ).count()
    if recent >= settings.MESSAGES_PER_MINUTE:
        raise errors.too_many("That is a lot of messages at once. Please wait a moment.", 20)


def _offered_title(conversation: Conversation, choice: str) -> str:
    offering = Message.objects.filter(conversation=conversation, offers=True).order_by("-seq")
    for message in offering.iterator(chunk_size=20):
        for option in message.payload["choices"]:
            if option["id"] == choice:
                return str(option["title"])
    raise errors.invalid("That choice was not offered in this chat. Please pick one of the choices shown.")


def choices_shown(conversation: Conversation, *, before: int) -> list[dict[str, str]]:
    """The choices beneath the latest reply before message number `before`; none when it had none."""
    shown = Message.objects.filter(conversation=conversation, seq__lt=before).order_by("-seq").first()
    return list(shown.payload["choices"]) if shown is not None and shown.offers else []


def pending_choices(conversation: Conversation, *, before: int) -> list[dict[str, str]]:
    """The choices of the intake's latest question before message number `before`."""
    asked = Message.objects.filter(conversation=conversation, kind__in=("question", "review"), seq__lt=before)
    latest = asked.order_by("-seq").first()
    return list(latest.payload["choices"]) if latest is not None and latest.offers else []


def danger_replies(conversation: Conversation, *, before: int) -> list[tuple[str, str, dict[str, Any]]]:
    """Kind, text and trace of each reply to words of danger before message number `before`."""
    found = Message.objects.filter(
        conversation=conversation,
        sender=Message.Sender.ASSISTANT,
        kind__in=("crisis", "urgent_medical"),
        seq__lt=before,
    )
    return list(found.order_by("seq").values_list("kind", "text", "trace"))


def said_last(conversation: Conversation, *, before: int) -> set[str]:
    """The texts of the assistant since the visitor's last message before message number `before`."""
    texts: set[str] = set()
    for shown in Message.objects.filter(conversation=conversation, seq__lt=before).order_by("-seq")[:6]:
        if shown.sender != Message.Sender.ASSISTANT:
            break
        texts.add(shown.text)
    return texts


def said_of(conversation: UUID, topic: str, *, before: int) -> str:
    """The text that was told last of `topic` before message number `before`; "" when none was."""
    told = Message.objects.filter(conversation=conversation, topic=topic, kind="answer", seq__lt=before)
    last = told.order_by("-seq").first()
    return last.text if last is not None else ""


def last_seq(conversation: Conversation) -> int:
    """The number of the latest message, 0 when there is none."""
    return Message.objects.filter(conversation=conversation).aggregate(top=Max("seq"))["top"] or 0


def record(
    conversation: Conversation,
    drafts: Sequence[Draft],
    *,
    in_reply_to: Message | None,
    now: datetime,
    owed: bool = False,
    **changes: Any,
) -> list[Message]:
    """Store drafts as the next messages, and `changes` on the conversation, in one transaction.

    A second recording for the same visitor message returns the first one's rows. `owed`: the drafts only
    excuse, and the message still waits for its real reply.
    """
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        if in_reply_to is not None:
            before = _replies_so_far(in_reply_to, owed)
            if before:
                return before
        seq = last_seq(conversation) + 1
        rows = [_row(conversation, seq + n, draft, in_reply_to, now) for n, draft in enumerate(drafts)]
        for row in rows:
            row.save()
        if changes:
            Conversation.objects.filter(pk=conversation.pk).update(**changes)
        return rows


def _row(
    conversation: Conversation, seq: int, draft: Draft, in_reply_to: Message | None, now: datetime
) -> Message:
    return Message(
        conversation=conversation,
        seq=seq,
        sender=draft.sender,
        kind=draft.kind,
        topic=draft.topic,
        text=draft.text,
        payload=draft.payload,
        offers=bool(draft.choices),
        trace=dict(draft.trace),
        in_reply_to=in_reply_to,
        at=now,
    )


def _replies_so_far(message: Message, owed: bool) -> list[Message]:
    """What stands already for `message`; a real reply may follow an excuse, nothing follows a real reply."""
    waits = Message.objects.filter(pk=message.pk, owed=True)
    before = list(message.replies.order_by("seq"))
    if before and (owed or not waits.exists()):
        return before
    if not owed:
        waits.update(owed=False)
    return []


def messages_after(conversation: Conversation, seq: int, limit: int = 500) -> list[Message]:
    """Messages numbered above `seq`, oldest first."""
    return list(Message.objects.filter(conversation=conversation, seq__gt=seq).order_by("seq")[:limit])


def as_json(message: Message) -> dict[str, Any]:
    """The message in the chat API's shape (ARCHITECTURE.md, chat API)."""
    payload = message.payload or {}
    return {
        "seq": message.seq,
        "id": str(message.public_id),
        "from": message.sender,
        "kind": message.kind,
        "topic": message.topic,
        "text": message.text,
        "choices": payload.get("choices", []),
        "sources": payload.get("sources", []),
        "reviewed": payload.get("reviewed"),
        "progress": payload.get("progress"),
        "reference": payload.get("reference"),
        "at": message.at.isoformat(),
    }


def close_token(conversation: Conversation) -> None:
    """Nobody opens the conversation any more; nothing is removed."""
    Conversation.objects.filter(pk=conversation.pk).update(token_hash=token_hash(new_token()))


def erase(conversation: Conversation) -> None:
    """Remove every message and close the token; the empty row stays as a tombstone. Repeatable."""
    with transaction.atomic():
        Message.objects.filter(conversation=conversation).delete()
        Conversation.objects.filter(pk=conversation.pk).update(
            holder=Conversation.Holder.ERASED,
            token_hash=token_hash(new_token()),
            address_hash="",
            page="",
            last_topic="",
            active_loop="",
            loop_paused=False,
            care=False,
        )
