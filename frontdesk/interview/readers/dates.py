"""Dates of birth, month first as in the US, by dateparser."""

from __future__ import annotations

import re
from datetime import date, datetime

import dateparser  # type: ignore[import-untyped]

from frontdesk.interview.readers import Fault, Read, Value
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
    said = in_figures(plain(text).replace("´", "'"))
    for _ in range(3):
        said = _LEAD.sub("", said).strip(" ,.:;!")
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
    short = re.search(r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?![\d/.-])", said)
    said = short.group() if short else said  # "2-29-88, a leap year baby"
    parsed = _numbers(said) or _parsed(said)
    if isinstance(parsed, Fault):
        return parsed
    return _checked(parsed, said, today)


_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_UNITS += ["seventeen", "eighteen", "nineteen"]
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_YEAR = re.compile(
    rf"\b(nineteen|twenty)[ -](?:hundred[ -](?:and )?)?(?:(oh|o)[ -])?({'|'.join(_TENS)})?[ "
    rf"-]?({'|'.join(_UNITS)})?(?=$|[,.;])"
)
_HOLIDAYS = {
    "new year'?s day": "january 1", "valentine'?s(?: day)?": "february 14", "leap day": "february 29",
    "st\\.? patrick'?s(?: day)?": "march 17", "juneteenth": "june 19", "(?:4|fourth) of july": "july 4",
    "independence day": "july 4", "halloween": "october 31", "christmas eve": "december 24",
    "christmas(?: day)?": "december 25", "new year'?s eve": "december 31",
}  # fmt: skip
_YEAR_FIRST = re.compile(r"^((?:19|20)\d{2}),? (?:on )?(?:the )?([^.;,]{5,25})")


def in_figures(said: str) -> str:
    """Days and years in words as figures: "the fourth of july nineteen fifty-four", "halloween of 78"."""
    said = _year_in_figures(_without_holidays(said))
    year_first = _YEAR_FIRST.match(said)
    return f"{year_first.group(2).strip()} {year_first.group(1)}" if year_first else said


def _without_holidays(said: str) -> str:
    if re.search(r"\bday (?:after|before)\b", said):
        return said  # asked for again
    for name, day in _HOLIDAYS.items():
        said = re.sub(rf"\b{name}\b(?: (?:baby|kid|child|birthday|born))?(?:,? (?:of|in))?", day, said)
    return said


def _year_in_figures(said: str) -> str:
    for place in range(len(_ORDINALS), 0, -1):
        said = re.sub(rf"\b{_ORDINALS[place - 1].replace('-', '[- ]')}\b", str(place), said)
    year = _YEAR.search(said)
    if year and (year.group(3) or year.group(4)):
        rest = _TENS.get(year.group(3) or "", 0) + (_UNITS.index(year.group(4)) + 1 if year.group(4) else 0)
        century = 1900 if year.group(1) == "nineteen" else 2000
        return f"{said[: year.start()]}{century + rest}{said[year.end() :]}"
    return said


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
        r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)", said
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
