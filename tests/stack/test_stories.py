"""The end-to-end stories of tests/stories, as `rasa test core` runs them, with the trained model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stack.processes import ROOT
from tests.stories.renew import STORIES

pytestmark = pytest.mark.stack
SECONDS = 240  # some twenty on an idle machine


def test_every_story_comes_out(models: Path) -> None:
    env = {**os.environ, "FRONTDESK_DATA_DIR": str(models.parent), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.stories.check"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    told = STORIES.read_text("utf-8").count("- story:")
    assert f"{told} stories, 0 failed" in done.stdout, done.stdout + done.stderr[-2000:]
    assert done.returncode == 0
