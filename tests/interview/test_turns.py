"""Single turns at a given question: answer, question, correction, skip, command, gibberish."""

from __future__ import annotations

from tests.interview.turns import rows, wrong

FLOOR = 0.97  # of our own rows, which were written before the readers were tuned on them


def test_single_turns_are_taken_rightly() -> None:
    found = [(row["at"], row["say"], row["expect"], wrong(row)) for row in rows()]
    bad = [row for row in found if row[3]]
    assert 1 - len(bad) / len(found) >= FLOOR, "\n".join(map(str, bad))


def test_no_answer_goes_into_the_wrong_field() -> None:
    answers = [row for row in rows() if row["expect"] == "answer"]
    assert len(answers) > 100
    assert [row["say"] for row in answers if wrong(row)] == []
