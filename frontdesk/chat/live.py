"""Waking the open event streams of a conversation when it has a new message (this process only).

Streams also look at the database now and then, so that messages written by another process arrive too.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

_waiting: dict[UUID, set[asyncio.Event]] = defaultdict(set)
_turns: dict[UUID, tuple[asyncio.Lock, int]] = {}


@contextmanager
def listening(conversation: UUID) -> Iterator[asyncio.Event]:
    """An event that `wake` sets; removed when the stream ends."""
    event = asyncio.Event()
    _waiting[conversation].add(event)
    try:
        yield event
    finally:
        _waiting[conversation].discard(event)
        if not _waiting[conversation]:
            del _waiting[conversation]


def wake(conversation: UUID) -> None:
    """Tell this process's streams of the conversation to look for new messages."""
    for event in _waiting.get(conversation, ()):
        event.set()


class turn_of:
    """One message at a time per conversation: `async with turn_of(id)` waits for its turn, in order."""

    def __init__(self, conversation: UUID) -> None:
        self._id = conversation

    async def __aenter__(self) -> None:
        lock, users = _turns.get(self._id, (asyncio.Lock(), 0))
        _turns[self._id] = (lock, users + 1)
        await lock.acquire()

    async def __aexit__(self, *_: object) -> None:
        lock, users = _turns[self._id]
        lock.release()
        if users == 1:
            del _turns[self._id]
        else:
            _turns[self._id] = (lock, users - 1)
