"""The clinic's opening hours, and counting in them. Pure: the clock comes in as an argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HORIZON = 60  # days to look ahead for an opening


@dataclass(frozen=True)
class Hours:
    """`weekly` maps 0 (Monday) … 6 to (opens, closes) on the wall clock of `zone`."""

    zone: ZoneInfo
    weekly: Mapping[int, tuple[time, time]]

    def is_open(self, moment: datetime) -> bool:
        """True while someone is at the desk."""
        local = moment.astimezone(self.zone)
        span = self.weekly.get(local.weekday())
        return span is not None and span[0] <= local.time() < span[1]

    def next_open(self, moment: datetime) -> datetime:
        """`moment` itself when open, else the next opening; `moment` when no hours are known."""
        if self.is_open(moment):
            return moment
        local = moment.astimezone(self.zone)
        for offset in range(HORIZON):
            opens = self._opening(local.date() + timedelta(days=offset))
            if opens is not None and opens > moment:
                return opens
        return moment

    def plus_working_day(self, moment: datetime) -> datetime:
        """One working day after `moment`, or after the next opening when closed.

        The same time of day on the next open day, brought inside that day's hours;
        24 hours later when no hours are known.
        """
        start = self.next_open(moment).astimezone(self.zone)
        for offset in range(1, HORIZON):
            day = start.date() + timedelta(days=offset)
            span = self.weekly.get(day.weekday())
            if span is not None:
                wall = min(max(start.time(), span[0]), span[1])
                return datetime.combine(day, wall, self.zone)
        return moment + timedelta(days=1)

    def _opening(self, day: date) -> datetime | None:
        span = self.weekly.get(day.weekday())
        return None if span is None else datetime.combine(day, span[0], self.zone)


def read_hours(zone: str, weekly: Mapping[str, Sequence[str]]) -> Hours:
    """From clinic.yml's `location.time_zone` and `hours.weekly` ({monday: ["08:00", "18:00"]}).

    Raises ValueError for a time that is not HH:MM or a day that does not exist.
    """
    spans = {}
    for day, (opens, closes) in weekly.items():
        if day not in DAYS:
            raise ValueError(f"hours.weekly: there is no day called {day}")
        spans[DAYS.index(day)] = (time.fromisoformat(opens), time.fromisoformat(closes))
    return Hours(ZoneInfo(zone), spans)
