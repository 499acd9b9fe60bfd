"""Whoever was promised a person and got none within the clinic's time is told so, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs import talk
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case

MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=ZoneInfo("America/Chicago"))
pytestmark = [pytest.mark.django_db, pytest.mark.promise("P09")]


def ask(at: datetime, kind: str = "person", **more: Any) -> Case:
    conversation = Conversation.objects.create(
        token_hash="t", address_hash="", created_at=at, last_seen_at=at
    )
    return raise_case(conversation, kind=kind, prefix="OT", now=at, **more)


def after(start: datetime, minutes: int) -> datetime:
    return start + timedelta(minutes=minutes)


def test_once_with_phone_and_hours() -> None:
    case = ask(MONDAY)
    assert [talk.tell_waiting(after(MONDAY, minutes)) for minutes in (9, 11, 12)] == [0, 1, 0]
    message = Message.objects.get()
    assert message.sender == "system" and "(312) 555-0142" in message.text and "8 am to 6 pm" in message.text
    case.refresh_from_db()
    assert case.attended_at is None, "telling the visitor is no attention of a person"


def test_not_when_closed_nor_joined_nor_in_an_intake_nor_in_danger() -> None:
    night = MONDAY - timedelta(hours=9)
    ask(night)
    assert talk.tell_waiting(after(night, 11)) == 0, "the hand-off said when someone will look"
    Conversation.objects.all().delete()
    for kind, change in (("crisis", {"urgent": True}), ("intake", {}), ("person", {"attended_at": MONDAY})):
        Case.objects.filter(pk=ask(MONDAY, kind).pk).update(**change)
        assert talk.tell_waiting(after(MONDAY, 11)) == 0
        Conversation.objects.all().delete()
    ask(MONDAY)
    Conversation.objects.update(active_loop="intake_form")
    assert talk.tell_waiting(after(MONDAY, 11)) == 0


def test_the_clinic_sets_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ask(MONDAY)
    monkeypatch.setattr("frontdesk.handoffs.facts.answer_within", lambda: timedelta(minutes=30))
    assert [talk.tell_waiting(after(MONDAY, minutes)) for minutes in (29, 31)] == [0, 1]
