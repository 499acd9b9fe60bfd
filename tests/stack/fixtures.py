"""One stack of real processes for all tests that want it; a test that breaks a part starts it again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.processes import ROOT, Stack, Visitor


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder of the model trained from the project's files as they are."""
    env = {**os.environ, "FRONTDESK_DATA_DIR": str(ROOT / "var")}
    subprocess.run([sys.executable, "-m", "frontdesk.project.train"], cwd=ROOT, env=env, check=True)
    return ROOT / "var" / "models"


@pytest.fixture(scope="session")
def stack(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    stack = Stack(tmp_path_factory.mktemp("stack") / "data")
    stack.prepare(models)
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()


@pytest.fixture
def visitor(stack: Stack) -> Visitor:
    return Visitor(stack.base)
