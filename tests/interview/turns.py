"""Rows of turns*.jsonl, each a message at a question, and the engine run on one (see judging.py)."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from frontdesk.interview import (
    Answer,
    Interview,
    Outcome,
    State,
    Turn,
    Understanding,
    engine,
    flow,
    load_interview,
)
from frontdesk.interview.readers import Read, Value
from frontdesk.interview.reading import read

TODAY = date(2026, 11, 23)
INTAKE = Path(__file__).resolve().parents[2] / "data" / "intake"
FILES = (
    "turns.jsonl",
    "turns_second.jsonl",
    "turns_third.jsonl",
    "turns_fourth.jsonl",
    "turns_fifth.jsonl",
    "turns_sixth.jsonl",
    "turns_seventh.jsonl",
    "turns_eighth.jsonl",
    "turns_ninth.jsonl",
    "turns_tenth.jsonl",
)
GIVEN: dict[str, Any] = {
    "consent": {"agreed": True},
    "first_name": "Ana",
    "last_name": "Ruiz",
    "preferred_name": "Annie",
    "pronouns": "she",
    "date_of_birth": "1985-03-04",
    "email": "ana@example.com",
    "phone": "+13125550142",
    "contact_ok": "both",
    "state": "IL",
    "contact_time": "morning",
    "heard_from": "search",
    "main_concern": "depression",
    "concern_since": "two years",
    "diagnoses": [],
    "past_treatments": [],
    "current_medicines": [],
    "allergies": [],
    "substance_use": ["none"],
    "conditions": ["none"],
    "pregnancy": "no",
    "phq9_offer": "yes",
    "gad7_offer": "yes",
    "practical_offer": "yes",
    "transport": "yes",
    "insurance": "none",
    "appointment_wishes": "no",
    "anything_else": "no",
    "phq9_difficulty": "somewhat",
}


@lru_cache(maxsize=1)
def interview() -> Interview:
    return load_interview(INTAKE, states_served=("IL", "IN", "WI"), minimum_age=18)


def state_at(at: str, given: dict[str, Any] | None = None) -> State:
    """A state where everything asked before `at` is answered."""
    loaded = interview()
    known = {**GIVEN, **(given or {})}
    answers: dict[str, Answer] = {}
    for question in loaded.questions:
        if question.id == at:
            break
        if question.ask_if is not None and not question.ask_if.holds(flow.facts_of(loaded, answers, TODAY)):
            continue
        value = known.get(question.id, 2)
        answers[question.id] = Answer(question.id, question.version, value, "")
    return State(answers=answers, at=at, last=list(answers)[-1] if answers else "")


def rows(name: str = "turns.jsonl") -> list[dict[str, Any]]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def before(row: dict[str, Any]) -> State:
    """The state in which the row's message is written."""
    of_pain = any(key.startswith("peg") for key in (row["at"], row.get("field", ""), *row.get("given", {})))
    given = {"main_concern": "pain"} if of_pain else {}
    return state_at(row["at"], {**given, **row.get("given", {})})


def run(row: dict[str, Any], heard: Understanding | None = None) -> tuple[State, Outcome]:
    """The state before and what came of it. `heard`: what the model made of the message."""
    state = before(row)
    told = bool(row.get("answerable"))
    known = heard or Understanding(*row.get("heard", ("faq" if told else None, 0.9, told)))
    return state, engine.step(interview(), state, Turn(row["say"], None, known), TODAY)


def read_at(at: str, said: str) -> Read:
    """What the question's reader makes of `said`."""
    return read(said, interview().by_id[at], interview(), TODAY)


def value_at(at: str, said: str) -> Any:
    """The value that the question's reader is to find in `said`."""
    found = read_at(at, said)
    assert isinstance(found, Value), found
    return found.value


def answers_after(state: State, *said: str, heard: Understanding | None = None) -> dict[str, Any]:
    """The answers after several messages."""
    for text in said:
        turn = Turn(text, understanding=heard or Understanding())
        state = engine.step(interview(), state, turn, TODAY).state
    return {key: answer.value for key, answer in state.answers.items()}


def changed(say: str, field: str, old: Any, at: str = "anything_else") -> Any:
    """The answer to `field` after the words, heard as a change of it, at another question."""
    heard = Understanding.of(
        None, 0.0, False, {"name": "change", "confidence": 0.95, "about": [[field, 0.95], ["phone", 0.0]]}
    )
    pain = {"main_concern": "pain"} if field.startswith("peg_") else {}
    state = state_at(at, {field: old, **pain})
    after = engine.step(interview(), state, Turn(say, understanding=heard), TODAY)
    others = {k for k, a in after.state.answers.items() if a != state.answers.get(k)} - {field}
    assert not others
    return after.state.answers[field].value
