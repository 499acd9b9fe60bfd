"""Answers and scores of a case, from the intakes app: the one place that knows its door."""

from __future__ import annotations

from typing import Any

from frontdesk.handoffs.models import Case


def answers_for_case(case: Case) -> list[Any]:
    """Sections with rows of question_id, question, answer, words, version."""
    from frontdesk.intakes import services

    return list(services.answers_for_case(case))


def scores_for_case(case: Case) -> list[Any]:
    """Scores with total (None while incomplete), band, answered, items and source."""
    from frontdesk.intakes import services

    return list(services.scores_for_case(case))


def bands_of(questionnaire: str) -> list[Any]:
    """The published bands (low, high, label), lowest first; empty when none were published."""
    from frontdesk.intakes.content import content

    sheets = content().interview.questionnaires
    return [band for sheet in sheets if sheet.id == questionnaire for band in sheet.bands]
