"""What is not understood: asked back at most twice in a row, the second time with a person beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, composer, read_turn
from actions.replies import ActionClarify, ActionMore, ActionSeveral, ActionSimpler, ActionUnknown
from frontdesk.chat import services
from frontdesk.chat.answering import _changes
from frontdesk.chat.drafts import Draft
from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.rasa_client import RasaReply
from frontdesk.handoffs.services import raise_case

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)
CANDIDATES = ("faq_cost", "faq_insurance")


def turn(misses: int, **changes: object) -> Turn:
    plain = read_turn(Tracker("somebody", {}, {}, [], False, None, {}, "action_listen"))
    return replace(plain, misses=misses, candidates=CANDIDATES, **changes)


def said(action: object, made: Turn) -> list[object]:
    dispatcher = CollectingDispatcher()
    action.act(made, dispatcher)  # type: ignore[attr-defined]
    return [message.get("custom") or message["response"] for message in dispatcher.messages]


def test_the_second_time_a_person_is_offered_and_the_third_nothing_is_guessed() -> None:
    assert said(ActionClarify(), turn(0)) == [{"clarify": ["cost", "insurance"], "again": False}]
    assert said(ActionClarify(), turn(1)) == [{"clarify": ["cost", "insurance"], "again": True}]
    assert said(ActionClarify(), turn(2)) == [{"reply": "unknown_again"}]
    assert said(ActionUnknown(), turn(2)) == [{"reply": "unknown_again"}]


def test_a_part_not_understood_is_said_and_its_nearest_titles_offered() -> None:
    made = turn(0, parts=("faq_driving",), missed=True)
    assert said(ActionSeveral(), made) == [
        "utter_faq_driving",
        {"reply": "not_understood_part"},
        {"clarify": ["cost", "insurance"], "again": False},
    ]


def test_to_cancel_right_after_a_hand_off_is_about_no_visit(chat: Conversation) -> None:
    made = turn(0, conversation=chat.pk, last_topic="hand_off", parts=("hand_off_status",), missed=True)
    made = replace(made, candidates=("faq_cancellation_missed", "faq_cost"))
    assert len(said(ActionSeveral(), made)) == 1
    assert len(said(ActionSeveral(), replace(made, candidates=CANDIDATES))) == 3


@pytest.fixture
def chat() -> Conversation:
    return Conversation.objects.create(token_hash="t", address_hash="", created_at=NOW, last_seen_at=NOW)


def test_right_after_a_hand_off_it_is_left_to_the_staff(chat: Conversation) -> None:
    made = turn(2, conversation=chat.pk, last_topic="hand_off")
    assert said(ActionUnknown(), made) == [{"reply": "unknown_again"}]
    case = raise_case(chat, kind="person", prefix="OT", now=NOW)
    known = {"reply": "unknown_handed_off", "reference": case.reference}
    assert said(ActionUnknown(), made) == [known]
    assert said(ActionUnknown(), replace(made, last_topic="cost")) == [{"reply": "unknown_again"}]
    (state,) = said(ActionMore(), made)
    assert isinstance(state, dict) and state["reply"] == "hand_off_state"


def test_simpler_is_the_short_answer_unless_that_was_told_last(chat: Conversation) -> None:
    short, longer = composer().answer("cost"), composer().more("cost")
    assert short is not None and longer is not None
    no_simpler = composer().reply("no_simpler")
    assert no_simpler is not None
    none = {"reply": "no_simpler"}
    for seq, shown, reply in ((1, longer, {"answer": "cost"}), (3, short, none), (5, no_simpler, none)):
        services.record(chat, [shown], in_reply_to=None, now=NOW)
        made = turn(0, conversation=chat.pk, last_topic="cost", seq=seq + 1)
        assert said(ActionSimpler(), made) == [reply]
        visitor = {"sender": "visitor", "kind": "text", "text": "simpler please", "at": NOW}
        Message.objects.create(conversation=chat, seq=seq + 1, **visitor)
    assert said(ActionSimpler(), turn(0, conversation=chat.pk, seq=9)) == [{"reply": "no_simpler"}]


@pytest.mark.parametrize(
    ("kinds", "intent", "misses"),
    [
        (("clarify",), "clarify", 2),
        (("unknown",), "nlu_fallback", 2),
        (("answer",), "faq_cost", 0),
        (("answer", "clarify"), "several", 0),
        (("info",), "something_else", 1),
        (("info",), "thanks", 0),
    ],
)
def test_misses_are_counted_in_a_row(kinds: tuple[str, ...], intent: str, misses: int) -> None:
    drafts = [Draft(kind, "words", topic="cost" if kind == "answer" else None) for kind in kinds]
    reply = RasaReply((), "", intent, 0.5, (), False, {})
    assert _changes(Conversation(misses=1), drafts, reply, ended=False)["misses"] == misses
