"""Dates of birth, month first as in the US, by dateparser."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import dateparser  # type: ignore[import-untyped]

from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.day_words import (
    AGE_WORDS,
    beside_holiday,
    in_figures,
    month_told,
    months_spelled,
)
from frontdesk.interview.text import plain, readable

OLDEST = 120  # years
_LEAD = re.compile(
    r"^.*?\b(born|birthday|birth ?date|date of birth|dob|d\.o\.b\.?)\b( is| was|:)?( on| the| "
    r"in)? *|^(it'?s|its|it is|on|the|was|actually|yes|ok|sure|i said|i meant)\b[ ,:]*"
)
_AGE = re.compile(r"^(i'?m |i am |age |aged )?(\d{1,3})( ?(years?|yrs?)( old)?| ?y/?o)?$")
_WRITTEN = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? "
    r"(?:19|20)\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.?,? (?:19|20)\d{2}\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|enero|febr|marzo|abril|mayo|junio|julio"
    r"|agosto|octub|novie|dicie)"
)


def read_date_of_birth(text: str, today: date) -> Read:
    """Read a full date not after `today`. The value is ISO. Two-digit years fall in the past."""
    text = _without_age(text)
    found = _whole(text, today)
    if not isinstance(found, Fault) or found.cause not in ("not_a_date", "no_such_day"):
        return found
    for mark in (r"[.;!]+ +", r"[.;!]+ +|, +"):  # "christmas day 2001, worst birthday ever"
        pieces = [_whole(piece, today) for piece in re.split(mark, readable(text))]
        dates = [piece for piece in pieces if isinstance(piece, Value)]
        if len(dates) == 1:
            return dates[0]
    return found


# "…, so I am seventy one", "that makes me 71 dear": told behind the date
_AGE_BEHIND = re.compile(
    r"[ ,.;!-]+(?:and |so |which |that )*(?:i'?m|i am|im|makes? me|making me|i(?:'?ll| will) be"
    r"|i (?:just )?turned)"
    r" (?:now |only |about |almost |already )*"
    rf"(?:\d{{1,3}}|(?:{AGE_WORDS})(?:[ -](?:{AGE_WORDS}))*)(?: years?(?: old| young)?| now| this year"
    rf"| already)*"
    r"(?:[ ,]+(?:dear|honey|sir|ma'?am|lol|haha|now))*[ .,!]*$",
    re.IGNORECASE,
)
_DEAR = re.compile(
    r"(?<=\w)[ ,]+(?:dear|honey|hon|sir|ma'?am|sweetheart|sweetie|love|lol)[ .!]*$", re.IGNORECASE
)


def _without_age(text: str) -> str:
    """The words without an age told behind the date, and without "dear"."""
    said = _DEAR.sub("", readable(text))
    rest = _AGE_BEHIND.sub("", said)
    return rest if re.search(r"\w", rest) else said


def _whole(text: str, today: date) -> Read:
    bare = months_spelled(plain(text).replace("´", "'"))
    if beside := beside_holiday(bare):
        return _shifted(read_date_of_birth(beside[0], today), beside[1])
    said = in_figures(bare)
    for _ in range(3):
        said = _LEAD.sub("", said).strip(" ,.:;!")
    month = month_told(said)
    written = find_date(said)
    said = written.casefold() if written else said
    age = _AGE.match(said)
    if age and int(age.group(2)) <= OLDEST:
        return Fault("age_only")
    if re.fullmatch(
        r"'?\d{4}|"
        + _MONTH
        + r"\w*\.?,? ?'?\d{4}|"
        + _MONTH
        + r"\w*\.? \d{1,2}(st|nd|rd|th)?|\d{1,2}[/.-]\d{1,4}",
        said,
    ):
        return Fault("incomplete")
    packed = re.fullmatch(r"(\d{2})(\d{2})(\d{2})", said)
    said = "/".join(packed.groups()) if packed else said  # "110362"
    short = re.match(r"\d{1,2} \d{1,2} (?:\d{2}|\d{4})(?= [a-z])", said) or re.search(
        r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?![\d/.-])", said
    )
    said = short.group() if short else said  # "2-29-88, a leap year baby"
    parsed = _numbers(said) or _parsed(said)
    if isinstance(parsed, Fault):
        return parsed
    if month == parsed.day and _FIGURES.search(said):  # "12/05/1979, it is may"
        parsed = parsed.replace(month=month, day=parsed.month)
    return _checked(parsed, said, today)


_FIGURES = re.compile(r"^\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}$")


def _shifted(found: Read, days: int) -> Read:
    """The day before or after; a fault where the year would be another: the one told may be of either day."""
    if isinstance(found, Fault):
        return found
    day = date.fromisoformat(found.value)
    moved = day + timedelta(days=days)
    return Value(moved.isoformat()) if moved.year == day.year else Fault("not_a_date")


def age_on(born: str, today: date) -> int:
    """Full years from the ISO date `born` to `today`."""
    day = date.fromisoformat(born)
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def spoken(born: str) -> str:
    """An ISO date as "March 4, 1985"."""
    day = date.fromisoformat(born)
    return f"{day:%B} {day.day}, {day.year}"


def _numbers(said: str) -> date | Fault | None:
    """Dates written in figures only, month first unless that cannot be."""
    figures = re.fullmatch(r"(\d{1,4}) ?[/.\- ] ?(\d{1,2}) ?[/.\- ] ?(\d{2,4})", said) or re.fullmatch(
        r"(\d{2})(\d{2})(\d{4})", said
    )
    if figures is None:
        figures = re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})", said)
    if figures is None:
        return None
    first, second, third = (int(group) for group in figures.groups())
    if first > 31:
        year, month, day = first, second, third
    else:
        month, day, year = first, second, third
        if month > 12 >= day:
            month, day = day, month
    if len(figures.group(3)) == 3 or len(figures.group(1)) == 3:
        return Fault("not_a_date")
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | Fault:
    try:
        return date(year, month, day)
    except ValueError:
        return Fault("no_such_day")


def _parsed(said: str) -> date | Fault:
    if not re.search(r"\d", said) or len(said) > 60:
        return Fault("not_a_date")
    spelled = re.sub(r"'(\d\d)\b", r"\1", said)
    spelled = re.sub(r"\b(\d{1,2})(st|nd|rd|th)\b", r"\1", spelled)
    spelled = re.sub(r"\b(the|of|in|on|year)\b", " ", spelled)
    month_day_year = re.fullmatch(r" *([a-z]+)\.? +(\d{1,2}),? +(\d{2})", spelled) or re.fullmatch(
        r" *(\d{1,2}) +([a-z]+)\.?,? +(\d{2})", spelled
    )
    if month_day_year:
        spelled = spelled.rstrip()[:-2] + str(1900 + int(spelled.rstrip()[-2:]))
    try:
        found = dateparser.parse(
            spelled,
            languages=["en", "es"],
            settings={
                "DATE_ORDER": "MDY",
                "REQUIRE_PARTS": ["day", "month", "year"],
                "PARSERS": ["absolute-time"],
                "PREFER_DATES_FROM": "past",
            },
        )
    except (ValueError, OverflowError, TypeError, RecursionError):
        found = None
    if not isinstance(found, datetime):
        return Fault(
            "no_such_day" if re.search(_MONTH, spelled) and re.search(r"\d{4}", spelled) else "not_a_date"
        )
    return found.date()


def _checked(found: date, said: str, today: date) -> Read:
    if found.year < 100 or (
        found.year < 2000
        and re.search(rf"(?<!\d){found.year % 100:02d}$", said)
        and not re.search(r"\d{4}", said)
    ):
        return _two_digits(found, today)
    if found > today:
        return Fault("future")
    if today.year - found.year > OLDEST:
        return Fault("too_old")
    return Value(found.isoformat())


def _two_digits(found: date, today: date) -> Read:
    """85 is 1985. Where both centuries could be, or only a child's year fits, ask for four digits."""
    short = found.year % 100
    try:
        recent, old = found.replace(year=2000 + short), found.replace(year=1900 + short)
    except ValueError:
        return Fault("no_such_day")
    if recent > today:
        return Value(old.isoformat())
    if age_on(recent.isoformat(), today) < 18:
        return Fault("two_digit_year")
    return Value(recent.isoformat())


def find_date(text: str) -> str | None:
    """A date written out in a longer message after "born" or "dob", or in figures; None if there is none."""
    said = readable(text)
    spelled = _WRITTEN.search(said)
    after = re.search(
        (
            r"\b(?:born|birthday|dob|date of birth|birth date)\b(?: is| was|:)?(?: on| the)? "
            r"*([^.;\n]{6,30})"
        ),
        said,
        re.IGNORECASE,
    )
    figures = re.search(
        r"(?<!\d)\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:19|20)\d{2}(?!\d)"
        r"|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)",
        said,
    )
    if figures or spelled:
        return (figures or spelled).group()  # type: ignore[union-attr]
    if after:
        piece = re.match(
            (
                r"[a-zA-Z]+\.? \d{1,2}(?:st|nd|rd|th)?,? \'?\d{2,4}|\d{1,2}(?:st|nd|rd|th)? "
                r"(?:of )?[a-zA-Z]+,? \d{2,4}|\d{1,2}/\d{1,2}/\d{2,4}"
            ),
            after.group(1),
        )
        return piece.group() if piece else None
    return None
