"""A process that ends by itself is started again, so that losing one part does not stop the others."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from frontdesk.project.env import ROOT

KEEP = ["sh", str(ROOT / "deploy" / "keep.sh")]


def test_a_process_that_ended_is_started_again_until_it_is_told_to_stop(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    with subprocess.Popen(
        [*KEEP, "0", "sh", "-c", f"echo x >> {starts}; exit 3"], stderr=subprocess.PIPE
    ) as kept:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and (not starts.exists() or len(starts.read_text().split()) < 2):
            time.sleep(0.1)
        assert kept.poll() is None
        kept.terminate()
    assert len(starts.read_text().split()) >= 2


def test_one_that_cannot_start_ends_with_its_own_code() -> None:
    assert subprocess.run([*KEEP, "60", "sh", "-c", "exit 3"], check=False).returncode == 3


def test_every_process_but_the_web_is_kept() -> None:
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    assert [name for name, command in lines.items() if "deploy/keep.sh" not in command] == ["web"]
