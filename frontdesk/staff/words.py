"""How things are put on the console's pages: times in the clinic's zone, spans, names, visitors' text."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers

from frontdesk.handoffs.facts import clinic

# control characters, and lone surrogates, which no page can carry
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def shown(text: Any) -> str:
    """Text from outside as a page can carry it; the record keeps it as it was."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(text))


def zone() -> ZoneInfo:
    """The clinic's time zone."""
    return ZoneInfo(clinic().get("location.time_zone", "UTC"))


def clock(moment: datetime, now: datetime | None = None) -> str:
    """ "2:14 PM" today, "Nov 23, 2:14 PM" this year, with the year otherwise; clinic time."""
    local = moment.astimezone(zone())
    time = f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"
    here = (now or moment).astimezone(zone())
    if now is not None and local.date() == here.date():
        return time
    day = f"{local:%b} {local.day}"
    return f"{day}, {time}" if now is not None and local.year == here.year else f"{day}, {local.year}, {time}"


def span(length: timedelta) -> str:
    """ "now", "5 min", "3 h", "2 d", "5 wk": the largest unit that fits."""
    minutes = int(abs(length).total_seconds() // 60)
    for size, unit in ((7 * 24 * 60, "wk"), (24 * 60, "d"), (60, "h"), (1, "min")):
        if minutes >= size * (2 if unit == "wk" else 1):
            return f"{minutes // size} {unit}"
    return "now"


def until(due: datetime, now: datetime) -> str:
    """ "in 5 min", "due now", "just over", "5 min over": a time that is set, from now."""
    length, over = span(due - now), due < now
    if length == "now":
        return "just over" if over else "due now"
    return f"{length} over" if over else f"in {length}"


def ago(length: timedelta) -> str:
    """ "just now", "5 min ago"."""
    passed = span(length)
    return "just now" if passed == "now" else f"{passed} ago"


def phone(number: str) -> str:
    """ "+1 312-555-0187" for a number that can be read, otherwise as it is."""
    try:
        return phonenumbers.format_number(
            phonenumbers.parse(number, "US"), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
    except phonenumbers.NumberParseException:
        return number


def birthday(iso: str, now: datetime) -> str:
    """ "March 4, 1985 (41)" from an ISO date, with the age today; otherwise as it is."""
    try:
        born = date.fromisoformat(iso)
    except ValueError:
        return iso
    today = now.astimezone(zone()).date()
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return f"{born:%B} {born.day}, {born.year} ({age})"


def person_name(user: Any) -> str:
    """A colleague's name, or the user name when none was given."""
    return user.get_full_name() or user.get_username() if user is not None else ""


def initials(name: str) -> str:
    """One or two letters for a small round mark."""
    words = [word for word in shown(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
