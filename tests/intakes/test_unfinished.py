"""An intake left in the middle becomes a case for staff, once, and only with leave."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdesk.handoffs.models import Case
from frontdesk.intakes import unfinished
from frontdesk.intakes.models import Intake
from frontdesk.interview import Answer, State
from tests.intakes.conftest import FACTS, NOW, Talk

pytestmark = pytest.mark.django_db


def later(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def test_after_a_day_once_with_who_it_is(talk: Talk) -> None:
    talk.start()
    talk.all([*FACTS, "depression"])
    assert unfinished.hand_over(later(20)) == 0
    assert [unfinished.hand_over(later(hours)) for hours in (25, 26)] == [1, 0]
    case = Case.objects.get()
    assert case.kind == "unfinished" and case.person["name"] == "Ana Ruiz" and not case.urgent


def test_not_for_who_said_stop_nor_when_it_is_erased_anyway(talk: Talk) -> None:
    talk.start()
    talk.all([*FACTS, "depression"])
    assert unfinished.hand_over(later(24 * 15)) == 0
    Intake.objects.update(quiet=True)
    assert unfinished.hand_over(later(25)) == 0


@pytest.mark.parametrize(
    ("given", "may"),
    [
        ({"email": "a@example.com"}, True),
        ({"phone": "+13125550111", "contact_ok": "text"}, True),
        ({"phone": "+13125550111", "contact_ok": "neither"}, False),
        ({"phone": "+13125550111"}, False),
        ({"first_name": "Ana"}, False),
    ],
)
def test_leave_to_be_reached(given: dict[str, str], may: bool) -> None:
    agreed = Answer("consent", 2, {"agreed": True}, "", "given")
    answers = {key: Answer(key, 1, value, "", "given") for key, value in given.items()}
    assert unfinished.may_be_reached(State(answers={**answers, "consent": agreed})) == may
    assert not unfinished.may_be_reached(State(answers=answers)), "without consent nobody is written to"
