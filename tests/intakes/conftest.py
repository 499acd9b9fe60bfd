"""A conversation and a way to talk in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import pytest

from frontdesk.chat.models import Conversation
from frontdesk.intakes import services
from frontdesk.intakes.services import TurnResult, Understanding

# the real time: pages that look at the clock themselves must find a link of these tests still young
NOW = datetime.now(timezone.utc).replace(microsecond=0)
FACTS = [
    "!consent_yes",
    "Ana",
    "Ruiz",
    "!skip",
    "!skip",
    "03/04/1985",
    "ana@example.com",
    "!skip",
    "Illinois",
    "!skip",
]
REST = ["!main_concern_other", *["!skip"] * 8, "!phq9_offer_no", "!practical_offer_no", "!skip"]
ALL = [*FACTS, *REST]


class Talk:
    """One visitor's turns, numbered as the chat numbers them."""

    def __init__(self, conversation: Conversation) -> None:
        self.id = conversation.pk
        self.conversation = conversation
        self.seq = 0
        self.last = TurnResult()

    def start(self) -> TurnResult:
        self.seq += 1
        self.last = services.start(self.id, seq=self.seq, now=NOW)
        return self.last

    def say(self, text: str, *, answerable: bool = False, seq: int | None = None) -> TurnResult:
        self.seq = seq or self.seq + 1
        choice = text[1:] if text.startswith("!") else None
        self.last = services.take_turn(
            self.id,
            seq=self.seq,
            text="" if choice else text,
            choice=choice,
            understanding=Understanding("cost" if answerable else None, 0.9, answerable),
            now=NOW,
        )
        return self.last

    def all(self, turns: list[str]) -> TurnResult:
        for turn in turns:
            self.say(turn)
        return self.last

    @property
    def topic(self) -> str | None:
        return self.last.drafts[-1].topic


@pytest.fixture
def conversation() -> Conversation:
    return Conversation.objects.create(
        token_hash="t" * 64, address_hash="a" * 64, created_at=NOW, last_seen_at=NOW
    )


@pytest.fixture
def talk(conversation: Conversation) -> Talk:
    return Talk(conversation)


@pytest.fixture
def another(db: None) -> Callable[[str], Talk]:
    def make(name: str) -> Talk:
        return Talk(
            Conversation.objects.create(
                token_hash=name.ljust(64, "0"), address_hash="a" * 64, created_at=NOW, last_seen_at=NOW
            )
        )

    return make
