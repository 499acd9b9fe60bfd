"""Due times by kind, from the clinic's hours."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from frontdesk.handoffs.due import due_at
from frontdesk.handoffs.hours import Hours, read_hours

CHICAGO = ZoneInfo("America/Chicago")
WEEK = {day: ["08:00", "18:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
HOURS = read_hours("America/Chicago", WEEK)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(23, 9), at(24, 9)),  # Monday morning → Tuesday, same time
        (at(27, 17), at(30, 17)),  # Friday afternoon → Monday afternoon
        (at(28, 12), at(1, 8, month=12)),  # Saturday → opens Monday 8:00 → Tuesday 8:00
        (at(23, 7), at(24, 8)),  # before opening → from opening
        (at(23, 18), at(25, 8)),  # at closing time it is closed
        (at(23, 17, 59), at(24, 17, 59)),
        (at(23, 23), at(25, 8)),
    ],
)
def test_one_working_day(now: datetime, due: datetime) -> None:
    assert due_at("intake", False, now.astimezone(timezone.utc), HOURS) == due


@pytest.mark.promise("P17")
def test_the_working_day_keeps_its_wall_clock_over_a_clock_change() -> None:
    friday = datetime(2026, 10, 30, 9, tzinfo=CHICAGO)  # the clocks go back on November 1
    assert due_at("intake", False, friday, HOURS) == datetime(2026, 11, 2, 9, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("kind", "urgent", "minutes"),
    [("crisis", True, 15), ("crisis", False, 15), ("urgent_medical", True, 60), ("intake", True, 60)],
)
def test_urgent_ones_by_the_clock(kind: str, urgent: bool, minutes: int) -> None:
    saturday = at(28, 3)
    assert (due_at(kind, urgent, saturday, HOURS) - saturday).total_seconds() == minutes * 60


def test_no_hours_known() -> None:
    never = Hours(CHICAGO, {})
    assert due_at("intake", False, at(23, 9), never) == at(24, 9)


def test_hours_that_make_no_sense() -> None:
    with pytest.raises(ValueError, match="someday"):
        read_hours("America/Chicago", {"someday": ["08:00", "18:00"]})
