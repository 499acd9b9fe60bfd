"""Names, addresses, numbers, states and dates that are put right, chosen, refused or told beside others."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.interview import Turn, engine
from frontdesk.interview.readers import Fault
from tests.interview.turns import TODAY, answers_after, interview, read_at, state_at, value_at

HOME, CELL = "+13125550142", "+17735550199"


@pytest.mark.parametrize(
    ("at", "said", "name"),
    [
        ("first_name", "Liz. no, write Elizabeth", "Elizabeth"),
        ("first_name", "Kate... wait, Katherine", "Katherine"),
        ("first_name", "Mike. actually Michael", "Michael"),
        ("last_name", "Hale. sorry, Haley", "Haley"),
        ("last_name", "Ngo, oops Nguyen", "Nguyen"),
        ("preferred_name", "Bobby. no, Rob", "Rob"),
        ("preferred_name", "no nickname, just Ken", "Ken"),
        ("first_name", "Bob. No, really", "Bob"),
        ("first_name", "Ana, sorry, Dog barking", "Ana"),
        ("last_name", "Lee. No, just kidding", "Lee"),
    ],
)
def test_a_name_put_right_is_the_last_one(at: str, said: str, name: str) -> None:
    assert value_at(at, said) == name


@pytest.mark.parametrize("said", ["no nickname", "I don't have a nickname", "nope, no other name"])
def test_no_nickname_is_no_name(said: str) -> None:
    assert answers_after(state_at("preferred_name"), said)["preferred_name"] is None


@pytest.mark.parametrize(
    ("at", "said", "value"),
    [
        (
            "email",
            "a.b@example.com, actually c.d@example.com... no the first is better",
            "a.b@example.com",
        ),
        ("email", "a.b@example.com or c.d@example.com, use the second", "c.d@example.com"),
        ("email", "a.b@example.com, the first one I ever had", "a.b@example.com"),
        ("phone", "312 555 0142 is home and 773 555 0199 is my cell, cell is best", CELL),
        ("phone", "312 555 0142 or my mum's 773 555 0199, use mine", HOME),
        ("phone", "312 555 0142 or work 773 555 0199, not work", HOME),
        ("phone", "312 555 0142 or 773 555 0199, the first one is better", HOME),
        ("phone", "312-555-0142. call in the first half of the week", HOME),
    ],
)
def test_the_one_that_is_preferred_is_taken(at: str, said: str, value: str) -> None:
    assert value_at(at, said) == value


@pytest.mark.parametrize(
    "said", ["home 312 555 0142, cell 773 555 0199", "312 555 0142 or 773 555 0199, don't call the first one"]
)
def test_without_a_preference_it_is_asked(said: str) -> None:
    assert read_at("phone", said) == Fault("two_of_them")


@pytest.mark.parametrize(
    "said",
    [
        "no phone please, email only",
        "email only",
        "I'd rather not give a number",
        "no calls, use my email",
    ],
)
def test_a_telephone_that_is_refused_is_left_out(said: str) -> None:
    after = engine.step(interview(), state_at("phone"), Turn(said), TODAY).state
    assert after.at != "phone" and after.answers["phone"].value is None


@pytest.mark.parametrize(("at", "said"), [("email", "email only"), ("phone", "cell only")])
def test_what_is_wanted_is_not_refused(at: str, said: str) -> None:
    assert engine.step(interview(), state_at(at), Turn(said), TODAY).state.at == at


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Wisconsin but I stay with my brother in Rockford most weeks", "WI"),
        ("Illinois though I'm staying in Gary", "IL"),
        ("Wisconsin, but lately I live in Evanston", "IL"),
        ("I'm staying in Gary Indiana for now", "IN"),
        ("Indiana. We moved to Michigan City", "IN"),
        ("New York City", "NY"),
    ],
)
def test_a_home_state_beats_a_town_where_one_stays(said: str, code: str) -> None:
    assert value_at("state", said) == code


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ("May the second nineteen forty eight, so I am seventy eight", "1948-05-02"),
        ("July the twenty second nineteen sixty six I'm sixty", "1966-07-22"),
        ("nineteen fifty five april ninth", "1955-04-09"),
        ("that would be October the thirty first nineteen fifty two dear", "1952-10-31"),
        ("march 4 1985, or so I am told", "1985-03-04"),
    ],
)
def test_dictated_dates(said: str, born: str) -> None:
    assert value_at("date_of_birth", said) == born


def test_a_day_that_is_none_stays_so() -> None:
    assert read_at("date_of_birth", "February thirtieth nineteen fifty, so I'm 76") == Fault("no_such_day")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("allergies", "i smoke half a pack and vape"),
        ("substance_use", "copd, hep c"),
        ("diagnoses", "lexapro, propranolol 20"),
        ("current_medicines", "toradol, it made my throat close"),
    ],
)
def test_what_belongs_to_another_list_is_asked_and_believed_when_said_twice(at: str, said: str) -> None:
    once = engine.step(interview(), state_at(at), Turn(said), TODAY).state
    assert once.at == at and at not in once.answers
    assert engine.step(interview(), once, Turn(said), TODAY).state.at != at


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("allergies", "smoke, wine"),
        ("current_medicines", "benadryl for hives"),
        ("diagnoses", "bipolar"),
    ],
)
def test_what_may_be_of_the_list_is_taken(at: str, said: str) -> None:
    assert engine.step(interview(), state_at(at), Turn(said), TODAY).state.at != at


def test_an_allergy_at_the_treatments_is_noted_and_the_treatments_asked() -> None:
    given: dict[str, Any] = {}
    after = engine.step(
        interview(), state_at("past_treatments", given), Turn("ibuprofen gives me hives"), TODAY
    ).state
    assert after.at == "past_treatments" and "past_treatments" not in after.answers
    assert [item["said"] for item in after.answers["allergies"].value] == ["ibuprofen"]
