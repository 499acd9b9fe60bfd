"""Single turns at a given question: answer, question, correction, skip, command, gibberish."""

from __future__ import annotations

import pytest

from tests.interview.judging import astray, wrong
from tests.interview.turns import FILES, rows

# Taken rightly when first run, each file written before its results were seen: 95.1 %, 91.4 %, 92.6 %, 87.1 %
# (132 turns by someone who had not written the readers), then after tuning on those 92.0 % and 93.0 %; of the
# seventh (260 by somebody who had seen neither code nor rows, with the model) 60.4 %, once read 93.8 %; of
# the eighth 76.7 % (150 by another such person), then 82.8, 85.5, 85.1 and 88.8 % (four lots of own variants,
# each written after mending). The ninth: 78.7, 81.3 and 75.7 % of three
# authors' rows with the model, once read 86 to 89 %.
FLOOR = dict.fromkeys(FILES, 0.98) | {
    "turns_seventh.jsonl": 0.94,
    "turns_eighth.jsonl": 0.97,
    "turns_ninth.jsonl": 0.87,
    "turns_tenth.jsonl": 0.83,  # 77.5 % at first sight, then read and hardly tuned on
}


@pytest.mark.parametrize("file", FILES)
def test_single_turns_are_taken_rightly(file: str) -> None:
    found = [(row["at"], row["say"], row["expect"], wrong(row)) for row in rows(file)]
    bad = [row for row in found if row[3]]
    assert 1 - len(bad) / len(found) >= FLOOR[file], "\n".join(map(str, bad))


def test_no_answer_goes_into_the_wrong_field() -> None:
    answers = [row for file in FILES for row in rows(file) if row["expect"] == "answer"]
    assert len(answers) > 400
    assert [row["say"] for row in answers if astray(row)] == []
