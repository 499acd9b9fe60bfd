"""What was learned does not go before what was said: a figure, a denial, the rest behind something named."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.interview import Understanding, engine
from frontdesk.interview.readers.figures import only_number
from frontdesk.interview.values import Outcome, State, Turn
from tests.interview.turns import TODAY, interview, state_at


def turn(at: str, said: str, given: dict[str, Any] | None = None, **wish: Any) -> tuple[State, Outcome]:
    state = state_at(at, given)
    heard = Understanding.of(None, 0.2, False, wish) if wish else Understanding()
    return state, engine.step(interview(), state, Turn(said, None, heard), TODAY)


def changed(before: State, after: Outcome) -> dict[str, Any]:
    return {
        key: answer.value for key, answer in after.state.answers.items() if before.answers.get(key) != answer
    }


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("restless is more of a 1 i think", 1),
        ("omg can u make the restless one a 3 sorry", 3),
        ("teh restless one is more like 2, my son says", 2),
    ],
)
def test_a_figure_said_goes_before_a_score_that_was_learned(said: str, score: int) -> None:
    about = {"about": [["gad7_5", 0.97]], "means": {"gad7_5": ["0", 0.9]}}
    given = {"gad7_5": 3 if score != 3 else 2}
    before, after = turn("gad7_7", said, given, name="change", confidence=0.99, **about)
    assert changed(before, after) == {"gad7_5": score}


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("2 or 3", None),
        ("the restless one, my 2 kids say so", None),
        ("restless, for 3 months", None),
        ("change number 2", None),
        ("2x a week", None),
        ("it is a 2, sorry", 2),
        ("make that one 0 please", 0),
        ("it was 7", None),
    ],
)
def test_only_a_number_that_counts_nothing_is_a_score(said: str, score: int | None) -> None:
    assert only_number(said, (0, 3)) == score


def test_the_previous_one_is_the_question_before() -> None:
    wish = {"name": "change", "confidence": 0.97, "about": [["gad7_1", 0.1]], "means": {"gad7_4": ["1", 0.6]}}
    before, after = turn("gad7_4", "prev one should be a 3, oops", {"gad7_3": 1}, **wish)
    assert changed(before, after) == {"gad7_3": 3}


@pytest.mark.parametrize("said", ["you guys nurses for real or what", "you all open sundays or what"])
def test_what_ends_in_or_what_asks_and_empties_no_list(said: str) -> None:
    wish = {"name": "question", "confidence": 0.45, "means": {"diagnoses": ["none", 0.99]}}
    before, after = turn("diagnoses", said, **wish)
    assert after.digression and changed(before, after) == {}


@pytest.mark.parametrize(
    "said", ["A hip replacement in 2019. Nothing else there.", "Two concussions from football. No others."]
)
def test_nothing_else_behind_something_named_is_not_none(said: str) -> None:
    wish = {"name": "answer", "confidence": 0.95, "means": {"conditions": ["none", 0.6]}}
    before, after = turn("conditions", said, **wish)
    assert changed(before, after).get("conditions") != ["none"]


@pytest.mark.parametrize(
    ("at", "said", "choice"),
    [
        ("pregnancy", "No, though we mean to start in the fall", "planning"),
        ("main_concern", "bipollar 2, mostly teh depression side of it", "bipolar"),
    ],
)
def test_near_certainty_of_another_choice_wins_over_a_part_of_the_words(
    at: str, said: str, choice: str
) -> None:
    wish = {"name": "answer", "confidence": 0.96, "about": [[at, 0.99]]}
    before, after = turn(at, said, **wish, means={at: [choice, 0.99]})
    assert changed(before, after)[at] == choice


@pytest.mark.parametrize("said", ["no period", "my period is late", "i missed my period"])
def test_a_missed_period_is_no_plain_no(said: str) -> None:
    before, after = turn("pregnancy", said)
    assert changed(before, after).get("pregnancy") in (None, "maybe")


@pytest.mark.parametrize(
    "said", ["i changed my mind about the form, let's leave it", "I'd rather stop here, thanks a lot though"]
)
def test_an_offer_is_not_taken_up_by_who_turns_away(said: str) -> None:
    wish = {"name": "change", "confidence": 0.7, "means": {"gad7_offer": ["yes", 0.99]}}
    before, after = turn("gad7_offer", said, **wish)
    assert changed(before, after).get("gad7_offer") is not True
    assert changed(before, after).get("gad7_offer") != "yes"


@pytest.mark.parametrize(
    ("at", "said", "value"),
    [
        ("date_of_birth", "march the 4th 1962 period", "1962-03-04"),
        ("preferred_name", "folks call me Bunny 🐰", "Bunny"),
        ("phq9_difficulty", "Somewhat. I get to work and that's it", "somewhat"),
    ],
)
def test_what_a_telephone_adds_is_no_part_of_an_answer(at: str, said: str, value: str) -> None:
    before, after = turn(at, said)
    assert changed(before, after)[at] == value


@pytest.mark.parametrize("said", ["I've been on my period", "every time i get my period"])
def test_a_period_of_days_stays(said: str) -> None:
    before, after = turn("anything_else", said)
    assert changed(before, after)["anything_else"] == said


@pytest.mark.parametrize(
    ("said", "open_still"),
    [
        ("No. I won't type that into a computer.", False),
        ("Nope, I don't want my name on the internet", False),
        ("no objections, go ahead", True),
        ("no, i never had ketamine", True),
        ("No. My name is Bo", True),
    ],
)
def test_consent_is_declined_by_a_no_of_its_own_and_by_nothing_else(said: str, open_still: bool) -> None:
    _, after = turn("consent", said)
    assert (after.state.status == "declined") is not open_still


def test_the_years_of_a_job_are_not_the_troubles() -> None:
    said = "PTSD. She's been a nurse in the ER for 17 years and it is too much."
    before, after = turn("main_concern", said)
    assert "concern_since" not in changed(before, after)


@pytest.mark.parametrize(
    "said",
    [
        "I can't see what my liver has to do with it. Why is that on here?",
        "don't get how seizures matter, why do you ask",
    ],
)
def test_who_doubts_that_a_question_matters_is_told_why_and_nothing_is_noted(said: str) -> None:
    before, after = turn("conditions", said)
    assert changed(before, after) == {} and after.state.at == "conditions"
