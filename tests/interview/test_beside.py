"""What a message tells of other questions, and changes told by what stood there or by its place."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.interview import Answer, Turn, Understanding, engine
from frontdesk.interview.readers import Fault
from frontdesk.interview.reading import read
from tests.interview.turns import TODAY, interview, state_at

NOTHING = Understanding()


def say(at: str, text: str, given: dict[str, Any] | None = None, known: Understanding = NOTHING) -> Any:
    return engine.step(interview(), state_at(at, given), Turn(text, None, known), TODAY)


@pytest.mark.parametrize(
    ("at", "text", "unknown", "key", "expected"),
    [
        ("phone", "312 555 0187, texts are ok, no voicemail please", "contact_ok", "contact_ok", "text"),
        ("phone", "312 555 0187, text or leave a message", "contact_ok", "contact_ok", "both"),
        ("main_concern", "fibromyalgia, since my car accident in 2016", "concern_since", "concern_since",
         "since my car accident in 2016"),
        ("transport", "yes, my uncle. I have no insurance btw", "insurance", "insurance", "no insurance"),
    ],
)  # fmt: skip
def test_a_clause_about_another_question_is_noted_there(
    at: str, text: str, unknown: str, key: str, expected: str
) -> None:
    outcome = say(at, text)
    assert outcome.state.answers[key].value == expected
    assert at in outcome.state.answers
    assert "noted" in outcome.drafts[0].text.lower() or expected in outcome.drafts[0].text


def test_an_allergy_told_among_the_medicines_is_no_medicine() -> None:
    outcome = say("current_medicines", "effexor 75 and ambien, and I'm allergic to latex")
    assert [item["said"] for item in outcome.state.answers["current_medicines"].value] == [
        "effexor 75",
        "ambien",
    ]
    assert [item["said"] for item in outcome.state.answers["allergies"].value] == ["latex"]


def test_what_is_known_is_not_overruled_by_a_clause() -> None:
    outcome = say("anything_else", "one more thing, I have no insurance", {"insurance": "Aetna"})
    assert outcome.state.answers["insurance"].value == "Aetna"


@pytest.mark.parametrize(
    ("at", "text", "given", "key", "expected"),
    [
        ("current_medicines", "wait, I typed 1958 for my birthday, it's 1985",
         {"date_of_birth": "1958-03-04"}, "date_of_birth", "1985-03-04"),
        ("phone", "no no, not dot com, it's dot net", {}, "email", "ana@example.net"),
        ("review", "put they for me, I never said she", {}, "pronouns", "they"),
        ("review", "don't put Humana, we switched to Cigna", {"insurance": "Humana"}, "insurance", "Cigna"),
        ("review", "afternoons are better than mornings", {}, "contact_time", "afternoon"),
        ("contact_time", "sorry, I'm living in Wisconsin, not Illinois", {}, "state", "WI"),
        ("peg_3", "the first one is an 8", {"peg_1": 5}, "peg_1", 8),
        ("phq9_4", "the last one should be a 1 not a 3", {"phq9_3": 3}, "phq9_3", 1),
        ("gad7_3", "make the one before that several days", {"gad7_2": 3}, "gad7_2", 1),
    ],
)  # fmt: skip
def test_a_change_is_told_by_what_stood_there_or_where_it_stood(
    at: str, text: str, given: dict[str, Any], key: str, expected: Any
) -> None:
    if at.startswith("peg"):
        given = {"main_concern": "pain", **given}
    before = state_at(at, given)
    outcome = say(at, text, given)
    changed = {k for k, a in outcome.state.answers.items() if before.answers.get(k) != a}
    assert changed == {key} and outcome.state.at == at
    assert outcome.state.answers[key].value == expected


def test_an_answer_that_says_what_it_is_not_stays_an_answer() -> None:
    outcome = say("diagnoses", "bipolar disorder, not depression", {"main_concern": "depression"})
    assert "diagnoses" in outcome.state.answers
    assert outcome.state.answers["main_concern"].value == "depression"


def test_in_a_list_only_the_item_that_was_meant_is_replaced() -> None:
    state = state_at("substance_use")
    items = [{"said": "penicillin", "term": None}, {"said": "latex", "term": None}]
    answers = {**state.answers, "allergies": Answer("allergies", 1, items, "penicillin and latex")}
    state = type(state)(answers=answers, at="substance_use", last="allergies")
    said = Turn("not penicillin, I mixed up, it was sulfa", None, NOTHING)
    kept = engine.step(interview(), state, said, TODAY).state.answers["allergies"]
    assert [item["said"] for item in kept.value] == ["latex", "sulfa"]
    assert "penicillin and latex" in kept.words


@pytest.mark.parametrize("number", ["2", "two", "number 3", "0"])
def test_a_number_that_may_be_a_score_or_a_place_is_asked_about(number: str) -> None:
    question = interview().by_id["phq9_difficulty"]
    assert read(number, question, interview(), TODAY) == Fault("which_number")
    assert "in words" in say("phq9_difficulty", number).drafts[0].text


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("phq9_2", "eh who knows"),
        ("gad7_4", "a slog huh"),
        ("current_medicines", "a bunch"),
    ],
)
def test_a_doubtful_wish_ends_nothing_and_skips_nothing(at: str, text: str) -> None:
    for wish in ("skip", "stop", "person", "restart"):
        outcome = say(at, text, known=Understanding("clarify", 0.3, False, wish, 0.4))
        assert outcome.state.at == at and outcome.state.status == "open" and not outcome.act


@pytest.mark.parametrize("wish", ["person", "review", "stop", "change"])
def test_a_question_to_the_clinic_that_rasa_is_sure_of_is_passed_on(wish: str) -> None:
    known = Understanding("faq_privacy", 0.97, True, wish, 0.7)
    assert say("phq9_8", "who can see what I write here?", known=known).digression


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ("I've been depressed for 10 years", "10 years"),
        ("I have been anxious since 2015", "since 2015"),
        ("I was a paramedic for 19 years. The calls come back at night, it's ptsd", None),
    ],
)
def test_how_long_something_lasted_is_of_the_illness_not_of_the_work(said: str, since: str | None) -> None:
    after = engine.step(interview(), state_at("main_concern"), Turn(said), TODAY)
    kept = after.state.answers.get("concern_since")
    assert (kept.value if kept else None) == since
