"""Numbers and letters that stand for an option: "3", "about ten", "7 out of 10", "option c"."""

from __future__ import annotations

import re

from frontdesk.interview.text import plain, unhedged

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
FIGURES = {word: value for value, word in enumerate(_WORDS)}
_NUMBER = re.compile(
    r"^(?:number |option |answer |choice |no\. ?|#|a |an |about |around |maybe |probably |i'd say "
    r"|like |say )*(\d{1,3})(?: ?(?:/|out of) ?\d+| please| i guess| maybe)?$"
)


def number_in(text: str) -> int | None:
    """The number a short message is, in figures or words; None when it is none."""
    for form in (
        plain(text),
        unhedged(text),
        re.sub(r" (out of|of|/) ?(10|ten|fourteen)$", "", unhedged(text)),
    ):
        match = _NUMBER.match(form)
        if match:
            return int(match.group(1))
        if form in FIGURES:
            return FIGURES[form]
    return None


def lettered(text: str, count: int) -> int | None:
    """The place that "b", "option c" or "(d)" stands for; None when it is none of `count`."""
    match = re.fullmatch(r"(?:option |answer |choice |letter )?([a-h])", plain(text))
    place = ord(match.group(1)) - ord("a") if match else count
    return place if place < count and count > 2 else None
