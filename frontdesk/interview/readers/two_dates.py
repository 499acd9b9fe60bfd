"""Two dates in one message: "6/17/72 sorry fat thumbs 6/17/71". The last counts after words of a slip."""

from __future__ import annotations

import re
from collections.abc import Callable

from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.text import plain

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    r"(?<![\d/.-])\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})(?![\d/-])|(?<!\d)(?:19"
    r"|20)\d\d-\d\d-\d\d(?!\d)"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:\d{{4}}|'?\d\d)\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?:\d{{4}}|'?\d\d)\b",
    re.IGNORECASE,
)
_SLIP = re.compile(
    r"\b(?:no|nope|sorry|oops|whoops|wrong|typo\w*|mis-?typed|mistake|mistyped|i mean|meant|wait"
    r"|actually|correction"
    r"|fat[- ]?(?:thumb|finger)\w*|clumsy|make (?:it|that)|should be|rather|scratch|strike|ugh"
    r"|argh|dang|darn|shoot|crap"
    r"|hold on|my bad|autocorrect|i should|let me|fix|instead|try again|again)\b"
)
_NOT = re.compile(r"\b(?:not|instead of|rather than)\W*$")


def last_dated(text: str, reader: Callable[[str], Read]) -> Read | None:
    """The date meant of two that differ; a fault where nothing tells which. None where there are not two."""
    dates = [(match, reader(match.group())) for match in _DATE.finditer(text)]
    values = [(match, found) for match, found in dates if isinstance(found, Value)]
    if len(values) < 2 or values[-1][1].value == values[-2][1].value:
        return None
    (before, first), (after, second) = values[-2:]
    between = plain(text[before.end() : after.start()])
    if _NOT.search(between):
        return Value(first.value)
    if _SLIP.search(between):
        return Value(second.value)
    return None if re.search(r"\w", between) else Fault("two_of_them")
