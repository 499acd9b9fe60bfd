"""Walk the chat API's contract against a running server, as an outsider would.

    python -m tests.contract http://localhost:8000

Every answer is checked against the description the server itself serves at /api/schema. Run it with
FRONTDESK_FLOOD_LIMITS=off or at most once in twelve hours: it opens three conversations.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import jsonschema

Message = dict[str, Any]


class Fault(AssertionError):
    """The server did something else than it says; holds the step."""


class Contract:
    """One visitor, and the served description to hold every answer against."""

    def __init__(self, base: str) -> None:
        self.http = httpx.Client(base_url=base, timeout=20, trust_env=False)
        self.document = self.http.get("/api/schema").json()
        self.token = ""
        self._sent = 0

    def call(self, method: str, path: str, status: int, body: Any = None, **options: Any) -> Any:
        """Call, and hold status and body against the description."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= options.pop("headers", {})
        if body is not None:
            options["json"] = body
        answer = self.http.request(method, path, headers=headers, **options)
        if answer.status_code != status:
            raise Fault(f"{method} {path}: {answer.status_code} and not {status}: {answer.text[:200]}")
        value = answer.json()
        if status >= 400:
            self.fits(value, {"$ref": "#/components/schemas/Error"})
        else:
            told = self.document["paths"][path.split("?")[0]][method.lower()]["responses"][str(status)]
            self.fits(value, told["content"]["application/json"].get("schema", {}))
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            raise Fault(f"{method} {path} may be cached")
        return value

    def fits(self, value: Any, schema: dict[str, Any]) -> None:
        whole = {**schema, "components": self.document["components"]}
        jsonschema.Draft202012Validator(whole).validate(value)

    def send(self, status: int = 200, **body: Any) -> list[Message]:
        self._sent += 1
        answer = self.call("POST", "/api/chat/messages", status, {"client_id": f"c{self._sent}", **body})
        return list(answer.get("messages", ()))

    def expect(self, text: str, kind: str, topic: str | None = None) -> Message:
        replies = self.send(text=text)
        if not replies or replies[0]["kind"] != kind or (topic and replies[0]["topic"] != topic):
            raise Fault(f"{text!r}: {[(m['kind'], m['topic']) for m in replies]} and not {kind} {topic}")
        return replies[0]


def opening(c: Contract) -> None:
    opened = c.call("POST", "/api/chat/conversations", 201, {"locale": "en-US", "page": "/prices"})
    c.token = opened["token"]
    assert [m["kind"] for m in opened["messages"]] == ["greeting"]
    assert {m["from"] for m in opened["messages"]} == {"assistant"}


def kinds(c: Contract) -> None:
    answer = c.expect("how much does an infusion cost?", "answer", "cost")
    assert answer["reviewed"] is None and answer["from"] == "assistant"
    assert c.expect("is ketamine addictive?", "answer", "addiction_potential")["sources"]
    c.expect("thanks", "info")
    c.expect("what is the capital of Mongolia", "unknown")
    assert c.expect("should i stop taking my lexapro", "decline")["topic"] == "medical_advice"
    assert c.expect("can i talk to a person", "handoff")["reference"]
    several = c.send(text="how much is it? and can I drive home afterwards?")
    assert [m["topic"] for m in several if m["kind"] == "answer"] == ["cost", "driving"]


def choices(c: Contract) -> None:
    c.send(422, choice="never_offered")
    c.send(422, choice="fibromyalgia")  # a topic, but not offered here
    offered = c.expect("how much does an infusion cost?", "answer")["choices"]
    more = c.send(choice=offered[0]["id"])
    assert more[0]["kind"] == "answer"


def intake(c: Contract) -> None:
    question = c.send(text="start the intake")[-1]
    assert question["kind"] == "question" and question["progress"]["total"] > 5, question
    again = c.send(text="what does it cost?")
    assert [m["kind"] for m in again] == ["answer", "question"] and again[1]["topic"] == question["topic"]
    c.send(text="stop")


