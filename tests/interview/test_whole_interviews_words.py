"""What testers of whole interviews saw noted wrongly: lists, names, notes, consent."""

from __future__ import annotations

import pytest

from frontdesk.interview.facts import facts_in
from frontdesk.interview.readers import Fault
from tests.interview.turns import TODAY, answers_after, interview, read_at, state_at, value_at


@pytest.mark.parametrize(
    ("at", "said", "things"),
    [
        (
            "current_medicines",
            "lisinopril 20, the vitamin D my daughter buys. I stopped the metformin two years ago",
            ["lisinopril 20", "the vitamin D my daughter buys", "I stopped the metformin two years ago"],
        ),
        (
            "current_medicines",
            "sertraline 50. They took me off lithium in 2019.",
            ["sertraline 50", "They took me off lithium in 2019"],
        ),
        (
            "current_medicines",
            "metformin (stopped two years ago), lisinopril",
            ["metformin (stopped two years ago)", "lisinopril"],
        ),
        (
            "current_medicines",
            "zoloft 100, I quit the lamictal in March",
            ["zoloft 100", "I quit the lamictal in March"],
        ),
        ("current_medicines", "lisinopril since two years ago", ["lisinopril since two years ago"]),
        ("current_medicines", "used to take Cymbalta", ["used to take Cymbalta"]),
        ("current_medicines", "just zoloft 100", ["zoloft 100"]),
        ("current_medicines", "ok theres 8. lamictol 200 mg, fish oil", ["lamictol 200 mg", "fish oil"]),
        (
            "current_medicines",
            "nothing right now. well trazodone 50 at night. and melatonin",
            ["trazodone 50 at night", "melatonin"],
        ),
        ("current_medicines", "nothing, just melatonin gummies sometimes", ["melatonin gummies sometimes"]),
        ("current_medicines", "zoloft 50 no wait not zoloft, lexapro 10", ["lexapro 10"]),
        ("past_treatments", "prozac which did nothing. no wait not prozac, paxil", ["paxil"]),
        ("past_treatments", "zoloft, wellbutrin, no not wellbutrin, buspar", ["zoloft", "buspar"]),
        ("past_treatments", "Zoloft, wait no it was Lexapro", ["Lexapro"]),
        ("allergies", "sulfa, no wait penicillin", ["penicillin"]),
        ("allergies", "no wait, not sulfa. penicillin", ["penicillin"]),
        ("allergies", "nothing right now. well maybe pollen", ["pollen"]),
    ],
)
def test_a_list_holds_its_things_only(at: str, said: str, things: list[str]) -> None:
    assert [item["said"].removeprefix("maybe ") for item in value_at(at, said)] == things


def test_what_was_stopped_raises_no_group() -> None:
    listed = value_at("current_medicines", "lisinopril 20. I stopped the Nardil last month")
    assert [item["term"] for item in listed] == ["lisinopril", None]


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("Walt, a retired machinist, 41 years at the same shop", None),
        ("a machinist, 41 years", None),
        ("I'm 6 years sober", None),
        ("nurse, 30 years, in the same ward", None),
        ("Ana Ruiz, 41, from Gary", 41),
        ("I'm 41 and live in Gary", 41),
        ("I am 41 years old", 41),
    ],
)
def test_only_ones_own_age_is_an_age(said: str, age: int | None) -> None:
    assert facts_in(said, interview(), TODAY).age == age


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("My name is Nguyen Thi Lan, first name is Lan", "Lan", "Nguyen"),
        ("First name Lan. Last name Nguyen. Thi is middle name", "Lan", "Nguyen"),
        ("Surname: Okafor. First name: Chidi.", "Chidi", "Okafor"),
        ("Lan is my first name, Nguyen is my last name", "Lan", "Nguyen"),
        ("first Lan, middle Thi, last Nguyen", "Lan", "Nguyen"),
        ("my first name is Denise Ann and last name Marsh", "Denise Ann", "Marsh"),
        ("John Michael Smith, Michael is my middle name", "John", "Smith"),
        ("first name is John Smith", "John", "Smith"),
    ],
)
def test_a_name_told_by_its_parts(said: str, first: str, last: str) -> None:
    after = answers_after(state_at("first_name"), said)
    assert (after["first_name"], after["last_name"]) == (first, last)


def test_a_name_told_by_its_parts_corrects_it() -> None:
    state = state_at("preferred_name", {"first_name": "Thi Lan", "last_name": "Nguyen"})
    after = answers_after(state, "No, sorry. First name Lan. Last name Nguyen. Thi is middle name")
    assert (after["first_name"], after["last_name"]) == ("Lan", "Nguyen")


def test_a_score_is_no_name() -> None:
    assert isinstance(read_at("first_name", "2 also"), Fault)


def test_a_name_ends_without_a_full_stop() -> None:
    assert value_at("preferred_name", "everybody calls me Walt.") == "Walt"


@pytest.mark.parametrize(
    "said",
    [
        "no thats it",
        "No I believe that's the whole saga. You've been very patient",
        "no, that is everything i can think of",
        "nah im good thank you so much",
        "No. I've told you all there is to tell",
        "i think that covers it",
    ],
)
def test_nothing_more_is_no_note(said: str) -> None:
    assert answers_after(state_at("anything_else"), said)["anything_else"] == "no"


@pytest.mark.parametrize(
    "said",
    ["no needles please", "no more seizures since 2010", "No, but I am nervous", "nothing works for me"],
)
def test_what_is_told_at_the_end_is_a_note(said: str) -> None:
    assert answers_after(state_at("anything_else"), said)["anything_else"] == said


@pytest.mark.parametrize(
    "said",
    [
        "Yes yes I agree, at my age there are no secrets left",
        "sure, I agree. my life is an open book",
        "yes of course I agree dear, I have been through worse",
    ],
)
def test_agreeing_with_a_word_more_is_agreeing(said: str) -> None:
    assert value_at("consent", said) == {"agreed": True}


@pytest.mark.parametrize(
    "said",
    [
        "I agree unless you sell it",
        "yes, if my husband agrees",
        "yes, I don't agree",
        "yes but do not email me",
    ],
)
def test_agreeing_and_taking_it_back_is_asked_again(said: str) -> None:
    assert isinstance(read_at("consent", said), Fault)


def test_that_a_question_may_be_skipped_is_said_once() -> None:
    for question in interview().questions:
        assert not (question.can_skip and "skip it." in question.why)
