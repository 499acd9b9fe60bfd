"""The stretches of a message between the places where it may fall into several questions.

Grammar alone cannot tell "how much is it and do you take insurance" from "can I have coffee and toast
before I come in". rasa_ext.joints proposes places, this file lists every stretch between them, all are
understood in one batch, and rasa_ext.dividing decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rasa_ext.clauses import BULLET, asks

FEWEST_WORDS = 2  # of a piece, and one of them not a mere function word
SUPPOSED = re.compile(  # "if I do, what's the first visit like" asks as much as "what's ..."
    r"^if (?:i|we|so|it|that|they|he|she|not)\b(?: \w+){0,3}?,? "
    r"(?=(?:what|how|when|where|who)(?:'?s)?\b|(?:can|do|is)\b)",
    re.IGNORECASE,
)
LEADING = re.compile(r"^(?:(?:and|also|plus|then|but|so|oh|or|ok|okay|first|&|n)\b|[,&.\s])+", re.IGNORECASE)
ALTERNATIVE = re.compile(
    r",?\s*or\b(?! if not\b)", re.IGNORECASE
)  # "... or is it hype": more of the same question
FURTHER = re.compile(r"\W*(?:oh and|also|plus|and also|(?:\w+\s){1,2}also|and about)\b", re.IGNORECASE)
POINTING = re.compile(r"\b(?:it|that|this|they|them|he|she|those)\b", re.IGNORECASE)
FOR_ANOTHER = re.compile(
    r"^(?:he|she|they)(?: just)? wants? to know\b", re.IGNORECASE
)  # who asks points to none
FEW = 6  # words of a question that may only point back: "is that true?"
ASKS, BACK, TOLD = "asks", "points back", "told"
FILLERS = frozenset(
    (  # noqa: SIM905
        "a an the i you it he she we they me my your is are am was be do does did can could will would should"
        " and or but so to of in on at for with if that this what how who why which"
        " not yes no ok okay hi hello hey please pls thanks thank im i'm its it's also"
    ).split()
)


@dataclass(frozen=True)
class Segments:
    """`texts[number]` is the stretch from piece `spans[number][0]` up to piece `spans[number][1]`.

    `forms[number]`: ASKS, a question of its own; BACK, one that may only point back ("is that true?") or
    follows a statement; TOLD, a statement or an alternative to the part before.
    `joints[number]`: how likely piece `number + 1` begins another question (rasa_ext.joints).
    """

    pieces: int
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    forms: tuple[str, ...]
    joints: tuple[float, ...] = ()

    @classmethod
    def of(cls, text: str, starts: Mapping[int, float]) -> Segments:
        """Every stretch shorter than the message between `starts`; none when there is no joint."""
        joints = _joints(text, starts)
        bounds = [0, *joints, len(text)]
        ends = [(left, right) for left, right in zip(bounds, bounds[1:])]
        count = len(ends)
        spans = [
            (first, last)
            for first in range(count)
            for last in range(first + 1, count + 1)
            if last - first < count
        ]
        raw = [text[ends[first][0] : ends[last - 1][1]] for first, last in spans]
        after = [first > 0 and not asks(_clean(text[slice(*ends[first - 1])])) for first, _ in spans]
        forms = tuple(map(_form, raw, after))
        return cls(count, tuple(spans), tuple(map(_clean, raw)), forms, tuple(joints.values()))


def _joints(text: str, starts: Mapping[int, float]) -> dict[int, float]:
    """Those of `starts` between two pieces that each say something, the likeliest first looked at."""
    kept: dict[int, float] = {}
    for place in sorted(starts, key=lambda start: -starts[start]):
        bounds = [0, *sorted([*kept, place]), len(text)]
        if all(_says_something(text[left:right]) for left, right in zip(bounds, bounds[1:])):
            kept[place] = starts[place]
    return dict(sorted(kept.items()))


def _form(raw: str, after_statement: bool) -> str:
    if FURTHER.match(raw):
        return ASKS
    if ALTERNATIVE.match(raw) or not asks(SUPPOSED.sub("", _clean(raw))):
        return TOLD
    words = len(re.findall(r"[\w']+", raw))
    # "I can't make it tomorrow. Is there a fee?": what was told just before is what is asked about
    points = POINTING.search(FOR_ANOTHER.sub("", _clean(raw))) is not None
    back = (after_statement and (points or words < FEW)) or (points and words <= FEW)
    return BACK if back else ASKS


def _says_something(piece: str) -> bool:
    words = re.findall(r"[\w'’]+", _clean(piece).lower())
    enough = len(words) >= (1 if piece.rstrip().endswith("?") else FEWEST_WORDS)  # "side effects? driving?"
    return enough and any(word not in FILLERS for word in words)


def _clean(piece: str) -> str:
    return LEADING.sub("", BULLET.sub("", piece.strip())).strip(" ,;/")
