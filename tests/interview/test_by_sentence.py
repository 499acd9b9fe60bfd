"""Messages with several matters, changes by number, and a questionnaire that is wanted after all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.interview import Answer, Outcome, Turn, Understanding, engine
from frontdesk.interview.sentences import by_sentence
from frontdesk.interview.show import answer_text
from frontdesk.interview.talk import Talk
from tests.interview.turns import TODAY, interview, state_at


def things(*said: str) -> list[dict[str, Any]]:
    return [{"said": one, "term": None} for one in said]


def say(at: str, text: str, **given: Any) -> Outcome:
    state = state_at(at)
    known = {key: Answer(key, 1, value, "") for key, value in given.items()}
    state = replace(state, answers={**state.answers, **known})
    return engine.step(interview(), state, Turn(text, None, Understanding()), TODAY)


def noted(outcome: Outcome, key: str) -> Any:
    value = outcome.state.answers[key].value
    return [item["said"] for item in value] if isinstance(value, list) and value != ["none"] else value


@pytest.mark.parametrize(
    ("at", "text", "given", "expected"),
    [
        (
            "review",
            "change my first name to Denise Ann. and 12 should be october 2016",
            {},
            {"first_name": "Denise Ann", "last_name": "Ruiz", "concern_since": "october 2016"},
        ),
        (
            "review",
            "no!! my first name is Denise Ann and last name Marsh",
            {},
            {"first_name": "Denise Ann", "last_name": "Marsh"},
        ),
        (
            "pregnancy",
            "no, tubes tied. oh and my first name on my ID is Denise Ann, with no hyphen",
            {},
            {"pregnancy": "no", "first_name": "Denise Ann"},
        ),
        (
            "allergies",
            "sulfa. and by the way i also tried prazosin for the nightmares, forgot that earlier",
            {"past_treatments": things("zoloft")},
            {"allergies": ["sulfa"], "past_treatments": ["zoloft", "prazosin"]},
        ),
        (
            "allergies",
            "oh and levothyroxin 75 mcg, forgot that one. and the trazodone is 150 now not 100",
            {"current_medicines": things("lamictal 200", "trazodone 100 at nite")},
            {"current_medicines": ["lamictal 200", "levothyroxin 75 mcg", "trazodone 150 at nite"]},
        ),
        (
            "phq9_offer",
            "no wait. my diagnosis is GAD. sertraline, hydroxyzine and CBT are what i tried",
            {},
            {"diagnoses": ["GAD"], "past_treatments": ["sertraline", "hydroxyzine", "CBT"]},
        ),
        ("last_name", "Sorry, autocorrect. first name is Maeve", {}, {"first_name": "Maeve"}),
    ],
)
def test_each_sentence_is_taken_by_itself(
    at: str, text: str, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    after = say(at, text, **given)
    assert {key: noted(after, key) for key in expected} == expected
    for key in expected.keys() - {at, "last_name"}:
        assert f"Changed. {interview().by_id[key].label}: " in after.drafts[0].text


def test_one_sentence_that_is_not_sure_leaves_the_whole_to_the_other_readings() -> None:
    talk = Talk(interview(), state_at("allergies"), TODAY)
    said = "I left one off the medicines. I take Synthroid too"
    assert by_sentence(talk, said, interview().by_id["allergies"]) is None


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        (
            "14 is: sertraline 3 months, not help, and counselor",
            "past_treatments",
            ["sertraline 3 months", "not help", "counselor"],
        ),
        ("12 is wrong, it's since March 2021", "concern_since", "since March 2021"),
        ("number 2 is wrong. Marsh", "last_name", "Marsh"),
    ],
)
def test_a_line_of_the_review_is_put_right_by_its_number(text: str, key: str, value: Any) -> None:
    after = say("review", text, past_treatments=things("not help so much. And talk with counselor"))
    assert noted(after, key) == value


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("gad7_offer", "wait i never did the mood one, i didnt say no to that"),
        ("practical_offer", "yes please do the mood one"),
        ("transport", "can I do the mood questionnaire after all"),
    ],
)
def test_a_questionnaire_put_off_is_taken_up_when_it_is_wanted(at: str, text: str) -> None:
    after = say(at, text, phq9_offer="no")
    assert after.state.answers["phq9_offer"].value == "yes"
    assert at not in after.state.answers


@pytest.mark.parametrize("text", ["no, not the mood one", "skip the mood one", "yes"])
def test_it_is_not_taken_up_by_other_words(text: str) -> None:
    assert say("gad7_offer", text, phq9_offer="no").state.answers["phq9_offer"].value == "no"


def test_no_more_questions_is_no_answer_to_this_one() -> None:
    assert say("transport", "no, i dont want more questions").state.answers["transport"].value is None


def test_an_aside_denies_nothing() -> None:
    said = "right after my second vaccine, not that I'm saying it's from that"
    after = say("diagnoses", said, concern_since="since March 2021")
    assert after.state.answers["concern_since"].value == "since March 2021"


def test_what_is_taken_and_did_not_help_is_a_treatment_tried() -> None:
    after = say("past_treatments", "I take sertraline three month, not help so much. And talk with counselor")
    assert noted(after, "past_treatments")[0] == "sertraline three month"
    assert "current_medicines" not in after.state.answers


def test_a_long_answer_is_shown_cut_with_its_quotation_closed() -> None:
    words = "It began when I was a child and it never left. " * 20
    answer = Answer("contact_ok", 1, "text", words)
    shown = answer_text(interview(), interview().by_id["contact_ok"], answer)
    assert len(shown) < 310 and shown.endswith("…”)") and shown.count("“") == shown.count("”")


def test_a_word_in_small_letters_is_no_state() -> None:
    after = say("diagnoses", "Sorry, English is my third. What does this question want from me?")
    assert after.state.open and after.state.answers["state"].value == "IL"


def test_going_back_changes_nothing() -> None:
    after = say("concern_since", "go back to the one before this")
    assert after.state.at == "main_concern" and after.state.answers["main_concern"].value == "depression"


def test_how_a_slip_came_is_no_name() -> None:
    after = say("last_name", "autocorrect got me. first name is Jorja")
    assert after.state.answers["first_name"].value == "Jorja" and "last_name" not in after.state.answers
