"""Answers and scores of a case, from the intakes app: the one place that knows its door."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from frontdesk.handoffs.models import Case

DOOR = "frontdesk.intakes.services"


def answers_for_case(case: Case) -> list[Any]:
    """Sections with rows of question_id, question, answer, words, version."""
    return list(import_module(DOOR).answers_for_case(case)) if find_spec(DOOR) else []


def scores_for_case(case: Case) -> list[Any]:
    """Scores with their bands."""
    return list(import_module(DOOR).scores_for_case(case)) if find_spec(DOOR) else []
