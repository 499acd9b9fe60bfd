"""Where a hand-off stands is told truly: what staff have, whether someone looked, and no time that passed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from frontdesk.chat.models import Conversation
from frontdesk.handoffs.canned import staff_look
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import move, raise_case
from frontdesk.handoffs.state import Standing, standing

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)
pytestmark = pytest.mark.django_db


@pytest.fixture
def chat() -> Conversation:
    return Conversation.objects.create(token_hash="t", address_hash="", created_at=NOW, last_seen_at=NOW)


def come(chat: Conversation, kind: str = "person", **person: str) -> Case:
    return raise_case(chat, kind=kind, prefix="OT", now=NOW, person=person)


def told(chat: Conversation, *, care: bool = False, after: timedelta = timedelta()) -> Standing:
    return standing(chat.pk, care=care, now=NOW + after)


@pytest.mark.parametrize("kind", [None, "check_in", "unfinished"])
def test_what_no_visitor_was_told_of_is_no_hand_off(chat: Conversation, kind: str | None) -> None:
    if kind:
        come(chat, kind)
    assert told(chat) == Standing("hand_off_none")


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({}, "do not know yet how to reach you"),
        ({"phone": "+16085550142"}, "call you at (608) 555-0142."),
        ({"email": "ana@example.com"}, "write to you at ana@example.com."),
        ({"phone": "+16085550142", "email": "a@b.example"}, "(608) 555-0142 or write to you at a@b.example"),
    ],
)
def test_what_staff_have_is_said(chat: Conversation, person: dict[str, Any], words: str) -> None:
    case = come(chat, **person)
    found = told(chat)
    assert (found.reply, found.reference, found.when) == ("hand_off_state", case.reference, staff_look(NOW))
    assert words in found.left


def test_an_urgent_case_is_promised_no_time(chat: Conversation) -> None:
    raise_case(chat, kind="crisis", prefix="OT", now=NOW, urgent=True)
    for care in (True, False):
        assert "do not wait for us" in told(chat, care=care).when
    assert "working day" not in told(chat).when


def test_that_someone_looked_or_nobody_did_in_time_is_said(chat: Conversation) -> None:
    case = come(chat)
    assert "nobody from our team has looked" in told(chat, after=timedelta(days=5)).when
    move(case, "in_progress", actor=None, now=NOW)
    assert "has begun to look" in told(chat, after=timedelta(days=5)).when
    move(case, "closed", actor=None, now=NOW)
    assert told(chat) == Standing("hand_off_closed", case.reference)


def test_in_the_care_frame_no_time_is_named(chat: Conversation) -> None:
    come(chat, "crisis")
    assert told(chat, care=True).reply == "hand_off_state_care"
