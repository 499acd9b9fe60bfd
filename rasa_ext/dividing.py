"""Whether a message is divided into several questions, and where: the likeliest division, if likely enough.

Each way to divide it is weighed by what its parts and the whole message were understood as (logistic
regression; `python -m bench.dividing` fits the weights on messages the models have not learned from). Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from rasa_ext.intents import FAQ_PREFIX, OUT_OF_SCOPE, SAFER, Decision
from rasa_ext.pieces import Pieces
from rasa_ext.segments import BACK, TOLD, Segments

ENOUGH = -0.7  # logarithm of the odds from which a message is divided
NO_PART = (  # small talk is no part of its own
    "bot_challenge", "capabilities", "rude", "acknowledge", "greet", "goodbye", "thanks", "tell_me_more",
    "simpler", "name_given",
)  # fmt: skip
FOREIGN = 1.0  # more, where a part is no matter of the clinic's: little is gained by telling it apart
LITTLE = 1e-3  # added to probabilities before their logarithm is taken
WEIGHTS: Mapping[str, float] = {
    "always": 2.92,
    "weakest": 2.22,
    "mean": 1.53,
    "joint": 0.71,
    "joints": -0.34,
    "unused": 0.09,
    "whole": 1.07,
    "backed": 0.52,
    "best_backed": 0.11,
    "first": 1.48,
    "points_back": -0.13,
    "told": -1.01,
    "one_word": -0.77,
    "two_words": 0.41,
    "for_clinician": -1.65,
    "outside": -0.83,
    "three": -0.56,
    "four": -0.97,
    "small_talk": -3.48,
    "whole_for_clinician": 0.83,
    "elsewhere": -0.17,
    "no_topic": -1.99,
}


def best(pieces: Pieces, decisions: Sequence[Decision]) -> tuple[int, ...]:
    """Numbers of the stretches that divide the message best, or () when it is to be left whole.

    `decisions[i]` is about `pieces.texts[i]`. No two stretches are about the same.
    """
    found = divisions(pieces, decisions)
    weighed = [(weight(traits) - FOREIGN * traits["outside"], division) for division, traits in found]
    likeliest = max(weighed, default=(ENOUGH, ()))
    return likeliest[1] if likeliest[0] > ENOUGH else ()


def weight(traits: Mapping[str, float]) -> float:
    """Logarithm of the odds that a division with these traits is right."""
    return sum(WEIGHTS[name] * value for name, value in traits.items())


def divisions(
    pieces: Pieces, decisions: Sequence[Decision]
) -> Iterator[tuple[tuple[int, ...], dict[str, float]]]:
    """Every division into parts about different things, with its traits.

    What is for a clinician, or misuse, stays so: one of the parts must be it.
    """
    segments, whole = pieces.segments, decisions[0]
    if segments is None:
        return
    kept = whole.intent if whole.kind == "answer" and whole.intent in SAFER else None
    for division in _ways(segments):
        parts = [decisions[pieces.stretches[number]] for number in division]
        intents = [part.intent for part in parts]
        if len({*intents}) < len(intents):
            continue
        if kept is None or any(kept in (part.intent, part.aside) for part in parts):
            yield division, _traits(segments, division, whole, parts)


def _ways(segments: Segments) -> Iterator[tuple[int, ...]]:
    """Stretches side by side from the first piece to the last."""
    by_start: dict[int, list[int]] = {}
    for number, (first, _) in enumerate(segments.spans):
        by_start.setdefault(first, []).append(number)

    def walk(place: int, chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if place == segments.pieces:
            yield chosen
        for number in by_start.get(place, ()):
            yield from walk(segments.spans[number][1], (*chosen, number))

    yield from walk(0, ())


def _traits(
    segments: Segments, division: Sequence[int], whole: Decision, parts: Sequence[Decision]
) -> dict[str, float]:
    shares = dict(whole.ranking)
    intents = [part.intent for part in parts]
    sure = [_log(max(part.confidence, dict(part.ranking)[part.intent])) for part in parts]
    backed = [_log(shares.get(intent, 0.0)) for intent in intents]
    starts = [segments.spans[number][0] - 1 for number in division[1:]]
    used = [_log(segments.joints[start]) for start in starts]
    unused = [_log(joint) for number, joint in enumerate(segments.joints) if number not in starts]
    forms = [segments.forms[number] for number in division]
    words = [len(segments.texts[number].split()) for number in division]
    first = whole.ranking[0][0]
    return {
        "always": 1.0,
        "weakest": min(sure),
        "mean": sum(sure) / len(sure),
        "joint": min(used),
        "joints": sum(used) / len(used),
        "unused": max(unused, default=_log(0.0)),
        "whole": _log(whole.ranking[0][1]),
        "backed": min(backed),
        "best_backed": max(backed),
        "first": float(first in intents),
        "points_back": float(forms.count(BACK)),
        "told": float(forms.count(TOLD)),
        "one_word": float(sum(count <= 1 for count in words)),
        "two_words": float(sum(count <= 2 for count in words)),
        "for_clinician": float(any(intent in SAFER for intent in intents)),
        "outside": float(OUT_OF_SCOPE in intents),
        "three": float(len(division) == 3),
        "four": float(len(division) > 3),
        "small_talk": float(any(intent in NO_PART for intent in intents)),
        "whole_for_clinician": float(first in SAFER),
        "elsewhere": _log(shares.get(OUT_OF_SCOPE, 0.0)),
        "no_topic": float(not any(intent.startswith(FAQ_PREFIX) for intent in intents)),
    }


def _log(share: float) -> float:
    return math.log(share + LITTLE)
