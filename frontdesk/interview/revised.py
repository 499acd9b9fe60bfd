"""A value that is put right in the same breath: "2.. no, be honest. 3"."""

from __future__ import annotations

import re
from collections.abc import Callable

from frontdesk.interview.readers import Read, Value

TYPES = ("date_of_birth", "email", "phone", "scale", "state")  # a choice may say "no" and mean it
_MARK = re.compile(
    r"[\s.,;!?…-]+(?:no[, ]+wait|wait[, ]+no|no no|no(?=[,.;!]| (?:be|it'?s|let|make|call|i))|nope(?=[,.;!])"
    r"|scratch that|strike that|actually|i mean|i meant|make (?:it|that)|correction|hold on|let me fix that"
    r"|(?:so|please|better|instead)[ ,]+(?:please )?use)\b[\s.,;!:-]*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;!?]+ +|\. +|\b(?:but|so|and)\b")
_REFUSED = re.compile(
    r"\b(?:don'?t|do not|never|not|no longer|old|used to|isn'?t|dead|disconnected"
    r"|(?:shut|cut) off|my (?:sister|brother|mom|mother|dad|son|daughter|wife|husband|ex|work)'?s?)\b",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:mine|my own|use|reach me|call me|the right one|is right|is better)\b", re.IGNORECASE
)
_TRIED = ("incomplete", "two_digit_year", "no_such_day", "two_of_them", "bad_domain", "too_short")


def revised(text: str, reader: Callable[[str], Read]) -> Value | None:
    """What stands after the last mark of a second thought, when there was a try at a value before it.

    None where both say the same, or the rest is no value for itself.
    """
    for mark in reversed(list(_MARK.finditer(text))):
        before, after = reader(text[: mark.start()]), reader(text[mark.end() :])
        if not isinstance(after, Value):
            continue
        tried = isinstance(before, Value) or before.cause in _TRIED
        same = isinstance(before, Value) and before.value == after.value
        return Value(after.value, sure=False) if tried and not same else None
    return None


_END = re.compile(
    r"(?<=\d)[\s.,;!?…-]+(?:sorry|oops|no|wait|i mean|i meant|make that|actually)\W+(?:it'?s )?(\d{2,4})\b"
    r"(?!\W{0,2}\d)"  # nor the start of a whole number
)


def redialled(text: str) -> str:
    """A number of which the end is said once more: "(773) 555-0112... sorry, 0121"."""
    end = _END.search(text.casefold())
    if end is None:
        return text
    before, new = text[: end.start()], end.group(1)
    return before[: -len(new)] + new if before[-len(new) :].isdigit() else text


def unrefused(text: str, reader: Callable[[str], Read]) -> Value | None:
    """Of two addresses or numbers the one that is to be used: "555-0174, dont use the landline 555-0108"."""
    clauses = _CLAUSE.split(text)
    kept = [one for one in clauses if not _REFUSED.search(one)] or list(filter(_MINE.search, clauses))
    found = reader(" ".join(kept)) if 0 < len(kept) < len(clauses) else None
    return Value(found.value, sure=False) if isinstance(found, Value) else None
