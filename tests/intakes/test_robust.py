"""Repeats, crowds, failing statements and hostile text leave a legal state."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from frontdesk.chat.models import Conversation
from frontdesk.chat.signals import saved_asked
from frontdesk.handoffs.models import Case, CaseEvent, Notice
from frontdesk.intakes.models import Answer, Intake, Turn
from frontdesk.intakes.services import TurnResult, start
from tests.intakes.conftest import ALL, FACTS, NOW, Talk

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.promise("P02")
def test_twenty_confirms_at_once_make_one_case_and_one_notice(tmp_path: Path) -> None:
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'crowd.sqlite3'}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.intakes.parallel_submit"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["cases"] == ["intake"]
    assert found["notices"] == 1
    assert len(set(found["references"])) == 1 and found["references"][0]


class Break:
    """Raises on the n-th statement, once."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.seen = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.seen += 1
        if self.seen == self.at:
            raise OperationalError("the disk is gone")
        return execute(sql, params, many, context)


def _count() -> tuple[int, ...]:
    tables = (Intake, Answer, Turn, Case, CaseEvent, Notice)
    return tuple(table.objects.count() for table in tables)


@pytest.mark.promise("P15")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("before", "turn"),
    [
        ([], "!start"),
        (FACTS[:3], "!skip"),
        (FACTS[:5], "03/04/2010"),
        (ALL, "!review_confirm"),
        (FACTS[:3], "talk to a person"),
    ],
    ids=["start", "save", "erase", "submit", "person"],
)
def test_any_failing_statement_changes_nothing_and_can_be_repeated(
    talk: Talk, before: list[str], turn: str
) -> None:
    if turn != "!start":
        talk.start()
        talk.all(before)
    seq = talk.seq + 1
    counts = _count()

    def once() -> TurnResult:
        return start(talk.id, seq=seq, now=NOW) if turn == "!start" else talk.say(turn, seq=seq)

    for number in range(1, 200):
        breaker = Break(number)
        try:
            with connection.execute_wrapper(breaker):
                result = once()
        except OperationalError:
            assert _count() == counts, f"statement {number} left something behind"
            continue
        break
    assert breaker.seen < number, "every statement was tried"
    assert number > 4
    assert result.drafts
    assert once() == result


@pytest.mark.promise("P19")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["a\x00b", "\ud800 lone", "\u202ebackwards", "word " * 800, "{{ clinic.name }} {reference}"]
)
def test_hostile_words_are_kept_as_they_were(talk: Talk, text: str) -> None:
    talk.start()
    talk.all([*FACTS, "depression"])
    talk.say(text)
    assert Answer.objects.get(question_id="concern_since").words == text
    shown = talk.say("what did I say")
    assert json.dumps([draft.text for draft in shown.drafts])
    assert "Oasis" not in shown.drafts[0].text


@pytest.mark.django_db
def test_nothing_personal_is_stored_in_the_clear(talk: Talk) -> None:
    talk.start()
    talk.all(
        ["!consent_yes", "Quetzalcoatl", "Zyxwvutsr", "!skip", "!skip", "03/04/1985", "canary@example.com"]
    )
    with connection.cursor() as cursor:
        stored = ""
        for table in ("intakes_intake", "intakes_answer", "intakes_turn"):
            cursor.execute(f"SELECT * FROM {table}")
            stored += str(cursor.fetchall())
    assert not any(word in stored for word in ("Quetzalcoatl", "Zyxwvutsr", "canary", "1985-03-04"))


@pytest.mark.django_db
def test_a_turn_that_was_taken_is_known_as_saved(talk: Talk) -> None:
    talk.start()
    talk.say("!consent_yes")
    asked = [saved_asked.send(Conversation, conversation=talk.conversation, seq=seq) for seq in (2, 3)]
    assert [[answer for _, answer in one] for one in asked] == [[True], [False]]
