"""A full disk: what cannot be stored is refused, nothing breaks, and space is all it takes to go on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.stack
SIZE = "8m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk can only be made by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


@pytest.fixture
def web(small_disk: Path, tmp_path: Path) -> Iterator[Stack]:
    """Only the web process, its database on the small disk; flood limits on."""
    database = small_disk / "frontdesk.sqlite3"
    stack = Stack(tmp_path / "data", DATABASE_URL=f"sqlite:///{database}", FRONTDESK_FLOOD_LIMITS="on")
    stack.prepare()
    try:
        stack.start("web", until="/healthz")
        yield stack
    finally:
        stack.stop()


def stored(visitor: Visitor) -> list[str]:
    """The visitor's own messages without the words of danger."""
    texts = [message["text"] for message in visitor.history() if message["from"] == "visitor"]
    return [text for text in texts if "kill" not in text]


@pytest.mark.promise("P14")
def test_a_full_disk_refuses_corrupts_nothing_and_recovers(web: Stack, small_disk: Path) -> None:
    visitor = Visitor(web.base)
    assert visitor.send("before", client_id="before").status_code == 200
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    texts = [f"{n} " + "x" * 3000 for n in range(20)]
    answers = [visitor.send(text, client_id=f"full{n}") for n, text in enumerate(texts)]
    assert {answer.status_code for answer in answers} <= {200, 503} and answers[-1].status_code == 503
    assert answers[-1].headers["Retry-After"]
    assert httpx.get(f"{web.base}/healthz", trust_env=False).status_code == 200
    assert visitor.say("i want to kill myself")[0]["kind"] == "crisis"
    filler.unlink()
    deadline = time.monotonic() + 20
    while visitor.send(texts[19], client_id="full19").status_code != 200:
        assert time.monotonic() < deadline, "did not recover by itself"
        time.sleep(0.5)
    accepted = {n for n, answer in enumerate(answers) if answer.status_code == 200} | {19}
    kept = stored(visitor)
    assert kept[0] == "before" and {texts[n] for n in accepted} <= set(kept) <= {"before", *texts}
    # the disk may be full between a message and its reply: sent again, it gets that reply and stays one
    for n in [n for n in range(19) if n not in accepted and texts[n] in kept]:
        assert visitor.send(texts[n], client_id=f"full{n}").status_code == 200
    assert stored(visitor) == kept and len(set(kept)) == len(kept)
    database = sqlite3.connect(small_disk / "frontdesk.sqlite3")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


@pytest.mark.promise("P34")
@pytest.mark.promise("P21")
def test_a_flood_is_refused_and_words_of_danger_still_heard(web: Stack) -> None:
    visitor, other = Visitor(web.base), Visitor(web.base)
    statuses = [visitor.send(f"again {n}").status_code for n in range(31)]
    assert statuses == [200] * 30 + [429]
    refused = visitor.send("once more")
    assert refused.json()["error"]["retry_after"] == int(refused.headers["Retry-After"])
    assert visitor.say("i want to kill myself")[0]["kind"] == "crisis"
    assert other.send("hello").status_code == 200
    opened = [httpx.post(f"{web.base}/api/chat/conversations", json={}, trust_env=False) for _ in range(5)]
    assert [answer.status_code for answer in opened] == [201] * 4 + [429]
