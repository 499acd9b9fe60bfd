"""People of each role, a case, and browsers signed in as them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from frontdesk.chat import services as chat
from frontdesk.chat.drafts import Draft
from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case
from frontdesk.staff import accounts

PASSWORD = "Kestrel-window-42"


@pytest.fixture(autouse=True)
def quick_hashing(settings: Any) -> None:
    """The real hash costs half a second a sign-in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Make an account: person("front_desk")."""

    def make(*roles: str, username: str = "", name: str = "Dana Whitfield") -> Any:
        return accounts.add_person(username or "-".join(roles), roles, name=name, password=PASSWORD)

    return make


@pytest.fixture
def browser_of() -> Callable[[Any], Client]:
    """A browser signed in through the form."""

    def sign_in(user: Any) -> Client:
        client = Client()
        answer = client.post("/staff/sign-in/", {"username": user.get_username(), "password": PASSWORD})
        assert answer.status_code == 302, answer.status_code
        return client

    return sign_in


@pytest.fixture
def desk(person: Callable[..., Any], browser_of: Callable[[Any], Client]) -> Client:
    return browser_of(person("front_desk"))


@pytest.fixture
def conversation(db: None, now: datetime) -> Conversation:
    at = now - timedelta(minutes=5)
    return Conversation.objects.create(
        token_hash="t" * 64, address_hash="a" * 64, created_at=at, last_seen_at=at
    )


@pytest.fixture
def said(conversation: Conversation, now: datetime) -> Callable[..., Message]:
    """The visitor says something, and the assistant answers."""

    def say(text: str, answer: str = "An answer.") -> Message:
        message = Message.objects.create(
            conversation=conversation,
            seq=conversation.messages.count() + 1,
            sender="visitor",
            kind="text",
            text=text,
            at=now,
        )
        chat.record(conversation, [Draft("info", answer)], in_reply_to=message, now=now)
        return message

    return say


@pytest.fixture
def case(conversation: Conversation, said: Callable[..., Message], now: datetime) -> Case:
    said("What does it cost?")
    return raise_case(
        conversation,
        kind="intake",
        prefix="OT",
        now=now - timedelta(minutes=2),
        person={"name": "Ana Ruiz García", "email": "ana@example.com", "phone": "+13125550111"},
        flags=[{"id": "high_bp", "severity": "high", "note": "High blood pressure", "source": "intake"}],
    )
