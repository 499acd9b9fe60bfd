"""Answers that testers found read as something else: what they mean, or that they are asked again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.contact import has_none
from frontdesk.interview.reading import read
from tests.interview.turns import interview, run

TODAY = date(2026, 11, 23)


def _read(at: str, said: str) -> Read:
    return read(said, interview().by_id[at], interview(), TODAY)


@pytest.mark.parametrize(
    ("at", "said", "value"),
    [
        ("phq9_1", "3, and also a 3 on the feeling down one", 3),
        ("phq9_3", "not every day but most days", 2),
        ("pronouns", "she or they, i use both, mostly she", "she"),
        ("pronouns", "she or they, i use both, but put she", "she"),
        ("pronouns", "she or they", "other"),
        ("pronouns", "not he, she", "she"),
        ("pronouns", "they. my mom will tell you different if she picks up", "they"),
        ("first_name", "hi its Keisha Boudreaux born 5-9-88", "Keisha"),
        ("last_name", "Boudreaux, i was born 5/9/88", "Boudreaux"),
        ("first_name", "Born", "Born"),
        ("current_medicines", "I take nothing at the moment, not even an aspirin.", []),
        ("date_of_birth", "my birthday is 12/05/1979, it is may", "1979-05-12"),
        ("date_of_birth", "05/03/1979, i married in march", "1979-05-03"),
        ("date_of_birth", "1979 may 12", "1979-05-12"),
        ("date_of_birth", "febuary 3rd nineteen eighty eight", "1988-02-03"),
        ("date_of_birth", "the year was 1958, January the thirtieth", "1958-01-30"),
        ("date_of_birth", "the day after Christmas, nineteen fifty two", "1952-12-26"),
        ("contact_ok", "no texts just call", "voice"),
        ("contact_ok", "text only, no calls", "text"),
        ("contact_ok", "Voicemail is fine, I never did learn the texting", "voice"),
        ("contact_ok", "txt yes, voicemail nobody listens to those lol", "text"),
        ("contact_ok", "it has no texting so leave a message on it, thats ok", "voice"),
        ("contact_ok", "Ring and talk to the machine, yes. My eyes are bad.", "voice"),
        ("contact_ok", "we share the voicemail so no messages on it, text is ok", "text"),
        ("first_name", "Good morning. Ignatius, after my grandfather", "Ignatius"),
        ("first_name", "rhonda mccluskey, 4 / 22 / 1971", "Rhonda"),
        ("last_name", "Smith I'm afraid, no relation", "Smith"),
        ("last_name", "O'Dell with the little mark after the O", "O'Dell"),
        ("last_name", "Quintero these days", "Quintero"),
        ("email", "wren underscore holt 9 @ example.com, the 9 is a number", "wren_holt9@example.com"),
        ("email", "my address is ana dot ruiz@example.com", "ana.ruiz@example.com"),
        ("consent", "No I do not agree to that, not with my details on a computer", {"agreed": False}),
        ("phq9_offer", "Not today, I'd rather talk about that face to face", "no"),
        ("state", "Born in Texas, raised in Ohio, been in Fort Wayne Indiana since the wedding", "IN"),
        ("main_concern", "chewing sounds. misophonia its called, not on your list", "other"),
        ("contact_ok", "just text me i never check voicemail", "text"),
        ("contact_ok", "texting I never got the hang of. You can talk to the machine though", "voice"),
        ("contact_time", "i drive a school bus so not till after 5, 5:30 to be safe", "evening"),
        ("first_name", "My name is Dolores, honey", "Dolores"),
        ("first_name", "Courtney Love", "Courtney"),
        ("preferred_name", "Just Ron please, and I'm a he", "Ron"),
        ("preferred_name", "Benny's fine", "Benny"),
        ("preferred_name", "Robert works", "Robert"),
        ("email", "p lundquist 9 all one word at example dot com", "plundquist9@example.com"),
        ("pregnancy", "lord no im 68", "no"),
        ("state", "NY but i work in chicago", "NY"),
        ("state", "Hammond IN, work in chicago", "IN"),
        ("state", "michigan but I can drive to indiana", "MI"),
        ("state", "i work in chicago but live in NY", "NY"),
        ("substance_use", "I quit drinking in 2016 and I've never touched the rest. So none", ["none"]),
        ("conditions", "i have copd and high pressure in my left eye", ["breathing", "pressure"]),
        ("preferred_name", "folks at the VFW call me Skeeter, might as well use that", "Skeeter"),
        ("last_name", "we're the O'Dell family out on county road P", "O'Dell"),
        ("date_of_birth", "its sept 9 two thousand five so yes im legal", "2005-09-09"),
        ("conditions", "none of those and im a dude", ["none"]),
        ("conditions", "none of those but my heart skips", ["heart"]),
        ("contact_time", "not before 10", "other"),
        ("transport", "my buddy unless hes hungover", "unsure"),
        ("substance_use", "i quit drinking 2 months ago", ["other"]),
        ("substance_use", "Dry since 2015. I drink kratom tea", ["opioids", "other"]),
        ("substance_use", "i drink wine and coffee", ["alcohol"]),
        ("substance_use", "i drink hard tea", ["alcohol"]),
        ("phone", "312 5 5 5 oh one six oh", "+13125550160"),
        ("phone", "area code 312, then 555, and then 0123", "+13125550123"),
        ("phone", "312 555 0160 one of my numbers", "+13125550160"),
        ("consent", "ok i guess so", {"agreed": True}),
        ("consent", "yea i agre", {"agreed": True}),
        ("peg_1", "about a six, seven on bad days", 6),
        ("peg_1", "8 on bad days", 8),
        ("state", "I live in ok", "OK"),
        ("state", "Broken Arrow, OK", "OK"),
        ("state", "bloomington, in", "IN"),
        ("state", "enid, ok 73701", "OK"),
        ("last_name", "ok sorry. Sawyer", "Sawyer"),
        ("last_name", "Man", "Man"),
        ("first_name", "Kim, no wait, Kimberly", "Kimberly"),
        ("first_name", "just jake, not romero", "Jake"),
        ("preferred_name", "call me Bob instead, not Bo", "Bob"),
        ("preferred_name", "Kindly address me as Mrs. Oyelaran", "Mrs. Oyelaran"),
        ("preferred_name", "Robert's better", "Robert"),
        ("preferred_name", "scratch Bobby, Robert's better", "Robert"),
    ],
)
def test_what_was_misread_is_read(at: str, said: str, value: Any) -> None:
    found = _read(at, said)
    assert isinstance(found, Value) and found.value == value


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("phq9_1", "3, and also a 3 on the feeling down one"),
        ("contact_ok", "Voicemail is fine, I never did learn the texting"),
        ("contact_time", "not before 10"),
        ("transport", "my buddy unless hes hungover"),
        ("substance_use", "i quit drinking 2 months ago"),
    ],
)
def test_what_the_words_say_is_sure(at: str, said: str) -> None:
    """The learned likeness (meaning.py) overrules what is not sure."""
    found = _read(at, said)
    assert isinstance(found, Value) and found.sure


@pytest.mark.parametrize(
    ("at", "said", "cause"),
    [
        ("main_concern", "k jn lol", "not_understood"),
        ("phq9_1", "hardly ever", "seldom"),
        ("gad7_2", "not very often", "seldom"),
        ("phq9_9", "hardly ever", "seldom"),  # thoughts of death: never taken for none at all
        ("phq9_3", "not every day", "how_many_days"),
        ("phq9_4", "I nap a good deal", "how_many_days"),
        ("phq9_4", "idk", "dont_know"),
        ("peg_1", "not sure", "dont_know"),
        ("pronouns", "mary.s@example.com", "elsewhere"),
        ("pronouns", "my email is ann-she@example.com", "elsewhere"),
        ("state", "actually voice mail is ok too, so yes to both", "not_a_state"),
        ("state", "it's ok", "not_a_state"),
        ("state", "voicemail, ok", "not_a_state"),
        ("last_name", "i am man", "not_a_name"),
        ("first_name", "please ring Karen, his wife, not Greg", "not_a_name"),
        ("first_name", "his wife", "not_a_name"),
        ("first_name", "Mrs. Oyelaran", "not_a_name"),
        ("preferred_name", "that's better", "not_a_name"),
        ("preferred_name", "sure, that's fine", "not_a_name"),
    ],
)
def test_what_cannot_be_told_is_asked_again(at: str, said: str, cause: str) -> None:
    """Of these causes none is made up for by likeness."""
    assert _read(at, said) == Fault(cause)


@pytest.mark.parametrize(
    ("said", "first", "others"),
    [
        (
            "Certainly, it is Walter, Walter James Pemberton, though everybody calls me Wally",
            "Walter James",
            {"last_name": "Pemberton", "preferred_name": "Wally"},
        ),
        ("ok sure, Joan Beck", "Joan", {"last_name": "Beck"}),
        ("My name it is Xiaoming, family name Li", "Xiaoming", {"last_name": "Li"}),
        ("Ana, last name changed", "Ana", {}),
        ("Rosalind, surname Achterberg, and it is Ms.", "Rosalind", {"last_name": "Achterberg"}),
        (
            "Rosalind Achterberg, but the girls at church call me Roz",
            "Rosalind",
            {"last_name": "Achterberg", "preferred_name": "Roz"},
        ),
        ("Dan Rather", "Dan", {"last_name": "Rather"}),
        ("Bond, James Bond", "James", {"last_name": "Bond"}),
    ],
)
def test_names_told_with_more(said: str, first: str, others: dict[str, str]) -> None:
    found = _read("first_name", said)
    assert isinstance(found, Value)
    assert (found.value, dict(found.extra)) == (first, others)


def test_how_often_is_asked_in_the_words_of_the_questionnaire() -> None:
    asked = " ".join(draft.text for draft in run({"at": "phq9_3", "say": "hardly ever"})[1].drafts)
    assert '"not at all" or "several days"' in asked


@pytest.mark.parametrize("said", ["no email, sorry", "sorry, no email", "i dont have one, sorry"])
def test_no_address_said_civilly(said: str) -> None:
    assert has_none(said)
