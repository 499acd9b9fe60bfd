"""The visitor's page tells and learns who writes and what was read."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from frontdesk.chat.models import Conversation
from frontdesk.chat.tokens import new_token, token_hash
from frontdesk.handoffs import talk
from frontdesk.handoffs.models import Takeover
from frontdesk.handoffs.presence_api import presence
from frontdesk.handoffs.services import raise_case

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)


async def ask(token: str, body: Any) -> tuple[int, dict[str, Any]]:
    request = RequestFactory().post(
        "/api/chat/presence",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    answer = await presence(request)
    return answer.status_code, json.loads(answer.content)  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_both_ways_and_nonsense() -> None:
    from asgiref.sync import async_to_sync

    say = async_to_sync(ask)
    token = new_token()
    here = Conversation.objects.create(
        token_hash=token_hash(token), address_hash="", created_at=NOW, last_seen_at=NOW
    )
    assert say(token, {"writing": True, "read": 1}) == (200, {"writing": "", "read": 0})
    case = raise_case(here, kind="person", prefix="OT", now=NOW)
    talk.join(case, get_user_model().objects.create_user("dana", first_name="Dana"), NOW)
    assert say(token, {"writing": True, "read": 1})[0] == 200
    standing = Takeover.objects.get()
    assert standing.visitor_read == 1 and standing.visitor_writing_at is not None
    for body in ({"read": -1}, {"read": True}, {"writing": "yes"}, {"name": "x"}):
        assert say(token, body)[0] == 422
    assert say("x" * 43, {})[0] == 401
