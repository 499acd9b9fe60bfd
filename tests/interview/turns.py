"""Runs one row of turns.jsonl: a message at a question, and what must come of it."""

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

TODAY = date(2026, 11, 23)
INTAKE = Path(__file__).resolve().parents[2] / "data" / "intake"
FILES = (
    "turns.jsonl",
    "turns_second.jsonl",
    "turns_third.jsonl",
    "turns_fourth.jsonl",
    "turns_fifth.jsonl",
    "turns_sixth.jsonl",
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


def run(row: dict[str, Any]) -> tuple[State, Outcome]:
    given = row.get("given") or ({"main_concern": "pain"} if row["at"].startswith("peg") else None)
    before = state_at(row["at"], given)
    known = Understanding("faq" if row.get("answerable") else None, 0.9, bool(row.get("answerable")))
    return before, engine.step(interview(), before, Turn(row["say"], None, known), TODAY)


def wrong(row: dict[str, Any]) -> str:
    """Empty when the row is taken rightly, otherwise what happened."""
    before, after = run(row)
    state, at = after.state, row["at"]
    changed = {k: (a.value, a.how) for k, a in state.answers.items() if before.answers.get(k) != a}
    told = (
        f"at={state.at} status={state.status} changed={changed} digression={after.digression} act={after.act}"
    )
    return "" if _right(row, before, after, changed, at) else told


# these have a rule of their own; any other "a_or_b" is either
_PAIRS = ("skip_or_answer", "declined_or_asked", "noted_or_asked", "later_or_answer", "person_or_skip")


def _right(row: dict[str, Any], before: State, after: Outcome, changed: dict[str, Any], at: str) -> bool:
    state, expect = after.state, row["expect"]
    if "_or_" in expect and expect not in _PAIRS:
        return any(_right({**row, "expect": one}, before, after, changed, at) for one in expect.split("_or_"))
    text = " ".join(draft.text for draft in after.drafts)
    question = interview().by_id.get(at)
    if expect == "answer":
        return _answered(row, after, changed, at)
    if expect == "question":
        return after.digression and not changed and state.at == at
    if expect == "correction":
        field = row["field"]
        if "value" in row:
            return changed.get(field, ("", ""))[0] == row["value"] and set(changed) <= {field}
        return state.at == field or field in changed
    still = not changed and state.at == at and not after.digression
    found: dict[str, bool] = {
        "noted": set(changed) == {row.get("field")} and state.at == at,
        "noted_or_asked": not changed and state.at == at,
        "unread": still and (state.failures == 1 or at == "review"),
        "skip": changed.get(at) == (None, "skipped"),
        "skip_or_answer": at in changed,
        "answer_value": changed.get(at, ("", ""))[0] == row.get("value"),
        "skip_section": bool(state.skipped_sections),
        "cannot_skip": still and state.failures == 0,
        "declined": state.status == "declined",
        "declined_or_asked": not changed,
        "minor": state.status == "minor" and not state.answers,
        "out_of_area": state.status == "out_of_area",
        "why": still and question is not None and question.why[:30] in text and state.failures == 0,
        "explain": still and question is not None and question.example[:20] in text and state.failures == 0,
        "repeat": still and state.failures == 0,
        "smalltalk": still and state.failures == 0,
        "back": not changed and state.at == row.get("to"),
        "stop": state.status == "paused" and not changed,
        "later": state.status == "paused" and not changed,
        "later_or_answer": state.status == "paused" or at in changed,
        "restart": not state.answers and bool(state.shelf),
        "person_or_skip": after.act == "person" or changed.get(at) == (None, "skipped"),
        "person": after.act == "person" and not changed,
        "review": still and len(after.drafts) == 2,
        "submit": after.act == "submit",
        "which": still and len(after.drafts) == 1,
    }
    return found[expect]


def _answered(row: dict[str, Any], after: Outcome, changed: dict[str, Any], at: str) -> bool:
    if at not in changed or changed[at][1] != "given":
        return False
    value = changed[at][0]
    if "value" in row and (sorted(value) if isinstance(value, list) else value) != (
        sorted(row["value"]) if isinstance(row["value"], list) else row["value"]
    ):
        return False
    if "terms" in row and [item["term"] for item in value] != row["terms"]:
        return False
    also = row.get("also", {})
    if {key: changed[key][0] for key in changed if key != at} != also:
        return False
    if bool(row.get("alert")) != (after.alert is not None):
        return False
    return after.digression == bool(row.get("also_digression"))


def report(name: str) -> None:
    found = [(row, wrong(row)) for row in rows(name)]
    bad = [(row, told) for row, told in found if told]
    for row, told in bad:
        print(row["at"], repr(row["say"]), "expected", row["expect"], row.get("value", ""), "->", told)
    print(f"{len(found) - len(bad)}/{len(found)} = {1 - len(bad) / len(found):.1%}")


if __name__ == "__main__":
    for file in FILES:
        report(file)
