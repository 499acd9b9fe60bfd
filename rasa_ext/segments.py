"""Places where a message may fall into several questions, and every stretch between them.

Grammar alone cannot tell "how much is it and do you take insurance" from "can I have coffee and toast
before I come in". So this file only proposes: it lists the stretches of a message between plausible
joints, all of them are understood in one batch, and `best` keeps a division only when each stretch is
surely about something else. Otherwise the message stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rasa_ext.clauses import BULLET, asks

MOST_JOINTS = 3  # four pieces, ten stretches
FEWEST_WORDS = 2  # of a piece, and one of them not a mere function word
# strongest first: a new line or list item, a sentence's end, a word that begins another thought, a comma
JOINTS = (
    re.compile(r"\s*\n+\s*|\s+(?=(?:\d[.)]|[-*•])\s+\w)"),
    re.compile(r"(?<=[?!;])\s*(?=\w)|(?<=[a-z0-9)'’]{2}\.)\s+|(?<=\w)(?:\.\.+|…)\s*|\s+/\s+"),
    re.compile(
        r",?\s+(?:oh and|and also|but also|but first|one more thing|also|plus|another thing)\b[,:]?\s+",
        re.IGNORECASE,
    ),
    re.compile(
        r",?\s+(?:and|but|&|n|then|or)\s+|,?\s+(?=(?:what about|how about|if not|whats the)\b)", re.IGNORECASE
    ),
    re.compile(r",\s+"),
    # another question begins without any sign: "what is ketamine what does it do"
    re.compile(
        r"\s+(?=(?:what|how|why|when|where|who)(?:'?s|'?re| (?:is|are|does|do|did|will|can|would|should|much"
        r"|many|long|often|soon))\b)",
        re.IGNORECASE,
    ),
)
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
BACK, STORY = 0.03, 0.1
PLENTY = 0.7  # how sure each of many parts must be, to be preferred to fewer that are surer
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

    `needs[number]`: how likely its topic must be for the whole message to count as a part. Nothing when
    it is by its form a question of its own; BACK when it may only point back ("is that true?") or follows a
    statement; STORY for a statement or an alternative to the part before.
    """

    pieces: int
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    needs: tuple[float, ...]

    @classmethod
    def of(cls, text: str) -> Segments:
        """Every stretch shorter than the message; none when there is no joint."""
        bounds = [0, *(place for place, _ in _joints(text)), len(text)]
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
        needs = tuple(map(_need, raw, after))
        return cls(count, tuple(spans), tuple(map(_clean, raw)), needs)


@dataclass(frozen=True)
class Reading:
    """What one stretch is about and how surely; `intent` is None when it must not stand alone."""

    intent: str | None
    confidence: float


def best(segments: Segments, readings: Sequence[Reading], sure: float) -> tuple[int, ...]:
    """Numbers of the stretches that divide the message best, or () when it is to be left whole.

    Every stretch must be at least `sure` and about another thing than its neighbours. The division with
    most parts wins where all are at least PLENTY, otherwise the one whose weakest stretch is strongest.
    """
    by_start: dict[int, list[int]] = {}
    for number, (first, _) in enumerate(segments.spans):
        if readings[number].intent is not None and readings[number].confidence >= sure:
            by_start.setdefault(first, []).append(number)
    found: list[tuple[float, int, float, tuple[int, ...]]] = []

    def walk(place: int, chosen: tuple[int, ...]) -> None:
        if place == segments.pieces:
            weakest = min(readings[number].confidence for number in chosen)
            found.append((min(weakest, PLENTY), len(chosen), weakest, chosen))
            return
        for number in by_start.get(place, ()):
            if all(readings[number].intent != readings[other].intent for other in chosen):
                walk(segments.spans[number][1], (*chosen, number))

    walk(0, ())
    return max(found)[3] if found else ()


def _joints(text: str) -> list[tuple[int, int]]:
    """The strongest MOST_JOINTS places between two pieces that each say something, in order."""
    kept: list[tuple[int, int]] = []
    for rank, pattern in enumerate(JOINTS):
        for match in pattern.finditer(text):
            place = match.end() if rank < 2 else match.start()
            trial = sorted([*kept, (place, rank)])
            bounds = [0, *(at for at, _ in trial), len(text)]
            if place not in (at for at, _ in kept) and all(
                _says_something(text[left:right]) for left, right in zip(bounds, bounds[1:])
            ):
                kept = trial
            if len(kept) == MOST_JOINTS:
                return kept
    return kept


def _need(raw: str, after_statement: bool) -> float:
    if FURTHER.match(raw):
        return 0.0
    if ALTERNATIVE.match(raw) or not asks(SUPPOSED.sub("", _clean(raw))):
        return STORY
    words = re.findall(r"[\w']+", raw)
    # "I can't make it tomorrow. Is there a fee?": what was told just before is what is asked about
    points = POINTING.search(FOR_ANOTHER.sub("", _clean(raw))) is not None
    return (
        BACK if (after_statement and (points or len(words) < FEW)) or (points and len(words) <= FEW) else 0.0
    )


def _says_something(piece: str) -> bool:
    words = re.findall(r"[\w'’]+", _clean(piece).lower())
    enough = len(words) >= (1 if piece.rstrip().endswith("?") else FEWEST_WORDS)  # "side effects? driving?"
    return enough and any(word not in FILLERS for word in words)


def _clean(piece: str) -> str:
    return LEADING.sub("", BULLET.sub("", piece.strip())).strip(" ,;/")
