"""Words of a date in figures: "the fourth of july nineteen fifty-four", "halloween of 78", "it is may"."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

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
AGE_WORDS = "|".join((*_TENS, *_UNITS))
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_YEAR = re.compile(
    rf"\b(nineteen|twenty)[ -](?:hundred[ -](?:and )?)?(?:(oh|o)[ -])?({'|'.join(_TENS)})?[ "
    rf"-]?({'|'.join(_UNITS)})?(?=$|[,.;]| (?:the|on|in|{'|'.join(MONTHS)})\b)"
)
_THE_DAY = re.compile(rf"\b({'|'.join(MONTHS)}),? the (?=\d{{1,2}}\b)")  # "october the 31"
_LATE = re.compile(rf"\b(?:oh|aught|ought)[ -]({'|'.join(_UNITS[:9])})(?=$|[,.;])")  # "oh five"
_SHORT_YEAR = re.compile(rf"\b({'|'.join(list(_TENS)[1:])})(?:[ -]({'|'.join(_UNITS[:9])}))?(?=$|[,.;])")
_HOLIDAYS = {
    "new year'?s day": "january 1", "valentine'?s(?: day)?": "february 14", "leap day": "february 29",
    "st\\.? patrick'?s(?: day)?": "march 17", "juneteenth": "june 19", "(?:4|fourth) of july": "july 4",
    "independence day": "july 4", "halloween": "october 31", "christmas eve": "december 24",
    "christmas(?: day)?": "december 25", "new year'?s eve": "december 31",
}  # fmt: skip
_YEAR_FIRST = re.compile(
    r"^(?:(?:the |in )?year (?:was |is )?|it was )?((?:19|20)\d{2}),? (?:on )?(?:the )?([^.;,]{5,25})"
)


_THOUSANDS = re.compile(rf"\btwo thousand(?:[ -]and)?[ -](?P<unit>{'|'.join(_UNITS)})\b")


def _thousands(match: re.Match[str]) -> str:
    return str(2001 + _UNITS.index(match["unit"]))


def in_figures(said: str) -> str:
    """Days and years in words as figures: "the fourth of july nineteen fifty-four", "halloween of 78"."""
    said = _year_in_figures(_THOUSANDS.sub(_thousands, _without_holidays(said)))
    said = _THE_DAY.sub(r"\1 ", said)
    year_first = _YEAR_FIRST.match(said)
    return f"{year_first.group(2).strip()} {year_first.group(1)}" if year_first else said


def _without_holidays(said: str) -> str:
    if _DAY_BESIDE.search(said):
        return said  # of another day: asked for again
    for name, day in _HOLIDAYS.items():
        said = re.sub(rf"\b{name}\b(?: (?:baby|kid|child|birthday|born))?(?:,? (?:of|in))?", day, said)
    return said


def _year_in_figures(said: str) -> str:
    for place in range(len(_ORDINALS), 0, -1):
        said = re.sub(rf"\b{_ORDINALS[place - 1].replace('-', '[- ]')}\b", str(place), said)
    year = _YEAR.search(said)
    late = _LATE.search(said)
    short = _SHORT_YEAR.search(said)
    if short and re.search(r"\d", said[: short.start()]) and not year:
        unit = _UNITS.index(short.group(2)) + 1 if short.group(2) else 0
        return f"{said[: short.start()]}{_TENS[short.group(1)] + unit}{said[short.end() :]}"
    if late:
        return f"{said[: late.start()]}{2000 + _UNITS.index(late.group(1)) + 1}{said[late.end() :]}"
    if year and (year.group(3) or year.group(4)):
        rest = _TENS.get(year.group(3) or "", 0) + (_UNITS.index(year.group(4)) + 1 if year.group(4) else 0)
        century = 1900 if year.group(1) == "nineteen" else 2000
        return f"{said[: year.start()]}{century + rest}{said[year.end() :]}"
    return said


_DAY_BESIDE = re.compile(r"\b(?:the )?day (after|before)\b")


def beside_holiday(said: str) -> tuple[str, int] | None:
    """ "The day after christmas, 1952": the message without these words, and by how many days it is off."""
    match = _DAY_BESIDE.search(said)
    if match is None:
        return None
    rest = said[match.end() :].lstrip()
    if not any(re.match(name, rest) for name in _HOLIDAYS):
        return None
    return f"{said[: match.start()]}{rest}", 1 if match.group(1) == "after" else -1


_LONG_MONTHS = [month for month in MONTHS if len(month) > 4]
_MISSPELLED = 86  # rapidfuzz ratio from which a word is a month; below are the months of other languages


def months_spelled(said: str) -> str:
    """`said` with "febuary" and the like spelled right."""

    def spelled(match: re.Match[str]) -> str:
        best = process.extractOne(match.group(), _LONG_MONTHS, scorer=fuzz.ratio, score_cutoff=_MISSPELLED)
        return best[0] if best else match.group()

    return re.sub(r"\b[a-z]{5,10}\b", spelled, said)


_MONTH_TOLD = re.compile(
    rf"[,.;!(-] *(?:and )?(?:it'?s|it is|that'?s|that is|i mean|meaning|as in|the month is) (?:in )?"
    rf"(?:the (?:month|\d{{1,2}}(?:st|nd|rd|th)?) of )?({'|'.join(MONTHS)})(?=$|[,.;!)]| not\b)"
)


def month_told(said: str) -> int | None:
    """The month that is named behind a date: "12/05/1979, it is may"; not "it is may day"."""
    match = _MONTH_TOLD.search(said)
    return MONTHS.index(match.group(1)) + 1 if match else None
