"""What testers of whole interviews saw noted wrongly: ways of messages, scores, conditions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.interview import Understanding
from frontdesk.interview.readers import Fault
from tests.interview.turns import answers_after, read_at, run, state_at, value_at


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("texts only please, my husband hears the voicemails", "text"),
        ("no wait. texts only please, my husband hears the voicemails", "text"),
        ("NO not voice. text only for the messages", "text"),
        ("text messages only, my wife listens to the voicemails", "text"),
        ("leave a message on the machine, my ex sees my texts", "voice"),
        ("only voicemail, texts pop up on my daughters ipad", "voice"),
        ("text not voice", "text"),
        ("voice not text", "voice"),
        ("i'd prefer texts over voicemail", "text"),
        ("text yes voicemail no", "text"),
        ("anything but voicemail", "text"),
        ("i would rather you text, voicemails are played on speaker in our kitchen", "text"),
        ("texts. I share the voicemail with my sister", "text"),
        ("yes but no voicemail", "text"),
        ("no, my husband hears the voicemails", "neither"),
        ("please don't leave any messages", "neither"),
        ("voicemail and text both fine, my husband hears the voicemails but he knows", "both"),
    ],
)
def test_a_way_that_is_refused_or_overheard_is_never_allowed(said: str, way: str) -> None:
    assert value_at("contact_ok", said) == way


@pytest.mark.parametrize(
    "said",
    [
        "no voicemail",
        "don't text me",
        "my husband hears the voicemails",
        "sure but my husband reads the texts",
        "please dont leave voicemails, my wife doesnt know about this",
        "not the voicemail, my boss picks it up",
    ],
)
def test_a_refusal_that_says_nothing_of_the_other_way_is_asked_about(said: str) -> None:
    likely = Understanding(None, 0.2, False, "answer", 0.9, (), {"contact_ok": ("voice", 0.95)})
    state, after = run({"at": "contact_ok", "say": said}, likely)
    assert after.state.at == "contact_ok" and after.state.answers == state.answers
    assert "text only" in after.drafts[0].text


@pytest.mark.parametrize(
    ("said", "old", "way"),
    [
        ("no wait. texts only please, my husband hears the voicemails", "both", "text"),
        ("NO not voice. text only for the messages", "voice", "text"),
        ("no voicemails please", "both", "text"),
        ("You may send me texts as well", "voice", "both"),
    ],
)
def test_ways_are_changed_one_question_later(said: str, old: str, way: str) -> None:
    heard = Understanding(None, 0.2, False, "answer", 0.83, (("contact_ok", 1.0), ("state", 0.0)))
    assert (
        answers_after(state_at("contact_time", {"contact_ok": old}), said, heard=heard)["contact_ok"] == way
    )


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("2 I think, many days", 2),
        ("I'd say 2, a lot of nights", 2),
        ("maybe 2. several days", 2),
        ("0 i think, a few days only", 0),
        ("2 but some days it is 3", 2),
        ("a 2, well 1 on weekends", 2),
        ("2 for this one and 1 for the next", 2),
        ("3. and 2 for the next one", 3),
        ("2, 2, 2", 2),
        ("2 or 3 days a week", 1),
        ("12 days", 3),
    ],
)
def test_a_number_goes_before_words(said: str, score: int) -> None:
    likely = Understanding(None, 0.2, False, "answer", 0.99, (), {"phq9_4": ("1", 0.95)})
    assert answers_after(state_at("phq9_4"), said, heard=likely)["phq9_4"] == score


@pytest.mark.parametrize(
    ("at", "said", "cause"),
    [
        ("phq9_4", "1, 1, 2", "one_number"),
        ("phq9_4", "1 1 2", "one_number"),
        ("phq9_4", "1 or 2", "one_number"),
        ("phq9_4", "two, three", "one_number"),
        ("peg_1", "5, 6, 4", "one_number"),
        ("phq9_3", "wait the first should be 2 also", "other_item"),
        ("phq9_3", "make the first a 2", "other_item"),
        ("phq9_4", "wait, second one was 3", "other_item"),
        ("phq9_4", "question 2 should be a 3", "other_item"),
        ("gad7_3", "hold on the first should be nearly every day too", "other_item"),
    ],
)
def test_several_numbers_and_another_item_are_asked_about(at: str, said: str, cause: str) -> None:
    found = read_at(at, said)
    assert isinstance(found, Fault) and found.cause == cause
    likely = Understanding(None, 0.2, False, "answer", 0.99, (), {at: ("1", 0.99)})
    state, after = run({"at": at, "say": said}, likely)
    assert after.state.at == at and after.state.answers == state.answers


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("No. Only thyroid low one time", ["other"]),
        ("none. thyroid low one time, now ok", ["other"]),
        ("thyroid is low, not over", ["other"]),
        ("my thyroid runs slow", ["other"]),
        ("they removed my thyroid", ["other"]),
        ("low blood pressure", ["other"]),
        ("high blood pressure, underactive thyroid", ["blood_pressure", "other"]),
        ("high blood pressure, prostate trouble, up all night", ["blood_pressure", "other"]),
        ("asthma and diverticulitis", ["breathing", "other"]),
        ("none of those. I had a kidney stone once", ["other"]),
        ("Well, the prostate gets me up at night", ["other"]),
        ("overactive thyroid", ["thyroid"]),
        ("hep C", ["liver"]),
        ("interstitial cystitis", ["bladder"]),
        ("my liver is fine, asthma", ["breathing"]),
    ],
)
def test_what_the_list_lacks_is_something_else(said: str, ids: list[str]) -> None:
    likely = Understanding(None, 0.2, False, "answer", 0.99, (), {"conditions": (ids[0], 0.9)})
    wrong = replace(likely, means={"conditions": ("thyroid", 0.58)})
    heard = wrong if ids == ["other"] and "thyroid" in said else likely
    assert answers_after(state_at("conditions"), said, heard=heard)["conditions"] == ids


@pytest.mark.parametrize(
    ("at", "said", "likely"),
    [
        ("conditions", "no thyroid problems", "thyroid"),
        ("conditions", "no arthritis, no asthma", "breathing"),
        ("conditions", "my father had a stroke", "stroke"),
        ("substance_use", "my wife drinks gin", "alcohol"),
    ],
)
def test_what_is_denied_or_of_others_is_not_ticked_by_likeness(at: str, said: str, likely: str) -> None:
    heard = Understanding(None, 0.2, False, "answer", 0.99, (), {at: (likely, 0.9)})
    assert likely not in answers_after(state_at(at), said, heard=heard)[at]


def test_new_words_replace_a_condition_after_change() -> None:
    state = state_at("review", {"conditions": ["thyroid"]})
    after = answers_after(state, "change health conditions", "none. thyroid low one time, now ok")
    assert after["conditions"] == ["other"]


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("Two fingers of rye on a Sunday", ["alcohol"]),
        ("a nip of bourbon", ["alcohol"]),
        ("rum and coke", ["alcohol"]),
        ("champagne on new years", ["alcohol"]),
        ("ginger ale", ["other"]),
    ],
)
def test_a_drink_by_its_name_is_alcohol(said: str, ids: list[str]) -> None:
    assert value_at("substance_use", said) == ids
