"""The life of one visitor message: screen it, store it, answer it, store the answer (design §4)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from frontdesk.chat import errors, live, rasa_client, services
from frontdesk.chat.care import Care, danger_draft, in_care, unsaved
from frontdesk.chat.content import content
from frontdesk.chat.drafts import Composer, Draft
from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.signals import danger_heard
from frontdesk.safety import Verdict

log = logging.getLogger("frontdesk.chat")
DANGER = ("crisis", "urgent_medical")
DANGER_SECONDS = 0.2  # how long the reply to words of danger waits for the database
LATER_SECONDS = (0.5, 1, 2, 4, 8, 15, 30, 60, 120, 240)  # waits between tries to store an alert


async def take(token: str, incoming: services.Incoming) -> list[dict[str, Any]]:
    """Answer one message; the list is never empty while the assistant has the conversation.

    Raises ApiError. Words of danger are answered whatever else fails: a flood limit, a locked
    database, Rasa gone. What could not be stored then is stored as soon as it can be.
    """
    verdict = content().screen.screen(incoming.text or "")
    if verdict.level in DANGER:
        return await _danger(token, incoming, verdict)
    try:
        return await _take(token, incoming, verdict)
    except DatabaseError as error:
        log.error("message not stored cause=%s", type(error).__name__)
        raise errors.unavailable() from None


async def _take(token: str, incoming: services.Incoming, verdict: Verdict) -> list[dict[str, Any]]:
    conversation = await sync_to_async(services.find_conversation)(token)
    async with live.turn_of(conversation.pk):
        accepted = await sync_to_async(services.accept)(conversation, incoming, now=timezone.now())
        if accepted.replies is not None:
            return [services.as_json(message) for message in accepted.replies]
        live.wake(conversation.pk)
        rows: list[Message] = []
        if conversation.holder != Conversation.Holder.STAFF:
            rows = await _answer(conversation, accepted.message, verdict)
        live.wake(conversation.pk)
    return [services.as_json(message) for message in rows]


async def _danger(token: str, incoming: services.Incoming, verdict: Verdict) -> list[dict[str, Any]]:
    """The fixed reply at once; stored with its alert if that takes no longer than DANGER_SECONDS."""
    storing = asyncio.get_running_loop().create_task(_store(token, incoming, verdict))
    _pending.add(storing)
    storing.add_done_callback(_settled)
    try:
        rows = await asyncio.wait_for(asyncio.shield(storing), DANGER_SECONDS)
    except asyncio.TimeoutError:
        seq = await _coming_seq(token)
        return [unsaved(danger_draft(content(), verdict), timezone.now(), seq)]
    return [services.as_json(message) for message in rows]


async def _coming_seq(token: str) -> int:
    """The number the reply will have once stored, so that it is not shown twice; 0 when it cannot be told."""
    loop = asyncio.get_running_loop()
    try:
        return await asyncio.wait_for(loop.run_in_executor(None, _reply_seq, token), DANGER_SECONDS / 4)
    except (asyncio.TimeoutError, DatabaseError, errors.ApiError):
        return 0


def _reply_seq(token: str) -> int:
    try:
        return services.last_seq(services.find_conversation(token)) + 2
    finally:
        connection.close()


async def _store(token: str, incoming: services.Incoming, verdict: Verdict) -> list[Message]:
    """Store a danger message, its reply and its alert; try again until it works.

    Raises ApiError only for what trying again cannot mend (a wrong token, a reused id).
    """
    loop = asyncio.get_running_loop()
    for wait in (*LATER_SECONDS, None):
        try:
            # not sync_to_async: this goes on after the request and its thread are gone
            rows = await loop.run_in_executor(None, _store_once, token, incoming, verdict)
        except DatabaseError as error:
            log.error("alert not stored yet cause=%s", type(error).__name__)
            if wait is None:
                break
            await asyncio.sleep(wait)
        else:
            live.wake(rows[0].conversation_id)
            return rows
    log.critical("alert could not be stored after %s tries", len(LATER_SECONDS) + 1)
    raise errors.unavailable()


def _store_once(token: str, incoming: services.Incoming, verdict: Verdict) -> list[Message]:
    now = timezone.now()
    try:
        with transaction.atomic():
            conversation = services.find_conversation(token)
            accepted = services.accept(conversation, incoming, now=now, danger=True)
            if accepted.replies is not None:
                return accepted.replies
            return _record_danger(conversation, accepted.message, verdict, now)
    finally:
        connection.close()


_pending: set[asyncio.Task[list[Message]]] = set()


def _settled(task: asyncio.Task[list[Message]]) -> None:
    _pending.discard(task)
    if not task.cancelled():
        task.exception()  # seen: its cause is in the log already


def _record_danger(
    conversation: Conversation, message: Message, verdict: Verdict, now: datetime
) -> list[Message]:
    """The fixed reply, the care frame and the alert: all in one transaction."""
    with transaction.atomic():
        draft = danger_draft(content(), verdict)
        paused = bool(conversation.active_loop)
        rows = services.record(
            conversation, [draft], in_reply_to=message, now=now, care=True, loop_paused=paused
        )
        danger_heard.send(
            Conversation,
            conversation=conversation,
            message=message,
            level=verdict.level,
            rows=verdict.rows,
            now=now,
        )
    log.warning("danger heard level=%s conversation=%s seq=%s", verdict.level, conversation.pk, message.seq)
    return rows


async def _answer(conversation: Conversation, message: Message, verdict: Verdict) -> list[Message]:
    conversation = await Conversation.objects.aget(pk=conversation.pk)
    composer = Composer(content(), today=_today(), require_review=settings.REQUIRE_REVIEW)
    changes: dict[str, Any] = {}
    resources = verdict.resources
    try:
        reply = await rasa_client.ask(
            str(conversation.pk), _text_for_rasa(message), _metadata(conversation, message)
        )
    except rasa_client.RasaUnavailable as error:
        log.error("rasa unavailable cause=%s conversation=%s seq=%s", error, conversation.pk, message.seq)
        drafts = _excuse(composer, "not_saved" if conversation.active_loop else "unavailable")
    else:
        heard = _heard(reply)
        if heard is not None:  # what was saved stays saved; it is answered like words of danger
            return await sync_to_async(_record_danger)(conversation, message, heard, timezone.now())
        resources = resources or reply.danger.get("level") == "soft_check"
        drafts = composer.compose(reply.payloads)
        if reply.failed or not drafts:
            log.error(
                "no reply from rasa failed=%s conversation=%s seq=%s",
                reply.failed,
                conversation.pk,
                message.seq,
            )
            drafts = drafts or _excuse(composer, "not_saved" if conversation.active_loop else "unavailable")
        drafts = _traced(drafts, reply)
        changes = _changes(conversation, drafts, reply)
    care = Care(
        content(),
        in_frame=conversation.care,
        resources=resources,
        loop_open=bool(changes.get("active_loop")) and not changes.get("loop_paused", False),
        loop_paused=conversation.loop_paused,
    )
    drafts = in_care(drafts, care)
    return await sync_to_async(services.record)(
        conversation, drafts, in_reply_to=message, now=timezone.now(), **changes
    )


def _heard(reply: rasa_client.RasaReply) -> Verdict | None:
    """Danger that only Rasa's side can hear: an answer of the interview, or the second net."""
    alert = next((str(payload["alert"]) for payload in reply.payloads if "alert" in payload), None)
    if alert:
        return Verdict("crisis", (alert,))
    level = reply.danger.get("level")
    if level in DANGER:
        return Verdict(level, (f"net {float(reply.danger['score']):.2f}",))
    return None


