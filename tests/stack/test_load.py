"""A short run of bench/load.py: the long one, with its figures, is `python -m bench.load`."""

from __future__ import annotations

import asyncio

import pytest

from bench.load import load
from tests.stack.processes import Stack

pytestmark = pytest.mark.stack
MEMORY_KB = 80 * 1024
HANDLES = 40


@pytest.mark.promise("P18")
def test_thirty_visitors_get_their_own_answers_and_the_processes_do_not_grow(stack: Stack) -> None:
    result = asyncio.run(load(stack.base, stack.pids(), chats=30, seconds=40))
    assert result.errors == [] and result.crossed == 0
    assert len(result.took) > 60
    assert (
        result.at(0.5) < 3000
    )  # promised: 0.3 s for 95 %; bench/load.py measures it, a busy machine gets slack
    for name, (memory, handles) in result.after.items():
        before = result.before[name]
        assert memory - before[0] < MEMORY_KB and handles - before[1] < HANDLES, name
