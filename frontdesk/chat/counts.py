"""How often danger was heard in a month: a number for each level, no person, no message, no chat."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F

from frontdesk.chat.models import HeardCount

FEWEST = 5  # a smaller number is not told: with few visitors it might point at one


def count(level: str, now: datetime) -> None:
    """One more message at `level` in the month of `now` (UTC). Call it in the message's transaction."""
    row, _ = HeardCount.objects.get_or_create(month=now.date().replace(day=1), level=level)
    HeardCount.objects.filter(pk=row.pk).update(number=F("number") + 1)


def by_month(today: date, months: int = 12) -> list[tuple[date, dict[str, str]]]:
    """The last months that are over, newest first, each with its number by level; small ones as "under 5"."""
    this_month = today.replace(day=1)
    told: dict[date, dict[str, str]] = {}
    for row in HeardCount.objects.filter(month__lt=this_month).order_by("-month"):
        if row.month not in told and len(told) == months:
            break
        shown = str(row.number) if row.number >= FEWEST else f"under {FEWEST}"
        told.setdefault(row.month, {})[row.level] = shown
    return list(told.items())
