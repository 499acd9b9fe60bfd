"""PROMISES.md and the marks on the tests say the same."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (P\d\d) \|.*\| (kept|partly|not yet)\b[^|]*\|$", re.MULTILINE)
MARK = re.compile(r"""promise\(["'](P\d\d)["']\)""")


def marked() -> set[str]:
    files = (path for path in (ROOT / "tests").rglob("test_*.py") if path.name != Path(__file__).name)
    return {number for path in files for number in MARK.findall(path.read_text("utf-8"))}


def test_every_promise_is_listed_once() -> None:
    numbers = [number for number, _ in ROW.findall((ROOT / "PROMISES.md").read_text("utf-8"))]
    assert numbers == [f"P{n:02}" for n in range(1, 41)]


def test_what_is_said_to_be_kept_has_a_test_and_the_other_way_round() -> None:
    rows = dict(ROW.findall((ROOT / "PROMISES.md").read_text("utf-8")))
    assert {number for number, state in rows.items() if state != "not yet"} == marked()
