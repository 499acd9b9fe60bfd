"""Opening a conversation once for a form, however often its button is pressed."""

from __future__ import annotations

import asyncio

from django.conf import settings
from django.db import connection
from django.utils import timezone

from frontdesk.chat import services
from frontdesk.chat.content import content
from frontdesk.chat.drafts import Composer

KEPT_SECONDS = 60.0
_opening: dict[tuple[str, str], asyncio.Task[str]] = {}


async def open_once(address: str, client_id: str) -> str:
    """The token of a new conversation with its greeting; the same one for the same form within a minute.

    `client_id` is the form's random id: a second press sends it before the first answer set the cookie.
    Raises ApiError 429 and DatabaseError.
    """
    key = (address, client_id)
    loop = asyncio.get_running_loop()
    task = _opening.get(key)
    if task is None or task.get_loop() is not loop:
        task = loop.create_task(_opened(address))
        _opening[key] = task
        task.add_done_callback(lambda done: _forget_failure(key, done))
        loop.call_later(KEPT_SECONDS, _opening.pop, key, None)
    return await asyncio.shield(task)


def _forget_failure(key: tuple[str, str], done: asyncio.Task[str]) -> None:
    if done.cancelled() or done.exception() is not None:
        _opening.pop(key, None)


async def _opened(address: str) -> str:
    # not sync_to_async: words of danger may be waiting for this after their request has been answered
    return await asyncio.get_running_loop().run_in_executor(None, _open_once, address)


def _open_once(address: str) -> str:
    try:
        return _open(address)
    finally:
        connection.close()


def _open(address: str) -> str:
    now = timezone.now()
    composer = Composer(content(), today=now.date(), require_review=settings.REQUIRE_REVIEW)
    greeting = composer.reply("greeting")
    conversation, token = services.open_conversation(address=address, locale="en", page="/chat", now=now)
    services.record(conversation, [greeting] if greeting else [], in_reply_to=None, now=now)
    return token
