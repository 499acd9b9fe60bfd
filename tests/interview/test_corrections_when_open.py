"""While an answer that was given is open again, what sends or names another answer does not become it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.interview import Turn, Understanding, engine
from frontdesk.interview.values import REVIEW, Answer
from tests.interview.test_corrections_at_review import at, change_of, changes, say
from tests.interview.turns import TODAY, interview, state_at

OPEN = (
    "conditions",
    "current_medicines",
    "allergies",
    "first_name",
    "main_concern",
    "phq9_3",
    "concern_since",
)


@pytest.mark.parametrize("where", OPEN)
@pytest.mark.parametrize(
    "text",
    [
        "all good, send it in",
        "yes honey, submit it please",
        "I confirm",
        "everything is correct. send it off",
    ],
)
def test_words_that_send_leave_the_open_answer(where: str, text: str) -> None:
    state, after = say(where, text)
    assert (after.state.answers, after.state.at) == (state.answers, REVIEW)


@pytest.mark.parametrize("where", OPEN)
@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("my pronouns are they/them", "pronouns", "they"),
        ("number 19 is planning", "pregnancy", "planning"),
        ("20 should be no", "phq9_offer", "no"),
        ("send it. oh, change my email to jo@x.org", "email", "jo@x.org"),
        ("14 is TMS", "past_treatments", ["TMS"]),
    ],
)
def test_words_of_another_answer_go_there(where: str, text: str, key: str, value: Any) -> None:
    assert changes(where, text) == {key: value}


@pytest.mark.parametrize(
    ("where", "text", "value"),
    [
        ("conditions", "also glaucoma", ["blood_pressure", "heart", "pressure"]),
        ("conditions", "a knee replaced in 2019", ["blood_pressure", "heart", "other"]),
        ("current_medicines", "eliquis is 5", ["effexor 37.5", "eliquis 5", "zoloft 50... sorry 100"]),
        ("current_medicines", "remove all but eliquis", ["eliquis"]),
        ("concern_since", "17, not 19", "age 17"),
        ("allergies", "sulfa and bees", ["sulfa", "bees"]),
        ("current_medicines", "prozac 20", ["prozac 20"]),
        ("concern_since", "since high school in 2004", "since high school in 2004"),
    ],
)
def test_the_open_answer_itself_is_changed(where: str, text: str, value: Any) -> None:
    assert changes(where, text) == {where: value}


def test_a_condition_that_the_new_words_speak_of_is_taken_back() -> None:
    assert changes("conditions", "hypothyroid", conditions=["thyroid", "heart"]) == {
        "conditions": ["heart", "other"]
    }


@pytest.mark.parametrize("heard", [None, change_of("main_concern")])
@pytest.mark.parametrize(
    "text",
    [
        "Oh, the knee since 2012, the neck about 2016, and the low mood since mom died in 2020",
        "wait, the sadness for 3 years, the back since 2001",
    ],
)
def test_the_times_of_several_troubles_are_no_new_main_concern(
    text: str, heard: Understanding | None
) -> None:
    state = state_at("concern_since", {"main_concern": "pain"})
    after = engine.step(interview(), state, Turn(text, understanding=heard or Understanding()), TODAY).state
    assert (after.answers["main_concern"].value, after.answers["concern_since"].value) == ("pain", text)


def test_the_account_of_a_main_concern_stays_when_it_is_corrected() -> None:
    told = "ever since the layoff my back, the nerve down the leg, and feeling low"
    state = at(REVIEW)
    answers = {**state.answers, "main_concern": Answer("main_concern", 1, "pain", told)}
    after = engine.step(
        interview(), replace(state, answers=answers), Turn("main concern should be depression"), TODAY
    ).state
    assert after.answers["main_concern"].value == "depression"
    assert told in after.answers["main_concern"].words


@pytest.mark.parametrize(
    ("where", "text", "scores"),
    [
        ("peg_3", "8, and 6 for the first one please, not 5", {"peg_1": 6, "peg_3": 8}),
        ("peg_3", "7 and put 4 for the last one", {"peg_2": 4, "peg_3": 7}),
        ("peg_2", "3, and a 6 for the one before", {"peg_1": 6, "peg_2": 3}),
    ],
)
def test_a_score_and_another_for_an_earlier_item(where: str, text: str, scores: dict[str, int]) -> None:
    after = engine.step(interview(), state_at(where, {"main_concern": "pain"}), Turn(text), TODAY).state
    assert {key: after.answers[key].value for key in scores} == scores
