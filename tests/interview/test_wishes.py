"""What is learned about a message (skip, back, a change …), and changes in one's own words."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.interview import Outcome, Turn, Understanding, engine
from tests.interview.turns import TODAY, interview, state_at


def say(
    at: str, text: str, wish: str | None = None, share: float = 0.9, *, answerable: bool = False
) -> Outcome:
    given = {"main_concern": "pain"} if at.startswith("peg") else None
    known = Understanding("faq" if answerable else None, 0.9, answerable, wish, share)
    return engine.step(interview(), state_at(at, given), Turn(text, None, known), TODAY)


def value(outcome: Outcome, key: str) -> Any:
    return outcome.state.answers[key].value


@pytest.mark.parametrize(
    ("at", "text", "wish", "topic"),
    [
        ("current_medicines", "let's leave that for when I am there", "skip", "allergies"),
        ("first_name", "hang on, I hit the wrong thing", "back", "first_name"),
        ("last_name", "hang on, I hit the wrong thing", "back", "first_name"),
        ("diagnoses", "not your concern is it", "why", "diagnoses"),
    ],
)
def test_a_learned_wish_is_done_and_never_kept_as_an_answer(
    at: str, text: str, wish: str, topic: str
) -> None:
    outcome = say(at, text, wish)
    assert outcome.drafts[-1].topic == topic
    before = state_at(at).answers
    assert {k: a for k, a in outcome.state.answers.items() if a.value is not None} == {
        k: a for k, a in before.items() if a.value is not None
    }


@pytest.mark.parametrize(
    ("at", "text", "wish", "share"),
    [
        ("anything_else", "I want to stop drinking, that is why I came", "stop", 0.45),
        ("phq9_1", "several days", "later", 0.8),
        ("state", "Illinois", "back", 0.8),
        ("last_name", "Long", "later", 0.6),
    ],
)
def test_an_answer_stays_an_answer_where_the_wish_is_doubtful(
    at: str, text: str, wish: str, share: float
) -> None:
    assert at in say(at, text, wish, share).state.answers


@pytest.mark.parametrize(
    ("at", "text", "key", "expected"),
    [
        ("phq9_6", "oh wait, the appetite one should be 2", "phq9_5", 2),
        ("phq9_difficulty", "the one about sleep should be nearly every day", "phq9_3", 3),
        ("peg_2", "my last answer should've been 5 not 7", "peg_1", 5),
        ("last_name", "you have my first name wrong. it's Siobhan", "first_name", "Siobhan"),
        ("anything_else", "my phone is 480-555-0172 now, not the other one", "phone", "+14805550172"),
        ("contact_time", "I said both but now text only please, no voice messages", "contact_ok", "text"),
    ],
)
def test_a_change_in_ones_own_words(at: str, text: str, key: str, expected: Any) -> None:
    outcome = say(at, text, "change")
    assert value(outcome, key) == expected
    assert outcome.state.at == at and at not in outcome.state.answers


def test_something_forgotten_is_added_to_the_list_it_belongs_to() -> None:
    first = say("allergies", "I forgot to put melatonin with my meds", "change")
    assert [item["said"] for item in value(first, "current_medicines")] == ["melatonin"]
    known = Understanding(None, 0.0, False, "change", 0.9)
    again = engine.step(
        interview(), first.state, Turn("and I left out that I take prednisone", None, known), TODAY
    )
    assert [item["term"] for item in value(again, "current_medicines")] == ["melatonin", "prednisone"]
    assert "melatonin" in again.state.answers["current_medicines"].words
    assert again.state.at == "allergies"


def test_a_medicine_is_never_taken_off_by_a_guess() -> None:
    outcome = say("allergies", "take Xanax off my medicines, I am done with it", "change")
    assert outcome.state.at == "current_medicines"


def test_a_change_of_nothing_known_is_asked_about() -> None:
    outcome = say("transport", "that was not right before, should be the other", "change")
    assert "change my phone" in outcome.drafts[0].text and outcome.state.at == "transport"


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        ("phq9_2", "like twice a week maybe", 1),
        ("phq9_3", "half the week or a bit more", 2),
        ("phq9_5", "not eating much, most of the days", 2),
        ("phq9_7", "option c", 2),
        ("gad7_3", "B", 1),
        ("gad7_4", "I have never relaxed a day, so 3", 3),
        ("gad7_7", "2 or 3 days", 1),
        ("gad7_1", "five nights a week", 2),
        ("peg_1", "on a good day 3, average more like a 7", 7),
        ("peg_2", "nine, I can't even garden", 9),
        ("peg_3", "not at all", 0),
    ],
)
def test_how_often_and_how_much_in_ones_own_words(at: str, text: str, expected: int) -> None:
    assert value(say(at, text), at) == expected


@pytest.mark.parametrize("text", ["6.5", "12", "between this and that", "3 years ago"])
def test_what_is_no_number_of_the_scale_is_asked_again(text: str) -> None:
    assert "peg_1" not in say("peg_1", text).state.answers


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        ("conditions", "My mother had an aneurysm but I don't", ["none"]),
        ("conditions", "my brother has epilepsy and I have asthma", ["breathing"]),
        ("conditions", "hep c, treated. Afib.", ["heart", "liver"]),
        ("substance_use", "I quit drinking in 2019, weed sometimes", ["cannabis", "other"]),
        ("substance_use", "clean off fentanyl since jan", ["other"]),
    ],
)
def test_what_is_anothers_or_past_is_no_condition_of_now(at: str, text: str, expected: list[str]) -> None:
    outcome = say(at, text)
    assert sorted(value(outcome, at)) == expected
    assert outcome.state.answers[at].words == text


def test_a_past_medicine_is_listed_as_said_and_raises_no_group() -> None:
    outcome = say("current_medicines", "I used to take Nardil, now only gabapentin")
    assert [item["term"] for item in value(outcome, "current_medicines")] == [None, "gabapentin"]


def test_names_in_a_row_are_told_apart() -> None:
    listed = value(say("past_treatments", "prozac zoloft lexapro none worked"), "past_treatments")
    assert [item["term"] for item in listed] == ["fluoxetine", "sertraline", "escitalopram"]
    assert listed[-1]["said"] == "lexapro none worked"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("born on the fourth of July 1971", "1971-07-04"),
        ("March 1st nineteen fifty-four", "1954-03-01"),
        ("the twenty-third of may 1980", "1980-05-23"),
        ("june second two thousand", None),
    ],
)
def test_dates_in_words(text: str, expected: str | None) -> None:
    known = say("date_of_birth", text).state.answers.get("date_of_birth")
    assert (known.value if known else None) == expected


def test_a_family_name_with_particles_is_whole() -> None:
    assert value(say("last_name", "it's van der Meer"), "last_name") == "van der Meer"
    both = say("first_name", "first name mark last name obrien")
    assert (value(both, "first_name"), value(both, "last_name")) == ("Mark", "Obrien")


@pytest.mark.parametrize("text", ["kenosha wisconsin", "Chicago, Illinois", "peoria il"])
def test_a_town_with_its_state_is_no_name(text: str) -> None:
    outcome = say("last_name", text)
    assert "last_name" not in outcome.state.answers


def test_a_code_in_a_sentence_is_no_place() -> None:
    assert "state" not in say("state", "VA said PTSD and mild TBI").state.answers
    assert value(say("state", "I'm in Gary, IN these days"), "state") == "IN"
    assert (
        value(say("last_name", "wait my last name should be O'Donnel with one L"), "last_name") == "O'Donnel"
    )


def test_a_wrong_answer_without_the_right_one_is_asked_again() -> None:
    outcome = say("appointment_wishes", "hmm back up, insurance was wrong", "change", 0.4)
    assert outcome.state.at == "insurance" and value(outcome, "insurance") == "none"


def test_a_second_thought_changes_the_choice_before() -> None:
    talk = state_at("insurance", {"transport": "no"})
    outcome = engine.step(interview(), talk, Turn("wait, my neighbor can drive me"), TODAY)
    assert value(outcome, "transport") == "yes" and outcome.state.at == "insurance"


@pytest.mark.parametrize("text", ["im 16 i'll be 17 in june", "i am 17 almost 18"])
def test_a_minor_who_tells_the_next_birthday_is_heard(text: str) -> None:
    assert say("date_of_birth", text).state.status == "minor"


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        ("phq9_3", "can't sleep, ever. 3", 3),
        ("phq9_7", "No trouble there", 0),
        ("gad7_3", "I'd say the second one from the top", 1),
        ("peg_2", "doesn't interfere", 0),
        ("peg_3", "Three. On Sundays four.", 3),
        ("peg_3", "I'd call it a seven. I can walk the dog", 7),
        ("contact_ok", "just email, do not call or text", "neither"),
        ("transport", "I live two blocks away so I'd walk", "no"),
        ("consent", "no i dont agree to any of that", None),
        ("phq9_7", "I read the same page five times. daily", 3),
        ("gad7_1", "24/7", 3),
        ("phq9_9", "once, last week", 1),
        ("peg_3", "between 8 and 9 but closer to 9", 9),
        ("date_of_birth", "110362", "1962-11-03"),
        ("date_of_birth", "its 2-29-88 leap baby", "1988-02-29"),
        ("phone", "five one two, five five five, oh one seven six", "+15125550176"),
        ("preferred_name", "I go by my middle name, Ray", "Ray"),
        ("main_concern", "its my back, fell off a ladder", "pain"),
    ],
)
def test_more_answers_in_ones_own_words(at: str, text: str, expected: Any) -> None:
    outcome = say(at, text)
    if expected is None:
        assert outcome.state.status == "declined"
    else:
        assert value(outcome, at) == expected


def test_going_back_for_a_forgotten_medicine_asks_for_it() -> None:
    assert say("allergies", "go back, i forgot a medicine", "change").state.at == "current_medicines"


def test_at_the_review_one_more_thing_is_added_and_one_less_is_asked_about() -> None:
    more = say("review", "im also allergic to latex")
    assert [item["said"] for item in value(more, "allergies")] == ["latex"] and more.state.at == "review"
    assert say("review", "take off the part about drinking").state.at == "substance_use"
    assert say("anything_else", "looks right, send").state.answers["anything_else"].how == "skipped"
