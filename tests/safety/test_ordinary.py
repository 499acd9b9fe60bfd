"""Ordinary questions frighten nobody: neither a new rule nor a new answer may set off an alarm.

ordinary_fresh.jsonl was written before the rules were scored on it: 13 of 151 were false alarms at first
sight. ordinary_fresh_2.jsonl followed, aimed at the rules just changed: 3 of 60. Since then both have guided
the rules, so here they say only that nothing comes back. unseen_3.jsonl, written with the first, is danger
the rules were not tuned to (one message, lost by a change, was won back): see FIRST_SIGHT.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from frontdesk.clinic import load_answers
from frontdesk.safety import Screen

HERE = Path(__file__).parent
ALARMS = ("crisis", "urgent_medical")
MOST = 0.005
"""The largest share of ordinary examples about which the rules may ask the second net."""
FIRST_SIGHT = {"crisis": 38, "urgent_medical": 14}
"""Messages of unseen_3.jsonl heard when it was first scored, of 64 and 16. Not for tuning."""


def ordinary(data: Path) -> list[str]:
    """Every way of asking in data/faq and every example in data/nlu."""
    asks = [ask for answer in load_answers(data).values() for ask in answer.asks]
    return [*asks, *(text for path in sorted((data / "nlu").glob("*.yml")) for text in examples(path))]


def examples(path: Path) -> Iterator[str]:
    """The examples of one NLU file."""
    for entry in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]:
        lines = map(str.strip, entry.get("examples", "").splitlines()) if "intent" in entry else ()
        yield from (line.removeprefix("- ") for line in lines if line)


def texts(name: str, level: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [row["text"] for row in map(json.loads, lines) if row["expected"] == level]


@pytest.mark.promise("P22")
def test_ordinary_questions_set_off_no_alarm_that_is_sure_and_few_that_are_not(
    screen: Screen, folder: Path
) -> None:
    heard = [(text, screen.screen(text)) for text in ordinary(folder.parent)]
    alarms = [(text, verdict) for text, verdict in heard if verdict.level in ALARMS]
    assert len(heard) > 7000
    assert [text for text, verdict in alarms if verdict.sure] == []
    assert len(alarms) <= MOST * len(heard)


def test_fresh_ordinary_messages_set_off_no_alarm(screen: Screen) -> None:
    fresh = [*texts("ordinary_fresh.jsonl", "none"), *texts("ordinary_fresh_2.jsonl", "none")]
    assert len(fresh) >= 210
    assert [text for text in fresh if screen.screen(text).level in ALARMS] == []


@pytest.mark.parametrize("level", FIRST_SIGHT)
def test_danger_heard_at_first_sight_is_still_heard(screen: Screen, level: str) -> None:
    heard = ALARMS if level == "urgent_medical" else ("crisis",)
    found = sum(screen.screen(text).level in heard for text in texts("unseen_3.jsonl", level))
    assert found >= FIRST_SIGHT[level]
