"""The interview as Questionnaires: one for the intake, one for each published questionnaire."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import groupby

from frontdesk.handoffs.fhir.parts import (
    HL7,
    LOINC,
    ORDINAL,
    Resource,
    coding,
    extension,
    instant,
    without_empty,
)
from frontdesk.handoffs.fhir.values import Record
from frontdesk.interview.values import Choice, Question, Questionnaire

INTAKE = "intake"
TYPES = {
    "consent": "boolean",
    "name": "string",
    "date_of_birth": "date",
    "email": "string",
    "phone": "string",
    "state": "string",
    "choice": "choice",
    "multi_choice": "choice",
    "yes_no": "boolean",
    "text": "text",
    "list": "string",
    "scale": "integer",
}


def begun(record: Record) -> list[Questionnaire]:
    """The published questionnaires of which at least one item was asked."""
    sheets = record.interview.questionnaires
    return [sheet for sheet in sheets if any(item in record.answers for item in sheet.items)]


def questions_of(record: Record, name: str) -> list[Question]:
    """The questions of the intake itself, or the items of one published questionnaire."""
    sheets = {sheet.id: sheet.items for sheet in record.interview.questionnaires}
    if name != INTAKE:
        return [record.interview.by_id[item] for item in sheets[name]]
    scored = {item for items in sheets.values() for item in items}
    return [question for question in record.interview.questions if question.id not in scored]


def canonical(record: Record, name: str) -> str:
    """`url|version`; the version changes with the version of any question."""
    return f"{url(record, name)}|{version(record, name)}"


def url(record: Record, name: str) -> str:
    return f"{record.clinic.base}/fhir/Questionnaire/{name}"


def version(record: Record, name: str) -> str:
    """Twelve hex digits over the ids and versions of the questions."""
    rows = ",".join(f"{question.id}@{question.version}" for question in questions_of(record, name))
    return hashlib.sha256(rows.encode()).hexdigest()[:12]


def build(record: Record, name: str) -> Resource:
    """One Questionnaire, its items grouped by section."""
    sheet = next((one for one in record.interview.questionnaires if one.id == name), None)
    questions = questions_of(record, name)
    return without_empty(
        {
            "resourceType": "Questionnaire",
            "url": url(record, name),
            "version": version(record, name),
            "name": f"Frontdesk_{name}",
            "title": sheet.name if sheet else "Intake",
            "status": "active",
            "subjectType": ["Patient"],
            "date": instant(record.submitted_at),
            "publisher": record.clinic.name,
            "copyright": f"{sheet.source['name']}, {sheet.source['url']}" if sheet else "",
            "code": [coding(LOINC, sheet.loinc)] if sheet and sheet.loinc else [],
            "item": [_item(question) for question in questions] if sheet else _groups(record, questions),
        }
    )


def _groups(record: Record, questions: Sequence[Question]) -> list[Resource]:
    return [
        {
            "linkId": f"section.{section}",
            "type": "group",
            "text": record.interview.sections[section],
            "item": [_item(question) for question in rows],
        }
        for section, rows in groupby(questions, key=lambda question: question.section)
    ]


def _item(question: Question) -> Resource:
    options = [_option(question, choice) for choice in question.choices] if has_options(question) else []
    low, high = question.scale or (None, None)
    limits = not question.choices and low is not None
    return without_empty(
        {
            "linkId": question.id,
            "type": item_type(question),
            "text": f"{question.stem} {question.ask}".strip(),
            "code": [coding(LOINC, question.loinc)] if question.loinc else [],
            "required": (question.required and question.ask_if is None) or None,
            "repeats": question.type in ("multi_choice", "list") or None,
            "answerOption": options,
            "extension": [
                extension(f"{HL7}/minValue", valueInteger=low),
                extension(f"{HL7}/maxValue", valueInteger=high),
            ]
            if limits
            else [],
        }
    )


def has_options(question: Question) -> bool:
    """Whether the answer is picked from a list."""
    return bool(question.choices) and question.type in ("choice", "multi_choice", "scale")


def item_type(question: Question) -> str:
    """The R4 item type; words of one's own beside the choices make it open."""
    if has_options(question):
        return "open-choice" if question.other else "choice"
    return TYPES[question.type]


def option_coding(question: Question, choice: Choice) -> Resource:
    """A choice as Coding: the LOINC answer where there is one, with its score."""
    if choice.code:
        return coding(LOINC, choice.code, choice.title)
    return {"code": f"{question.id}_{choice.id}", "display": choice.title}


def _option(question: Question, choice: Choice) -> Resource:
    ordinal = [extension(ORDINAL, valueDecimal=choice.value)] if choice.value is not None else []
    return {"valueCoding": without_empty({"extension": ordinal, **option_coding(question, choice)})}
