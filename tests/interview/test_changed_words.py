"""What a change makes of an answer: what is left, what is taken off, what is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.interview import Turn, Understanding, engine
from tests.interview.turns import TODAY, changed, interview, state_at

PILLS = [{"said": "Prozac", "term": "fluoxetine"}, {"said": "Buspar", "term": "buspirone"}]


@pytest.mark.parametrize(
    ("say", "field", "old", "new"),
    [
        ("did i put Illinois? I stay in Hammond Indiana, my job is in Illinois", "state", "IL", "IN"),
        ("last digits of my number are 0137 not 0173", "phone", "+12605550173", "+12605550137"),
        ("it's .net not .com", "email", "w@example.com", "w@example.net"),
        ("you have me born in 1986, it's 1968, rest is right", "date_of_birth", "1986-05-17", "1968-05-17"),
        ("test came back, I am pregnant. had put not sure", "pregnancy", "maybe", "pregnant"),
        ("hmm 7 was for today. average for the week 5", "peg_1", 7, 5),
        ("the insurance company is Cigna", "insurance", "forget which", "Cigna"),
    ],
)
def test_what_is_left_is_the_new_answer(say: str, field: str, old: Any, new: Any) -> None:
    assert changed(say, field, old) == new


@pytest.mark.parametrize(
    "say",
    [
        "cross out the prozac i dont take it anymore, buspar is the only one",
        "I stopped the Prozac last week, take it off my meds",
        "please remove fluoxetine",
    ],
)
def test_what_is_named_beside_a_word_of_removal_goes(say: str) -> None:
    assert [item["said"] for item in changed(say, "current_medicines", PILLS)] == ["Buspar"]


@pytest.mark.parametrize(
    "say",
    [
        "the prozac made me sick in march",
        "don't take the prozac off",
        "my doctor wants to drop the prozac",
        "should i remove the prozac",
    ],
)
def test_what_is_only_told_of_stays_and_is_asked(say: str) -> None:
    kept = changed(say, "current_medicines", PILLS)
    assert [item["said"] for item in kept] == ["Prozac", "Buspar"]


def test_a_choice_is_taken_off_and_the_other_stays() -> None:
    say = "i quit smoking in may, strike the nicotine, beer stays"
    assert changed(say, "substance_use", ["alcohol", "nicotine"]) == ["alcohol"]


def test_an_emptied_list() -> None:
    say = "penicillin is fine, they tested me. my allergy list should be empty"
    assert changed(say, "allergies", [{"said": "penicillin", "term": None}]) == []


@pytest.mark.parametrize(
    "say", ["I take back my consent", "i no longer agree", "I withdraw my consent, sorry"]
)
def test_consent_taken_back_erases_what_was_said(say: str) -> None:
    after = engine.step(interview(), state_at("phone"), Turn(say), TODAY)
    assert after.act == "erase" and not after.state.answers


@pytest.mark.parametrize(
    "say",
    [
        "i dont agree with my diagnosis",
        "I don't agree",
        "they took my consent form",
        "I take my consent seriously",
        "i withdraw my consent for texts",
    ],
)
def test_other_words_of_agreeing_erase_nothing(say: str) -> None:
    after = engine.step(interview(), state_at("diagnoses"), Turn(say), TODAY)
    assert after.act != "erase" and after.state.answers


def test_a_learned_submit_sends_only_where_it_is_sure() -> None:
    for share, act in ((0.7, "submit"), (0.5, "")):
        heard = Understanding.of(None, 0.0, False, {"name": "submit", "confidence": share})
        turn = Turn("looks right to me, ship er", understanding=heard)
        assert engine.step(interview(), state_at("review"), turn, TODAY).act == act


def _heard_of(text: str, at: str, given: dict[str, object], about: str, share: float) -> dict[str, object]:
    """What a message heard as a change of `about` changes."""
    heard = Understanding.of(
        "clarify", 0.4, False, {"name": "change", "confidence": 0.95, "about": [[about, share]]}
    )
    before = state_at(at, given)
    after = engine.step(interview(), before, Turn(text, None, heard), TODAY).state.answers
    return {key: answer.value for key, answer in after.items() if before.answers.get(key) != answer}


def test_what_was_put_and_what_a_letter_says_are_told_apart() -> None:
    text = "I wrote iodine. I have the hospital letter here and it says amoxicillin, not iodine at all."
    iodine = [{"said": "iodine", "term": None}]
    found = _heard_of(text, "phq9_offer", {"allergies": iodine}, "allergies", 0.99)
    assert [item["said"] for item in found["allergies"]] == ["amoxicillin"]  # type: ignore[attr-defined]


def test_what_was_left_off_a_list_is_added_to_it() -> None:
    text = "asthma!! I left my asthma off the last list"
    found = _heard_of(text, "pregnancy", {"conditions": ["thyroid"]}, "conditions", 0.99)
    assert found == {"conditions": ["thyroid", "breathing"]}


def test_an_answer_to_the_open_name_does_not_change_another_name() -> None:
    text = "yes Juno please. what's printed on the insurance card isn't me anymore"
    assert "first_name" not in _heard_of(text, "preferred_name", {}, "first_name", 0.36)
