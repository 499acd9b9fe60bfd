"""Each part is broken for real; the visitor is told the truth and nothing is lost."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.stack.interview import walk
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.stack
CRISIS = "i am going to kill myself"
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
def test_no_personal_text_in_any_log(stack: Stack, visitor: Visitor) -> None:
    canary = "zebrafinch"
    walk(visitor, visitor.say("start the intake"), until="first_name")
    visitor.say(f"My name is {canary} {canary}son and I feel {canary}")
    visitor.say(f"{canary}? can i have it if my {canary} hurts")
    with without(stack, "actions"):
        visitor.say(f"{canary} again")
    with locked_database(stack):
        visitor.send(f"{canary} while locked")
    visitor.say(f"{canary} i want to die")
    assert not any(canary in stack.log(name) for name in ("web", "rasa", "actions", "worker"))
