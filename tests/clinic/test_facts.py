"""Clinic facts fill curated text; what is unknown is left out, never guessed."""

from pathlib import Path

import pytest

from frontdesk.clinic import Clinic, ContentError, load_clinic

CLINIC = Clinic(
    {"name": "X", "contact": {"phone": "555-0100"}, "course": "We plan six visits.", "states": ["IL", "WI"]}
)


def test_a_fact_takes_its_placeholders_place() -> None:
    assert CLINIC.fill("Call {{ clinic.contact.phone }} today.") == "Call 555-0100 today."


def test_a_sentence_with_an_absent_fact_is_left_out_whole_and_reported() -> None:
    filled = CLINIC.fill_facts(
        "We are open. The price is {{ clinic.price }}. Call {{ clinic.contact.phone }}."
    )
    assert filled.text == "We are open. Call 555-0100."
    assert filled.missing == ("price",)


def test_a_fact_that_is_a_sentence_stands_alone() -> None:
    text = "Most people come often. {{ clinic.course }} Ask us."
    assert CLINIC.fill(text) == "Most people come often. We plan six visits. Ask us."


def test_a_missing_sentence_fact_takes_nothing_else_with_it() -> None:
    assert CLINIC.fill("First. {{ clinic.nothing }} Last.") == "First. Last."


def test_a_list_is_joined_for_reading() -> None:
    assert CLINIC.fill("We serve {{ clinic.states }}.") == "We serve IL and WI."


def test_a_group_of_facts_is_not_a_fact() -> None:
    assert CLINIC.fill_facts("See {{ clinic.contact }}.").missing == ("contact",)


def test_the_example_clinic_is_marked_and_uses_reserved_numbers() -> None:
    clinic = load_clinic(Path("data"))
    assert clinic.get("example") is True
    assert "(example)" in clinic.fact("name")
    for path in ("contact.phone", "contact.urgent_phone", "contact.records_fax"):
        assert clinic.fact(path).split("555-")[1] in [f"0{n}" for n in range(100, 200)]


def test_a_required_fact_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "clinic.yml").write_text("name: X\n")
    with pytest.raises(ContentError, match="contact.phone is missing"):
        load_clinic(tmp_path)
