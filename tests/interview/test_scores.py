"""Scores against the published tables: PHQ-9 (Kroenke 2001), GAD-7 (Spitzer 2006), PEG (Krebs 2009)."""

from __future__ import annotations

import pytest

from frontdesk.interview import Answer
from frontdesk.interview.scores import Score, band, score
from frontdesk.interview.values import Questionnaire
from tests.interview.turns import interview

PHQ9 = ["44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"]
GAD7 = ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"]


def _sheet(name: str) -> Questionnaire:
    return next(sheet for sheet in interview().questionnaires if sheet.id == name)


def _score(name: str, values: list[int | None]) -> Score:
    sheet = _sheet(name)
    pairs = zip(sheet.items, values, strict=True)
    answers = {item: Answer(item, 1, value, "") for item, value in pairs if value is not None}
    return score(sheet, answers)


@pytest.mark.parametrize(
    ("name", "bands"),
    [
        (
            "phq9",
            [
                (0, 4, "minimal"),
                (5, 9, "mild"),
                (10, 14, "moderate"),
                (15, 19, "moderately severe"),
                (20, 27, "severe"),
            ],
        ),
        ("gad7", [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 21, "severe")]),
    ],
)
def test_every_total_has_its_published_band(name: str, bands: list[tuple[int, int, str]]) -> None:
    sheet = _sheet(name)
    for low, high, label in bands:
        assert {band(sheet, total) for total in range(low, high + 1)} == {label}
    assert band(sheet, bands[-1][1] + 1) == ""


@pytest.mark.parametrize(
    ("name", "values", "total", "label"),
    [
        ("phq9", [0] * 9, 0, "minimal"),
        ("phq9", [3] * 9, 27, "severe"),
        ("phq9", [1, 1, 1, 1, 1, 1, 1, 1, 2], 10, "moderate"),
        ("gad7", [3] * 7, 21, "severe"),
        ("gad7", [2, 2, 2, 2, 2, 0, 0], 10, "moderate"),
        ("peg", [5, 6, 7], 6, ""),
        ("peg", [10, 10, 9], 9.7, ""),
    ],
)
def test_totals(name: str, values: list[int | None], total: float, label: str) -> None:
    found = _score(name, values)
    assert (found.total, found.band) == (total, label)


def test_an_incomplete_questionnaire_has_no_total() -> None:
    found = _score("phq9", [3] * 8 + [None])
    assert (found.total, found.band, found.answered) == (None, "", 8)


def test_loinc_codes_are_the_published_ones_in_order() -> None:
    by_id = interview().by_id
    assert [by_id[item].loinc for item in _sheet("phq9").items] == PHQ9
    assert [by_id[item].loinc for item in _sheet("gad7").items] == GAD7
    assert (_sheet("phq9").loinc, _sheet("phq9").total_loinc) == ("44249-1", "44261-6")
    assert (_sheet("gad7").loinc, _sheet("gad7").total_loinc) == ("69737-5", "70274-6")
    assert [by_id[item].loinc for item in _sheet("peg").items] == ["75893-8", "91145-3", "91146-1"]
    assert (_sheet("peg").loinc, _sheet("peg").total_loinc) == ("91148-7", "91147-9")
    codes = [(choice.value, choice.code) for choice in by_id["phq9_1"].choices]
    assert codes == [(0, "LA6568-5"), (1, "LA6569-3"), (2, "LA6570-1"), (3, "LA6571-9")]


def test_the_usual_mistakes_are_not_made() -> None:
    by_id = interview().by_id
    assert "irritable" in by_id["gad7_6"].ask and "afraid" in by_id["gad7_7"].ask
    assert by_id["phq9_9"].loinc == "44260-8" != _sheet("phq9").total_loinc
    assert "better off dead" in by_id["phq9_9"].ask
    # true is not 1
    assert score(_sheet("peg"), {"peg_1": Answer("peg_1", 1, True, "")}).answered == 0
