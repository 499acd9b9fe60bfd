"""By when a person must have looked at a case, by its kind. Change the times here."""

from __future__ import annotations

from datetime import datetime, timedelta

from frontdesk.handoffs.hours import Hours
from frontdesk.handoffs.kinds import QUIET

CRISIS = timedelta(minutes=15)  # by the clock, day and night
URGENT = timedelta(hours=1)  # by the clock, day and night
# every other case: one working day of the clinic


def due_at(kind: str, urgent: bool, now: datetime, hours: Hours) -> datetime | None:
    """The latest moment for the first attention of a person; None when no time is set."""
    if kind in QUIET and not urgent:
        return None
    if kind == "crisis":
        return now + CRISIS
    if urgent or kind == "urgent_medical":
        return now + URGENT
    return hours.plus_working_day(now)
