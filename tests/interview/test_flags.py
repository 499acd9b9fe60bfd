"""Red flags: each rule's own examples, and that they come from sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.interview import Answer, ContentErrors
from frontdesk.interview.flags import flags, load_flags
from tests.interview.turns import INTAKE, TODAY, interview

RULES = INTAKE.parent / "safety" / "red_flags.yml"


def test_rules_load_with_their_examples_holding() -> None:
    rules = load_flags(RULES, interview())
    assert len(rules) >= 18
    for rule in rules:
        assert {fires for _, fires in rule.examples} == {True, False}, rule.id
        assert rule.source["name"]


def test_flags_come_most_severe_first() -> None:
    answers = {
        "conditions": Answer("conditions", 1, ["liver", "aneurysm"], "liver, aneurysm"),
        "current_medicines": Answer(
            "current_medicines", 1, [{"said": "Nardil", "term": "phenelzine"}], "Nardil"
        ),
        "phq9_9": Answer("phq9_9", 1, 1, "several days"),
    }
    found = flags(load_flags(RULES, interview()), interview(), answers, TODAY)
    assert [flag["id"] for flag in found] == ["phq9_item9", "aneurysm_avm", "liver", "maoi"]
    assert set(found[0]) == {"id", "severity", "note", "source"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("condition: phq9_9 > 0", "condition: phq9_99 > 0", "phq9_99"),
        ("condition: phq9_9 > 0", "condition: phq9_9 >", "too early"),
        ("severity: urgent", "severity: awful", "severity"),
        ("{answers: {phq9_9: 1}, fires: true}", "{answers: {phq9_9: 0}, fires: true}", "example"),
    ],
)
def test_a_broken_rule_is_named_by_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    broken = tmp_path / "red_flags.yml"
    broken.write_text(RULES.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(ContentErrors) as error:
        load_flags(broken, interview())
    assert said in str(error.value) and f"{broken}:" in str(error.value)
