"""What a visitor is told about when someone will look."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.handoffs import canned, facts
from frontdesk.handoffs.due import due_at
from frontdesk.handoffs.holidays import is_federal_holiday
from frontdesk.handoffs.hours import Hours, read_hours, when_staff_look

CHICAGO = ZoneInfo("America/Chicago")
WEEK = {day: ["08:00", "18:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
HOURS = read_hours("America/Chicago", WEEK)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (at(11, 23, 9), "until 6:00 PM"),
        (at(11, 23, 7, 59), "open today at 8:00 AM Central time"),
        (at(11, 23, 18), "open tomorrow at 8:00 AM Central time"),
        (at(11, 27, 19), "open on Monday, November 30 at 8:00 AM"),
        (at(11, 25, 20), "open on Friday, November 27 at 8:00 AM"),  # Thanksgiving lies between
        (at(11, 26, 10), "open tomorrow at 8:00 AM"),  # Thanksgiving itself
        (at(12, 24, 20), "open on Monday, December 28"),  # Christmas on a Friday
        (at(11, 24, 2).astimezone(ZoneInfo("UTC")), "open today at 8:00 AM Central time"),
    ],
)
def test_when_someone_looks(now: datetime, told: str) -> None:
    assert told in canned.staff_look(now)


def test_without_hours_no_time_is_promised() -> None:
    assert when_staff_look(Hours(CHICAGO, {}), at(11, 23, 9), {"unknown": "soon"}) == "soon"


def test_the_clinics_own_days_replace_the_federal_ones() -> None:
    own = read_hours("America/Chicago", WEEK, ["2026-11-27"])
    assert own.is_open(at(11, 26, 10)) and not own.is_open(at(11, 27, 10))
    assert read_hours("America/Chicago", WEEK, []).is_open(at(11, 26, 10))
    with pytest.raises(ValueError, match="Invalid isoformat"):
        read_hours("America/Chicago", WEEK, ["Christmas"])


def test_a_holiday_is_no_working_day() -> None:
    assert due_at("intake", False, at(11, 25, 9), HOURS) == at(11, 27, 9)
    assert facts.clinic_hours().federal


def test_the_federal_days_of_2026_and_those_observed_beside_a_weekend() -> None:
    days = [
        (1, 1),
        (1, 19),
        (2, 16),
        (5, 25),
        (6, 19),
        (7, 3),
        (9, 7),
        (10, 12),
        (11, 11),
        (11, 26),
        (12, 25),
    ]
    found = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    assert [(d.month, d.day) for d in found if is_federal_holiday(d)] == days
    assert is_federal_holiday(date(2021, 12, 31)) and is_federal_holiday(date(2023, 1, 2))
