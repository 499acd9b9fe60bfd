"""Every row of data/safety keeps its own examples, and a broken row is reported with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frontdesk.safety import Problem, SafetyDataError, check, load_screen

LEFT_OUT = (
    "crisis_[a-rt-vx-z]*",
    "crisis_spanish*",
    "crisis_wish*",
    "soft_*.yml",
    "urgent_*.yml",
    "red_*",
)


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """Data with one file of rows: enough to break, and quick to check."""
    return Path(shutil.copytree(folder, tmp_path / "safety", ignore=shutil.ignore_patterns(*LEFT_OUT)))


def problems(folder: Path, file: str, old: str, new: str) -> list[Problem]:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return check(folder)


@pytest.mark.promise("P22")
def test_every_row_matches_what_it_must_and_nothing_it_must_not(folder: Path) -> None:
    assert check(folder) == []


def test_a_must_match_example_that_no_longer_matches_is_named_with_its_line(copy: Path) -> None:
    found = problems(copy, "crisis_slang.yml", "    - kms fr\n", "    - what are your hours\n")
    assert [(p.file.name, p.line > 1, "must match 'what are your hours'" in p.message) for p in found] == [
        ("crisis_slang.yml", True, True)
    ]


def test_a_row_that_matches_what_it_must_not_is_reported(copy: Path) -> None:
    found = problems(copy, "crisis_slang.yml", "    - I take the bus to the clinic\n", "    - kms tonight\n")
    assert ["must not match 'kms tonight'" in p.message for p in found] == [True]


def test_removing_a_pattern_fails_its_examples(copy: Path) -> None:
    """Break one rule: the check must see it."""
    found = problems(copy, "crisis_slang.yml", "    - kms\n", "    - kmz\n")
    assert [p.message for p in found] == ["slang-self: must match 'kms fr'"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  level: crisis", "  level: red", "level must be one of"),
        ("  category: slang", "  colour: slang", "unknown key colour"),
        ("    - ctb\n", '    - "{nobody_knows}"\n', "is unknown"),
        ("    - ctb\n", '    - "[ctb"\n', "lacks a closing ]"),
        ("    - ctb\n", '    - "ctb %"\n', "has a sign it may not have"),
        ("    - ctb\n", '    - "don\'t ctb"\n', "has a sign it may not have"),
        ("    - ctb\n", '    - "dont ctb"\n', "never sees 'dont'"),
        ("    - ctb\n", '    - "(ctb)"\n', "needs at least one fixed word"),
        ("    - ctb\n", '    - "ctb & kms & kys"\n', "has more than one &"),
    ],
)
def test_an_unusable_row_is_a_problem_and_not_an_exception(
    copy: Path, old: str, new: str, message: str
) -> None:
    found = problems(copy, "crisis_slang.yml", old, new)
    assert any(message in problem.message for problem in found)


def test_a_screen_is_not_made_from_unusable_rows(copy: Path) -> None:
    path = copy / "crisis_slang.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("    - ctb\n", '    - "[ctb"\n', 1), encoding="utf-8"
    )
    with pytest.raises(SafetyDataError, match=r"crisis_slang\.yml, row slang-self"):
        load_screen(copy)


def test_two_rows_may_not_share_an_id(copy: Path) -> None:
    shutil.copy(copy / "crisis_slang.yml", copy / "crisis_copy.yml")
    assert any("the id slang-self is taken" in problem.message for problem in check(copy))


def test_a_file_that_is_no_yaml_is_a_problem(copy: Path) -> None:
    (copy / "crisis_slang.yml").write_text("- id: [", encoding="utf-8")
    assert any(problem.file.name == "crisis_slang.yml" for problem in check(copy))
