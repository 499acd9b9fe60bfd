"""One message of the plain chat page on its way to the assistant, and what came of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from django.utils import timezone

from frontdesk.chat import errors, services, turn
from frontdesk.chat.answering import DANGER
from frontdesk.chat.care import unsaved
from frontdesk.chat.content import content
from frontdesk.chat.erasing import forget
from frontdesk.chat.services import Incoming
from frontdesk.safety import Level
from frontdesk.site.chat_form import Form
from frontdesk.site.openings import open_once
from frontdesk.site.show import library

log = logging.getLogger("frontdesk.site")
Message = dict[str, Any]
OPENING_SECONDS = 1.0  # how long words of danger wait for a new conversation to be stored
READING_SECONDS = 3.0


@dataclass(frozen=True)
class Sent:
    """What came of a form.

    `token` opens the conversation from now on. `urgent` are the replies to words of danger: shown at once,
    for they may not be stored yet. With an `error` the message is not known to be stored; `alarm` is then
    the danger in its words.
    """

    token: str | None
    urgent: Sequence[Message] = ()
    error: errors.ApiError | None = None
    alarm: Level | None = None


@dataclass(frozen=True)
class History:
    """Everything said so far, and whether a person has the conversation."""

    messages: Sequence[Message]
    with_staff: bool = False


async def send(token: str | None, form: Form, address: str) -> Sent:
    """Pass one message on. Never raises: words of danger get their reply whatever else fails."""
    danger = danger_in(form)
    try:
        return await _send(token, form.incoming(), address, danger)
    except errors.ApiError as error:
        return Sent(None if error.status == 401 else token, error=error, alarm=danger)
    except (DatabaseError, asyncio.TimeoutError) as error:
        log.error("chat not opened cause=%s", type(error).__name__)
        return Sent(token, error=errors.unavailable(), alarm=danger)


async def _send(token: str | None, incoming: Incoming, address: str, danger: Level | None) -> Sent:
    if token is not None:
        try:
            return await _take(token, incoming, danger)
        except errors.ApiError as error:
            if error.status != 401 or danger is None:
                raise
            # ended elsewhere: words of danger start a new chat by themselves
    opening = asyncio.get_running_loop().create_task(_open_and_take(incoming, address, danger))
    if danger is None:
        return await opening
    _pending.add(opening)
    opening.add_done_callback(_settled)
    return await asyncio.wait_for(asyncio.shield(opening), OPENING_SECONDS)


async def _open_and_take(incoming: Incoming, address: str, danger: Level | None) -> Sent:
    token = await open_once(address, incoming.client_id)
    try:
        return await _take(token, incoming, danger)
    except errors.ApiError as error:
        return Sent(token, error=error, alarm=danger)


async def _take(token: str, incoming: Incoming, danger: Level | None) -> Sent:
    replies = await turn.take(token, incoming)
    return Sent(token, urgent=replies if danger else ())


_pending: set[asyncio.Task[Sent]] = set()


def _settled(task: asyncio.Task[Sent]) -> None:
    _pending.discard(task)
    if not task.cancelled():
        task.exception()  # seen: it was raised to the visitor, or came too late for anyone


def danger_in(form: Form) -> Level | None:
    """The level of danger in what was typed, when it has a fixed reply of its own."""
    level = content().screen.screen("" if form.choice else form.text).level
    return level if level in DANGER else None


async def history(token: str | None) -> History:
    """What was said, without a token the greeting. Raises ApiError 401, DatabaseError, TimeoutError."""
    if token is None:
        greeting = library().greeting()
        return History([unsaved(greeting, timezone.now(), 0)] if greeting else [])
    # not sync_to_async: a reading that hangs must not hold up the reply to words of danger
    reading = asyncio.get_running_loop().run_in_executor(None, _history, token)
    return await asyncio.wait_for(reading, READING_SECONDS)


def _history(token: str) -> History:
    try:
        conversation = services.find_conversation(token)
        rows: list[Message] = []
        while found := services.messages_after(conversation, rows[-1]["seq"] if rows else 0):
            rows += [services.as_json(row) for row in found]
    finally:
        connection.close()
    return History(rows, conversation.holder == conversation.Holder.STAFF)


def with_urgent(said: History, sent: Sent, text: str) -> Sequence[Message]:
    """The history, and at its end the visitor's own words and the urgent replies if not stored yet."""
    known = {message["seq"] for message in said.messages}
    if not sent.urgent or all(reply["seq"] in known for reply in sent.urgent):
        return said.messages
    own = {
        **sent.urgent[0],
        "from": "visitor",
        "kind": "text",
        "text": text,
        "choices": [],
        "reference": None,
    }
    return [*said.messages, own, *sent.urgent]


async def end(token: str) -> None:
    """Forget the conversation. Raises DatabaseError; a token that opens nothing is fine."""
    await sync_to_async(_end)(token)


def _end(token: str) -> None:
    try:
        conversation = services.find_conversation(token)
    except errors.ApiError:
        return
    forget(conversation, timezone.now())
