"""Each part is broken for real; the visitor is told the truth and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.stack.interview import answer_to, walk
from tests.stack.processes import NAMES, Stack, Visitor

pytestmark = pytest.mark.stack
CRISIS = "i am going to kill myself"
DOUBTFUL = "i have a plan"  # the rules are not sure and the second net cannot be asked
URGENT = (
    "from frontdesk.handoffs.models import Case;"
    " print(Case.objects.filter(conversation_id='{}', urgent=True).count())"
)


@contextmanager
def without(stack: Stack, *names: str) -> Iterator[None]:
    for name in names:
        stack.kill(name)
    try:
        yield
    finally:
        stack.start(*names)


@contextmanager
def locked_database(stack: Stack) -> Iterator[None]:
    holder = sqlite3.connect(stack.folder / "frontdesk.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


@pytest.mark.promise("P10")
def test_action_server_down_says_not_saved_and_loses_nothing(stack: Stack, visitor: Visitor) -> None:
    walk(visitor, visitor.say("start the intake"), until="last_name")
    with without(stack, "actions"):
        started = time.monotonic()
        (reply,) = visitor.say("Ruiz")
        assert time.monotonic() - started < 3
        assert reply["kind"] == "error" and "not saved" in reply["text"]
        assert "(312) 555-0142" in reply["text"]
    review = walk(visitor, visitor.say("Ruiz"))
    assert "Ruiz" in review[-1]["text"]


@pytest.mark.promise("P11")
@pytest.mark.promise("P21")
def test_rasa_down_or_hung_crisis_text_still_works(stack: Stack, visitor: Visitor) -> None:
    with without(stack, "rasa"):
        assert visitor.say("what does it cost")[0]["kind"] == "error"
        assert visitor.say(CRISIS)[0]["kind"] == "crisis"
        assert Visitor(stack.base).say(DOUBTFUL)[0]["kind"] == "crisis"
    other = Visitor(stack.base)
    stack.signal("rasa", signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert other.say("what does it cost")[0]["kind"] == "error"
        assert time.monotonic() - started <= 10
        assert other.say(CRISIS)[0]["kind"] == "crisis"
    finally:
        stack.signal("rasa", signal.SIGCONT)
    stack.wait_ready()
    assert Visitor(stack.base).say("how much is one infusion")[0]["kind"] == "answer"


@pytest.mark.promise("P11")
@pytest.mark.promise("P09")
def test_what_was_asked_of_a_hung_rasa_is_answered_by_itself_when_it_is_back(
    stack: Stack, visitor: Visitor
) -> None:
    stack.signal("rasa", signal.SIGSTOP)
    try:
        (excuse,) = visitor.say("what does it cost")
        assert excuse["kind"] == "error" and "kept" in excuse["text"]
    finally:
        stack.signal("rasa", signal.SIGCONT)
    later = wait_for_more(visitor, excuse["seq"])
    assert [(message["kind"], message["topic"]) for message in later] == [("info", None), ("answer", "cost")]
    time.sleep(4)
    assert len(visitor.history()) == later[-1]["seq"]  # once


@pytest.mark.promise("P11")
def test_hung_actions_are_waited_for_in_bounds_and_change_nothing_afterwards(
    stack: Stack, visitor: Visitor
) -> None:
    walk(visitor, visitor.say("start the intake"), until="last_name")
    stack.signal("actions", signal.SIGSTOP)
    try:
        started = time.monotonic()
        (excuse,) = visitor.say("Garbage")
        assert time.monotonic() - started <= 10
        assert excuse["kind"] == "error" and "not saved" in excuse["text"]
        assert visitor.say(CRISIS)[0]["kind"] == "crisis"
    finally:
        stack.signal("actions", signal.SIGCONT)
    stack.wait_ready()
    replies = visitor.say("continue my intake")
    assert replies[-1]["topic"] == "last_name"
    review = walk(visitor, visitor.say("Ruiz"))
    assert "Ruiz" in review[-1]["text"] and "Garbage" not in review[-1]["text"]


def wait_for_more(visitor: Visitor, seq: int, seconds: float = 30) -> list[dict[str, object]]:
    """What comes after `seq`, once it ends in something other than a message to wait by."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        later = [message for message in visitor.history() if message["seq"] > seq]
        if later and later[-1]["kind"] != "info":
            return later
        time.sleep(0.3)
    raise AssertionError("nothing came")


@pytest.mark.promise("P21")
def test_crisis_with_everything_down_and_the_alert_follows(stack: Stack, visitor: Visitor) -> None:
    with without(stack, "rasa", "actions"), locked_database(stack):
        started = time.monotonic()
        (reply,) = visitor.say(CRISIS)
        took = time.monotonic() - started
        assert reply["kind"] == "crisis" and "988" in reply["text"]
        assert took < 1.0  # promised 0.3 s; bench/ measures it, a busy test machine gets slack
    code = URGENT.format(visitor.id)
    for _ in range(20):
        if stack.manage("shell", "-c", code).strip().endswith("1"):
            return
        time.sleep(0.5)
    raise AssertionError("the alert was not written after the database came back")


@pytest.mark.promise("P12")
def test_a_locked_database_is_never_a_false_success(stack: Stack, visitor: Visitor) -> None:
    with locked_database(stack):
        response = visitor.send("what does it cost", client_id="locked")
        assert response.status_code == 503 and response.headers["Retry-After"]
    again = visitor.send("what does it cost", client_id="locked")
    assert again.status_code == 200
    said = [m["text"] for m in visitor.history() if m["from"] == "visitor"]
    assert said == ["what does it cost"]


