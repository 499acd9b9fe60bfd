"""Which pronouns a person uses, where several are named or somebody else is spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.clauses import BREAKS, denied, spaced
from frontdesk.interview.readers.weighing import mainly
from frontdesk.interview.text import plain
from frontdesk.interview.values import Choice

_PRONOUNS = ("she", "her", "he", "him", "they", "them")


def by_pronoun(text: str, choices: Sequence[Choice]) -> list[Choice]:
    """Choices that a pronoun names ("im a she"): too common a word to look for beside others."""
    if not any("they" in choice.says for choice in choices):
        return []
    said: set[str] = set()
    for piece in re.split(rf"{BREAKS}|,|/", _OF_OTHERS.sub(" ", plain(text))):
        bare = spaced(piece)
        said |= {word for word in _PRONOUNS if (at := bare.find(f" {word} ")) >= 0 and not denied(bare, at)}
    return [choice for choice in choices if said & set(choice.says)]


# "my doctor, she said to ask" tells of somebody else
_OF_OTHERS = re.compile(
    r"\b(?:she|he|they) (?:said|says|told|tells|knows?|wants?|helps?|thinks?|will|does)\b"
)


def of_pronouns(text: str, named: Sequence[Choice], choices: Sequence[Choice]) -> Read:
    """Of several pronouns the one that is called the chief one, or "other", so that staff see the words."""
    chief = by_pronoun(mainly(text), choices) or by_pronoun(_LAST_PIECE.split(plain(text))[-1], choices)
    if len(chief) == 1:
        return Value(chief[0].id, sure=False)
    return Value("other") if any(choice.id == "other" for choice in choices) else Fault("two_of_them")


_LAST_PIECE = re.compile(r"[,.;!]+ |\b(?:but|just|put|so)\b")
