"""Something taken off a list by its name: "cross out the Prozac, Buspar is the only one".

Only what is named beside a word of removal goes; what is only told of ("I stopped it") is asked.
"""

from __future__ import annotations

import re
from typing import Any

from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Question

_OFF = re.compile(
    r"\b(?:remove|delete|erase|strike|cross (?:out|off)|drop|scratch|take(?= .{1,40}\b(?:off|out|away)\b)"
    r"|get rid of|uncheck|untick|unclick)\b"
)
# "don't take it off", "my doctor wants to drop it", "should I remove it": nothing is taken off by these
_NOT_OFF = re.compile(
    r"\b(?:not|never|don'?t|can'?t|cannot|won'?t|wants?|wanted|might|may|if|will|going to"
    r"|should i|(?:can|could) i)\b"
)
_PRONOUN = re.compile(r"\b(?:it|that|that one|this|those|them)\b")
_ALL_GONE = re.compile(
    r"\b(?:should be|make it|leave it) (?:empty|blank)\b|\bshould (?:say|be) (?:none|nothing)\b"
)
_SO_NONE = re.compile(
    r"(?:^|[,.;!] |\bso )(?:so |just |it'?s |make it |put )*none(?: of (?:these|those|them))?[.!]*$"
)
_CLAUSES = re.compile(r"[,.;!?]+ *|\b(?:and|but|because|cuz|cause|so)\b")


def removed(talk: Talk, text: str, target: Question) -> Value | None:
    """The list or the choices without what the words take off; None where they name nothing that is there."""
    answer = talk.state.answers.get(target.id)
    kept = list(answer.value or []) if answer is not None else []
    bare = plain(readable(text))
    if kept and (_ALL_GONE.search(bare) or (target.type == "multi_choice" and _SO_NONE.search(bare))):
        return Value(["none"] if target.type == "multi_choice" else [])
    gone = _named_beside_removal(talk, bare, kept, target)
    left = [item for item in kept if item not in gone]
    if not gone or not (left or target.type == "list"):
        return None
    return Value(left)


def _named_beside_removal(talk: Talk, bare: str, kept: list[Any], target: Question) -> list[Any]:
    """The items named in a clause with a word of removal; for "take it off" those of the clause before."""
    before: list[Any] = []
    for clause in (piece for piece in _CLAUSES.split(bare) if piece.strip()):
        named = [item for item in kept if _names(talk, clause, item, target)]
        off = _OFF.search(clause)
        if off and not _NOT_OFF.search(clause[: off.start()]):
            found = named or (before if _PRONOUN.search(clause) else [])
            if found:
                return found
        before = named or before
    return []


def _names(talk: Talk, clause: str, item: Any, target: Question) -> bool:
    if target.type == "multi_choice":
        return item in [choice.id for choice in inside(clause, target.choices)]
    said = re.search(rf"\b{re.escape(plain(item['said']))}\b", clause) is not None
    known = item["term"] or term_in(item["said"], talk.interview.terms_of(target))
    return said or (known is not None and term_in(clause, talk.interview.terms_of(target)) == known)
