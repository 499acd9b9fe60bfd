"""Processes killed around the turns of an intake, and at statements of it: nothing is lost, nothing is twice.

Here each process dies once at each moment, and web and actions at some statements. FRONTDESK_EVERY_KILL=1
tries every process at every moment of every turn, and every statement: more than an hour.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.stack.kills import KILLS, TURNS, Ended, Kill, Killer
from tests.stack.processes import Stack

pytestmark = [pytest.mark.stack, pytest.mark.promise("P01"), pytest.mark.promise("P02")]
EVERY = bool(os.environ.get("FRONTDESK_EVERY_KILL"))


@pytest.fixture(scope="module")
def undisturbed(stack: Stack) -> Ended:
    ended = Killer(stack, lambda _: None).walk()
    assert len(ended.cases) == 1 and ended.notices == 1 and len(ended.answers) > 20
    return ended


@pytest.mark.promise("P08")
@pytest.mark.parametrize("shift", range(len(KILLS)) if EVERY else [0])
def test_an_intake_ends_the_same_whoever_is_killed_around_its_turns(
    stack: Stack, undisturbed: Ended, shift: int
) -> None:
    turns = 1 if EVERY else 2
    killer = Killer(stack, lambda turn: None if turn % turns else KILLS[(turn // turns + shift) % len(KILLS)])
    _same(killer.walk(), undisturbed)
    assert killer.said_again <= len(TURNS) // 3  # most kills cost the visitor nothing


@pytest.fixture
def crash_file(stack: Stack, victim: str, tmp_path: Path) -> Iterator[Path]:
    """The victim gets the hook that ends it at a statement; this file says at which."""
    file = tmp_path / "left"
    hooks = str(Path(__file__).parent / "hooks")
    stack.only_for[victim] = {"PYTHONPATH": hooks, "FRONTDESK_TEST_CRASH_FILE": str(file)}
    try:
        stack.restart(victim)
        yield file
    finally:
        file.unlink(missing_ok=True)
        del stack.only_for[victim]
        stack.restart(victim)


@pytest.mark.promise("P15")
@pytest.mark.parametrize("victim", ["web", "actions"])
@pytest.mark.parametrize("first", range(1, 40, 5) if EVERY else [1])
def test_a_process_that_ends_at_any_statement_of_a_turn_loses_nothing(
    stack: Stack, undisturbed: Ended, crash_file: Path, victim: str, first: int
) -> None:
    """Turn 0 ends it at its first statement, turn 4 at its fifth, and so on while turns have as many."""
    every = 1 if EVERY else 4
    killer = Killer(stack, lambda turn: (victim, first + turn) if turn % every == 0 else None, crash_file)
    _same(killer.walk(), undisturbed)
    assert killer.crashed > 2 or first > 5


@pytest.mark.parametrize("victim", ["web", "actions"])
def test_a_process_that_ends_at_any_statement_of_the_submit_makes_one_case(
    stack: Stack, undisturbed: Ended, crash_file: Path, victim: str
) -> None:
    """CRASH_AT 1, 2, 3 … until a submit ends without a crash; not under EVERY, some of them."""
    for number in range(1, 200) if EVERY else (2, 9):
        killer = Killer(stack, partial(_at_submit, (victim, number)), crash_file)
        _same(killer.walk(), undisturbed)
        if not killer.crashed:  # it has fewer statements than this
            assert number > 2
            break


def _at_submit(kill: Kill, turn: int) -> Kill | None:
    return kill if turn == len(TURNS) else None


def _same(ended: Ended, undisturbed: Ended) -> None:
    assert (ended.answers, ended.cases, ended.notices) == (
        undisturbed.answers,
        undisturbed.cases,
        undisturbed.notices,
    )
    lines = difflib.unified_diff(undisturbed.talk.split("\n"), ended.talk.split("\n"), lineterm="", n=2)
    assert list(lines) == []
