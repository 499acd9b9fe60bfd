"""Which questions are asked, which is next, and how far the person has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from frontdesk.interview.readers.dates import age_on
from frontdesk.interview.scores import totals
from frontdesk.interview.values import REVIEW, Answer, Interview, Question, State


def facts_of(interview: Interview, answers: Mapping[str, Answer], today: date) -> dict[str, Any]:
    """Answers as conditions see them: lists become term names, with `.classes` and `.words` beside them."""
    facts: dict[str, Any] = {}
    for key, answer in answers.items():
        question = interview.by_id.get(key)
        if question is None:
            continue
        facts[key] = answer.value
        facts[f"{key}.words"] = answer.words
        if question.type == "list" and isinstance(answer.value, list):
            names = [item["term"] for item in answer.value if item.get("term")]
            facts[key] = names
            facts[f"{key}.classes"] = [
                group for term in interview.terms_of(question) if term.name in names for group in term.classes
            ]
            facts[f"{key}.classes.words"] = ""
        if question.type == "consent" and isinstance(answer.value, dict):
            facts[key] = answer.value.get("agreed")
        if question.type == "date_of_birth" and answer.value:
            facts["age"] = age_on(str(answer.value), today)
    facts.update(totals(interview, answers))
    return facts


def path(interview: Interview, state: State, today: date, *, assume: bool = False) -> tuple[Question, ...]:
    """The questions to be asked by what is known. `assume` counts those that depend on an open answer too."""
    facts = facts_of(interview, state.answers, today)
    found = []
    for question in interview.questions:
        holds = True if question.ask_if is None else question.ask_if.holds(facts)
        skipped = question.section in state.skipped_sections and question.id not in state.answers
        if (holds or (holds is None and assume)) and not skipped:
            found.append(question)
    return tuple(found)


def next_question(interview: Interview, state: State, today: date) -> str:
    """The id of the first question without an answer, or "review"."""
    for question in path(interview, state, today):
        if question.id not in state.answers:
            return question.id
    return REVIEW


def before(interview: Interview, state: State, today: date) -> str | None:
    """The question before the one that is open, on the person's own path."""
    ids = [question.id for question in path(interview, state, today) if question.type != "consent"]
    if state.at == REVIEW:
        return ids[-1] if ids else None
    if state.at not in ids:
        return None
    place = ids.index(state.at)
    return ids[place - 1] if place else None


def progress(interview: Interview, state: State, today: date) -> dict[str, int]:
    """How many questions are done, of those that are asked by what is known now.

    A question that hangs on an answer not yet given is not counted, so the total starts low and grows as the
    person opens more; a questionnaire that was left counts as done. Neither number falls, except by a change
    of mind; an answer that is being changed still counts as done.
    """
    asked = path(interview, replace(state, skipped_sections=()), today)
    left = state.skipped_sections
    done = sum(question.id in state.answers or question.section in left for question in asked)
    return {"done": done, "total": len(asked)}


def can_skip(interview: Interview, state: State, question: Question) -> bool:
    """A question may be skipped unless it is required, or the last of a group of which one is needed."""
    if not question.can_skip:
        return False
    if not question.one_of:
        return True
    others = [state.answers.get(key) for key in question.one_of if key != question.id]
    if any(other is not None and other.value is not None for other in others):
        return True
    return any(other is None for other in others)
