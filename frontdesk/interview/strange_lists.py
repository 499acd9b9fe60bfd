"""A list told at the wrong one of the health questions: "I smoke half a pack" at the allergies."""

from __future__ import annotations

import re

from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain
from frontdesk.interview.values import Question

_PIECE = re.compile(r"[,;.]+ *| and ")
_USES = re.compile(r"\bi (?:only |also |still )?(?:smoke|drink|vape|use)\b")
_REACTED = re.compile(
    r"\b(?:made|makes?|gave|gives?|caused|causes|had|closed?)\b(?: up)? (?:me|my)\b.{0,20}?"
    r"\b(?:throat|hives|rash|itch\w*|swell\w*|swollen|break out|tongue|lips|face|anaphyla\w*)\b"
)
_ALLERGIC = re.compile(
    r"\b(?:allerg\w*|react\w*|hives|rash|itch\w*|swell\w*|swollen|sick|sensitive|breaks? out)\b"
)
# of the conditions, those that may be told of use as well
_ALSO_USE = ("substance_disorder", "other", "none")


def of_another_kind(talk: Talk, question: Question, text: str, found: Value) -> bool:
    """Whether every part of `text` plainly belongs to another list than `question`: it is asked again."""
    bare = plain(text)
    pieces = [piece for piece in _PIECE.split(bare) if re.search(r"\w", piece)]
    if question.id == "allergies":
        uses = talk.interview.by_id.get("substance_use")
        told = uses is not None and _USES.search(bare) and not _ALLERGIC.search(bare)
        return bool(uses and told and inside(bare, uses.choices, several=True))
    if question.id == "diagnoses":
        medicines = talk.interview.by_id.get("current_medicines")
        terms = talk.interview.terms_of(medicines) if medicines else ()
        return bool(terms and pieces) and all(term_in(piece, terms) for piece in pieces)
    if question.id == "substance_use" and found.value == ["other"]:
        asked = talk.interview.by_id.get("conditions")
        named = [inside(piece, asked.choices, several=True) for piece in pieces] if asked else []
        return bool(named) and all(any(one.id not in _ALSO_USE for one in ones) for ones in named)
    if question.id == "current_medicines" and isinstance(found.value, list) and len(found.value) == 1:
        return _REACTED.search(bare) is not None
    return False
