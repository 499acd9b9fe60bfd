"""PostgreSQL by one setting: the same storage tests, and a slow one under fifty chats."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.stack.postgres import Cluster, programs
from tests.stack.processes import ROOT, Stack, Visitor

pytestmark = pytest.mark.stack
STORAGE = ("tests/chat", "tests/intakes", "tests/handoffs", "tests/privacy")


@pytest.fixture(scope="module")
def postgres() -> Iterator[Cluster]:
    found = programs()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed (deploy/system.sh installs it)")
        pytest.skip("PostgreSQL is not installed (deploy/system.sh installs it)")
    cluster = Cluster(found)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.mark.promise("P15")
def test_the_storage_tests_hold_on_postgresql_too(postgres: Cluster) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *STORAGE, "-q", "-m", "not stack and not browser"],
        cwd=ROOT,
        env={**os.environ, "FRONTDESK_TEST_DATABASE_URL": postgres.url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.promise("P13")
def test_fifty_chats_on_a_slow_database_get_their_answers(
    postgres: Cluster, models: Path, tmp_path: Path
) -> None:
    """Every statement of every process takes 0.3 s longer; the web process goes on answering others."""
    slow = Stack(tmp_path / "data", DATABASE_URL=postgres.url, FRONTDESK_TEST_STATEMENT_SECONDS="0.3")
    quick_start = {"FRONTDESK_TEST_STATEMENT_SECONDS": "0"}
    slow.env, delayed = {**slow.env, **quick_start}, slow.env
    slow.prepare(models)
    slow.env = {**delayed, "PYTHONPATH": str(Path(__file__).parent / "hooks")}
    try:
        slow.start()
        with ThreadPoolExecutor(50) as pool:
            chats = list(pool.map(lambda _: Visitor(slow.base, timeout=60), range(50)))
            asked = [pool.submit(chat.send, "what does it cost") for chat in chats]
            alive = httpx.get(f"{slow.base}/healthz", timeout=5, trust_env=False)
            answers = [each.result() for each in asked]
        assert alive.status_code == 200
        assert {answer.status_code for answer in answers} == {200}
        assert min(answer.elapsed.total_seconds() for answer in answers) > 1.5  # it was slow indeed
        kinds = [answer.json()["messages"][0]["kind"] for answer in answers]
        assert kinds == ["answer"] * 50
    finally:
        slow.stop()
