"""Scores of the published questionnaires from their items.

PHQ-9: sum of nine items of 0 to 3, 0 to 27. Kroenke 2001, doi 10.1046/j.1525-1497.2001.016009606.x
GAD-7: sum of seven items of 0 to 3, 0 to 21. Spitzer 2006, doi 10.1001/archinte.166.10.1092
PEG: mean of three items of 0 to 10. Krebs 2009, doi 10.1007/s11606-009-0981-1; no published bands.
Items missing: no total is given, as no rule for missing items is part of the published scoring used here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.interview.values import Answer, Interview, Questionnaire


@dataclass(frozen=True)
class Score:
    """One questionnaire's result. `total` is None until every item is answered; `band` names it."""

    id: str
    name: str
    loinc: str | None
    total_loinc: str | None
    total: float | None
    band: str
    answered: int
    items: tuple[tuple[str, int | None], ...]
    source: Mapping[str, str]


def score(sheet: Questionnaire, answers: Mapping[str, Answer]) -> Score:
    """Score one questionnaire from the stored answers."""
    values = [(item, _value(answers.get(item))) for item in sheet.items]
    known = [value for _, value in values if value is not None]
    total: float | None = None
    if len(known) == len(sheet.items):
        total = float(sum(known)) if sheet.method == "sum" else round(sum(known) / len(known), 1)
    return Score(
        id=sheet.id,
        name=sheet.name,
        loinc=sheet.loinc,
        total_loinc=sheet.total_loinc,
        total=total,
        band=band(sheet, total),
        answered=len(known),
        items=tuple(values),
        source=sheet.source,
    )


def band(sheet: Questionnaire, total: float | None) -> str:
    """The published name of a total, empty when there is none."""
    if total is None:
        return ""
    return next((known.label for known in sheet.bands if known.low <= total <= known.high), "")


def _value(answer: Answer | None) -> int | None:
    if answer is None or isinstance(answer.value, bool) or not isinstance(answer.value, int):
        return None
    return answer.value


def totals(interview: Interview, answers: Mapping[str, Answer]) -> dict[str, float]:
    """Totals by `<questionnaire>.total` for conditions; incomplete ones are left out."""
    found = {}
    for sheet in interview.questionnaires:
        if sheet.items and sheet.items[0] in answers:
            total = score(sheet, answers).total
            if total is not None:
                found[f"{sheet.id}.total"] = total
    return found
