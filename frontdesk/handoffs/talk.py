"""A person in the chat: join, say, give back. The assistant is quiet while a Takeover row stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from frontdesk.chat import services as chat
from frontdesk.chat.drafts import Draft
from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs import canned, facts, way_back
from frontdesk.handoffs.models import Case, CaseEvent, Takeover
from frontdesk.handoffs.services import assign
from frontdesk.handoffs.state import is_taken_back

ASKED = ("person", "medical_advice", "misuse", "unanswered")  # kinds of someone who asked for a person
LOOK_BACK = timedelta(hours=12)
STAFF = Conversation.Holder.STAFF
ASSISTANT = Conversation.Holder.ASSISTANT


def first_name(user: Any) -> str:
    """What visitors see of a colleague."""
    return str(user.first_name or "A member of our team")


def join(case: Case, user: Any, now: datetime) -> None:
    """Take the conversation over; the visitor sees who joined. Raises ValueError when that cannot be."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(pk=case.conversation_id)
        if conversation.holder == Conversation.Holder.ERASED:
            raise ValueError("this visitor asked to be forgotten, so there is no chat to join")
        standing = Takeover.objects.select_related("user").filter(conversation=conversation).first()
        if standing is not None:
            if standing.user_id == user.pk:
                return
            raise ValueError(f"{first_name(standing.user)} is already in this chat")
        Takeover.objects.create(conversation=conversation, case=case, user=user, since=now)
        _tell(conversation, canned.chat_text("joined", first_name(user)), now, holder=STAFF)
        CaseEvent.objects.create(case=case, at=now, actor=user, what="chat_joined")
        if case.owner_id is None:
            assign(case, user, actor=user, now=now)
        Case.objects.filter(pk=case.pk, attended_at__isnull=True).update(attended_at=now)


def say(case: Case, user: Any, text: str, nonce: str, now: datetime) -> Message | None:
    """Send `text` to the visitor; None when this `nonce` was sent before. Raises ValueError if not joined."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(pk=case.conversation_id)
        if not Takeover.objects.filter(conversation=conversation, user=user).exists():
            raise ValueError("join the chat before writing in it")
        sent = Message.objects.filter(conversation=conversation, sender=Message.Sender.STAFF)
        if nonce and sent.filter(trace__nonce=nonce).exists():
            return None
        draft = Draft("info", text, sender="staff", trace={"staff": user.pk, "nonce": nonce})
        Case.objects.filter(pk=case.pk).update(attended_at=case.attended_at or now)
        return chat.record(conversation, [draft], in_reply_to=None, now=now)[0]


def give_back(case: Case, now: datetime, *, user: Any = None, told: str = "left") -> bool:
    """Let the assistant answer again; False when nobody had the chat. `told` is a key of canned/chat.yml."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(pk=case.conversation_id)
        takeovers = Takeover.objects.select_related("user", "case", "conversation")
        standing = takeovers.filter(conversation=conversation).first()
        if standing is None:
            return False
        _tell(conversation, canned.chat_text(told, first_name(standing.user)), now, holder=ASSISTANT)
        CaseEvent.objects.create(case=standing.case, at=now, actor=user, what=f"chat_{told}")
        if way_back.is_gone(standing, now, way_back.LEFT):
            way_back.invite(standing, now)
        standing.delete()
        return True


def release_unanswered(now: datetime) -> list[Conversation]:
    """Give back the chats whose visitor has waited longer than facts.answer_within, and say so to them."""
    released, within = [], facts.answer_within()
    for takeover in Takeover.objects.select_related("case", "conversation"):
        spoken = Message.objects.filter(conversation=takeover.conversation, sender__in=("visitor", "staff"))
        last_staff = spoken.filter(sender="staff").order_by("-seq").first()
        waiting = spoken.filter(
            sender="visitor", at__gte=takeover.since, seq__gt=last_staff.seq if last_staff else 0
        )
        first = waiting.order_by("seq").first()
        if first is not None and now - first.at > within:
            give_back(takeover.case, now, told="no_answer")
            released.append(takeover.conversation)
    return released


def tell_waiting(now: datetime) -> int:
    """Say it to visitors whom a hand-off within opening hours promised a person and nobody came.

    Once a case, never in the middle of an intake, and not on words of danger: that reply says so at once.
    """
    hours, within, told = facts.clinic_hours(), facts.answer_within(), 0
    waiting = Case.objects.filter(
        kind__in=ASKED,
        urgent=False,
        attended_at__isnull=True,
        created_at__range=(now - LOOK_BACK, now - within),
        conversation__holder=ASSISTANT,
        conversation__active_loop="",
    ).exclude(status=Case.Status.CLOSED)
    for case in waiting.exclude(events__what="nobody_yet").select_related("conversation"):
        if not hours.is_open(case.created_at) or is_taken_back(case):
            continue
        with transaction.atomic():
            _tell(case.conversation, canned.chat_text("nobody_yet"), now, holder=ASSISTANT)
            CaseEvent.objects.create(case=case, at=now, what="nobody_yet")
            told += 1
    return told


def _tell(conversation: Conversation, text: str, now: datetime, *, holder: str) -> None:
    topic = "staff_joined" if holder == STAFF else None  # the visitor's page shows who is there now
    draft = Draft("info", text, topic=topic, sender="system")
    chat.record(conversation, [draft], in_reply_to=None, now=now, holder=holder)
