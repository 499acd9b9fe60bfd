"""US federal holidays on the days they are observed (5 U.S.C. 6103). Pure."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))  # month, day
# month, weekday (0 = Monday), which one in the month (-1 = the last)
FLOATING = ((1, 0, 3), (2, 0, 3), (5, 0, -1), (9, 0, 1), (10, 0, 2), (11, 3, 4))


def is_federal_holiday(day: date) -> bool:
    """True on the observed day: the Friday before a Saturday, the Monday after a Sunday."""
    return day in _of_year(day.year) or day in _of_year(day.year + 1)


@lru_cache(maxsize=8)
def _of_year(year: int) -> frozenset[date]:
    fixed = {_observed(date(year, month, day)) for month, day in FIXED}
    return frozenset(fixed | {_nth(year, *rule) for rule in FLOATING})


def _observed(day: date) -> date:
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
