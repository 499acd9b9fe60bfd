"""The life of one visitor message: screen it, store it, answer it, store the answer (design §4)."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import Any

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from frontdesk.chat import errors, live, services
from frontdesk.chat.answering import DANGER, answer, record_danger
from frontdesk.chat.care import danger_draft, unsaved
from frontdesk.chat.content import content
from frontdesk.chat.models import Conversation, Message
from frontdesk.safety import Verdict

log = logging.getLogger("frontdesk.chat")
DOUBTFUL_SECONDS = 2.0  # how long danger that the rules are not sure of waits for the second net
DANGER_SECONDS = 0.2  # how long the reply to words of danger waits for the database
LATER_SECONDS = (0.5, 1, 2, 4, 8, 15, 30, 60, 120, 240)  # waits between tries to store an alert


async def take(token: str, incoming: services.Incoming) -> list[dict[str, Any]]:
    """Answer one message; the list is never empty while the assistant has the conversation.

    Raises ApiError. Words of danger are answered whatever else fails: a flood limit, a locked
    database, Rasa gone. What could not be stored then is stored as soon as it can be.
    """
    verdict = content().screen.screen(incoming.text or "")
    if verdict.level in DANGER:
        answering = _danger if verdict.sure else _doubtful
        return await answering(token, incoming, verdict)
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
            rows = await answer(conversation, accepted.message, verdict)
        elif verdict.level in DANGER:  # nobody asks the second net now, so the rules stand
            now = timezone.now()
            rows = await sync_to_async(record_danger)(conversation, accepted.message, verdict, now)
        live.wake(conversation.pk)
    return [services.as_json(message) for message in rows]


async def _doubtful(token: str, incoming: services.Incoming, verdict: Verdict) -> list[dict[str, Any]]:
    """Danger that the rules are not sure of: the second net decides, if it and the database are quick."""
    asking = asyncio.get_running_loop().create_task(_take(token, incoming, verdict))
    _pending.add(asking)
    asking.add_done_callback(_settled)
    try:
        return await asyncio.wait_for(asyncio.shield(asking), DOUBTFUL_SECONDS)
    except (asyncio.TimeoutError, DatabaseError):
        log.warning("second net not heard in time")
    except errors.ApiError as error:
        if error.status != HTTPStatus.TOO_MANY_REQUESTS:
            raise
    return await _danger(token, incoming, verdict)


async def _danger(token: str, incoming: services.Incoming, verdict: Verdict) -> list[dict[str, Any]]:
    """The fixed reply at once; stored with its alert if that takes no longer than DANGER_SECONDS."""
    storing = asyncio.get_running_loop().create_task(_store(token, incoming, verdict))
    _pending.add(storing)
    storing.add_done_callback(_settled)
    try:
        rows = await asyncio.wait_for(asyncio.shield(storing), DANGER_SECONDS)
    except asyncio.TimeoutError:
        seq = await _coming_seq(token)
        return [unsaved(danger_draft(content(), verdict, incoming.text or ""), timezone.now(), seq)]
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
            return record_danger(conversation, accepted.message, verdict, now, interrupts=True)
    finally:
        connection.close()


_pending: set[asyncio.Task[Any]] = set()


def _settled(task: asyncio.Task[Any]) -> None:
    _pending.discard(task)
    if not task.cancelled():
        task.exception()  # seen: its cause is in the log already
