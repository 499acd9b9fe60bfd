"""What is told beside a list of choices: the opposite of one ("thyroid low"), what it lacks ("prostate")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from frontdesk.interview.readers import Read, Value
from frontdesk.interview.readers.choices import phrases, within
from frontdesk.interview.readers.clauses import BREAKS, THEIRS, denied, spaced, without_theirs
from frontdesk.interview.text import readable
from frontdesk.interview.values import Choice

OTHER = "other"
_IS = (
    r"(?: ?(?:that )?(?:is|was|are|were|'s|runs?|ran|has been|went|goes|got|gets|being|came back"
    r"|comes back))?"
)
_BIT = (
    r"(?: ?(?:a|an|one|bit|little|too|very|always|just|only|rather|kind of|also|now|on|the|side|really|tad))*"
)
_TROUBLE = r"(?:problem|issue|trouble|condition|thing|disease|disorder)s?"
_TURNS = r"(?:[ ,.;:(/–-]|\b(?:but|and|which|that|it|it's|its|is|was|runs?|gets?|mine|of|being)\b)*"
_LOW = r"(?:low|lower|lowish|slow|slowish|sluggish|lazy|under ?-?active|underperform\w*|weak|hypo)\b"
_GONE = r"(?:removed|taken out|took out|cut out|gone)\b"
_GROWTH = r"(?:nodules?|cancer|cysts?|tumou?rs?|lumps?|surgery)\b"
_PRESSURE = r"(?:blood pressure|bp)\b"
# an organ or a measure that is not ill in the way the list asks about: something else
_CONTRARY = re.compile(
    rf"\b{_LOW} (?:functioning |function )?(?:my |the )?thyroid\w*(?: (?:function|gland|levels?|hormones?))?"
    rf"|\b(?:my |the )?thyroid(?: (?:function|gland|levels?|hormones?))?{_IS}{_BIT} ?{_LOW}"
    rf"|\bthyroid\w*(?: {_TROUBLE})?{_TURNS}{_BIT} ?{_LOW}(?:(?: (?:kind|one|type|side|sort|thyroid))"
    rf"|(?=$|[,.;!)]"
    r"| (?:now|and|but|so|i|since|for|they|not|because|right|lately)\b))"
    rf"|\b(?:no|without (?:a|my)) thyroid(?! (?:problem|issue|trouble|disease|condition"
    rf"|thing)s?\b)(?: any ?more| left)?\b"
    rf"|\bthyroid{_IS}{_BIT} ?(?:{_GONE}|{_GROWTH})"
    rf"|\b(?:removed|took out|took) my thyroid\b"
    rf"|\bhypo-?thyroid\w*|\bhashimoto\w*(?: (?:thyroid\w*|disease))?"
    rf"|\blow(?:ish)? {_PRESSURE}|\b{_PRESSURE}{_IS}{_BIT} ?low\b|\bhypotension\b",
    re.IGNORECASE,
)
_NOT_OVER = re.compile(
    r"\b(?:not|never|isn'?t|no) (?:an? )?(?:too )?(?:over|hyper|high|fast)(?:[ -]?active)?\b"
    rf"(?! (?:{_PRESSURE}|cholesterol|sugar|eye|brain))",
    re.IGNORECASE,
)
_UNLISTED = "something unlisted"  # stands for it in the words
# "my heart is good": nothing to list
_WELL = re.compile(
    r"\b(?:my |the )?(?:heart|liver|lungs?|bladder|thyroid|blood pressure|bp|breathing)"
    r"(?:'s| is| are|s are| was| has been)(?: (?:all|always|just|perfectly|really|still|quite))*"
    r" (?:good|fine|ok|okay|normal|great|healthy|perfect|in order|strong)\b",
    re.IGNORECASE,
)
# names of ailments by their form, in a piece that names nothing of the list
_AILMENT = re.compile(
    r"\b\w{2,}(?:itis|osis|emia|aemia|algia|pathy|noma|plasia|penia|uria)\b"
    r"|\b(?:syndrome|deficiency|tumou?rs?|cancers?)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[,;.!?]+(?: +|$)|\b(?:and|but|plus|also|with)\b|&|/", re.IGNORECASE)
# names that hold a word of the list and are no such thing
_DRINKS = (
    (r"\b(?:rum|jack|whiskey|whisky|bourbon|vodka|captain) ?(?:and|&|n|'n'|-)? ?(?:diet )?cokes?\b", "rum"),
    (
        r"\b(?:diet|cherry|vanilla) cokes?\b|\bcoke zero\b|\bcoca[ -]?cola\b|\bcokes? (?:to drink"
        r"|the soda)\b",
        "soda",
    ),
    (r"\brye (?:bread|toast)\b|\brum (?:cake|raisin)\b|\bpot roast\b|\bgummy bears?\b", "food"),
    (
        r"\b(?:ginger|root) (?:ale|beer)s?\b|\b(?:near|non-?alcoholic|alcohol[- ]free|na) (?:beer|wine"
        r"|ale)s?\b",
        "soda",
    ),
    (r"\b(?:two|a few|couple|three|a) fingers? of\b", "a glass of"),
)


def told_apart(text: str) -> tuple[str, bool]:
    """`text` without names that only look like a choice; whether the opposite of one is told."""
    said = without_theirs(readable(text))
    said = said if re.search(r"\w", said) else _UNLISTED  # somebody else's alone: the words are kept
    said = _WELL.sub("", _NOT_OVER.sub("", said) if "thyroid" in said.casefold() else said)
    for form, instead in _DRINKS:
        said = re.sub(form, instead, said, flags=re.IGNORECASE)
    rest = _CONTRARY.sub(_UNLISTED, said)
    return (rest, True) if rest != said else (said, False)


def beside_list(text: str, choices: Sequence[Choice], found: Read, *, contrary: bool) -> Read:
    """`found` with "something else" where the words tell more than the list has."""
    if not isinstance(found, Value) or not any(choice.id == OTHER for choice in choices):
        return found
    ids = [one for one in found.value if one != "none"]
    if contrary:  # sure: no likeness makes a slow thyroid an overactive one
        return Value([*(one for one in ids if one != OTHER), OTHER])
    if OTHER in ids or not _more_told(text, choices):
        return found
    return replace(found, value=[*ids, OTHER])


def ruled_out(text: str, choices: Sequence[Choice]) -> set[str]:
    """Ids of choices that the words name only to deny them, or of somebody else: "no thyroid problems"."""
    said, _ = told_apart(text)
    if _ME_TOO.search(said):
        return set()  # "it runs in the family and now I have it too"
    own: set[str] = set()
    out = _named(readable(text), choices) - _named(without_theirs(readable(text)), choices)
    for piece in re.split(rf"{BREAKS}|,", said.casefold()):
        bare = spaced(piece)
        kept = {choice.id for choice in within(bare, choices)}
        named = {c.id for c in choices for phrase in phrases(c) if len(phrase) > 2 and spaced(phrase) in bare}
        theirs = THEIRS.search(bare) is not None
        own |= set() if theirs else kept
        out |= named if theirs or any(word in bare.split() for word in _DENYING) else set()
    return out - own


def _named(said: str, choices: Sequence[Choice]) -> set[str]:
    return {choice.id for choice in within(spaced(said.casefold()), choices)}


_ME_TOO = re.compile(
    r"\b(?:me too|too|as well|also me|so do i|i (?:have|had|got) it|and (?:me|i))\b", re.IGNORECASE
)
_DENYING = ("no", "not", "never", "without", "don't", "dont", "didn", "don", "haven", "neither", "nor")


def _more_told(text: str, choices: Sequence[Choice]) -> bool:
    for piece in _PIECE.split(readable(text)):
        bare = spaced(piece.casefold())
        ailment = _AILMENT.search(bare)
        if (
            ailment
            and not within(bare, choices)
            and not THEIRS.search(bare)
            and not denied(bare, ailment.start())
        ):
            return True
    return False
