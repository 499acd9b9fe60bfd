"""What a list keeps: all that was told at once, what was there before, nothing that is said of another."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.interview import Outcome, State, Turn, Understanding, engine
from tests.interview.turns import TODAY, interview, state_at

MEDICINES = [{"said": "Xanax", "term": "alprazolam"}, {"said": "lisinopril", "term": "lisinopril"}]
PENICILLIN = [{"said": "penicillin", "term": None}]
TRIED = [{"said": "Effexor", "term": "venlafaxine"}, {"said": "therapy", "term": None}]


def _said(state: State, field: str) -> list[str]:
    return [item if isinstance(item, str) else item["said"] for item in state.answers[field].value]


def _step(state: State, say: str, heard: Understanding | None = None) -> Outcome:
    return engine.step(interview(), state, Turn(say, None, heard or Understanding()), TODAY)


def _reopened(field: str, value: Any) -> State:
    state = state_at("review", {field: value})
    return engine.step(interview(), state, Turn("", f"edit_{field}"), TODAY).state


def _of(field: str, share: float = 0.97, wish: str = "answer") -> Understanding:
    return Understanding("clarify", 0.3, False, wish, 0.95, ((field, share),))


@pytest.mark.parametrize("at", ["anything_else", "review"])
@pytest.mark.parametrize(
    ("say", "field", "new"),
    [
        ("I'm allergic to latex, sulfa and morphine", "allergies", ["latex", "sulfa", "morphine"]),
        ("I'm allergic to latex, sorry I forgot", "allergies", ["latex"]),
        ("I'm allergic to latex, I get hives from it", "allergies", ["latex"]),
        (
            "I also take gabapentin, tramadol and sertraline 50",
            "current_medicines",
            ["gabapentin", "tramadol", "sertraline 50"],
        ),
        (
            "I also take gabapentin, three times a day, tramadol",
            "current_medicines",
            ["gabapentin", "tramadol"],
        ),
    ],
)
def test_all_that_is_told_at_once_is_added(at: str, say: str, field: str, new: list[str]) -> None:
    after = _step(state_at(at), say, _of(field, wish="change")).state
    assert _said(after, field)[: len(new)] == new
    assert len(_said(after, field)) == len(new)


@pytest.mark.parametrize(
    ("say", "field", "kept"),
    [
        (
            "I'm Ana Ruiz, I take gabapentin 300 mg three times a day, tramadol and sertraline 50, "
            "I'm allergic to latex and sulfa",
            "current_medicines",
            ["gabapentin 300 mg three times a day", "tramadol", "sertraline 50"],
        ),
        (
            "I'm Ana Ruiz, I'm allergic to latex, sulfa and morphine",
            "allergies",
            ["latex", "sulfa", "morphine"],
        ),
        ("I'm Ana Ruiz, I'm allergic to latex, anxiety", "allergies", None),  # cannot be told: asked
        ("I'm Ana Ruiz, I take lisinopril, my water pill and metformin", "current_medicines", None),
        ("I'm Ana Ruiz, I take lisinopril and metformin, I live in Indiana", "current_medicines", 2),
    ],
)
def test_a_list_told_in_passing_is_kept_whole_or_asked_for(say: str, field: str, kept: Any) -> None:
    after = _step(state_at("first_name"), say).state
    assert after.answers["first_name"].value == "Ana"
    if kept is None:
        assert field not in after.answers
    else:
        found = _said(after, field)
        assert found == kept or len(found) == kept


@pytest.mark.parametrize(
    "say",
    [
        "looks good",
        "thats it",
        "that's all I have",
        "done",
        "all good",
        "nothing else",
        "no more",
        "leave it as it is",
    ],
)
@pytest.mark.parametrize(
    ("field", "value"),
    [("conditions", ["blood_pressure"]), ("allergies", PENICILLIN), ("current_medicines", MEDICINES)],
)
def test_words_that_only_end_leave_a_reopened_list_as_it_was(say: str, field: str, value: Any) -> None:
    after = _step(_reopened(field, value), say).state
    assert after.answers[field].value == value and after.at == "review"


def test_what_is_plainly_taken_back_is_gone() -> None:
    assert _said(_step(_reopened("allergies", PENICILLIN), "none").state, "allergies") == []
    assert _said(_step(_reopened("conditions", ["heart"]), "none of those").state, "conditions") == ["none"]


@pytest.mark.parametrize(
    ("say", "left"),
    [
        ("oh actually not high blood pressure, that was my dad", ["thyroid"]),
        ("not high blood pressure, that was my dad. asthma yes", ["thyroid", "breathing"]),
        ("the high blood pressure was my dad's", ["thyroid"]),
        ("I never had high blood pressure", ["thyroid"]),
        ("no high blood pressure, thyroid only", ["thyroid"]),
    ],
)
def test_a_condition_denied_is_taken_off_and_the_others_stay(say: str, left: list[str]) -> None:
    for heard in (Understanding(), _of("conditions")):
        after = _step(_reopened("conditions", ["blood_pressure", "thyroid"]), say, heard)
        assert _said(after.state, "conditions") == left


def test_not_only_denies_nothing() -> None:
    after = _step(
        _reopened("conditions", ["blood_pressure"]), "not only high blood pressure, asthma too"
    ).state
    assert _said(after, "conditions") == ["blood_pressure", "breathing"]


@pytest.mark.parametrize("at", ["allergies", "conditions", "substance_use"])
@pytest.mark.parametrize(
    ("say", "now"),
    [
        ("no, leave Xanax out", ["lisinopril"]),
        ("please take the Xanax off, I quit it", ["lisinopril"]),
        ("no wait I do take buspirone sometimes", ["Xanax", "lisinopril", "buspirone sometimes"]),
        ("also i take tramadol and sertraline 50", ["Xanax", "lisinopril", "tramadol", "sertraline 50"]),
        ("medicines now is propranolol as needed", ["propranolol as needed"]),
        ("oh wait, I take lisinopril", ["Xanax", "lisinopril"]),
    ],
)
def test_a_medicine_at_another_list_belongs_to_the_medicines(at: str, say: str, now: list[str]) -> None:
    after = _step(state_at(at, {"current_medicines": MEDICINES}), say).state
    assert _said(after, "current_medicines") == now
    assert after.at == at and at not in after.answers


def test_scrap_that_replaces_the_list_just_told_and_only_adds_to_an_earlier_one() -> None:
    given = {"current_medicines": MEDICINES}
    after = _step(state_at("allergies", given), "scrap that, I take buspirone").state
    assert _said(after, "current_medicines") == ["buspirone"] and after.at == "allergies"
    after = _step(state_at("conditions", given), "scrap that, I take buspirone").state
    assert (
        _said(after, "current_medicines") == ["Xanax", "lisinopril", "buspirone"] and after.at == "conditions"
    )


@pytest.mark.parametrize(
    ("at", "say"),
    [
        ("allergies", "I take Benadryl for bee stings, I'm allergic to bees"),
        ("allergies", "tramadol and sertraline"),
        ("allergies", "I take tramadol and it makes me itch"),
        ("substance_use", "xanax, from a friend"),
        ("substance_use", "I take xanax sometimes"),
        ("substance_use", "no, I leave the wine out on weekdays"),
        ("conditions", "I take lisinopril for my high blood pressure"),
    ],
)
def test_what_answers_the_open_list_stays_there(at: str, say: str) -> None:
    after = _step(state_at(at, {"current_medicines": MEDICINES}), say).state
    assert at in after.answers and _said(after, "current_medicines") == ["Xanax", "lisinopril"]


@pytest.mark.parametrize(
    ("say", "now"),
    [
        ("take Effexor out of treatments, it was Cymbalta", ["therapy", "Cymbalta"]),
        ("remove Effexor from my treatments, I meant Cymbalta", ["therapy", "Cymbalta"]),
        ("take Effexor out of treatments, it was years ago", ["therapy"]),
        ("take Effexor off, it was my wife's", ["therapy"]),
    ],
)
def test_what_it_was_instead_takes_its_place(say: str, now: list[str]) -> None:
    assert _said(_step(state_at("review", {"past_treatments": TRIED}), say).state, "past_treatments") == now
