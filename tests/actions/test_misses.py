"""What is not understood: asked back at most twice in a row, the second time with a person beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, read_turn
from actions.replies import ActionClarify, ActionSeveral, ActionUnknown
from frontdesk.chat.answering import _changes
from frontdesk.chat.drafts import Draft
from frontdesk.chat.models import Conversation
from frontdesk.chat.rasa_client import RasaReply

pytestmark = pytest.mark.django_db
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
    assert _changes(Conversation(misses=1), drafts, reply)["misses"] == misses
