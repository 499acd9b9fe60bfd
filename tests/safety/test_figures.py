"""Plain figures of speech are put plainly for the second net, and nothing that may be meant is."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.safety import Figures, load_figures
from frontdesk.safety.figures import check_figures

SAFETY = Path(__file__).resolve().parents[2] / "data" / "safety"


@pytest.fixture(scope="module")
def figures() -> Figures:
    return load_figures(SAFETY)


def test_every_row_changes_its_example(figures: Figures) -> None:
    assert len(figures.rows) > 10
    for row in figures.rows:
        assert row.put(row.example) != row.example, row.id


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("{id: a, says: ['dead {thing}'], plain: low, example: dead cat}", "stays as it is"),
        ("{id: a, says: ['dead {cat}'], plain: low, example: dead cat}", "'cat' is missing"),
        ("{id: a, says: [dead cat], plain: low}", "'example' is missing"),
        ("{id: a, says: [dead cat], plain: 'low {thing}', example: dead cat}", "a family that is not said"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "figures.yml").write_text(f"families: {{thing: [phone]}}\nrows:\n  - {row}\n", "utf-8")
    (problem,) = check_figures(tmp_path)
    assert fault in problem.message


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("My laptop is about to die, quick: the address?", "My laptop is low, quick: the address?"),
        ("I'm dying to find out what it costs", "I'm eager to find out what it costs"),
        ("the view is to die for", "the view is delicious"),
        ("this migraine is killing me", "this migraine bothers me"),
        ("can you shoot her a text", "can you send her a text"),
    ],
)
def test_a_figure_is_put_plainly(figures: Figures, typed: str, plain: str) -> None:
    assert figures.plainly(typed) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "i want to die for good",
        "how far is to die for sure",
        "I keep dying to get out of here",
        "I'm dying to be done with all of it",
        "this is killing me and I want out",
        "he is killing me",
        "when he is dead I am next",
        "I froze half to death on purpose",
        "I'm at the end of my rope",
    ],
)
def test_what_may_be_meant_stays_as_it_was_typed(figures: Figures, typed: str) -> None:
    assert figures.plainly(typed) == typed
