"""A question that hangs on an answer without a stop, and one about the words: "tms? no idea what that is"."""

from __future__ import annotations

import re

from frontdesk.interview.text import plain, readable

# "i did tms already will that be a problem", "i took lithium can i still do this"
_BEHIND = re.compile(
    r"(?<=\w) (?=(?:(?:will|would|is|does|could) (?:that|this|it) (?:be|still|ok|okay|an?|bad"
    r"|matter|affect|count|hurt"
    r"|disqualify|keep|stop|mess|rule)\b|(?:can|could) (?:i|u|you|we) still (?:do|get|have|come"
    r"|try|use)\b)[^.?!]*\??$)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:know|sure|wonder\w*|ask\w*|tell me|question|if|whether|what|how|why|or|and|but)$", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"(?:(?:sorry|um+|i|i'?m|but|and|so|well) )*"
    r"(?:(?:don'?t|do not|dunno|dont) (?:even |really )*(?:know|understand|get) what"
    r"|(?:(?:have|got) )?no (?:idea|clue) what|not sure what|never heard of|what (?:do|does|are|is|r))"
    r" (?:(?:any|either|all) of )?(?:that|those|these|this|they|them|it)"
    r"(?: (?:letters|words|things?|ones?|initials|abbreviations|terms|means?|is|are|even"
    r"|stands? for|was|were))*"
)


def parted(text: str) -> str:
    """`text` with a full stop before the question that hangs on its answer, and a mark behind it."""
    said = readable(text)
    found = _BEHIND.search(said)
    if found is None or _JOINED.search(said[: found.start()]):
        return text
    return f"{said[: found.start()].rstrip(' ,')}. {said[found.end() :].rstrip(' ?')}?"


def asks_for_words(text: str) -> bool:
    """ "ECT?? TMS?? dont know what those letters are": names with question marks, and no answer."""
    pieces = [piece for piece in re.split(r"(?<=[?.!])\s+|,\s+(?=\w+ ?\?)", readable(text)) if piece]
    unknown = [piece for piece in pieces if _UNKNOWN.fullmatch(plain(piece))]
    asked = [piece for piece in pieces if piece.rstrip().endswith("?")]
    return bool(unknown and asked) and len({*unknown, *asked}) == len({*pieces})
