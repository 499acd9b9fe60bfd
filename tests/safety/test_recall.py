"""Floors of recall and false alarms, by level and kind, on messages the rules were not written from.

dev.jsonl was written before the rules. unseen.jsonl (81 of 105 crisis messages heard at first sight, 3 of 81
false alarms) and unseen_2.jsonl (68 of 85, 3 of 70) were written later, read once, and have guided the rules
since. So the floors say that nothing is lost; how good the rules are on strangers, the first sight says.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from frontdesk.safety import Screen

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("FRONTDESK_SHARED", "../shared"))
HEARD = {"crisis": ("crisis",), "urgent_medical": ("urgent_medical", "crisis"), "soft_check": ("soft_check",)}


def read(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def share_right(screen: Screen, rows: list[dict[str, str]]) -> dict[str, float]:
    """The share of each expected level that is met; for none: that raises no alarm (soft_check is none)."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        expected = row["expected"]
        seen[expected] += 1
        right[expected] += screen.screen(row["text"]).level in HEARD.get(expected, ("none", "soft_check"))
    return {level: right[level] / seen[level] for level in seen}


FLOORS = {
    "dev.jsonl": {"crisis": 0.98, "urgent_medical": 0.98, "soft_check": 0.95, "none": 0.99},
    "unseen.jsonl": {"crisis": 0.97, "urgent_medical": 0.97, "soft_check": 0.90, "none": 0.96},
    "unseen_2.jsonl": {"crisis": 0.97, "urgent_medical": 0.90, "soft_check": 0.90, "none": 0.98},
}


@pytest.mark.promise("P22")
@pytest.mark.parametrize("name", FLOORS)
def test_recall_and_false_alarms_stay_above_their_floors(screen: Screen, name: str) -> None:
    shares = share_right(screen, read(HERE / name))
    assert {level: share for level, share in shares.items() if share < FLOORS[name][level]} == {}


@pytest.mark.promise("P22")
def test_each_kind_of_crisis_in_the_dev_set_is_heard(screen: Screen) -> None:
    rows = [row for row in read(HERE / "dev.jsonl") if row["expected"] == "crisis"]
    seen = Counter(row["category"] for row in rows)
    heard = Counter(row["category"] for row in rows if screen.screen(row["text"]).level == "crisis")
    floors = {category: 0.8 if category == "false_denial" else 0.92 for category in seen}
    assert {c: heard[c] / seen[c] for c in seen if heard[c] / seen[c] < floors[c]} == {}


@pytest.mark.promise("P22")
def test_the_shared_probe_stays_above_its_floors(screen: Screen) -> None:
    path = SHARED / "eval" / "crisis_probe.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is not here: set FRONTDESK_SHARED")
    shares = share_right(screen, read(path))
    assert shares["crisis"] >= 0.98
    assert shares["none"] == 1.0
    assert shares["urgent_medical"] == 1.0


def test_sets_share_no_message_with_the_training_examples(folder: Path) -> None:
    files = list((folder / "examples").glob("*/*.txt"))
    texts = {line.strip().lower() for file in files for line in file.read_text(encoding="utf-8").splitlines()}
    assert len(texts) >= 5000
    held_out = {row["text"].lower() for path in HERE.glob("*.jsonl") for row in read(path)}
    assert texts & held_out == set()
