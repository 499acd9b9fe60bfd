"""What somebody was going to say is not the answer: "I was gonna say mornings but do afternoons"."""

from __future__ import annotations

import re
from collections.abc import Callable

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.text import plain

TYPES = ("choice", "yes_no", "scale", "consent", "date_of_birth", "state", "name")
_SAY = (
    r"(?:say|put|pick|write|answer|click|choose|go (?:with|for)|type|tick|check|hit|press|mark|give|tell you)"
)
_SAID = r"(?:said|put|picked|wrote|answered|clicked|chose|went with|typed|ticked|checked|hit|pressed|marked)"
_NEARLY = re.compile(
    r"\b(?:(?:i|my first thought) )?(?:"
    rf"(?:(?P<hedge>want(?:ed)? to|'?d (?:like|love) to|would (?:like|love) to|wish i could)"
    rf"|(?:was|am|'m|were|is) (?:just )?(?:going to|gonna|gunna|about to|fixing to|tempted to"
    rf"|inclined to|ready to))"
    rf" {_SAY}|(?:almost|nearly) {_SAID}|would(?:'ve| have) {_SAID}"
    r"|(?:(?:first )?instinct|gut|first thought|knee jerk) (?:says|was|said|is)"
    r")\b[^.;!?]*?(?:,? *\b(?:but|until|except|only|though|however|yet)\b[ ,]*(?:then )?"
    r"|[.;!?…]+ +|, +(?=no\b|actually\b))",
    re.IGNORECASE,
)


def meant_at_last(text: str, reader: Callable[[str], Read]) -> Read | None:
    """What `text` answers without what was nearly said; None where nothing was, or where that alone is told.

    "I want to say several days but I'm not sure" still says several days; "I was going to say no but then my
    son called" says nothing that can be taken.
    """
    match = _NEARLY.search(text)
    if match is None:
        return None
    rest = f"{text[: match.start()].rstrip(' ,')} {text[match.end() :]}".strip()
    found = reader(re.sub(r"^(?:hm+|well|um+|ok|so|oh)[ ,.…]+(?=\w)", "", rest, flags=re.IGNORECASE))
    if isinstance(found, Value) and found.value not in ("other", ["other"]):
        return Value(found.value, extra=found.extra)
    return None if match["hedge"] or not re.search(r"\w{2}", rest) else Fault("not_understood")


_PIECE = re.compile(r"[,.;!?…]+\s*|\s-+\s")
_YIELDS = re.compile(
    r"(?:oh well|(?:oh |ok(?:ay)? |well |alright |ugh )*(?:fine|alright|all right|why not|whatever|screw it"
    r"|what the \w+|(?:ok(?:ay)?|sure) then)|you know what|on second thought|hmm+|ugh|i guess|never ?mind"
    r"|actually|wait|sigh)"
)
_GO = re.compile(
    r"(?:(?:yes|yeah|sure|ok(?:ay)?|fine|just) )*(?:go (?:ahead|for it)|let'?s (?:go|do (?:it"
    r"|this)|get it over with)"
    r"|do it|i(?:'?ll| will) do (?:it|them|that)|bring (?:it|em|them) on|ask away|shoot"
    r"|count me in|hit me|yes|yeah|yep"
    r"|sure)(?: then| please| i guess)*"
)
_STAY = re.compile(
    r"(?:no|nope|nah|pass|skip it|i(?:'?d| would) rather not|not today|forget it)(?: then| thanks| please)*"
)


def yielded(text: str) -> str:
    """ "No. Oh well, fine, go ahead" is yes at last, "Sure. Ugh, never mind, no" is no; "" for others.

    Another answer must stand before, and words that turn from it.
    """
    pieces = [piece.strip() for piece in _PIECE.split(plain(text)) if piece.strip()]
    said = ["yes" if _GO.fullmatch(one) else "no" if _STAY.fullmatch(one) else "" for one in pieces]
    told = [(at, one) for at, one in enumerate(said) if one]
    if len(told) < 2:
        return ""
    (at, last), before = told[-1], [place for place, one in told[:-1] if one != told[-1][1]]
    turned = before and any(_YIELDS.fullmatch(piece) for piece in pieces[before[-1] + 1 : at])
    ended = not any(lexicon.dont_know(piece) for piece in pieces[at:])
    return last if turned and ended else ""
