"""All is right, send it: what confirms a review."""

from __future__ import annotations

import re

from frontdesk.interview import lexicon

_CONFIRM = re.compile(
    r"(yes |yep |ok |okay )?(i )?(confirm|confirmed|submit|send)( it| this| that| and send| now| "
    r"please| pls| plz| everything)*|(yes,? )?(it |this |that |everything |all )?(is |'?s )?(all )?(looks?"
    r"|seems?|sounds?)? ?(good|right|correct|fine|great|perfect|ok|okay|accurate|true)( to (me"
    r"|go))?"
    r"|(that'?s|it'?s|this is|everything'?s|everything is|all is) (all )?(right|correct|good|fine"
    r"|perfect|it)|no changes?|nothing to change|looks (good|right|correct|fine|great)( to me)?"
    r"|(it|this|that|everything|all)( all)? checks out( (on|from|at) my (end|side))?"
    r"|(yes |yep |yeah |ok |okay )?(that'?s me )?go ahead( (and|n|&))? (send|submit)( it| this| that)?"
    r"( in| off| over)?|(i'?m |we'?re |it'?s )?good to go"
    r"|(everything|all)( is|'?s) in order|(kindly |please |you (may|can) )*(forward|send|submit) it( on)?"
    r"( to (the )?(staff|them|clinic))?"
    r"|all (good|correct|right|set)|ready to send|(yes,? )?send it( in| off)?|lgtm|done|go ahead"
    r"|no,? (it'?s|that'?s|everything is|all) (good|fine|right|correct)"
)


def confirms(bare: str) -> bool:
    """True when every piece of the message says that all is right or asks to send it."""
    pieces = [piece.strip() for piece in re.split(r"[,.;!]+| and ", bare) if piece.strip()]
    if _CONFIRM.fullmatch(bare):
        return True
    return bool(pieces) and all(_CONFIRM.fullmatch(piece) or lexicon.yes(piece) for piece in pieces)


_ENDS = re.compile(
    r"(?:(?:ok|okay|no|yes|yeah|yep|well|and|i think|i guess) )*(?:"
    r"(?:that'?s|thats|that is|it'?s|its|this is|they'?re|everything'?s|everything is|all is)"
    r"(?: still| all| just| about)*"
    r" (?:it|all|everything|fine|good|right|correct|perfect|great|ok|okay|done|true|enough)"
    r"(?: (?:as|how) (?:it|they|that) (?:is|are|was))?"
    r"|(?:it|this|that|everything|all|they)? ?(?:all )?(?:looks?|seems?|sounds?) (?:all )?"
    r"(?:good|right|correct|fine|great|ok|okay|perfect)"
    r"|done|finished|i'?m (?:done|finished|good)|all (?:good|set|done|right|correct)|lgtm"
    r"|no more|no(?:thing)? (?:else|more)(?: to (?:add|say|change))?|nothing to (?:add|change)|no changes?"
    r"|(?:keep|leave) (?:it|that|them|this)(?: (?:as|how|like) (?:it|they|that)(?: (?:is|are|was))?)?"
    r")(?: (?:i have|i'?ve got|i take|i know of|of it|of them|there is|for me|from me|to me|for now|then"
    r"|now|really|thanks|thank you|please))*"
)


def ends(bare: str) -> bool:
    """True for words that only end: "that's it", "looks good", "nothing else". A bare yes or no does not."""
    pieces = [piece.strip() for piece in re.split(r"[,.;!]+", bare) if piece.strip()]
    said = [piece for piece in pieces if not (lexicon.yes(piece) or lexicon.no(piece) or piece in _THANKS)]
    over = [piece for piece in pieces if _ENDS.fullmatch(piece)]
    return bool(over) and all(_ENDS.fullmatch(piece) for piece in said)


_THANKS = ("thanks", "thank you", "ok thanks", "thx")
