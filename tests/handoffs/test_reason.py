"""Why a person is asked for: what the assistant did not answer just before."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.reason import reason_for

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ([], "person"),
        ([("greeting", None), ("answer", "cost")], "person"),
        ([("decline", "medical_advice")], "medical_advice"),
        ([("decline", "misuse"), ("info", None)], "misuse"),
        ([("decline", "misuse"), ("answer", "cost")], "person"),
        ([("clarify", None), ("unknown", None)], "unanswered"),
        ([("unknown", None), *[("info", None)] * 6], "person"),
    ],
)
def test_the_latest_that_counts(before: list[tuple[str, str | None]], kind: str) -> None:
    chat = Conversation.objects.create(token_hash="t", address_hash="", created_at=NOW, last_seen_at=NOW)
    rows = [Message(sender="assistant", kind=one, topic=topic) for one, topic in before]
    for seq, message in enumerate([*rows, Message(sender="visitor", kind="text")], 1):
        message.conversation, message.seq, message.text, message.at = chat, seq, "…", NOW
        message.save()
    assert reason_for(chat) == kind
