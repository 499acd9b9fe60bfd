"""What was told "not now" is answered once, by itself, when Rasa is back: a loop in the web process.

It runs here and not in the worker so that it waits its turn behind the conversation's live messages and
wakes its open streams. Owed messages are rows: a killed web process goes on with them at its next start.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from django.db import DatabaseError
from django.utils import timezone

from frontdesk.chat import live, owed, rasa_client
from frontdesk.chat.answering import answer, fixed
from frontdesk.chat.content import content
from frontdesk.chat.models import Conversation, Message

log = logging.getLogger("frontdesk.chat")
EVERY_SECONDS = 3.0
SELDOM_SECONDS = 60.0


async def answer_forever() -> None:
    """Look for owed messages until cancelled; less and less often while Rasa is up and cannot answer one."""
    wait = EVERY_SECONDS
    while True:
        await asyncio.sleep(wait)
        try:
            stuck = await answer_owed() < 0
        except DatabaseError as error:
            log.error("owed messages not read cause=%s", type(error).__name__)
            stuck = False
        wait = min(wait * 2, SELDOM_SECONDS) if stuck else EVERY_SECONDS


async def answer_owed() -> int:
    """One round over every owed message, oldest first, while Rasa is up.

    Returns how many were answered, -1 when Rasa was up and answered none of them.
    """
    tried = done = 0
    for message in await sync_to_async(owed.waiting)(timezone.now()):
        if not await rasa_client.is_up():
            return done
        tried += 1
        done += await _settle(message)
    return -1 if tried and not done else done


async def _settle(message: Message) -> bool:
    """Answer one message in its conversation's turn. False when it is still owed."""
    async with live.turn_of(message.conversation_id):
        with suppress(Message.DoesNotExist):  # erased meanwhile
            message = await Message.objects.select_related("conversation").aget(pk=message.pk)
            if message.owed and not await _reply(message.conversation, message):
                return False
            live.wake(message.conversation_id)
    return True


async def _reply(conversation: Conversation, message: Message) -> list[Message] | bool:
    told = await sync_to_async(owed.was_told)(message)
    in_interview = conversation.active_loop and not conversation.loop_paused
    if in_interview and not await sync_to_async(owed.is_newest)(message):
        await sync_to_async(owed.settle)(message)  # it went on with what was written since
        return True
    unsaved = in_interview and told and not await sync_to_async(owed.was_saved)(message)
    if unsaved:  # the person was asked to send it again, so it is not taken from here
        return await sync_to_async(owed.ask_again)(message, fixed("back_again"), timezone.now())
    return await answer(conversation, message, content().screen.screen(message.text), late=told)


def lifespan(application: Any) -> Any:
    """The ASGI application with the loop running beside it (ASGI lifespan protocol)."""

    async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await _beside(receive, send)
        else:
            await application(scope, receive, send)

    return wrapped


async def _beside(receive: Any, send: Any) -> None:
    await receive()
    loop = asyncio.create_task(answer_forever())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    loop.cancel()
    with suppress(asyncio.CancelledError):
        await loop
    await send({"type": "lifespan.shutdown.complete"})
