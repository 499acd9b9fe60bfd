"""What a telephone adds to words: punctuation that was dictated, and pictures."""

from __future__ import annotations

import re
import unicodedata

_MARKS = {
    "full stop": ".",
    "comma": ",",
    "question mark": "?",
    "exclamation mark": "!",
    "exclamation point": "!",
}
_SPOKEN = re.compile(rf"(?<=\w)[ ,]+({'|'.join(_MARKS)})(?=$|[ .,!?])", re.IGNORECASE)
# "1945 period", "yes period"; not "on my period", "a long period", "heavy period"
_PERIOD = re.compile(
    r"^(?P<said>(?:.*\d(?:st|nd|rd|th)?|(?:\S+ ){0,2}(?:none|never|nothing|zero|at all|please|that'?s it))),?"
    r" period[ .!]*$|^(?P<sentence>.+[.!?,]) period[ .!]*$",
    re.IGNORECASE | re.DOTALL,
)
_LAST = re.compile(
    r"(?<!\bmy)(?<!\bhis)(?<!\bher)(?<!\bthe)(?<!\ba)(?<!\bthat)(?<!\bthis)(?<!\blate)(?<!\bheavy)"
    r" period[ .!]*$",
    re.IGNORECASE,
)
_DRAWN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d\u20e3]|(?<=\\s)(?:[:;]-?[)(DPp]|<3)(?=\\s|$)")


def undictated(text: str) -> str:
    """`text` with marks in place of their names: "august 9 comma 1945 period"; a period of days stays."""
    said = _SPOKEN.sub(lambda match: _MARKS[match.group(1).casefold()], text)
    if said != text:  # who dictates one mark dictates the last too
        said = _LAST.sub("", said)
    ended = _PERIOD.match(said)
    return (ended["said"] or ended["sentence"]).rstrip(", ") if ended else said


def without_pictures(text: str) -> str:
    """`text` without emoji and smileys; all of it where nothing else is said."""
    if text.isascii() and not re.search(r"[:;<]", text):
        return text
    bare = _DRAWN.sub("", "".join(one for one in text if unicodedata.category(one) != "So"))
    return " ".join(bare.split()) if re.search(r"\w", bare) else text
