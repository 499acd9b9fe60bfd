"""`python -m bench.turns_bench [file …]`: single turns of the intake, with the trained model.

The fast suite runs the same rows without the model. Words of danger count as such.
Prints shares by what was expected; `--errors` the rows taken otherwise too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django

from bench.evaluate import trained
from frontdesk.interview import Understanding
from frontdesk.interview.values import ITEM_9
from tests.interview.judging import wrong
from tests.interview.turns import FILES

TURNS = Path(__file__).resolve().parents[1] / "tests" / "interview"
DANGER = ("crisis", "urgent_medical")


def main(words: list[str]) -> int:
    """Read the files, or all of the test's, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[TURNS / name for name in FILES])
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args(words)
    rows = [json.loads(line) for file in asked.files for line in file.read_text("utf-8").splitlines()]
    found = judged(rows)
    every, right = (
        Counter(row["expect"] for row in rows),
        Counter(row["expect"] for row, bad in found if not bad),
    )
    for kind in sorted(every):
        print(f"{kind:20} {right[kind]:4} of {every[kind]:4}")
    print(f"{'all':20} {right.total():4} of {every.total():4}  {right.total() / every.total():.1%}")
    for row, bad in found if asked.errors else ():
        if bad:
            print(row["at"], repr(row["say"]), "expected", row["expect"], row.get("value", ""), "->", bad)
    return 0


def judged(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    """Each row with what was wrong, empty when nothing was."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.project.settings")
    agent, screen = trained()
    django.setup()
    loop = asyncio.new_event_loop()
    found = []
    for row in rows:
        parsed = loop.run_until_complete(agent.parse_message(row["say"].strip().lstrip("/") or "?"))
        verdict = screen.screen(row["say"])  # where it is not sure, the score inside Rasa decides
        level = verdict.level if verdict.sure else (parsed.get("danger") or {}).get("level")
        level = level if level in DANGER else (parsed.get("danger") or {}).get("level")
        if level in DANGER:
            # whoever tells of thoughts of death where they are asked for is heard as in danger, too
            ok = "crisis" in row.get("also_ok", ()) or row.get("alert") or row["at"] == ITEM_9
            found.append((row, "" if ok else f"danger: {level}"))
        else:
            heard = understanding(parsed)
            bad = wrong(row, heard)
            found.append((row, bad and f"{bad}\n    heard {_short(heard, row['at'])}"))
    return found


def _short(heard: Understanding, at: str) -> str:
    about = heard.about[0] if heard.about else ""
    wish = f"{heard.wish} {heard.wish_confidence:.2f}"
    return f"{heard.intent} {heard.confidence:.2f}, {wish}, about {about}, means {heard.means.get(at, '')}"


def understanding(parsed: Mapping[str, Any]) -> Understanding:
    """What the loop's action tells the interview (actions/intake.py)."""
    intent = parsed.get("intent") or {}
    from actions.intake import NOT_ANSWERABLE

    name = intent.get("name")
    answerable = name not in NOT_ANSWERABLE
    return Understanding.of(name, float(intent.get("confidence") or 0), answerable, parsed.get("wish") or {})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
