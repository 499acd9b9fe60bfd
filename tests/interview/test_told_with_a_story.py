"""Answers with something told around them."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk.interview import facts, load_interview
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.dates import read_date_of_birth
from frontdesk.interview.readers.names import read_name
from frontdesk.interview.readers.scales import read_scale
from frontdesk.interview.revised import redialled
from frontdesk.interview.text import gibberish
from tests.interview.turns import INTAKE

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "part", "name"),
    [
        ("it's hyphenated now, Okafor-Lindqvist. Took the county three tries", "last", "Okafor-Lindqvist"),
        ("everybody spells it wrong, it's Siobhan, S I O B H A N", "first", "Siobhan"),
        ("Nobody but my mother uses the long one, I go by Trip", "preferred", "Trip"),
    ],
)
def test_a_name_is_found_in_a_story(said: str, part: str, name: str) -> None:
    found = read_name(said, part)
    assert isinstance(found, Value)
    assert found.value == name


@pytest.mark.parametrize(
    "said", ["we moved here in March, so no idea", "ask my wife, she knows Bob, and Sue"]
)
def test_a_story_without_one_name_is_no_name(said: str) -> None:
    assert not isinstance(read_name(said, "first"), Value)


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ("Halloween baby, 1994", "1994-10-31"),
        ("Nineteen forty-three, the second of June. Wartime child.", "1943-06-02"),
        ("halloween of 78", "1978-10-31"),
        ("born on new year's eve 1970", "1970-12-31"),
        ("nineteen forty-three, march the second", "1943-03-02"),
    ],
)
def test_a_birthday_is_told_in_words(said: str, born: str) -> None:
    found = read_date_of_birth(said, TODAY)
    assert isinstance(found, Value)
    assert found.value == born


def test_the_end_of_a_number_said_once_more_is_the_end() -> None:
    assert redialled("(773) 555-0112... sorry, 0121. My thumbs.") == "(773) 555-0121"
    assert redialled("773 555 0142? no: 312-555-0142") == "773 555 0142? no: 312-555-0142"
    assert redialled("773 555 0112, call after 5") == "773 555 0112, call after 5"


def test_the_following_one_is_no_number() -> None:
    span = (0, 10)
    assert not isinstance(read_scale("can't put a number on it, let's do the following one", (), span), Value)
    assert read_scale("one", (), span) == Value(1)


def test_going_back_to_a_surname_is_no_first_name() -> None:
    interview = load_interview(INTAKE, states_served=("IL",), minimum_age=18)
    told = facts.facts_in("Divorce went through so I'm back to Delgado", interview, TODAY)
    assert "first_name" not in told.values
    assert facts.facts_in("I'm Ana Ruiz", interview, TODAY).values["first_name"] == "Ana"


@pytest.mark.parametrize(("said", "mash"), [("lkjdf gggg", True), ("hmm", False), ("nymph rhythms", False)])
def test_letters_struck_at_random_are_no_words(said: str, mash: bool) -> None:
    assert gibberish(said) == mash


def test_the_day_beside_a_holiday_is_counted_where_its_year_is_plain() -> None:
    assert read_date_of_birth("the day after Christmas, nineteen fifty two", TODAY) == Value("1952-12-26")
    for said in ("the day after new year's eve 1952", "the day after my mom's Christmas, 1952"):
        assert not isinstance(read_date_of_birth(said, TODAY), Value)
