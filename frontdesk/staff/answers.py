"""Answers and scores of a case, from the intakes app: the one place that knows its door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdesk.handoffs.models import Case


@dataclass(frozen=True)
class Finished:
    """A submitted intake: the interview it was asked by and the answers by question id."""

    interview: Any
    answers: Mapping[str, Any]
    started_at: datetime
    submitted_at: datetime


def answers_for_case(case: Case) -> list[Any]:
    """Sections with rows of question_id, question, answer, words, version."""
    from frontdesk.intakes import services

    for one in _with_joined(case):
        sections = list(services.answers_for_case(one))
        if sections:
            return sections
    return []


def consent_last(sections: list[Any]) -> list[Any]:
    """What the visitor agreed to stands first in the interview and interests staff last."""
    return sorted(sections, key=lambda section: section.rows[0].question_id == "consent")


def label_of(question_id: str) -> str:
    """The short name of a question, as the visitor's review has it; "" when it is asked no more."""
    from frontdesk.intakes.content import content

    question = content().interview.by_id.get(question_id)
    return question.label if question is not None else ""


def scores_for_case(case: Case) -> list[Any]:
    """Scores with total (None while incomplete), band, answered, items and source."""
    from frontdesk.intakes import services

    for one in _with_joined(case):
        scores = list(services.scores_for_case(one))
        if scores:
            return scores
    return []


def finished_intake(case: Case) -> Finished | None:
    """The submitted intake of the case or of one joined to it; None when there is none."""
    from frontdesk.intakes import cases, records
    from frontdesk.intakes.content import content

    for one in _with_joined(case):
        intake = cases.intake_of(one)
        if intake is not None and intake.submitted_at is not None:
            answers = records.state_of(intake).answers
            return Finished(content().interview, answers, intake.started_at, intake.submitted_at)
    return None


def _with_joined(case: Case) -> list[Case]:
    """The case, then those joined to it, newest first: the first that has an intake is shown."""
    joined = sorted(case.joined_cases.all(), key=lambda one: one.created_at, reverse=True)
    return [case, *joined]


def flag_choices() -> list[tuple[str, str]]:
    """The red flags that an intake can raise: id and what staff read."""
    from frontdesk.intakes.content import content

    return sorted(((rule.id, rule.note) for rule in content().rules), key=lambda row: row[1].casefold())


def bands_of(questionnaire: str) -> list[Any]:
    """The published bands (low, high, label), lowest first; empty when none were published."""
    from frontdesk.intakes.content import content

    sheets = content().interview.questionnaires
    return [band for sheet in sheets if sheet.id == questionnaire for band in sheet.bands]
