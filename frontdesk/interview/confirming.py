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
