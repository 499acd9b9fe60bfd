"""A choice put right in the same breath: "anxiety. No, PTSD really", "yes. no. ok yes". The last one meant
counts; where that cannot be told it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.ways import is_of_ways
from frontdesk.interview.text import plain
from frontdesk.interview.values import Choice

Named = Callable[[str], list[Choice]]
_SURE = (
    r"(?:oh )?(?:no,? wait|wait,? no|no,? sorry|sorry,? no|no,? actually|actually,? no|no no"
    r"|scratch that|strike that"
    r"|i mean(?:t)?|correction|or rather|make (?:it|that)|let me (?:fix|change) that|change that to"
    r"|on second thought)"
)
# a bare "no" before a thing may deny it: "anxiety, no depression"
_NO = (
    r"(?:or |oh |hm+,? |um+,? )?(?:no|nope|nah)"
    r"(?=[,.;!]|…| (?:an?|my|the|it'?s|its|that'?s|put|write|use|say|make|more|rather|it is|i'?d say"
    r"|a bit|really)\b)"
)
_SOFT = r"(?:actually|oops|sorry|wait|well|hold on|hang on|or no|hmm+)"
_MARK = re.compile(rf"[\s,.;!?…-]+(?:{_SURE}|{_NO}|(?<=[,.;!?…-] ){_SOFT})\b[\s,.;:!?…-]*")
_MARK_OF_WAYS = re.compile(rf"[\s,.;!?…-]+(?:{_SURE}|(?<=[,.;!?…-] )actually)\b[\s,.;:!?…-]*")
_TAKEN_BACK = re.compile(r"\b(?:no,? wait|wait,? no|scratch that|strike that|on second thought)\b")
_PRONOUN_NO = re.compile(r"[\s,.;!?…-]+(?:(?:or|oh) )?(?:no|nope|nah)\b[\s,.;:!?…-]*(?=(?:s?he|they)\b)")
_ADDED = re.compile(r"^(?:and|also|plus|or|with|but also|both)\b|\b(?:too|also|as well)\b|\?$")
_FIRST = re.compile(r"\b(?:the first|former|first one|what i said (?:first|before))\b")
_PIECE = re.compile(r"[,.;!?…]+\s*|\s-+\s|\s(?=(?:no wait|wait no|actually)\b)")
_FILLER = re.compile(
    r"^(?:(?:ok(?:ay)?|hmm+|um+|uh+|well|wait|oh|actually|i mean|sorry|no(?= wait| sorry)|hold on"
    r"|hang on|scratch that"
    r"|on second thought|make (?:it|that)|lol|ugh)[ ,]+)+(?=\S)"
)


def put_right(text: str, choices: Sequence[Choice], named: Named) -> Read | None:
    """The choice told after the last mark of a second thought, a fault where what follows is open; None where
    nothing was put right. `named`: the choices that some words name.
    """
    right = _yes_and_no(text, choices) or _told_later(text, choices, named)
    consents = any("i consent" in choice.says for choice in choices)
    return Fault("not_understood") if right and consents else right  # what is agreed to is said plainly


def _told_later(text: str, choices: Sequence[Choice], named: Named) -> Read | None:
    parts = _parts(plain(text), choices)
    if len(parts) < 2:
        return None
    told = [named(part) for part in parts]
    if len(told[0]) != 1 or any(_ADDED.search(part) for part in parts[1:]):
        return None
    if _FIRST.search(parts[-1]) and len(parts) > 2:
        return Value(told[0][0].id)
    later = [one for one in told[1:] if one]
    if not later and told[0][0].id == "no" and lexicon.yes(parts[-1]):
        return Fault("yes_which")  # "no, actually yes" where there are several kinds of yes
    if not later:
        return Fault("two_of_them") if _TAKEN_BACK.search(plain(text)) else None
    if len(later[-1]) > 1:
        return None if told[0][0] in later[-1] else Fault("two_of_them")
    return None if later[-1] == told[0] else Value(later[-1][0].id)


def _parts(bare: str, choices: Sequence[Choice]) -> list[str]:
    """The words between the marks."""
    form = _MARK_OF_WAYS if is_of_ways(choices) else _MARK
    if any("they" in choice.says for choice in choices):
        bare = _PRONOUN_NO.sub(", no, ", bare)
    found, at = [], 0
    for match in form.finditer(bare):
        if match.start() and bare[at : match.start()].strip():
            found.append(bare[at : match.start()])
            at = match.end()
    return [*found, bare[at:]] if re.search(r"\w", bare[at:]) else found


def _yes_and_no(text: str, choices: Sequence[Choice]) -> Read | None:
    """ "Yes. no. ok yes": pieces that say yes or no and nothing else. Of two without a mark it is asked."""
    ids = {choice.id for choice in choices}
    if _BOTH.fullmatch(plain(text)) and "no" in ids:
        return Fault("two_of_them")
    if not {"yes", "no"} <= ids:
        return None
    pieces = [piece.strip() for piece in _PIECE.split(plain(text)) if piece.strip()]
    said = [_answer(_FILLER.sub("", piece)) for piece in pieces if not _EMPTY.fullmatch(piece)]
    if len(said) < 2 or "" in said or len(set(said)) < 2:
        return None
    marked = len(said) > 2 or any(_FILLER.match(piece) or _EMPTY.fullmatch(piece) for piece in pieces[1:])
    return Value(said[-1]) if marked or re.search(r"[.!…]", text.strip(" .!")) else Fault("two_of_them")


_BOTH = re.compile(r"(?:yes|yeah|yep|yup|sure)[ ,.]+(?:no|nope|nah)|(?:no|nope|nah)[ ,.]+(?:yes|yeah|yep)")
_EMPTY = re.compile(r"(?:wait|hmm+|um+|uh+|oh|actually|well|hold on|i mean|sorry|scratch that|lol|ok|okay)")


def _answer(piece: str) -> str:
    return "yes" if lexicon.yes(piece) else "no" if lexicon.no(piece) else ""