def _text_for_rasa(message: Message) -> str:
    # Rasa executes a text that starts with "/" as an intent (design §8.5): a visitor's slash is text.
    return message.text.lstrip().lstrip("/").strip() or "?"


def _metadata(conversation: Conversation, message: Message) -> dict[str, Any]:
    return {
        "seq": message.seq,
        "choice": message.choice,
        "active_loop": "" if conversation.loop_paused else conversation.active_loop,
        "last_topic": conversation.last_topic,
        "misses": conversation.misses,
        "care": conversation.care,
    }


def _excuse(composer: Composer, reply_id: str) -> list[Draft]:
    draft = composer.reply(reply_id)
    return [draft] if draft else []


def _traced(drafts: Sequence[Draft], reply: rasa_client.RasaReply) -> list[Draft]:
    ranking = [[row["name"], round(float(row["confidence"]), 3)] for row in reply.ranking[:3]]
    trace = {"intent": reply.intent, "confidence": round(reply.confidence, 3), "ranking": ranking}
    return [Draft(**{**vars(draft), "trace": trace}) for draft in drafts]


def _changes(
    conversation: Conversation, drafts: Sequence[Draft], reply: rasa_client.RasaReply
) -> dict[str, Any]:
    topics = [draft.topic for draft in drafts if draft.kind == "answer" and draft.topic]
    missed = any(draft.kind in ("clarify", "unknown") for draft in drafts)
    stays_paused = conversation.loop_paused and not reply.active_loop
    return {
        "active_loop": conversation.active_loop if stays_paused else reply.active_loop,
        "loop_paused": stays_paused,
        "last_topic": topics[-1] if topics else conversation.last_topic,
        "misses": conversation.misses + 1 if missed else 0,
    }


def _today() -> date:
    return timezone.now().date()
