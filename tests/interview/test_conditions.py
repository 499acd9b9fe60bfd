"""The language of ask_if and red flags."""

from __future__ import annotations

import pytest

from frontdesk.interview.conditions import BadCondition, parse

FACTS = {
    "main_concern": "pain",
    "conditions": ["heart"],
    "phq9_9": 2,
    "age": 41,
    "phone": None,
    "a.words": "had ECT once",
    "a": [],
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("main_concern in [pain, crps]", True),
        ("main_concern in [depression]", False),
        ("conditions has heart", True),
        ("conditions has liver", False),
        ("phq9_9 > 0 and age < 50", True),
        ("not (phq9_9 > 0)", False),
        ("phone answered", False),
        ("age answered", True),
        ('a mentions "ect"', True),
        ("unknown = 3", None),
        ("unknown = 3 or age >= 41", True),
        ("unknown = 3 and age > 41", False),
        ("not unknown = 3", None),
        ("phone = x", False),
    ],
)
def test_reads(text: str, holds: bool | None) -> None:
    assert parse(text).holds(FACTS) is holds


@pytest.mark.parametrize(
    "text",
    ["", "a", "a >", "a in b", "(a = 1", "a = 1 b", "import os", "a ; b", "__import__('os')", "a has ["],
)
def test_refuses(text: str) -> None:
    with pytest.raises(BadCondition):
        parse(text)
