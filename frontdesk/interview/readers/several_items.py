"""Scores told for several items at once: "on edge most days, the worrying, that one's every day"."""

from __future__ import annotations

import re
from collections import Counter

from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.text import listed, plain, words
from frontdesk.interview.values import ITEM_9, Interview, Question

_CLAUSE = re.compile(r"[,;.!?…]+ +| - |\b(?:and|but|while|whereas|though)\b")
_BACK = re.compile(r"(?:(?:well|i'?d say|say|is|was|so) )*(?:that|this|it|those|they)(?:'?s|'?d| |$)")
_SAME = re.compile(r"\b(?:it|that)(?:'s| is|'d be| was)\b")  # "the sleep one was a 3. it's several days"
_STEM, _LETTERS = 5, 4  # letters that a word must share with an item, and that make a word
_COMMON = 2  # items of a questionnaire in which a word may stand that tells one from another
_EMPTY = listed("have been about being doing other these things yourself your much little than with that or")


def of_the_open(text: str, question: Question, interview: Interview) -> Read | None:
    """The score that `text` tells for `question`, where it tells another for another item.

    A fault where it cannot be told which is meant; None where one matter is told of.
    """
    told = [(part, _score(part, question)) for part in _parts(plain(text), question)]
    if len({score for _, score in told}) < 2:
        return None
    own, others = _matters(question, interview)
    about = [(score, bool(own & _stems(part)), bool(others & _stems(part))) for part, score in told]
    if not any(other and not mine for _, mine, other in about):
        return None
    mine = {score for score, here, _ in about if here} or {
        score
        for (part, _), (score, _, other) in zip(told, about, strict=True)
        if not other and not _SAME.search(part)
    }
    if len(mine) != 1 or question.id == ITEM_9:
        return Fault("two_of_them")
    return Value(mine.pop(), sure=True)


def _parts(bare: str, question: Question) -> list[str]:
    """The words around each score told; what tells none goes with "that one is ..." behind it, or before."""
    found: list[str] = []
    waiting = ""
    for clause in (piece.strip() for piece in _CLAUSE.split(bare)):
        if not clause:
            continue
        if _score(clause, question) is None:
            waiting = f"{waiting} {clause}".strip()
            continue
        if waiting and found and not _BACK.match(clause):
            found[-1] += f" {waiting}"
            waiting = ""
        found.append(f"{waiting} {clause}".strip())
        waiting = ""
    if waiting and found:
        found[-1] += f" {waiting}"
    return found


def _score(clause: str, question: Question) -> int | None:
    named = inside(clause, question.choices)
    return named[0].value if len(named) == 1 else None


def _stems(said: str) -> set[str]:
    return {word[:_STEM] for word in words(said) if len(word) >= _LETTERS and word not in _EMPTY}


def _matters(question: Question, interview: Interview) -> tuple[set[str], set[str]]:
    """Stems of the open item and of the others, of words that tell items apart."""
    items = [q for q in interview.questions if q.type == "scale" and q.choices == question.choices]
    stems = {q.id: _stems(" ".join((q.ask, q.label, *q.aka))) for q in items}
    often = Counter(stem for found in stems.values() for stem in found)
    scale = {stem for choice in question.choices for stem in _stems(choice.title)}
    kept = {key: {one for one in found if often[one] <= _COMMON} - scale for key, found in stems.items()}
    own = kept.pop(question.id, set())
    return own, set().union(*kept.values()) - own
