"""The chat API keeps its contract on the real processes (tests/contract.py, which anyone can run)."""

from __future__ import annotations

import pytest

from tests.contract import walk
from tests.stack.processes import Stack

pytestmark = pytest.mark.stack


@pytest.mark.promise("P03")
@pytest.mark.promise("P20")
@pytest.mark.promise("P29")
def test_the_contract_holds_from_the_outside(stack: Stack) -> None:
    assert [(name, wrong) for name, wrong in walk(stack.base) if wrong] == []
