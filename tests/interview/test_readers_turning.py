"""Messages that turn round: "no allergies but X", "X, no wait, Y", "that's my wife"; limits."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.interview import Turn, Understanding, engine
from frontdesk.interview.readers import Fault
from tests.interview.turns import TODAY, interview, read_at, state_at, value_at


def _items(at: str, said: str) -> list[str]:
    return [item["said"] for item in value_at(at, said)]


@pytest.mark.parametrize(
    ("at", "said", "items"),
    [
        ("allergies", "no known allergies. oh wait, morphine", ["morphine"]),
        ("allergies", "no food allergies but shellfish", ["shellfish"]),
        ("allergies", "none. hold on, nickel", ["nickel"]),
        ("allergies", "not that i know of, except ibuprofen", ["ibuprofen"]),
        ("allergies", "except for sulfa, none", ["sulfa"]),
        ("allergies", "no drug allergies, but I am sensitive to tape", ["I am sensitive to tape"]),
        ("current_medicines", "no meds. actually, a multivitamin", ["a multivitamin"]),
        ("diagnoses", "no diagnosis except ocd", ["ocd"]),
        ("diagnoses", "anxiety. scratch that, no diagnosis yet", []),
        ("allergies", "no, but thank you for asking", []),
        ("allergies", "none, just my mother-in-law haha", []),
        ("allergies", "no allergies that I know of", []),
        ("current_medicines", "Paxil, and Crestor - no wait, that's my husband's", ["Paxil"]),
        ("current_medicines", "Crestor, oh no that's my wife's", ["Crestor, oh no that's my wife's"]),
    ],
)
def test_what_is_told_after_none_is_kept(at: str, said: str, items: list[str]) -> None:
    assert _items(at, said) == items


def test_what_the_reader_is_sure_of_is_not_emptied_by_likeness() -> None:
    heard = Understanding(means={"allergies": ("none", 0.99)})
    after = engine.step(interview(), state_at("allergies"), Turn("no allergies but kiwi", None, heard), TODAY)
    assert [item["said"] for item in after.state.answers["allergies"].value] == ["kiwi"]


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("no high blood pressure, only a murmur in my heart", ["heart"]),
        ("no asthma, but stroke and hep c", ["stroke", "liver"]),
        ("thyroid trouble, it is slow", ["other"]),
        ("my thyroid, the underactive kind", ["other"]),
        ("thyroid condition (hypo)", ["other"]),
        ("thyroid problem, and low iron", ["thyroid"]),
        ("thyroid is not slow, it's fast", ["thyroid"]),
        ("asthma, and epilepsy - oh no, that's my son", ["breathing"]),
        ("glaucoma, no that's my husband", ["other"]),
        ("none, but thanks for asking", ["none"]),
    ],
)
def test_each_condition_is_told_or_denied_by_itself(said: str, ids: list[str]) -> None:
    assert value_at("conditions", said) == ids


def test_likeness_overrules_no_condition_that_was_told_after_a_denial() -> None:
    heard = Understanding(means={"conditions": ("liver", 0.99)})
    said = "no seizures, but stroke and hep c"
    after = engine.step(interview(), state_at("conditions"), Turn(said, None, heard), TODAY)
    assert after.state.answers["conditions"].value == ["stroke", "liver"]


@pytest.mark.parametrize("said", ["im 61 haha", "I'm 44", "a 35 year old man"])
def test_an_age_is_no_health_condition_and_not_none(said: str) -> None:
    heard = Understanding(means={"conditions": ("none", 0.99)})
    after = engine.step(interview(), state_at("conditions"), Turn(said, None, heard), TODAY)
    value = after.state.answers["conditions"].value if "conditions" in after.state.answers else None
    assert value != ["none"]


@pytest.mark.parametrize(
    ("at", "said", "value"),
    [
        ("main_concern", "Depression. No, OCD really", "ocd"),
        ("main_concern", "ptsd, actually anxiety", "anxiety"),
        ("main_concern", "pain. no, depression. hmm no, the first one", "pain"),
        ("main_concern", "anxiety, no depression", "anxiety"),
        ("main_concern", "Depression. No, I never had anxiety", "depression"),
        ("main_concern", "No, it's the pain", "pain"),
        ("pronouns", "she. well they", "they"),
        ("pronouns", "he/him? no they", "they"),
        ("pronouns", "she, not they", "she"),
        ("phq9_offer", "no. wait. yes ok", "yes"),
        ("phq9_offer", "yes no problem", "yes"),
        ("phq9_offer", "yes. hmm no", "no"),
        ("heard_from", "google. no, my sister", "friend"),
        ("contact_time", "morning. no, evening", "evening"),
        ("contact_ok", "both. actually just text", "text"),
        ("contact_ok", "text, no, not voicemail", "text"),
        ("pregnancy", "no. wait, maybe", "maybe"),
    ],
)
def test_of_two_choices_the_last_one_meant_counts(at: str, said: str, value: Any) -> None:
    assert value_at(at, said) == value


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("phq9_offer", "yes, no"),
        ("phq9_offer", "yeah no"),
        ("transport", "yes. no wait, she is away then"),
        ("pregnancy", "no, actually yes"),
        ("consent", "yes. actually no"),
        ("consent", "yes. no. ok yes"),
    ],
)
def test_what_cannot_be_told_is_asked(at: str, said: str) -> None:
    assert isinstance(read_at(at, said), Fault)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("evening except fridays", "other"),
        ("sun afternoon", "other"),
        ("weekday mornings", "other"),
        ("afternoon please", "afternoon"),
        ("any time", "any"),
        ("in the morning, but not on mondays", "morning"),  # so many words are shown beside the choice
    ],
)
def test_limits_of_a_time_to_call_keep_the_words(said: str, value: str) -> None:
    assert value_at("contact_time", said) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("about a four, but when I climb stairs it's a nine", 4),
        ("3, but 8 after work", 3),
        ("10/10", 10),
        ("6 for a year and a half", 6),
        ("six and a half, call it a seven", 7),
    ],
)
def test_pain_on_some_hours_is_not_the_average(said: str, value: int) -> None:
    assert value_at("peg_1", said) == value


@pytest.mark.parametrize("said", ["seven and a half", "6.5", "4 1/2", "7, and 5 for the first one please"])
def test_half_a_number_or_one_for_another_item_is_asked(said: str) -> None:
    assert isinstance(read_at("peg_3", said), Fault)
