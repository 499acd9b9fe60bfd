"""The clinic's opening hours, and counting in them. Pure: the clock comes in as an argument."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontdesk.handoffs.holidays import is_federal_holiday

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HORIZON = 60  # days to look ahead for an opening


@dataclass(frozen=True)
class Hours:
    """`weekly` maps 0 (Monday) … 6 to (opens, closes) on the wall clock of `zone`.

    Closed on the days of `closed`, and on federal holidays when `federal`.
    """

    zone: ZoneInfo
    weekly: Mapping[int, tuple[time, time]]
    closed: Collection[date] = ()
    federal: bool = False

    def is_open(self, moment: datetime) -> bool:
        """True while someone is at the desk."""
        local = moment.astimezone(self.zone)
        span = self.span(local.date())
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
            span = self.span(day)
            if span is not None:
                wall = min(max(start.time(), span[0]), span[1])
                return datetime.combine(day, wall, self.zone)
        return moment + timedelta(days=1)

    def span(self, day: date) -> tuple[time, time] | None:
        """(opens, closes) on that day, None when it is closed."""
        if day in self.closed or (self.federal and is_federal_holiday(day)):
            return None
        return self.weekly.get(day.weekday())

    def _opening(self, day: date) -> datetime | None:
        span = self.span(day)
        return None if span is None else datetime.combine(day, span[0], self.zone)


def read_hours(
    zone: str, weekly: Mapping[str, Sequence[str]], holidays: Sequence[object] | None = None
) -> Hours:
    """From clinic.yml: `location.time_zone`, `hours.weekly` ({monday: ["08:00", "18:00"]}), `hours.holidays`.

    `holidays` lists the days the clinic is closed; None means the federal holidays, [] none.
    Raises ValueError for a time that is not HH:MM, a day that does not exist or a date that is none.
    """
    spans = {}
    for day, (opens, closes) in weekly.items():
        if day not in DAYS:
            raise ValueError(f"hours.weekly: there is no day called {day}")
        spans[DAYS.index(day)] = (time.fromisoformat(opens), time.fromisoformat(closes))
    closed = frozenset(date.fromisoformat(str(day)) for day in holidays or ())
    return Hours(ZoneInfo(zone), spans, closed, federal=holidays is None)


ZONES = {"E": "Eastern", "C": "Central", "M": "Mountain", "P": "Pacific", "AK": "Alaska", "H": "Hawaii"}


def zone_name(moment: datetime) -> str:
    """ "Central time" for a moment in a US zone, else the zone's own abbreviation."""
    short = moment.tzname() or ""
    name = ZONES.get(short.removesuffix("T").removesuffix("S").removesuffix("D"), "")
    return f"{name} time" if name and short.endswith("T") else short


def when_staff_look(hours: Hours, now: datetime, words: Mapping[str, str]) -> str:
    """When someone will look at a hand-off made `now`: one of data/canned/hours.yml, its times filled in.

    `words` has the keys open ({closes}), today, tomorrow and later ({opens}, {day}), and unknown.
    """
    local = now.astimezone(hours.zone)
    span = hours.span(local.date())
    if hours.is_open(now) and span is not None:
        return words["open"].replace("{closes}", _wall(span[1]))
    opens = hours.next_open(now).astimezone(hours.zone)
    if opens <= now:
        return words["unknown"]
    days = (opens.date() - local.date()).days
    text = words["today" if days == 0 else "tomorrow" if days == 1 else "later"]
    text = text.replace("{day}", f"{opens:%A, %B} {opens.day}")
    return text.replace("{opens}", f"{_wall(opens.time())} {zone_name(opens)}")


def _wall(moment: time) -> str:
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'AM' if moment.hour < 12 else 'PM'}"
