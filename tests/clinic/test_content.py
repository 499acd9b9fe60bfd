"""The shipped content holds what the product promises, and each check can fail."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from frontdesk.clinic import ContentError, load_answers
from frontdesk.clinic.answers import read_answer
from frontdesk.clinic.checks import check_content

TODAY = date(2026, 11, 23)
GOOD = """---
title: How much does it cost?
asks:
{asks}
audience: [visitor]
sources: [{{name: A, url: "https://example.org/a"}}]
reviewed_by: null
reviewed_on: null
review_every: 180d
see_also: []
---
{short}

<!-- more -->
{long}
"""


def folder_with(tmp_path: Path, *, slug: str = "cost", **parts: str) -> Path:
    """A content folder with one answer file."""
    asks = "\n".join(f"- way number {n} of asking" for n in range(parts.pop("count", 12)))  # type: ignore[call-overload]
    text = GOOD.format(
        **{"asks": asks, "short": "It costs some money.", "long": "We tell you more.", **parts}
    )
    (tmp_path / "faq").mkdir()
    (tmp_path / "replies").mkdir()
    (tmp_path / "faq" / f"{slug}.md").write_text(text)
    (tmp_path / "topics.yml").write_text("All: [cost]\n")
    (tmp_path / "clinic.yml").write_text(Path("data/clinic.yml").read_text())
    return tmp_path


def faults(folder: Path) -> list[str]:
    return [problem.message for problem in check_content(folder, TODAY)]


def test_the_shipped_content_has_no_faults() -> None:
    assert [str(problem) for problem in check_content(Path("data"), TODAY)] == []


def test_a_good_file_has_no_faults(tmp_path: Path) -> None:
    assert faults(folder_with(tmp_path)) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"short": "word " * 61}, "61 words"),
        ({"short": "This will cure you."}, "says cure"),
        ({"short": "It is completely safe."}, "says completely safe"),
        ({"short": "It is non-addictive."}, "says non-addictive"),
        ({"long": "There are no side effects."}, "says no side effects"),
        ({"long": "Results are guaranteed."}, "says guarantee"),
        ({"long": "People get 0.5 mg/kg."}, "names a dose"),
        ({"long": "It costs {{ clinic.prices.unknown }}."}, "clinic.prices.unknown is not in clinic.yml"),
        (
            {"short": "Considerable institutional heterogeneity determines reimbursement possibilities."},
            "reads at grade",
        ),
        ({"short": "Usually, yes. People stay on it."}, "begins with yes, no or perhaps"),
        ({"count": 3}, "3 ways of asking"),
        ({"slug": "prices"}, "not a topic"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, parts: dict[str, str], expected: str) -> None:
    assert any(expected in fault for fault in faults(folder_with(tmp_path, **parts)))


def test_honest_wording_is_not_a_banned_claim(tmp_path: Path) -> None:
    assert faults(folder_with(tmp_path, long="It is not a cure. There is no guarantee.")) == []


def test_a_fault_names_file_and_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, long="Fine.\nIt is completely safe.")
    problem = check_content(folder, TODAY)[0]
    line = (folder / "faq" / "cost.md").read_text().split("\n").index("It is completely safe.") + 1
    assert str(problem).startswith(f"{folder / 'faq' / 'cost.md'}:{line}: ")


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_answer("---\ntitle: [unclosed\nasks: x\n---\n<!-- more -->\n", tmp_path / "x.md")
    assert caught.value.problems[0].line > 1


def test_every_topic_of_the_contract_has_an_answer(shared: Path) -> None:
    flows = {"medical_advice", "misuse", "crisis", "out_of_scope"}
    topics = set(json.loads((shared / "content" / "topics.json").read_text()))
    assert set(load_answers(Path("data"))) == topics - flows


def test_no_measured_question_is_among_the_examples(shared: Path) -> None:
    lines = (shared / "eval" / "faq_dev.jsonl").read_text().splitlines()
    asked = {" ".join(json.loads(line)["text"].lower().split()) for line in lines}
    ours = {
        " ".join(ask.lower().split()) for answer in load_answers(Path("data")).values() for ask in answer.asks
    }
    assert asked & ours == set()


def test_everything_ships_unreviewed() -> None:
    assert all(answer.reviewed_by is None for answer in load_answers(Path("data")).values())
