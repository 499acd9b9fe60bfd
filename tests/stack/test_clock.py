"""Clocks of the running processes set back and forward: no turn lost, no intake ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.stack.interview import walk
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.stack
TIMED = ("web", "rasa", "actions")
HOOKS = Path(__file__).parent / "hooks"  # see sitecustomize.py there


@pytest.fixture
def clock(stack: Stack, tmp_path: Path) -> Iterator[Callable[[int], None]]:
    """Sets web, rasa and the actions so many seconds ahead of the true time, while they run."""
    file = tmp_path / "ahead"
    file.write_text("0")
    wrong = {"PYTHONPATH": str(HOOKS), "FRONTDESK_TEST_CLOCK_FILE": str(file)}

    def restart() -> None:
        for name in TIMED:
            stack.kill(name)
        stack.start(*TIMED)

    stack.env |= wrong
    try:
        restart()
        yield lambda seconds: file.write_text(str(seconds)) and None
    finally:
        for name in wrong:
            del stack.env[name]
        restart()


@pytest.mark.promise("P17")
def test_a_clock_set_back_or_forward_loses_no_turn(
    stack: Stack, visitor: Visitor, clock: Callable[[int], None]
) -> None:
    replies = walk(visitor, visitor.say("start the intake"), until="last_name")
    before = replies[-1]["at"]
    clock(-600)
    (after_name,) = visitor.say("Ruiz")
    assert after_name["kind"] == "question" and after_name["topic"] != "last_name"
    assert after_name["at"] < before  # it was set back indeed
    assert [m["kind"] for m in visitor.say("what does it cost?")] == ["answer", "question"]
    clock(7200)
    assert httpx.get(f"{stack.base}/readyz", timeout=10, trust_env=False).status_code == 200
    review = walk(visitor, visitor.say("skip"))
    assert "Ruiz" in review[-1]["text"]
    done = visitor.choose("review_confirm")
    assert done[-1]["kind"] == "handoff"
    every = visitor.history()
    assert [message["seq"] for message in every] == list(range(1, len(every) + 1))
    assert done[-1] == every[-1]
