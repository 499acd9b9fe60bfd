"""What only another question's reader is sure of is noted there, never where it was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.interview import Outcome, Turn, Understanding, engine
from tests.interview.turns import TODAY, interview, state_at

UNHEARD = Understanding(None, 0.9, False)


def said_at(at: str, said: str, without: set[str], heard: Understanding | None = None) -> Outcome:
    state = state_at(at, {})
    state = replace(state, answers={k: v for k, v in state.answers.items() if k not in without})
    return engine.step(interview(), state, Turn(said, None, heard or UNHEARD), TODAY)


@pytest.mark.parametrize(
    ("at", "said", "field", "value"),
    [
        ("pronouns", "sep 3rd oh five", "date_of_birth", "2005-09-03"),
        ("pronouns", "two six two, triple five, oh one six three", "phone", "+12625550163"),
        ("date_of_birth", "two six two, triple five, oh one six three, my landline", "phone", "+12625550163"),
        ("state", "the ninth of june nineteen seventy", "date_of_birth", "1970-06-09"),
        ("preferred_name", "the ninth of june nineteen seventy", "date_of_birth", "1970-06-09"),
        ("date_of_birth", "Wisconsin", "state", "WI"),
        ("date_of_birth", "Wisconsin, and mornings are best", "state", "WI"),
        ("phone", "im in Peoria illinois", "state", "IL"),
        ("heard_from", "area code 312, then 555, and then 0123", "phone", "+13125550123"),
    ],
)
def test_a_value_of_another_kind_goes_where_it_belongs(at: str, said: str, field: str, value: str) -> None:
    after = said_at(at, said, {field})
    assert after.state.answers[field].value == value
    assert after.state.at == at and at not in after.state.answers


@pytest.mark.parametrize("said", ["May", "April June", "Two Bulls", "xe/xem", "they"])
def test_names_and_pronouns_stay_what_they_are(said: str) -> None:
    at = "pronouns" if said[0].islower() else "preferred_name"
    after = said_at(at, said, {"date_of_birth", "phone", "email"})
    assert at in after.state.answers
    assert "date_of_birth" not in after.state.answers


@pytest.mark.parametrize(
    ("about", "means", "noted"),
    [(0.95, 0.95, "morning"), (0.5, 0.95, None), (0.95, 0.5, None)],
)
def test_a_choice_that_is_surely_of_another_question_is_noted_there(
    about: float, means: float, noted: str | None
) -> None:
    meaning = {"contact_time": ("morning", means)}
    heard = replace(UNHEARD, wish="answer", about=(("contact_time", about),), means=meaning)
    after = said_at("date_of_birth", "before noon if it's all the same", {"contact_time"}, heard)
    told = after.state.answers.get("contact_time")
    assert (told and told.value) == noted
    assert after.state.at == "date_of_birth"


@pytest.mark.parametrize(
    "said", ["my son lives in Ohio", "my sister's number is 312-555-0143", "no idea, somewhere in spring"]
)
def test_what_is_of_others_or_of_nothing_is_not_noted(said: str) -> None:
    after = said_at("date_of_birth", said, {"state", "phone", "email"})
    assert not {"state", "phone", "email"} & {*after.state.answers}


@pytest.mark.parametrize("said", ["yep", "no", "not sure", "none"])
def test_words_that_may_answer_anything_are_noted_nowhere(said: str) -> None:
    heard = replace(UNHEARD, about=(("transport", 0.99),), means={"transport": ("yes", 0.99)})
    after = said_at("date_of_birth", said, {"transport"}, heard)
    assert "transport" not in after.state.answers


def test_what_was_surely_an_answer_changes_no_other() -> None:
    heard = replace(UNHEARD, wish="answer", wish_confidence=0.97, about=(("diagnoses", 0.5),))
    after = said_at("diagnoses", "Nobody ever gave it a name. I never went in for it.", set(), heard)
    assert after.state.at != "first_name"


def test_since_is_no_name_of_a_question() -> None:
    heard = replace(UNHEARD, wish="change", wish_confidence=0.8, about=(("allergies", 0.8),))
    said = "just synthroid, and im allergic to latex since you'll get to that"
    before = said_at("current_medicines", "none", set()).state.answers["concern_since"]
    after = said_at("current_medicines", said, set(), heard)
    assert after.state.answers["concern_since"].value == before.value
