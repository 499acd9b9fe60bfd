"""The whole way through on real processes: ask, be answered, take an intake, see the case."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.stack.interview import walk
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.stack


def test_every_part_says_it_is_ready(stack: Stack) -> None:
    parts = httpx.get(f"{stack.base}/readyz", trust_env=False).json()["parts"]
    assert {name for name, part in parts.items() if part["ok"]} == {
        "database",
        "content",
        "model",
        "rasa",
        "actions",
        "stores",
    }
    assert parts["stores"]["tracker"] == "RecentTrackerStore"  # as Rasa itself tells it
    assert httpx.get(f"{stack.base}/healthz", trust_env=False).status_code == 200


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How much does one infusion cost?", "cost"),
        ("can I drive myself home afterwards", "driving"),
        ("is ketamine addictive?", "addiction_potential"),
        ("will my insurance pay for it", "insurance"),
    ],
)
def test_a_plain_question_gets_its_answer(visitor: Visitor, question: str, topic: str) -> None:
    (reply,) = visitor.say(question)
    assert (reply["kind"], reply["topic"]) == ("answer", topic)


def test_small_talk_and_what_is_not_known_have_their_kinds(visitor: Visitor) -> None:
    assert visitor.say("hello there")[0]["kind"] == "info"
    assert visitor.say("are you a real person or a bot?")[0]["kind"] == "info"
    assert visitor.say("what is the capital of Mongolia")[0]["kind"] == "unknown"


def test_tell_me_more_by_button_and_by_word(visitor: Visitor) -> None:
    (short,) = visitor.say("how much is an infusion")
    (by_button,) = visitor.choose("more_cost")
    assert (by_button["kind"], by_button["topic"]) == ("answer", "cost")
    assert by_button["text"] != short["text"]
    assert visitor.say("tell me more")[0]["text"] == by_button["text"]


def test_asking_for_a_person_gives_a_reference(visitor: Visitor) -> None:
    (reply,) = visitor.say("can I talk to a real human please")
    assert reply["kind"] == "handoff"
    assert reply["reference"].startswith("OT-")
    assert reply["reference"] in reply["text"]


def test_an_intake_with_a_digression_and_a_correction_makes_one_case(stack: Stack, visitor: Visitor) -> None:
    replies = walk(visitor, visitor.say("I want to start the intake"), until="date_of_birth")
    digression = visitor.say("what does it cost?")
    assert [(m["kind"], m["topic"]) for m in digression] == [
        ("answer", "cost"),
        ("question", "date_of_birth"),
    ]
    replies = walk(visitor, digression)
    assert "Ana" in replies[-1]["text"]
    corrected = walk(visitor, visitor.say("change my last name"), until="last_name")
    review = walk(visitor, visitor.say("Ruiz-Ortega") if corrected[-1]["kind"] == "question" else corrected)
    assert "Ruiz-Ortega" in review[-1]["text"]
    done = visitor.choose("review_confirm")
    assert done[-1]["kind"] == "handoff" and done[-1]["reference"].startswith("OT-")
    assert f"{done[-1]['reference']}" in stack.manage("shell", "-c", CASES)


COUNTS = (
    "from frontdesk.handoffs.models import Case, Notice; c = Case.objects.filter(conversation_id='{}');"
    " print(c.count(), Notice.objects.filter(case__in=c).count())"
)
CASES = "from frontdesk.handoffs.models import Case; print([c.reference for c in Case.objects.all()])"


@pytest.mark.promise("P02")
def test_twenty_confirmations_at_once_make_one_case(stack: Stack, visitor: Visitor) -> None:
    walk(visitor, visitor.say("start intake please"))

    def confirm(n: int) -> str:
        response = visitor.send(choice="review_confirm", client_id=f"confirm{n}")
        assert response.status_code == 200, response.text
        return str(response.json()["messages"][-1]["reference"])

    with ThreadPoolExecutor(20) as pool:
        references = set(pool.map(confirm, range(20)))
    assert len(references) == 1
    code = COUNTS.format(visitor.id)
    assert stack.manage("shell", "-c", code).strip().endswith("1 1")


@pytest.mark.promise("P19")
@pytest.mark.promise("P20")
def test_hostile_text_never_breaks_and_never_gets_silence(visitor: Visitor, shared: Path) -> None:
    strings = [s for s in json.loads((shared / "eval" / "blns.json").read_text()) if s.strip()][::6]
    for text in [*strings, "/restart", '/inform{"a":"b"}', "/session_start", "x" * 4000, "\x00", "\u202e"]:
        response = visitor.send(text)
        assert response.status_code == 200
        assert response.json()["messages"]
    assert visitor.send("x" * 5000).status_code == 422


@pytest.mark.promise("P30")
def test_rasa_and_the_action_server_answer_only_us(stack: Stack) -> None:
    rasa = f"http://127.0.0.1:{stack.ports['rasa']}"
    actions = f"http://127.0.0.1:{stack.ports['actions']}"
    secret = {"X-Frontdesk-Secret": stack.env["FRONTDESK_INTERNAL_SECRET"]}
    with httpx.Client(trust_env=False) as http:
        hook = f"{rasa}/webhooks/frontdesk/webhook"
        assert http.post(hook, json={"sender": "a", "text": "hi"}).status_code == 403
        assert (
            http.post(
                hook, json={"sender": "a", "text": "hi"}, headers={"X-Frontdesk-Secret": "no"}
            ).status_code
            == 403
        )
        assert http.post(hook, json={"text": "hi"}, headers=secret).status_code == 422
        for path in ("/webhooks/rest/webhook", "/model/parse", "/conversations/a/tracker", "/domain"):
            assert http.post(rasa + path, json={}, headers=secret).status_code in (404, 405)
        assert http.post(f"{actions}/webhook", json={}).status_code == 403
        assert http.get(f"{actions}/actions").status_code == 403


@pytest.mark.promise("P30")
def test_they_listen_on_loopback_only(stack: Stack) -> None:
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        pytest.skip("this machine has no address besides loopback")
    for name in ("rasa", "actions", "web"):
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((own, stack.ports[name])) != 0
