"""The way into the intake: its button for who wants to book, and a word to who fills it in for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.base import FrontdeskAction, Turn, composer, read_turn
from actions.replies import ActionClarify, ActionDecline, ActionSeveral, ActionUnknown
from actions.starting import ActionAcknowledge, ActionBooking
from frontdesk.chat import services
from frontdesk.chat.models import Conversation
from frontdesk.chat.typed import typed_choice
from frontdesk.intakes.for_another import tells_another
from frontdesk.intakes.models import Answer
from tests.actions.test_intake import Loop

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)
BOOKING, PROCESS = "faq_booking", "faq_consultation_process"
OFFER, TOLD = {"reply": "intake_offer"}, {"reply": "for_another"}


@pytest.fixture
def chat() -> Conversation:
    return Conversation.objects.create(token_hash="t", address_hash="", created_at=NOW, last_seen_at=NOW)


def turn(chat: Conversation, text: str, intent: str, last_topic: str = "", **changes: object) -> Turn:
    plain = read_turn(Tracker("somebody", {}, {}, [], False, None, {}, "action_listen"))
    made = replace(plain, conversation=chat.pk, seq=1, text=text, intent=intent, last_topic=last_topic)
    return replace(made, **changes)  # type: ignore[arg-type]


def told(action: FrontdeskAction, made: Turn) -> list[object]:
    dispatcher = CollectingDispatcher()
    action.act(made, dispatcher)
    return [message.get("custom") or message["response"] for message in dispatcher.messages]


@pytest.mark.parametrize(
    ("text", "intent", "said"),
    [
        ("hi, i'd like to book a consultation", BOOKING, [f"utter_{BOOKING}", OFFER]),
        ("need an appointment", BOOKING, [f"utter_{BOOKING}", OFFER]),
        ("I want to book a first consult please", PROCESS, [f"utter_{BOOKING}", OFFER]),
        ("intake", PROCESS, [OFFER]),
        ("what happens at the first visit", PROCESS, [f"utter_{PROCESS}"]),
        ("how long is the intake", PROCESS, [f"utter_{PROCESS}"]),
    ],
)
def test_who_wants_to_book_gets_the_button(
    chat: Conversation, text: str, intent: str, said: list[object]
) -> None:
    assert told(ActionBooking(), turn(chat, text, intent)) == said


def test_a_yes_to_the_button_presses_it() -> None:
    offer = composer().reply("intake_offer")
    assert offer is not None and [choice["id"] for choice in offer.choices] == ["start_intake"]
    assert {typed_choice(text, offer.choices) for text in ("sure", "yes", "yes please")} == {"start_intake"}


def test_can_i_do_that_here_gets_the_button_after_the_booking_text(chat: Conversation) -> None:
    here = turn(chat, "ok can i do that here", "acknowledge", "booking")
    assert told(ActionAcknowledge(), here) == [OFFER]
    assert told(ActionUnknown(), replace(here, intent="nlu_fallback")) == [OFFER]
    assert told(ActionAcknowledge(), replace(here, last_topic="cost")) == [{"reply": "acknowledge"}]
    assert told(ActionAcknowledge(), replace(here, text="ok")) == [{"reply": "acknowledge"}]


def test_booking_asked_beside_another_thing_gets_the_button_too(chat: Conversation) -> None:
    both = turn(chat, "what does it cost and how do i book", "several", parts=("faq_cost", BOOKING))
    assert told(ActionSeveral(), both) == ["utter_faq_cost", f"utter_{BOOKING}", OFFER]


@pytest.mark.parametrize(
    "text",
    [
        "Hi, I want to fill in the intake for my son, he is 19",
        "im filling this out for my husband",
        "can i do the intake for my wife",
        "I am the mother. My name is Patricia Novak, my son is Tyler Novak",
        "I agree, but can I do that for him?",
        "is it ok that i do this for him",
        "do i put my name or his name?",
        "i'm his mother, Patricia Novak, please talk to me, he doesnt know i'm doing this yet",
        "sign my son up he is 24",
    ],
)
def test_it_is_heard_that_another_adult_is_meant(text: str) -> None:
    assert tells_another(text, 18)


@pytest.mark.parametrize(
    "text",
    [
        "for my depression",
        "i am a mother of two",
        "my wife says i should try it",
        "my mother had depression too",
        "i want to get better for my kids",
        "fill in the intake for my son, he is 12",
        "i take care of my mother",
        "I am his patient",
        "i do it for my health",
    ],
)
def test_who_speaks_of_themselves_or_of_a_child_is_not_meant(text: str) -> None:
    assert not tells_another(text, 18)


def test_it_is_told_once_at_the_start(chat: Conversation) -> None:
    loop = Loop()
    first = loop.say("I want to fill in the intake for my son, he is 19", intent="start_intake")
    assert first[0] == TOLD and first[1]["draft"]["topic"] == "consent"
    reply = composer().reply("for_another")
    assert reply is not None and reply.topic == "for_another"
    conversation = Conversation.objects.get(pk=loop.id)
    services.record(conversation, [reply], in_reply_to=None, now=NOW)
    loop.seq += 1
    assert TOLD not in loop.say("yes i agree, im the mother", intent="acknowledge")


def test_it_is_told_in_the_intake_and_the_question_stays_open() -> None:
    loop = Loop()
    loop.say("start the intake", intent="start_intake")
    loop.say(choice="consent_yes", intent="choose")
    text = "I am the mother. My name is Patricia Novak, my son is Tyler Novak"
    assert loop.say(text, intent="out_of_scope")[0] == TOLD


@pytest.mark.parametrize("text", ["is it ok that i do this for him", "do i put my name or his name?"])
def test_asked_in_the_intake_it_is_answered_with_that_and_no_advice_is_declined(text: str) -> None:
    loop = Loop()
    loop.say("start the intake", intent="start_intake")
    loop.say(choice="consent_yes", intent="choose")
    said = loop.say(text, intent="medical_advice")
    assert said[0] == TOLD and said[1]["draft"]["topic"] == "first_name"
    assert not Answer.objects.exclude(question_id="consent").exists()
    with pytest.raises(ActionExecutionRejection):
        loop.say("should i stop my zoloft?", intent="medical_advice")


def test_before_the_intake_it_is_told_with_the_button(chat: Conversation) -> None:
    made = turn(chat, "im filling this out for my husband", "clarify", candidates=("faq_privacy",))
    assert told(ActionClarify(), made) == [TOLD, OFFER]
    made = turn(chat, "is it ok that i do the intake for my wife", "medical_advice")
    assert told(ActionDecline(), made) == [TOLD, OFFER]
    assert told(ActionDecline(), replace(made, active_loop="intake_form")) == [
        {"reply": "decline_medical_advice"}
    ]


def test_its_words_promise_and_decide_nothing() -> None:
    reply = composer().reply("for_another")
    assert reply is not None and reply.kind == "info" and not reply.choices
    assert "agree and take part themselves" in reply.text and "(312) 555-0142" in reply.text
