"""The loop's action: what stays in it, what it passes on, when it ends."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.base import read_turn
from actions.intake import LOOP, IntakeForm
from frontdesk.chat.models import Conversation
from frontdesk.intakes.models import Answer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)


class Loop:
    """One visitor's turns as the tracker would tell them to the action."""

    def __init__(self) -> None:
        conversation = Conversation.objects.create(
            token_hash="t" * 64, address_hash="a" * 64, created_at=NOW, last_seen_at=NOW
        )
        self.id = conversation.pk
        self.seq = 0
        self.open: str | None = None

    def say(
        self, text: str = "", *, choice: str | None = None, intent: str = "nlu_fallback", again: bool = False
    ) -> list[dict[str, Any]]:
        """What is sent to the chat; raises ActionExecutionRejection for a question in between."""
        self.seq += 0 if again else 1
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "metadata": {"seq": self.seq, "choice": choice},
        }
        events = [{"event": "user"}, *([{"event": "action_execution_rejected"}] if again else [])]
        loop = {"name": self.open} if self.open else {}
        tracker = Tracker(str(self.id), {}, message, events, False, None, loop, None)
        dispatcher = CollectingDispatcher()
        (event,) = IntakeForm().act(read_turn(tracker), dispatcher)
        self.open = event["name"]
        return [message["custom"] for message in dispatcher.messages]

    def topics(self, text: str, **known: Any) -> list[str]:
        return [payload["draft"]["topic"] for payload in self.say(text, **known)]


@pytest.fixture
def loop() -> Loop:
    loop = Loop()
    loop.say("start the intake", intent="start_intake")
    loop.say(choice="consent_yes", intent="choose")
    return loop


def test_an_answer_stays_in_the_loop_whatever_rasa_makes_of_it(loop: Loop) -> None:
    assert loop.open == LOOP
    assert loop.topics("Marcus", intent="out_of_scope") == ["last_name"]
    assert loop.topics("Park", intent="clinic_parking") == ["preferred_name"]


def test_a_question_is_passed_on_and_the_open_one_asked_again(loop: Loop) -> None:
    with pytest.raises(ActionExecutionRejection):
        loop.say("how much does it cost?", intent="faq_cost")
    assert loop.topics("how much does it cost?", intent="faq_cost", again=True) == ["first_name"]


@pytest.mark.parametrize("choice", ["cost", "more_cost", "talk_to_person"])
def test_a_button_of_an_answer_is_passed_on(loop: Loop, choice: str) -> None:
    with pytest.raises(ActionExecutionRejection):
        loop.say(choice=choice, intent="choose")


@pytest.mark.parametrize("intent", ["thanks", "greet", "acknowledge", "goodbye"])
def test_small_talk_is_the_interviews_own(loop: Loop, intent: str) -> None:
    assert loop.topics("thanks", intent=intent) == ["first_name"]
    assert not Answer.objects.filter(question_id="first_name").exists()


def test_the_loop_ends_with_the_intake(loop: Loop) -> None:
    loop.say("i'm 16", intent="faq_age_limits")
    assert loop.open is None
    assert not Answer.objects.exists()


def test_a_repeated_message_says_the_same_and_saves_nothing_new(loop: Loop) -> None:
    first = loop.say("Marcus")
    loop.seq -= 1
    assert loop.say("Marcus") == first
    assert Answer.objects.filter(question_id="last_name").count() == 0
