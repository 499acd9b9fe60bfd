"""A correction at the review that names an answer, by number or label, and what it is, is taken at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.interview import Outcome, State, Turn, Understanding, engine
from frontdesk.interview.values import REVIEW
from tests.interview.turns import TODAY, interview, state_at


def entry(said: str, term: str | None = None) -> dict[str, Any]:
    return {"said": said, "term": term}


GIVEN: dict[str, Any] = {
    "current_medicines": [
        entry("effexor 37.5", "venlafaxine"),
        entry("eliquis"),
        entry("zoloft 50... sorry 100", "sertraline"),
    ],
    "allergies": [entry("codeine")],
    "diagnoses": [entry("PTSD")],
    "past_treatments": [entry("CBT")],
    "conditions": ["blood_pressure", "heart"],
    "substance_use": ["alcohol"],
    "concern_since": "age 19",
}


def at(where: str = REVIEW, **given: Any) -> State:
    return replace(state_at("", {**GIVEN, **given}), at=where)


def say(where: str, text: str, heard: Understanding | None = None, **given: Any) -> tuple[State, Outcome]:
    state = at(where, **given)
    return state, engine.step(interview(), state, Turn(text, None, heard or Understanding()), TODAY)


def shown(value: Any) -> Any:
    listed = isinstance(value, list)
    return [item["said"] if isinstance(item, dict) else item for item in value] if listed else value


def changes(where: str, text: str, heard: Understanding | None = None, **given: Any) -> dict[str, Any]:
    """The answers whose value is another after the words."""
    state, after = say(where, text, heard, **given)
    old = state.answers
    return {k: shown(a.value) for k, a in after.state.answers.items() if a.value != old[k].value}


def change_of(key: str) -> Understanding:
    return Understanding.of(None, 0.2, False, {"name": "change", "confidence": 0.9, "about": [[key, 0.9]]})


KEPT = ["effexor 37.5", "eliquis", "zoloft 50... sorry 100"]


@pytest.mark.parametrize("heard", [None, change_of("current_medicines")])
@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("my effexor is 112.5", ["effexor 112.5", *KEPT[1:]]),
        ("15: effexor should be 75 mg", ["effexor 75 mg", *KEPT[1:]]),
        ("bump my zoloft up to 150mg", [*KEPT[:2], "zoloft 150mg"]),
        ("I'm on 200 of zoloft now, not 100", [*KEPT[:2], "zoloft 200"]),
        ("switch zoloft for lexapro 10", [*KEPT[:2], "lexapro 10"]),
        ("wipe everything off my meds list except eliquis", ["eliquis"]),
        ("keep only the zoloft", [KEPT[2]]),
        ("effexor 37.5, eliquis, zoloft 100, vyvanse", ["effexor 37.5", "eliquis", "zoloft 100", "vyvanse"]),
        ("put aspirin in number 15", [*KEPT, "aspirin"]),
        ("15: tylenol", [*KEPT, "tylenol"]),
        ("15 is effexor, eliquis", KEPT),
        ("the water pill is furosemide", [*KEPT, "furosemide"]),
        ("also a water pill, I can't remember what it's called", [*KEPT, "water pill (name forgotten)"]),
    ],
)
def test_one_entry_of_a_list_changes_and_the_rest_stays(
    text: str, entries: list[str], heard: Understanding | None
) -> None:
    state, after = say(REVIEW, text, heard)
    if heard is None and text.startswith("also a"):
        assert after.state.answers == state.answers  # nothing says of which list
        return
    assert shown(after.state.answers["current_medicines"].value) == entries


@pytest.mark.parametrize("heard", [None, change_of("conditions"), change_of("current_medicines")])
@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("number 28 should say 1", "phq9_8", 1),
        ("28 is 0 not 2", "phq9_8", 0),
        ("change 22 from 2 to 3", "phq9_2", 3),
        ("phq 3 is a 1", "phq9_3", 1),
        ("gad7 question 4: 0", "gad7_4", 0),
        ("19 is maybe", "pregnancy", "maybe"),
        ("my pronouns are he/him", "pronouns", "he"),
        ("treatments tried: lithium, cbt, TMS", "past_treatments", ["cbt", "lithium", "TMS"]),
        ("14 emdr and ketamine", "past_treatments", ["CBT", "emdr", "ketamine"]),
        ("18 also AVM", "conditions", ["blood_pressure", "heart", "aneurysm"]),
        (
            "knee surgery 2018, add it to my health conditions",
            "conditions",
            ["blood_pressure", "heart", "other"],
        ),
        ("I don't have heart disease", "conditions", ["blood_pressure"]),
        ("good grief no, my conditions are glaucoma and asthma", "conditions", ["pressure", "breathing"]),
        ("allergies: also latex", "allergies", ["codeine", "latex"]),
        ("16 is peanuts", "allergies", ["codeine", "peanuts"]),
        ("16 should be peanuts", "allergies", ["peanuts"]),
        ("latex goes under allergies", "allergies", ["codeine", "latex"]),
        (
            "anything else: fear of needles, a Polish interpreter",
            "anything_else",
            "fear of needles, a Polish interpreter",
        ),
        ("my e-mail is right, but the phone is wrong, it's 312 555 0199", "phone", "+13125550199"),
    ],
)
def test_a_correction_by_number_or_label_is_taken_at_once(
    text: str, key: str, value: Any, heard: Understanding | None
) -> None:
    assert changes(REVIEW, text, heard) == {key: value}


@pytest.mark.parametrize(
    "text",
    [
        "my allergies are acting up",
        "the medicine is working",
        "my drinking is under control",
        "my meds are a mess",
        "2 pm is good",
        "I was on zoloft 50 in 2015",
        "should I take zoloft 150",
        "is 28 right?",
        "18 years old is when it began",
        "does everything except eliquis matter",
        "I never had a stroke",
    ],
)
def test_what_only_looks_like_a_correction_changes_nothing(text: str) -> None:
    state, after = say(REVIEW, text)
    assert {k: a.value for k, a in after.state.answers.items()} == {
        k: a.value for k, a in state.answers.items()
    }


@pytest.mark.parametrize(
    "text", ["I do confirm", "yes dear, send it in", "ok please submit it now", "no, that's everything, sir"]
)
def test_it_is_sent(text: str) -> None:
    assert say(REVIEW, text)[1].act == "submit"


@pytest.mark.parametrize("text", ["leave it like that", "send it tomorrow", "28 is fine", "don't send it"])
def test_it_is_not_sent(text: str) -> None:
    assert say(REVIEW, text)[1].act != "submit"


def test_words_that_could_not_be_used_are_kept_beside_the_answer() -> None:
    _, opened = say(REVIEW, "number 18 is what the surgeon wrote in his letter of June")
    assert opened.state.at == "conditions"
    after = engine.step(interview(), opened.state, Turn("pronouns are he/him"), TODAY)
    assert after.state.answers["conditions"].value == ["blood_pressure", "heart"]
    assert "surgeon" in after.state.answers["conditions"].words


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("28 is 1, 29 is 0", {"phq9_8": 1, "phq9_9": 0}),
        ("21 is 3. 22 is 1. looks good otherwise", {"phq9_1": 3, "phq9_2": 1}),
        (
            "my diagnosis is lupus, and put the lamictal under treatments",
            {"diagnoses": ["lupus"], "past_treatments": ["CBT", "lamictal"]},
        ),
        ("24 should be 0, and 15 add aspirin", {"phq9_4": 0, "current_medicines": [*KEPT, "aspirin"]}),
    ],
)
def test_several_corrections_in_one_message(text: str, now: dict[str, Any]) -> None:
    assert changes(REVIEW, text) == now


@pytest.mark.parametrize("text", ["it's 2, not 3", "2 not 5", "7 not 37"])
def test_a_number_is_no_part_of_a_dose(text: str) -> None:
    assert "current_medicines" not in changes(REVIEW, text)
