"""Readers of single values, on our own examples and, where the folder is there, on the shared ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.readers.contact import read_email, read_phone
from frontdesk.interview.readers.dates import read_date_of_birth
from frontdesk.interview.readers.names import read_name
from frontdesk.interview.readers.places import read_state
from frontdesk.interview.reading import exact, read
from frontdesk.interview.show import answer_text
from frontdesk.interview.values import Answer, Question
from tests.interview.turns import interview

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ("03/04/1985", "1985-03-04"),
        ("march 4th 85", "1985-03-04"),
        ("March 4, '85", "1985-03-04"),
        ("4 march 1985", "1985-03-04"),
        ("the 4th of march 1985", "1985-03-04"),
        ("3-4-85", "1985-03-04"),
        ("03.04.1985", "1985-03-04"),
        ("03041985", "1985-03-04"),
        ("1985-03-04", "1985-03-04"),
        ("31/12/1985", "1985-12-31"),
        ("my birthday is March 4, 1985", "1985-03-04"),
        ("02/29/2000", "2000-02-29"),
        ("4 de marzo de 1985", "1985-03-04"),
    ],
)
def test_dates_of_birth(said: str, born: str) -> None:
    assert read_date_of_birth(said, TODAY) == Value(born)


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("1985", "incomplete"),
        ("March 1985", "incomplete"),
        ("march 4", "incomplete"),
        ("41", "age_only"),
        ("02/30/1985", "no_such_day"),
        ("02/29/2001", "no_such_day"),
        ("13/13/1985", "no_such_day"),
        ("11/24/2026", "future"),
        ("01/01/1899", "too_old"),
        ("3/4/25", "two_digit_year"),
        ("tomorrow", "not_a_date"),
        ("asdf", "not_a_date"),
    ],
)
def test_dates_refused_by_cause(said: str, cause: str) -> None:
    assert read_date_of_birth(said, TODAY) == Fault(cause)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("IL", "IL"),
        ("il.", "IL"),
        ("in", "IN"),
        ("Chicago", "IL"),
        ("West Virginia", "WV"),
        ("washington dc", "DC"),
        ("wisconson", "WI"),
        ("I live in Indiana but work in Chicago", "IN"),
        ("Gary, IN 46402", "IN"),
        ("Ontario", "outside_us"),
        ("not in the US", "outside_us"),
        ("arkansas", "AR"),
    ],
)
def test_states(said: str, value: str) -> None:
    read = read_state(said, interview().places)
    assert isinstance(read, Value) and read.value == value


def _shared(shared: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (shared / "eval" / name).read_text("utf-8").splitlines()]


def test_shared_emails(shared: Path) -> None:
    wrong = []
    for row in _shared(shared, "emails.jsonl"):
        read = read_email(row["email"])
        whole = row["email"].strip()
        if (
            row["valid_strict"] is True
            and not isinstance(read, Value)
            and " " not in whole
            and '"' not in whole
        ):
            wrong.append(row["email"])
        # an address found inside other text is not the text's own: only whole ones count as accepted
        if (
            row["valid_strict"] is False
            and isinstance(read, Value)
            and read.sure
            and read.value == row["email"]
        ):
            wrong.append(row["email"])
    assert wrong == []


def test_shared_phones(shared: Path) -> None:
    wrong = []
    for row in _shared(shared, "phones.jsonl"):
        read = read_phone(row["text"])
        if isinstance(read, Value) is not row["valid_for_US_parser"]:
            wrong.append((row["text"], row["valid_for_US_parser"], read))
        elif row.get("e164") and isinstance(read, Value) and read.value.split(";")[0] != row["e164"]:
            wrong.append((row["text"], row["e164"], read))
    assert wrong == []


REFUSED = ("not a name", "keyboard mash", "refusal, not a name", "question, not a name")


def test_shared_names(shared: Path) -> None:
    wrong = []
    for row in _shared(shared, "names.jsonl"):
        for part in ("first", "last"):
            read = read_name(row["text"], part)
            if isinstance(read, Value) is (row["note"] in REFUSED):
                wrong.append((row["text"], part, read))
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("Ana Ruiz", "Ana", "Ruiz"),
        ("my name is maria de la cruz", "Maria", "de la Cruz"),
        ("Mary Ann", "Mary Ann", None),
        ("John Smith Jr.", "John", "Smith Jr"),
        ("Ruiz, Ana", "Ana", "Ruiz"),
        ("Dr. Jane Doe", "Jane", "Doe"),
        ("call me Sam", "Sam", None),
        ("it's Sam, S-A-M", "Sam", None),
        ("Sam (they/them)", "Sam", None),
        ("Nguyễn Thị Minh", "Thị Minh", "Nguyễn"),
    ],
)
def test_whole_names_are_split(said: str, first: str, last: str | None) -> None:
    read = read_name(said, "first")
    assert isinstance(read, Value)
    assert (read.value, dict(read.extra).get("last_name")) == (first, last)


@pytest.mark.parametrize("question", [q for q in interview().questions if q.type == "multi_choice"])
def test_ticked_titles_are_taken_whole(question: Question) -> None:
    """The chat sends titles: "Opioids not prescribed to me" holds no "not" of the visitor's."""
    ticked = [choice for choice in question.choices if choice.id != "none"]
    for picked in (ticked, ticked[::-1], *([one] for one in ticked)):
        said = ", ".join(choice.title for choice in picked)
        found = read(said, question, interview(), TODAY)
        assert isinstance(found, Value) and found.value == [choice.id for choice in picked]
        assert exact(said, question)
        answer = Answer(question.id, question.version, found.value, said)
        shown = answer_text(interview(), question, answer)  # once, not quoted beside itself
        assert said.startswith(shown.rstrip("…")) and len(shown) >= min(len(said), 100)