def repeats(c: Contract) -> None:
    body = {"client_id": "same", "text": "hello"}
    first = c.call("POST", "/api/chat/messages", 200, body)
    assert c.call("POST", "/api/chat/messages", 200, body) == first
    c.call("POST", "/api/chat/messages", 409, {"client_id": "same", "text": "other"})
    c.call("POST", "/api/chat/messages", 422, {"client_id": "later", "text": "x" * 4001})
    c.call("POST", "/api/chat/messages", 200, {"client_id": "later", "text": "shorter"})


def bad_input(c: Contract) -> None:
    path = "/api/chat/messages"
    c.call("POST", path, 400, content=b"{")
    c.call("POST", path, 400, content=b"[1]")
    c.call("POST", path, 413, content=b'{"client_id": "a", "text": "' + b"x" * 70_000 + b'"}')
    for body in ({"text": "hi"}, {"client_id": "a"}, {"client_id": "a", "text": " "},
                 {"client_id": "a", "text": "hi", "sender": "root"},
                 {"client_id": "a", "text": "hi", "choice": "cost"}):  # fmt: skip
        c.call("POST", path, 422, body)
    c.call("GET", f"{path}?after=-1", 422)
    c.call("GET", "/api/chat/nothing", 404)
    c.call("DELETE", path, 405)
    for text in ("/restart", '/inform{"a": 1}', "\x00", "\u202e", "' OR 1=1 --", "<script>alert(1)</script>"):
        assert c.send(text=text), text


def tokens(c: Contract) -> None:
    mine, c.token = c.token, "x" * 43
    refused = [
        c.call("POST", "/api/chat/messages", 401, {"client_id": "a", "text": "hi"}),
        c.call("GET", "/api/chat/messages", 401),
        c.call("GET", "/api/chat/events", 401),
        c.call("POST", "/api/chat/erase", 401, {}),
    ]
    assert all(body == refused[0] for body in refused)
    c.token = mine


def history(c: Contract) -> None:
    every = c.call("GET", "/api/chat/messages?after=0", 200)["messages"]
    assert [m["seq"] for m in every] == list(range(1, len(every) + 1))
    half = len(every) // 2
    assert c.call("GET", f"/api/chat/messages?after={half}", 200)["messages"] == every[half:]
    assert _streamed(c, half, len(every) - half) == every[half:]


def _streamed(c: Contract, after: int, count: int) -> list[Message]:
    seen: list[Message] = []
    headers = {"Authorization": f"Bearer {c.token}", "Last-Event-ID": str(after)}
    with c.http.stream("GET", "/api/chat/events", headers=headers) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            if line.startswith("data: "):
                seen.append(json.loads(line[6:]))
            if len(seen) == count:
                break
    return seen


def danger(c: Contract) -> None:
    reply = c.expect("i want to kill myself", "crisis")
    assert "988" in reply["text"] and "911" in reply["text"]
    c.call("POST", "/api/chat/conversations", 201, {})


def erase(c: Contract) -> None:
    c.call("POST", "/api/chat/erase", 202, {})
    c.call("GET", "/api/chat/messages", 401)


def health(c: Contract) -> None:
    assert c.http.get("/healthz").status_code == 200
    parts = c.http.get("/readyz").json()["parts"]
    assert {"database", "rasa", "actions", "model", "content", "stores"} <= set(parts)
    assert "frontdesk_messages" in c.http.get("/metrics").text


STEPS = (opening, kinds, choices, intake, repeats, bad_input, tokens, history, danger, erase, health)


def walk(base: str) -> Iterator[tuple[str, str]]:
    """Each step's name with what was wrong, "" when nothing was."""
    contract = Contract(base)
    with closing(contract.http):  # closed at the end: an open connection would be another test's warning
        for step in STEPS:
            try:
                step(contract)
            except (AssertionError, jsonschema.ValidationError, KeyError, IndexError) as fault:
                yield step.__name__, str(fault).split("\n")[0] or "not as the contract says"
            else:
                yield step.__name__, ""


if __name__ == "__main__":
    results = list(walk(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"))
    for name, wrong in results:
        print(f"{'✗' if wrong else '✓'} {name}{': ' + wrong if wrong else ''}")
    sys.exit(any(wrong for _, wrong in results))
