"""What must hold after every test that talked to the real processes."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from tests.stack.processes import Stack

SILENT = """
SELECT count(*) FROM chat_message m JOIN chat_conversation c ON c.id = m.conversation_id
WHERE m.sender = 'visitor' AND c.holder = 'assistant' AND m.at < ?
AND m.owed  -- what was said to a person of the staff waits for that person's answer
AND NOT EXISTS (SELECT 1 FROM chat_message r WHERE r.in_reply_to_id = m.id)
"""
REPLY_SECONDS = 15


def silent(stack: Stack) -> int:
    """How many visitors' messages are older than REPLY_SECONDS and have no reply."""
    before = datetime.now(timezone.utc) - timedelta(seconds=REPLY_SECONDS)
    database = sqlite3.connect(stack.folder / "frontdesk.sqlite3", timeout=20)
    try:
        return int(database.execute(SILENT, [before.strftime("%Y-%m-%d %H:%M:%S.%f")]).fetchone()[0])
    finally:
        database.close()


@pytest.fixture(autouse=True)
def nobody_waits_in_silence(request: pytest.FixtureRequest) -> Iterator[None]:
    """Promise 09, after each test of the shared stack: what a killed process left is answered meanwhile."""
    yield
    if "stack" not in request.fixturenames:
        return
    stack: Stack = request.getfixturevalue("stack")
    deadline = time.monotonic() + 10  # the round that answers what a killed process left
    while (left := silent(stack)) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert left == 0, f"{left} messages got no reply"
