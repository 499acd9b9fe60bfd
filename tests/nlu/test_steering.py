"""The treatment that is spoken of steers the topic of a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_ext.terms import Terms

TERMS = Path(__file__).resolve().parents[2] / "data/terms"


@pytest.mark.parametrize(
    ("text", "last", "steers"),
    [
        ("how often is spravato", "", True),
        ("how often is spravato or the infusion", "", False),
        ("how many times do i go", "spravato_basics", True),
        ("how many times do i go", "cost", False),
        ("how many infusions", "spravato_basics", False),
        ("is spravato ketamine", "", True),
    ],
)
def test_the_only_treatment_spoken_of_steers_the_topic(text: str, last: str, steers: bool) -> None:
    assert (Terms.load(TERMS).instead(text, last).get("number_of_sessions") == "spravato_schedule") == steers


@pytest.mark.parametrize(
    ("text", "all_medicines"),
    [
        ("zoloft 100, wellbutrin, lamictal, adderall and klonopin, can i have ketamine with those", True),
        ("zoloft and xanax", False),
        ("zoloft, lexapro and wellbutrin", False),  # three of one kind
    ],
)
def test_a_list_of_medicines_is_answered_as_one(text: str, all_medicines: bool) -> None:
    found = Terms.load(TERMS).instead(text, "")
    assert (found.get("antidepressants_ssri") == "med_interactions_general") == all_medicines


@pytest.mark.parametrize(
    ("text", "last", "topic"),
    [
        ("warfarin", "antidepressants_ssri", "blood_pressure_heart"),
        ("and my lexapro?", "benzodiazepines", "antidepressants_ssri"),
        ("what about xanax and klonopin", "med_interactions_general", "benzodiazepines"),
        ("prozac", "antidepressants_ssri", None),  # more of the same
        ("warfarin gave me bruises", "antidepressants_ssri", None),
        ("xanax", "cost", None),  # no answer about medicines
        ("and that", "benzodiazepines", None),
    ],
)
def test_another_medicine_alone_is_what_is_asked_about(
    text: str, last: str, topic: str | None, terms: Terms
) -> None:
    assert terms.medicine_alone(text, last) == topic
