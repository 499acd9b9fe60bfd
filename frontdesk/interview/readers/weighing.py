"""Which one choice is meant where several are named, where words end in a conclusion or are misspelled."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from frontdesk.interview.text import plain, words
from frontdesk.interview.values import Choice

Reader = Callable[[str, Sequence[Choice]], Choice | None]
_NO = re.compile(r"\b(no|not|don'?t|dont|never|without|but no)\b")
# "between several and half. go with several", "i can stop it fine so none"
_CONCLUDED = re.compile(
    r"(?:\b(?:use|put(?: me)?(?: down)?(?: as)?|say|call (?:it|that)|go(?:ing)? with|make (?:it|that)"
    r"|mark(?: it| me)?"
    r"|pick|choose|answer is|i said)|\bso|\btherefore|\bmore like|\b(?:i'?d|i would) say)(?: maybe| just"
    r"| a| an)* "
    r"(?P<end>[\w' ]{1,40}?)(?: i guess| then| please| on that| for that)?$"
)


def concluded(text: str, choices: Sequence[Choice], exactly: Reader) -> Choice | None:
    """The choice that the last words settle on."""
    match = _CONCLUDED.search(plain(text))
    while match:
        found = exactly(match.group("end"), choices)
        if found is not None:
            return found
        match = _CONCLUDED.search(plain(text), match.start() + 1)
    return None


def outermost(text: str, choices: Sequence[Choice], exactly: Reader, nearly: Reader) -> Choice | None:
    """The choice that the first or the last piece of a message is: "extremly. lost my job over it"."""
    pieces = [piece for piece in re.split(r"[,.;!]+ +", plain(text)) if piece]
    if len(pieces) < 2:
        return None
    for read in (exactly, nearly):
        found = read(pieces[0], choices) or read(pieces[-1], choices)
        if found is not None:
            return found
    return None


_MAINLY = re.compile(r"\b(?:mostly|mainly|primarily|above all|more of)\b (?P<rest>.+)$")


def mainly(text: str) -> str:
    """What follows "mostly" in "cost worries me but mostly it's the depression"."""
    match = _MAINLY.search(plain(text))
    return match["rest"] if match else ""


_LONG_WORD, _NEAR = 7, 88  # letters of a word worth respelling, rapidfuzz ratio


def respelled(text: str, choices: Sequence[Choice]) -> str:
    """`text` with long words that are nearly a word of the choices spelled as there: "xtremely difficult"."""
    known = {
        word
        for choice in choices
        for phrase in (choice.title, *choice.says)
        for word in plain(phrase).split()
        if len(word) >= _LONG_WORD
    }
    for word in {word for word in words(text) if len(word) >= _LONG_WORD} - known:
        best = max(((fuzz.ratio(word, one), one) for one in known), default=(0.0, ""))
        if best[0] >= _NEAR:
            text = re.sub(rf"\b{re.escape(word)}\b", best[1], text, flags=re.IGNORECASE)
    return text


_UNLESS = re.compile(r"\bunless\b")


def only_if(text: str, choices: Sequence[Choice]) -> Choice | None:
    """ "My buddy unless he's hungover": of yes, no and not sure, what hangs on something is not sure."""
    return doubtful(choices, choices) if _UNLESS.search(plain(text)) else None


def doubtful(named: Sequence[Choice], choices: Sequence[Choice]) -> Choice | None:
    """ "Depends if my son has work": of yes, no and not sure, doubt is stronger than a yes or a no."""
    if not {"yes", "no"} <= {choice.id for choice in choices}:
        return None
    return next((choice for choice in named if choice.id == "unsure"), None)


def both_ways(text: str, named: Sequence[Choice], choices: Sequence[Choice]) -> Choice | None:
    """ "You can text or leave a message": the choice called both, where the other two are named."""
    both = next((choice for choice in choices if choice.id == "both"), None)
    ids = {choice.id for choice in named}
    two = len(ids - {"both"}) == 2 and "neither" not in ids
    return both if two and not _NO.search(plain(text)) else None
