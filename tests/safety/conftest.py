"""One screen for all tests of this folder: loading is pure, so it may be shared."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.safety import Screen, load_screen

FOLDER = Path(__file__).parents[2] / "data" / "safety"


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def screen() -> Screen:
    return load_screen(FOLDER)
