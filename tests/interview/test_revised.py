"""A value put right in the same breath is taken as it was put right."""

from __future__ import annotations

import pytest

from frontdesk.interview.confirming import confirms
from frontdesk.interview.readers import Value
from frontdesk.interview.reading import read
from tests.interview.judging import wrong
from tests.interview.turns import TODAY, interview


def _read(at: str, said: str) -> object:
    found = read(said, interview().by_id[at], interview(), TODAY)
    return found.value if isinstance(found, Value) else found.cause


@pytest.mark.parametrize(
    ("at", "said", "value"),
    [
        ("phq9_4", "2.. no, be honest Carol. 3", 3),
        ("gad7_2", "1, scratch that, 2", 2),
        ("date_of_birth", "Feb 3.. no make that March 3rd 1979", "1979-03-03"),
        ("phone", "312-555-0142 no wait 312-555-0143", "+13125550143"),
        ("email", "ana@example.com, actually ana.ruiz@example.org", "ana.ruiz@example.org"),
        ("state", "Indiana, I mean Illinois", "IL"),
    ],
)
def test_the_second_thought_counts(at: str, said: str, value: object) -> None:
    assert _read(at, said) == value


@pytest.mark.parametrize(
    ("at", "said", "value"),
    [
        ("phone", "608.555.0174 thats my cell. dont use the landline 608-555-0108", "+16085550174"),
        (
            "email",
            "The old one is h@example.com but I got locked out, so use harv.w@example.org",
            "harv.w@example.org",
        ),
        ("phq9_1", "no, not at all", 0),
        ("phq9_1", "several days, no more than that", 1),
    ],
)
def test_a_plain_no_is_no_second_thought(at: str, said: str, value: object) -> None:
    assert _read(at, said) == value


def test_of_two_answers_about_thoughts_of_death_neither_is_guessed_at() -> None:
    assert _read("phq9_9", "nearly every day, no wait, not at all") == "not_understood"
    assert _read("phq9_9", "not at all") == 0


def test_nothing_is_taken_where_the_rest_is_no_value() -> None:
    assert _read("phq9_1", "2, no wait") == 2


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ("March 4 is right but the year I was born is 58 not 85", "1958-03-04"),
        ("Born the 14th, not the 4th", "1985-03-14"),
    ],
)
def test_a_part_of_the_date_of_birth_is_put_right(said: str, born: str) -> None:
    row = {"at": "review", "say": said, "expect": "correction", "field": "date_of_birth", "value": born}
    assert not wrong(row)


@pytest.mark.parametrize("said", ["yep thats me go ahead n send", "good to go", "go ahead and submit it"])
def test_ways_to_send_the_review(said: str) -> None:
    assert confirms(said)


def test_even_a_tablet_never_taken_lists_nothing() -> None:
    assert _read("current_medicines", "Not a one. I don't even take Tylenol.") == []
