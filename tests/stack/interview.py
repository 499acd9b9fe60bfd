"""Answers a patient might give, by question id, to walk an intake whatever its order."""

from __future__ import annotations

from typing import Any

from tests.stack.processes import Visitor

ANSWERS = {
    "consent": "I agree",
    "first_name": "Ana",
    "last_name": "Ruiz",
    "date_of_birth": "March 4, 1985",
    "email": "ana.ruiz@example.com",
    "phone": "(312) 555-0187",
    "state": "Illinois",
    "main_concern": "Depression",
}


def answer_to(question: dict[str, Any]) -> str:
    """A valid answer: the prepared one, else skip, else the first choice."""
    topic = str(question["topic"])
    if topic in ANSWERS:
        return ANSWERS[topic]
    ids = [choice["id"] for choice in question["choices"]]
    if "skip" in ids:
        return "skip"
    return str(question["choices"][0]["title"]) if question["choices"] else "None"


def walk(
    visitor: Visitor, replies: list[dict[str, Any]], until: str = "review", limit: int = 80
) -> list[dict[str, Any]]:
    """Answer question after question until the last reply is of kind `until` or asks the topic `until`."""
    for _ in range(limit):
        last = replies[-1]
        if last["kind"] == until or last["topic"] == until:
            return replies
        assert last["kind"] == "question", f"stopped at a {last['kind']}"
        replies = visitor.say(answer_to(last))
    raise AssertionError(f"no {until} after {limit} turns")
