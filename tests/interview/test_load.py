"""The interview's files: the shipped ones hold, broken ones are named by file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frontdesk.interview import check
from tests.interview.turns import INTAKE, interview

IDS = [
    "consent",
    "first_name",
    "last_name",
    "preferred_name",
    "pronouns",
    "date_of_birth",
    "email",
    "phone",
    "contact_ok",
    "state",
    "contact_time",
    "heard_from",
    "main_concern",
    "concern_since",
    "diagnoses",
    "past_treatments",
    "current_medicines",
    "allergies",
    "substance_use",
    "conditions",
    "pregnancy",
    "phq9_1",
    "phq9_2",
    "phq9_3",
    "phq9_4",
    "phq9_5",
    "phq9_6",
    "phq9_7",
    "phq9_8",
    "phq9_9",
    "phq9_difficulty",
    "gad7_1",
    "gad7_2",
    "gad7_3",
    "gad7_4",
    "gad7_5",
    "gad7_6",
    "gad7_7",
    "peg_1",
    "peg_2",
    "peg_3",
    "transport",
    "insurance",
    "appointment_wishes",
    "anything_else",
]  # noqa: SIM905  (reads like the contract's list)


def test_the_shipped_interview_is_sound() -> None:
    assert check(INTAKE, states_served=("IL", "IN", "WI")) == []
    ids = [question.id for question in interview().questions]
    # beside the contract's questions there are offers of the parts that may be left out
    assert {key for key in ids if not key.endswith("_offer")} == set(IDS)
    assert [key for key in ids if key.endswith("_offer")] == ["phq9_offer", "gad7_offer", "practical_offer"]


def test_choice_ids_are_unique_and_short() -> None:
    ids = [f"{question.id}_{choice.id}" for question in interview().questions for choice in question.choices]
    assert len(ids) == len(set(ids))
    assert max(map(len, ids)) <= 64


def test_sensitive_questions_say_why_and_can_be_skipped() -> None:
    for question in interview().questions:
        if question.sensitive:
            assert question.why and question.can_skip, question.id


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "said"),
    [
        ("30_concern.yml", "type: list", "type: lists", None, "type lists is not known"),
        ("30_concern.yml", "id: concern_since", "id: main_concern", None, "used twice"),
        ("30_concern.yml", "can_skip: true", "can_skipp: true", None, "`can_skipp` is not known"),
        ("20_about_you.yml", "ask_if: phone answered", "ask_if: phone answerd", None, "ask_if"),
        (
            "20_about_you.yml",
            "ask_if: phone answered",
            "ask_if: main_concern in [pain]",
            None,
            "not asked before it",
        ),
        ("60_health.yml", "why: Each of these", "hwy: Each of these", None, "must say why"),
        ("71_gad7.yml", "{from: 5, to: 9", "{from: 6, to: 9", None, "gap or overlap"),
        ("30_concern.yml", "section: concern", "section: [", None, "YAML"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, line: int | None, said: str
) -> None:
    folder = tmp_path / "intake"
    shutil.copytree(INTAKE, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    problems = check(folder, states_served=("IL",))
    assert any(
        said in problem.message and problem.file.name == file and problem.line >= 1 for problem in problems
    ), problems


def test_a_missing_file_and_an_unknown_state_are_problems(tmp_path: Path) -> None:
    folder = tmp_path / "intake"
    shutil.copytree(INTAKE, folder)
    (folder / "messages.yml").unlink()
    assert [problem.message for problem in check(folder, states_served=("IL",))] == ["this file is missing"]
    assert "XX" in str(check(INTAKE, states_served=("XX",))[0])


def test_a_clinic_can_add_and_remove_questions(tmp_path: Path) -> None:
    folder = tmp_path / "intake"
    shutil.copytree(INTAKE, folder)
    for name in ("70_phq9.yml", "71_gad7.yml", "72_peg.yml", "80_logistics.yml"):
        (folder / name).unlink()
    (folder / "85_own.yml").write_text(
        (
            "section: own\ntitle: Our own\nquestions:\n  - id: veteran\n    version: 1\n    type: "
            "yes_no\n    ask: Are you a veteran?\n    can_skip: true\n"
        ),
        "utf-8",
    )
    assert check(folder, states_served=("IL",)) == []