@pytest.mark.promise("P12")
@pytest.mark.promise("P09")
def test_with_the_database_locked_every_route_succeeds_or_says_when_to_come_back(
    stack: Stack, visitor: Visitor
) -> None:
    token = dict(visitor.http.headers)

    def call(method: str, path: str, body: dict[str, str] | None = None) -> httpx.Response:
        url = f"{stack.base}{path}"
        return httpx.request(method, url, json=body, headers=token, timeout=20, trust_env=False)

    routes = [
        ("POST", "/api/chat/conversations", {}),
        ("POST", "/api/chat/messages", {"client_id": "l1", "text": "hello"}),
        ("GET", "/api/chat/messages?after=0", None),
        ("POST", "/api/chat/erase", {}),
        ("GET", "/readyz", None),
        ("GET", "/metrics", None),
    ]
    with locked_database(stack), ThreadPoolExecutor(len(routes)) as pool:
        answers = list(pool.map(lambda route: call(*route), routes))
    assert [answer.status_code for answer in answers] == [503, 503, 200, 503, 200, 200]
    assert all(answer.headers["Retry-After"] for answer in answers if answer.status_code == 503)
    assert visitor.say("hello again")  # nothing was erased


@pytest.mark.promise("P06")
@pytest.mark.promise("P16")
def test_what_was_answered_200_is_on_the_disk_when_everything_is_killed(
    stack: Stack, visitor: Visitor, tmp_path: Path
) -> None:
    asked = [f"is parcel {number} on the disk" for number in range(5)]
    for text in asked:
        assert visitor.send(text).status_code == 200
    for name in NAMES:
        stack.kill(name)
    for file in stack.folder.glob("frontdesk.sqlite3*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, tmp_path)
    copy = sqlite3.connect(tmp_path / "frontdesk.sqlite3")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    rows = copy.execute(
        "SELECT count(*) FROM chat_message WHERE sender = 'visitor' AND conversation_id = ?",
        [visitor.id.replace("-", "")],
    )
    assert rows.fetchone() == (len(asked),)
    copy.close()
    # and any order of starting reaches ready
    stack.start("rasa", until="")
    stack.start("sweep", "watch", "worker", until="")
    stack.start("web", until="/healthz")
    stack.start("actions")
    said = [message["text"] for message in visitor.history() if message["from"] == "visitor"]
    assert said == asked


@pytest.mark.promise("P04")
@pytest.mark.promise("P06")
@pytest.mark.promise("P08")
def test_killing_web_and_rasa_in_an_intake_loses_nothing(stack: Stack, visitor: Visitor) -> None:
    walk(visitor, visitor.say("start the intake"), until="last_name")
    first = visitor.send("Ruiz", client_id="the-name")
    with without(stack, "web", "rasa"):
        pass
    again = visitor.send("Ruiz", client_id="the-name")
    assert again.json() == first.json()
    review = walk(visitor, [first.json()["messages"][-1]])
    assert "Ruiz" in review[-1]["text"] and "Ana" in review[-1]["text"]


@pytest.mark.promise("P35")
def test_no_personal_text_in_any_log_or_file_whatever_goes_wrong(stack: Stack, visitor: Visitor) -> None:
    canary = "zebrafinch"
    http = visitor.http
    http.post("/conversations", json={"page": f"/x?name={canary}#{canary}", "locale": "en"})
    http.get("/messages", params={"after": canary})
    http.get(f"/{canary}")
    http.get("/events", headers={"Last-Event-ID": canary})
    http.get("/messages", headers={"Authorization": f"Bearer {canary}"})
    http.post("/messages", content=f'{{"text": "{canary}'.encode())
    http.post("/messages", json={"client_id": "a", "text": "x", canary: canary})
    http.post("/messages", json={"client_id": "b", "choice": canary})
    http.post("/messages", json={"client_id": "c", "text": canary * 1000})
    replies = visitor.say("start the intake")
    while replies[-1]["kind"] == "question":
        question = str(replies[-1]["topic"])
        if question == "first_name":
            visitor.say(f"{canary}? can i have it if my {canary} hurts")
            with without(stack, "actions"):
                visitor.say(f"{canary} again")
            with locked_database(stack):
                visitor.send(f"{canary} while locked")
        told = WITH_CANARY.get(question) or answer_to(replies[-1])
        replies = visitor.say(told.format(canary))
    assert canary.capitalize() in replies[-1]["text"] or canary in replies[-1]["text"]
    visitor.choose("review_confirm")
    visitor.say(f"{canary} i want to die")
    time.sleep(2)  # the worker announces the case
    for file in (file for file in stack.folder.rglob("*") if file.is_file()):
        assert canary not in file.read_bytes().decode("utf-8", "replace").casefold(), file.name
    for file in Path(tempfile.gettempdir()).glob("*"):
        if file.is_file() and file.stat().st_mtime > time.time() - 600 and os.access(file, os.R_OK):
            assert canary not in file.read_bytes()[:1_000_000].decode("utf-8", "replace"), file.name


WITH_CANARY = {
    "first_name": "{}",
    "last_name": "{}son",
    "email": "{}@example.com",
    "main_concern": "depression and my {}",
    "anything_else": "my {} needs a wheelchair",
}
