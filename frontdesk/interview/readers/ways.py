"""Of two ways to leave word, a voice message and a text, those that are allowed: "texts only, my husband
hears the voicemails". What is refused, or what others hear or see, is never allowed; in doubt it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from frontdesk.interview.lexicon import RELATIVES
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.text import plain
from frontdesk.interview.values import Choice

BOTH, NEITHER = "both", "neither"
_WAYS = {  # words for a way, beside its id
    "voice": r"voice|voicemails?|vm\b|machine|calls?\b|calling|ring\b"
    r"|leave (?:me )?(?:an? )?(?:messages?|word|anything)\b",
    "text": r"texts?\b|texting|txts?\b|txting|sms",
}
_ALL_ONE = re.compile(r"\b(?:don'?t|dont|do not|no) (?:mind|care|problems?|objections?|issues?)\b")
_ONLY_ME = re.compile(r"\b(?:nobody|no ?one|no-one|not anyone) (?:else|but me|other than me|besides me)\b")
# "he hears them, but he knows": then it is no reason against it
_HARMLESS = re.compile(
    r"\b(?:s?he|they|everybody|everyone|husband|wife|partner)(?:'?s| is|'?re| are)?(?: all| already"
    r"| totally)* "
    r"(?:knows?(?! nothing)|fine with|ok(?:ay)? with|helps?|does ?n'?t mind|don'?t mind|fine\b)"
)
_REFUSED = re.compile(
    r"\b(?:no|not|never|without|cannot|\w+n'?t|can'?t|cant|dont|hardly|rarely|barely|seldom|off|hate|nobody"
    r"|no one|useless|instead of|rather than|over|than|except|besides|stop|avoid|quit|who (?:listens|checks"
    r"|reads|uses)|too (?:\w+ ){0,2}(?:for|to)|costs? me|charged?|is full|broken|disconnected)\b"
)
_PEOPLE = (
    rf"(?:{RELATIVES}|roomies?|ex|boss|coworkers?|family|in[- ]laws?|others?|people|some(?:one|body)"
    r"|every(?:one|body)|landlord|foreman|s?he|they|household|office|whole \w+)s?"
)
_EXPOSED = re.compile(
    rf"\b{_PEOPLE}\b.{{0,25}}\b(?:hears?|listens?|reads?|sees?|checks?|plays?|picks?|gets?|opens?|goes|go"
    rf"|uses?|snoops?"
    r"|finds?|monitors?|looks?|watch(?:es)?|answers?|handles?|has|have)\b"
    r"|\b(?:shared?|sharing|speaker|out loud|aloud|pops? up|shows? up|not private|isn'?t private"
    r"|everybody'?s)\b"
)
_PIECES = re.compile(
    r"[,.;!?]+ *| - | but (?!me\b)| though | so (?=(?:please |just |you can )?(?:leave|text|call|ring|send))"
    r"| (?:because|cuz|cause|since|cos) | and (?=no\b|not\b|don|my\b|the\b)|\b(?:just)\b"
    r"|(?<=\byes) (?=\w)|(?<=\bno) (?=(?:to )?(?:text|txt|voice)\w* (?:yes|ok|okay|fine)\b)"
)
# "text not voice", "texts over voicemail", "a text is better than a voicemail"
_PREFERRED = re.compile(
    r"(?<=\w) (?=(?:and )?(?:not|no|never|instead of|rather than|over|than|except|without|don'?t|dont)\b)"
)
_I_NEVER = re.compile(r"(?<=[a-z]) (?=i (?:never|don'?t|dont|do not|can'?t|cant|won'?t|hate|hardly)\b)")
_ONLY = re.compile(r"\b(?:only|exclusively|solely|nothing but)\b")
_ALSO = re.compile(r"\b(?:as well|also|too(?=$|[,.;!])|both|either)\b")
_QUOTED = re.compile(r"\b(?:said|told|put|wrote|says|typed)\b")
_ALL_BUT = re.compile(
    r"\b(?:anything|everything|whatever|either|all|both|any|fine) (?:but|except|besides|other than"
    r"|apart from)\b"
)
_YES = re.compile(r"(?:oh |ok |well )*(?:yes|yeah|yep|yup|sure|ok|okay|fine|of course)\b(?! no\b)")
_NO = re.compile(r"(?:oh |pls |please |well |god )*(?:no|nope|nah)(?: (?:thanks?|thank you|please))?$")
_CLOSING_YES = re.compile(r"[,.;!] (?:yes|yeah|yep|sure|ok|okay|fine)(?=$|[,.;!])")
# "don't leave anything", "no messages of any kind": neither of the ways
_ANY = re.compile(
    r"\b(?:no|not|never|don'?t|dont|do not|without)\b.{0,20}\b(?:messages?|anything|either|any|word|both)\b"
)
_VOICE_ONLY = re.compile(r"\b(?:voice|voicemails?|vm|machine)\b")


@dataclass
class _Said:
    """The ways wanted, refused, known to others, and said to be the only one."""

    wanted: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    exposed: set[str] = field(default_factory=set)
    only: set[str] = field(default_factory=set)
    any: bool = False  # word of any kind is refused


def is_of_ways(choices: Sequence[Choice]) -> bool:
    """Whether the choices are a voice message, a text, both and neither."""
    return {choice.id for choice in choices} == {*_WAYS, BOTH, NEITHER}


def read_ways(text: str, choices: Sequence[Choice]) -> Read | None:
    """The way that is allowed where one is refused, a fault where the words leave it open, or None."""
    if not is_of_ways(choices):
        return None
    bare = _ONLY_ME.sub("fine", _ALL_ONE.sub("fine", plain(text)))
    pieces = _pieces(bare)
    said = _weighed(pieces)
    if (rest := _ALL_BUT.search(bare)) and (kept := {*_WAYS} - _named(bare[rest.end() :])) != {*_WAYS}:
        return Value(kept.pop() if kept else NEITHER)  # "anything but voicemail"
    if _HARMLESS.search(bare):
        said.exposed = set()
    against = said.refused | said.exposed
    left = said.wanted - against
    if _ALSO.search(bare) and not against:
        return None
    if len(said.only) == 1 and not said.only & against:
        return Value(said.only.pop())
    if len(left) == 1 and against:
        return Value(left.pop())
    if not against:
        sure = len(said.wanted) == 1 and _CLOSING_YES.search(bare)
        return Value(said.wanted.pop()) if sure else None  # "ring and talk to the machine, yes"
    return _none_wanted(bare, pieces, said)


def one_way(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that `read_ways` is sure of."""
    found = read_ways(text, choices)
    ids = [found.value] if isinstance(found, Value) else []
    return next((choice for choice in choices if choice.id in ids), None)


