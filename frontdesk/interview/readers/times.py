"""The part of the day that hours name: "2 or 3 oclock" is an afternoon, "after 6" an evening."""

from __future__ import annotations

import re

from frontdesk.interview.readers.day_words import MONTHS
from frontdesk.interview.text import plain

PARTS = ("morning", "afternoon", "evening")
_HOUR = re.compile(
    r"(?P<lead>\b(?:after|before|by|around|about|at|from|between|and|or|to|past) |\d ?- ?|^)?"
    r"(?P<hour>1[0-2]|[1-9])(?P<minutes>:\d\d)?"
    r"(?P<half> ?[ap]\.?m\b\.?|[ap]\b| ?o'? ?clock|ish|(?= ?(?:-|or|to|and) ?\d))?(?![\d/:])"
)
_NOON = re.compile(r"\b(?:(?:after|around) )?(?:noon(?:ish)?|mid ?day|lunch(?: ?time)?)\b")
_BAD = re.compile(r"\b(no|not|n't|dont|never|except|bad|until|till|til|before noon|get up|wake(?: up)?)\b")
# "not till after 5" is after 5
_NOT_TILL = re.compile(
    r"\b(?:not|nothing|(?:don'?t|dont|do not) call(?: me)?) (?:till?|until)"
    r" (?:about |around |after )*(?=[5-8]\b(?! ?a))"
)
_LATE = re.compile(r"\b(night|evening|pm|p\.m|dinner|supper|bed|bedtime)\b")
_NOON_HOUR, _EVENING = 12, 17


_DAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?|s)?|week ?days?|week ?ends?"
    r"|work ?days?|days? off"
    r"|school days?|holidays?"
)
_LIMIT = re.compile(
    rf"\b(?:{_DAY})\b|\b(?:except|unless|apart from|other than|but not|but only|not on|only on)\b"
)
_NAMED = re.compile(r"\b(?:mornings?|afternoons?|evenings?|any ?time|whenever)\b")


_FEW = 3  # words; show.py shows more than these beside the choice


def limited(text: str) -> bool:
    """ "Afternoon except Wednesdays", "sat morning": a part of the day on some days only, in so few words
    that they would not be shown beside the choice: they are the answer.
    """
    bare = plain(text)
    return len(bare.split()) <= _FEW and _LIMIT.search(bare) is not None and _NAMED.search(bare) is not None


def bounded(text: str) -> bool:
    """ "Not before 10": an hour that is ruled out is no part of the day, and the words are kept."""
    late = _TILL_LATE.search(plain(text)) is not None  # "not till after 5" is an evening
    return _BOUND.search(plain(text)) is not None and not late


_TILL_LATE = re.compile(r"\b(?:till?|until) (?:about |around |after )*[5-8]\b(?! ?a)")
_BOUND = re.compile(
    r"\b(?:not|never|nothing|don'?t call|dont call)(?: me)? (?:before|after|until|till?|earlier than"
    r"|later than|past) (?:about |around )?(?:\d|noon|lunch|dinner)"
)


def part_of_day(text: str) -> str | None:
    """The one part of the day in which every hour of `text` lies; None for none or several."""
    parts = set()
    for piece in re.split(r"[.;!]+ +| but |, (?!\d)", _NOT_TILL.sub("after ", plain(text))):
        if _BAD.search(piece):
            continue  # "lunch is no good"
        late = _LATE.search(piece) is not None
        parts |= {
            _part(match, late)
            for match in _HOUR.finditer(piece)
            if match["lead"] is not None or match["half"]
        }
        if _NOON.search(piece):
            parts.add("afternoon")
    return next(iter(parts)) or None if len(parts) == 1 else None


def _part(match: re.Match[str], late: bool) -> str:
    hour, half = int(match["hour"]) % _NOON_HOUR, (match["half"] or "").strip()
    if half.startswith("a"):
        return "morning"
    # people are called by day: 1 to 6 is after noon, 8 to 11 before it
    if not half and not late and "after" in (match["lead"] or "") and hour in (8, 9):
        return ""  # after 8 in the morning, or at night
    if half.startswith("p") or late or hour <= 6 or "after" in (match["lead"] or "") and hour == 7:
        hour += _NOON_HOUR
    return "morning" if hour < _NOON_HOUR else "afternoon" if hour < _EVENING else "evening"


_WHEN = re.compile(
    r"(?:(?:since|ever since|about|around|for|over|almost|nearly|maybe|probably|in|from|the|of|this|last|past"
    r"|early|late|mid|end|start|beginning|middle|sometime|roughly|like|just|at least|more than|like)[ -]+)*"
    rf"(?:(?:{'|'.join(MONTHS)}"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|fall|autumn|winter|christmas)"
    r"(?:,? (?:of )?(?:(?:19|20)\d\d|last year|this year))?"
    r"|(?:19|20)\d\d|(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|(?:a )?(?:few|couple(?: of)?)|several|many|some)(?: and a half| or (?:\w+))?"
    r" ?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?|decades?)|yesterday|always|childhood)"
    r"(?: (?:ago|now|or so|or more|at least|maybe|back|already|total|straight))*"
)


def tells_when(text: str) -> bool:
    """Whether the whole message is a time, or how long something has lasted: "march", "about two years"."""
    return _WHEN.fullmatch(plain(text)) is not None
