"""The answers as QuestionnaireResponses: what was picked, in the person's own words, and what was skipped."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from frontdesk.handoffs.fhir.parts import (
    ABSENT,
    Resource,
    extension,
    identifier,
    instant,
    to,
    without_empty,
)
from frontdesk.handoffs.fhir.questionnaires import (
    INTAKE,
    canonical,
    has_options,
    option_coding,
    questions_of,
)
from frontdesk.handoffs.fhir.values import Record
from frontdesk.interview import Answer
from frontdesk.interview.text import readable
from frontdesk.interview.values import Question

SKIPPED = "asked-declined"
UNREAD = "asked-unknown"  # said, but not understood: the words go along


def build(record: Record, name: str) -> Resource:
    """The response to one Questionnaire; questions that were never asked are absent."""
    asked = [question for question in questions_of(record, name) if question.id in record.answers]
    if name == INTAKE:
        items = [
            {"linkId": f"section.{section}", "item": [_item(record, question) for question in rows]}
            for section, rows in groupby(asked, key=lambda question: question.section)
        ]
    else:
        items = [_item(record, question) for question in asked]
    return {
        "resourceType": "QuestionnaireResponse",
        "identifier": identifier(record, f"response-{name}"),
        "questionnaire": canonical(record, name),
        "status": "completed",
        "subject": to(record, "patient"),
        "authored": instant(record.submitted_at),
        "source": to(record, "patient"),
        "item": items,
    }


def _item(record: Record, question: Question) -> Resource:
    answer = record.answers[question.id]
    own = f"{record.clinic.base}/fhir/StructureDefinition"
    extensions = [extension(f"{own}/question-version", valueInteger=answer.version)]
    if readable(answer.words):
        extensions.append(extension(f"{own}/own-words", valueString=readable(answer.words)))
    if answer.value is None:
        reason = SKIPPED if answer.how == "skipped" else UNREAD
        extensions.append(extension(ABSENT, valueCode=reason))
    return without_empty(
        {"linkId": question.id, "answer": _answers(question, answer), "extension": extensions}
    )


def _answers(question: Question, answer: Answer) -> list[Resource]:
    value = answer.value
    if value is None:
        return []
    if has_options(question):
        return _picked(question, value, readable(answer.words))
    if question.type == "list":
        return [{"valueString": _listed(item)} for item in value]
    if question.type == "consent":
        return [{"valueBoolean": bool(value.get("agreed"))}]
    if question.type == "yes_no":
        return [{"valueBoolean": bool(value)}]
    if question.type == "date_of_birth":
        return [{"valueDate": str(value)}]
    if question.type == "scale":
        return [{"valueInteger": int(value)}]
    return [{"valueString": readable(str(value))}]


def _picked(question: Question, value: Any, words: str) -> list[Resource]:
    if question.type == "scale":
        chosen = [choice for choice in question.choices if choice.value == value]
    else:
        ids = value if isinstance(value, list) else [value]
        chosen = [choice for choice in question.choices if choice.id in ids]
    codings = [{"valueCoding": option_coding(question, choice)} for choice in chosen]
    ids = value if isinstance(value, list) else [value]
    return codings + ([{"valueString": words}] if question.other and "other" in ids and words else [])


def _listed(item: Any) -> str:
    said, term = readable(str(item["said"])), item.get("term")
    return f"{said} ({term})" if term and str(term).casefold() not in said.casefold() else said
