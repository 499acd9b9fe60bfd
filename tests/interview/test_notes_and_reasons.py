"""The last question and its notes; an answer with "why?" behind it; two choices where one may be."""

from __future__ import annotations

import pytest

from frontdesk.interview import Outcome, State, Turn, Understanding, engine
from tests.interview.turns import TODAY, interview, state_at

DOG = {"anything_else": "my dog comes along"}


def _step(state: State, say: str, heard: Understanding | None = None) -> Outcome:
    return engine.step(interview(), state, Turn(say, None, heard or Understanding()), TODAY)


def _said(after: Outcome) -> str:
    return " ".join(draft.text for draft in after.drafts)


def _reopened() -> State:
    return engine.step(interview(), state_at("review", DOG), Turn("", "edit_anything_else"), TODAY).state


WHY = Understanding("clarify", 0.3, False, "why", 0.99)


@pytest.mark.parametrize(
    ("at", "say", "value"),
    [
        ("current_medicines", "propranolol as needed. why does it matter", "propranolol as needed"),
        ("last_name", "Kowalczyk-Reed, why do you need that?", "Kowalczyk-Reed"),
        ("phone", "312 555 0199, why do you need it", "+13125550199"),
        ("main_concern", "depression. why do you need to know that", "depression"),
        ("substance_use", "a beer now and then, why do you want to know?", "alcohol"),
    ],
)
def test_an_answer_before_why_is_kept_and_the_reason_told(at: str, say: str, value: str) -> None:
    for heard in (Understanding(), WHY):
        after = _step(state_at(at), say, heard)
        assert value in str(after.state.answers[at].value) and after.state.at != at
        assert interview().by_id[at].why.split(".")[0] in _said(after)


@pytest.mark.parametrize(
    ("at", "say"),
    [
        ("last_name", "before I tell, why do you need that?"),
        ("last_name", "hold on, why do you need that?"),
        ("first_name", "no offense, why do you need that?"),
        ("current_medicines", "I'd rather not, why does it matter?"),
        ("allergies", "just curious, why do you ask?"),
        ("concern_since", "ok, but why do you need to know?"),
    ],
)
def test_only_why_is_no_answer(at: str, say: str) -> None:
    after = _step(state_at(at), say, WHY)
    assert at not in after.state.answers and after.state.at == at


def test_a_reason_told_is_no_question() -> None:
    say = "since 2019, when my son died, which is why I stopped working"
    after = _step(state_at("concern_since"), say)
    assert after.state.answers["concern_since"].value == say


@pytest.mark.parametrize(
    "say", ["no more", "no more thanks", "nothing more", "done", "that's all", "no more questions"]
)
def test_no_more_at_the_last_question_means_nothing_else(say: str) -> None:
    after = _step(state_at("anything_else"), say)
    assert after.state.open and after.state.at == "review"


def test_no_more_stops_at_other_questions() -> None:
    assert _step(state_at("allergies"), "no more questions").act == "stopped"


@pytest.mark.parametrize(
    ("say", "field"),
    [
        ("My service dog comes with me", "appointment_wishes"),
        ("I use a wheelchair", "appointment_wishes"),
        ("My husband will come with me", "transport"),
    ],
)
def test_a_free_note_is_kept_where_it_is_said(say: str, field: str) -> None:
    heard = Understanding("clinic_accessibility", 0.9, True, "answer", 0.99, ((field, 0.95),))
    after = _step(state_at("anything_else"), say, heard).state
    assert after.answers["anything_else"].value == say and after.at == "review"
    assert after.answers[field].value == state_at("anything_else").answers[field].value


def test_a_clear_change_at_the_last_question_is_one() -> None:
    after = _step(state_at("anything_else"), "change my phone to 312 555 0177").state
    assert after.answers["phone"].value == "+13125550177" and "anything_else" not in after.answers


@pytest.mark.parametrize(
    "say",
    [
        "I want to add something",
        "add a note",
        "i want to add something about my insurance",
        "can I add one more thing",
    ],
)
def test_what_to_add_is_asked(say: str) -> None:
    heard = Understanding("clarify", 0.3, False, "change", 0.9, (("anything_else", 0.9),))
    for state in (state_at("review", DOG), state_at("anything_else")):
        after = _step(state, say, heard)
        assert after.state.at == "anything_else" and after.state.answers == state.answers
        assert interview().messages["note_ask"] in _said(after)


def test_a_second_note_is_put_to_the_first() -> None:
    for state, say in (
        (_reopened(), "I need a ramp"),
        (state_at("review", DOG), "add a note that I need a ramp"),
    ):
        after = _step(state, say).state
        assert after.answers["anything_else"].value == "my dog comes along; I need a ramp"


@pytest.mark.parametrize(
    ("say", "note"),
    [
        ("no", "my dog comes along"),
        ("that's it", "my dog comes along"),
        ("my dog comes along", "my dog comes along"),
        ("delete the note", "no"),
        ("change it to: my cat comes along", "my cat comes along"),
    ],
)
def test_a_note_asked_again(say: str, note: str) -> None:
    after = _step(_reopened(), say).state
    assert after.answers["anything_else"].value == note and after.at == "review"


@pytest.mark.parametrize(
    "say", ["main concern shoud be depression and anxiety", "change main concern to ptsd and pain"]
)
def test_two_where_one_may_be_are_asked(say: str) -> None:
    heard = Understanding(
        "clarify", 0.3, False, "change", 0.97, (("main_concern", 0.95),), {"main_concern": ("anxiety", 0.99)}
    )
    for one in (Understanding(), heard):
        state = state_at("review", {"main_concern": "ocd"})
        after = _step(state, say, one)
        assert after.state.at == "main_concern" and after.state.answers == state.answers
        assert interview().errors["two_of_them"] in _said(after)


@pytest.mark.parametrize(
    "say", ["main concern should be anxiety, not depression", "main concern should be anxiety"]
)
def test_one_of_two_is_taken(say: str) -> None:
    assert _step(state_at("review"), say).state.answers["main_concern"].value == "anxiety"
