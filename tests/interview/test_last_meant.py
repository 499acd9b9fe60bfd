"""Of several things told, the one meant: now, not once; at last, not nearly; of this item, not another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frontdesk.interview import engine
from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.reading import read
from frontdesk.interview.values import Outcome, Turn
from tests.interview.turns import interview, state_at

TODAY = date(2026, 11, 23)


def _turn(at: str, said: str) -> Outcome:
    return engine.step(interview(), state_at(at), Turn(said), TODAY)


def _read(at: str, said: str) -> Any:
    found = read(said, interview().by_id[at], interview(), TODAY)
    return found.value if isinstance(found, Value) else found.cause


@pytest.mark.parametrize(
    "said",
    [
        "wait, it was 2009, we were still living in Houston back then",
        "hold on, that began in 2011, I was living in Miami at the time",
        "sorry, living in Dallas was what caused it",
        "actually I grew up in Ohio and moved from Denver",
    ],
)
def test_a_place_of_the_past_does_not_end_the_intake(said: str) -> None:
    after = _turn("phq9_3", said).state
    assert after.open and after.answers["state"] == state_at("phq9_3").answers["state"]


@pytest.mark.parametrize(
    "said", ["actually I live in Texas now", "correction, we're based in Miami these days"]
)
def test_where_somebody_lives_now_still_counts(said: str) -> None:
    assert _turn("phq9_3", said).state.status == "out_of_area"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("I was living in Miami but now I'm in Chicago", "IL"),
        ("Wisconsin, we lived in Ohio until March", "WI"),
        ("Illinois. Moved here from Atlanta, Georgia", "IL"),
        ("raised in Texas", "not_a_state"),
        ("came here from Denver", "not_a_state"),
        ("lived in Indiana all my life", "IN"),
        ("I've lived in Illinois since 2002", "IL"),
        ("we live in Missisippi", "MS"),
        ("wisconson, by the lake", "WI"),
    ],
)
def test_the_state_is_where_one_lives_now(said: str, value: str) -> None:
    assert _read("state", said) == value


@pytest.mark.parametrize(
    ("at", "said", "value"),
    [
        ("phq9_1", "I was going to say every day but honestly it's more like several days", 1),
        ("phq9_1", "Several days. I almost put not at all but that would be a lie", 1),
        ("phq9_1", "I want to say several days but I'm not sure", 1),
        ("phq9_9", "I was going to say several days but not at all", "not_understood"),
        ("peg_1", "I was gonna say 5 but today it's a 7", 7),
        ("contact_time", "my first thought was evenings but mornings are better", "morning"),
        ("phq9_offer", "Nope. Ugh, alright, let's do it", "yes"),
        ("phq9_offer", "sure. hmm, you know what, no", "no"),
        ("phq9_offer", "no. ok", "no"),
        ("consent", "I was tempted to say no because of the calls but fine. I agree.", {"agreed": True}),
        ("consent", "I was going to say no but then I read it", "not_understood"),
        ("gad7_1", "nervous several days, and the worrying, that one is every day", 1),
        ("gad7_2", "nervous several days, and the worrying, that one is every day", 3),
        ("phq9_3", "Several days for the sleep, nearly every day for being tired", 1),
        ("phq9_5", "poor appetite more than half the days, overeating not at all", 2),
        ("phq9_9", "No. Never, not once. I have grandbabies.", 0),
        ("phq9_4", "severl", 1),
        ("date_of_birth", "march 3 1980, oops typo, march 3 1981", "1981-03-03"),
        ("date_of_birth", "6/17/71 not 6/17/72", "1971-06-17"),
        ("date_of_birth", "3/4/1985 3/4/1986", "two_of_them"),
        ("date_of_birth", "6/17/1971 married 5/4/1995", "1971-06-17"),
        ("substance_use", "beer on Fridays, stopped smoking 20 years ago", ["alcohol"]),
        ("substance_use", "weed sometimes, quit drinking last month", ["cannabis", "other"]),
        ("preferred_name", "Liz, only the DMV calls me Elizabeth", "Liz"),
        ("preferred_name", "nobody calls me William, use Bill", "Bill"),
        ("preferred_name", "just call me Bob", "Bob"),
        ("last_name", "Ortega, well it's Lund now, I got married", "Lund"),
        ("last_name", "Szymanski. S-z-y-m-a-n-s-k-i, everybody misspells it", "Szymanski"),
        ("first_name", "Siobhan S-i-o-b-h-a-n Murphy", "Siobhan"),
    ],
)
def test_the_last_value_meant_is_taken(at: str, said: str, value: object) -> None:
    assert _read(at, said) == value


def test_a_name_one_goes_by_stands_beside_the_first_name() -> None:
    found = read(
        "my name is fernanda but everybody say me Nanda", interview().by_id["first_name"], interview(), TODAY
    )
    assert not isinstance(found, Fault)
    assert (found.value, dict(found.extra)) == ("Fernanda", {"preferred_name": "Nanda"})


@pytest.mark.parametrize(
    "said", ["tms? no idea what that is", "ECT?? EMDR?? dont know what those things mean"]
)
def test_letters_that_nobody_explained_are_no_treatment(said: str) -> None:
    after = _turn("past_treatments", said)
    assert after.state.at == "past_treatments" and "past_treatments" not in after.state.answers


def test_a_question_that_hangs_on_an_answer_is_passed_on() -> None:
    after = _turn("past_treatments", "tried ketamine once would that be an issue")
    assert after.digression and [item["said"] for item in after.state.answers["past_treatments"].value] == [
        "ketamine once"
    ]


@pytest.mark.parametrize(
    "said", ["lisinopril. no alergies either if you need that", "lisinopril, not allergic to anything btw"]
)
def test_no_allergies_told_with_the_medicines(said: str) -> None:
    before = state_at("current_medicines")
    answers = engine.step(interview(), replace(before), Turn(said), TODAY).state.answers
    assert [item["said"] for item in answers["current_medicines"].value] == ["lisinopril"]
    assert answers["allergies"].value == []
