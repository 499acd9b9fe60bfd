"""A conversation as a stream of server-sent events (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import DatabaseError

from frontdesk.chat import errors, live, services

POLL_SECONDS = 2.0  # for messages another process wrote
BEAT_SECONDS = 15.0  # a comment line, so that proxies and phones keep the line open
LIFE_SECONDS = 120.0  # then the client comes back with Last-Event-ID


async def stream(token: str, conversation: UUID, after: int) -> AsyncIterator[bytes]:
    """Yield each message above `after` once, in order, until LIFE_SECONDS or the chat is erased."""
    ends = time.monotonic() + LIFE_SECONDS
    beat = time.monotonic()
    yield b"retry: 2000\n: connected\n\n"
    with live.listening(conversation) as news:
        while time.monotonic() < ends:
            news.clear()
            try:
                rows = await sync_to_async(_read)(token, after)
            except (errors.ApiError, DatabaseError):
                return
            for row in rows:
                after = int(str(row["seq"]))
                yield f"id: {after}\nevent: message\ndata: {json.dumps(row)}\n\n".encode()
            if time.monotonic() - beat > BEAT_SECONDS:
                beat = time.monotonic()
                yield b": still here\n\n"
            try:
                await asyncio.wait_for(news.wait(), POLL_SECONDS)
            except asyncio.TimeoutError:
                continue


def _read(token: str, after: int) -> list[dict[str, object]]:
    conversation = services.find_conversation(token)
    return [services.as_json(row) for row in services.messages_after(conversation, after)]