def changed_ways(text: str, old: object) -> str:
    """What `old` becomes where a way is added to it or refused: "you may text me as well", "no voicemails".

    Empty where the words leave it open.
    """
    bare = _ONLY_ME.sub("fine", _ALL_ONE.sub("fine", plain(text)))
    said = _weighed(_pieces(bare))
    against = said.refused | said.exposed
    if not against and _ALSO.search(bare) and old in _WAYS and said.wanted - {old}:
        return BOTH
    left = {*_WAYS} - against
    return left.pop() if old == BOTH and len(left) == 1 and said.refused and not said.wanted else ""


def _none_wanted(bare: str, pieces: list[str], said: _Said) -> Read | None:
    """What becomes of words that only refuse: "no voicemail" says nothing of a text."""
    against = said.refused | said.exposed
    others = {*_WAYS} - against
    if said.wanted & against and not said.any:
        return Fault("which_way")
    if said.refused == {*_WAYS}:
        return Value(NEITHER)
    if len(others) == 1 and said.refused and _YES.match(bare):
        return Value(others.pop())  # "yes but no voicemail"
    if _NO.match(pieces[0]):
        return Value(NEITHER)  # "no, my husband hears them"
    return Fault("which_way")


def _weighed(pieces: list[str]) -> _Said:
    said = _Said()
    for piece in pieces:
        named = _named(piece)
        if _ANY.search(piece) and not (named == {"voice"} and _VOICE_ONLY.search(piece)):
            said.any = True
        elif _REFUSED.search(piece):
            said.refused.update(named)
        elif _EXPOSED.search(piece):
            said.exposed.update(named)
        else:
            said.wanted.update(named)
            told = _ONLY.search(piece) and not _QUOTED.search(piece)
            said.only.update(named if told and len(named) == 1 else ())
    if said.any:  # "texts ok, don't leave messages" refuses a voice message only
        said.refused.update({*_WAYS} if "text" not in said.wanted else {"voice"})
    return said


def _named(piece: str) -> set[str]:
    return {way for way, known in _WAYS.items() if re.search(rf"\b(?:{known})", piece)}


def _pieces(bare: str) -> list[str]:
    """Clauses; "just text me i never check voicemail" is two, "texting I never got the hang of" is one."""
    parts = [
        part for piece in _PIECES.split(bare) if piece and piece.strip() for part in _divided(piece.strip())
    ]
    return parts or [bare]


def _divided(piece: str) -> list[str]:
    parts = _I_NEVER.split(piece)
    parts = parts if len(parts[0].split()) > 1 else [piece]
    return [one for part in parts for one in _where_named(part)]


def _where_named(piece: str) -> list[str]:
    """ "Text not voice" in two, where a way is named on both sides of the refusal."""
    known = "|".join(_WAYS.values())
    for match in _PREFERRED.finditer(piece):
        sides = (piece[: match.start()], piece[match.end() :])
        if all(re.search(rf"\b(?:{known})", side) for side in sides):
            return list(sides)
    return [piece]
