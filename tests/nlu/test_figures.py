"""Plain figures of speech are put plainly for the second net, and nothing that may be meant is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_ext.figures import Figures

SAFETY = Path(__file__).resolve().parents[2] / "data" / "safety"


@pytest.fixture(scope="module")
def figures() -> Figures:
    return Figures.load(SAFETY)


def test_every_row_changes_its_example(figures: Figures) -> None:
    for row in figures.rows:
        assert figures.plainly(row.example) != row.example, row.example


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
