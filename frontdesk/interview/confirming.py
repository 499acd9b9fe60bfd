"""All is right, send it; or: that is all. Three kinds of words, of which both are made."""

from __future__ import annotations

import re

from frontdesk.interview import lexicon
from frontdesk.interview.text import readable

# whom it is said to: "yes dear, send it in"
_VOCATIVE = re.compile(
    r"[ ,]+(?:my )?(?:dear|darling|honey|hon|sweetie|sweetheart|love|sir|ma'?am|madam|miss|doc|doctor"
    r"|buddy|friend"
    r"|folks|guys|everyone|y'?all)(?=$|[ ,.;!])"
)
_LEAD = r"(?:(?:ok|okay|no|yes|yeah|yep|well|and|so|i think|i guess|all right|please) )*"
_ITS = r"(?:(?:that|it|this|they|everything|all)(?:'?s| is|'?re| are)?|is)(?: still| all| just| about)*"
_TAIL = (
    r"(?: (?:i have|i'?ve got|i take|i know of|of it|of them|there is|(?:for|from|to|with) me"
    r"|on my (?:end|side)|to go|for now|then|now|otherwise"
    r"|apart from that|really|thanks|thank you|very much|please|pls|plz))*"
)
# "looks good to me", "everything's in order": nothing is wrong
_RIGHT = (
    rf"{_LEAD}(?:{_ITS} )?(?:(?:looks?|seems?|sounds?) (?:all )?)?(?:all )?"
    r"(?:good|right|correct|fine|great|perfect|ok|okay|accurate|true|in order|set)"
    r"(?: (?:as|how) (?:it|they|that) (?:is|are|was))?"
    rf"|{_LEAD}(?:it|this|that|everything|all)(?: all)? checks out|lgtm"
)
# "done", "no changes", "that's it": nothing more is to be done
_DONE = rf"{_LEAD}(?:done|no changes?|nothing to change|{_ITS} (?:it|done))"
_MORE = (
    rf"{_LEAD}(?:{_ITS} (?:all|everything|enough)|finished|i'?m (?:done|finished|good)"
    r"|no more|no(?:thing)? (?:else|more)(?: to (?:add|say|change))?|nothing to add"
    r"|(?:keep|leave) (?:it|that|them|this)(?: (?:as|how|like) (?:it|they|that)(?: (?:is|are|was))?)?)"
)
_SEND = (
    rf"{_LEAD}(?:i )?(?:do |hereby |can |will |would like to |want to |shall |gladly )*(?:confirm"
    rf"|confirmed|submit|send)"
    r"(?: (?:it|this|that|them|all|everything|my (?:answers|intake|form)|the (?:answers|form|intake)|in"
    r"|off|over"
    r"|and (?:send|submit)|now|away|along))*"
    r"(?: (?:that )?(?:is|are|to be) (?:all )?(?:right|correct|true|good|fine))?"
    rf"|{_LEAD}(?:it|this|that|everything|all) (?:is |are )?(?:confirmed|can (?:go|be sent))"
    rf"|{_LEAD}(?:that'?s me )?go ahead(?: (?:and|n|&))?"
    r"(?: (?:send|submit)(?: (?:it|this|that|in|off|over))*)?"
    r"|(?:i'?m |we'?re |it'?s )?(?:good to go|ready to send)"
    r"|(?:kindly |please |you (?:may|can) )*(?:forward|send|submit) it(?: on)?"
    r"(?: to (?:the )?(?:staff|them|clinic))?"
)
_CONFIRMS = re.compile(rf"(?:{_RIGHT}|{_DONE}|{_SEND}){_TAIL}")
_ENDS = re.compile(rf"(?:{_RIGHT}|{_DONE}|{_MORE}){_TAIL}")
_BARE = re.compile(
    rf"{_LEAD}(?:good|right|correct|fine|great|perfect|ok|okay|accurate|true|in order|set){_TAIL}"
)
_POLITE = re.compile(
    rf"{_LEAD}(?:good|great|perfect|ok|okay|fine) (?:thanks|thank you)\b.*|no (?:that'?s|it'?s) ok(?:ay)?"
)
_THANKS = ("thanks", "thank you", "ok thanks", "thx")


def confirms(bare: str) -> bool:
    """True when every piece of the message says that all is right or asks to send it."""
    bare = _VOCATIVE.sub("", bare)
    if _CONFIRMS.fullmatch(bare):
        return not _POLITE.fullmatch(bare)  # "great thanks" sends nothing
    pieces = [piece.strip() for piece in re.split(r"[,.;!]+| and ", bare) if piece.strip()]
    said = [piece for piece in pieces if piece not in _THANKS]
    if len(said) < len(pieces) and not any(_told(_CONFIRMS, piece) for piece in said):
        return False
    return bool(said) and all(_CONFIRMS.fullmatch(piece) or lexicon.yes(piece) for piece in said)


def _told(form: re.Pattern[str], piece: str) -> bool:
    return form.fullmatch(piece) is not None and not _BARE.fullmatch(piece)


def sends(bare: str) -> bool:
    """True for words that confirm or send, of which one piece is more than "good", "right" or "yes"."""
    named = _VOCATIVE.sub("", bare)
    pieces = [piece.strip() for piece in re.split(r"[,.;!]+| and ", named) if piece.strip()]
    return confirms(bare) and (_told(_CONFIRMS, named) or any(_told(_CONFIRMS, piece) for piece in pieces))


def ends(bare: str) -> bool:
    """True for words that only end: "that's it", "looks good", "nothing else". A bare yes or no does not."""
    named = _VOCATIVE.sub("", bare)
    pieces = [piece.strip() for piece in re.split(r"[,.;!]+", named) if piece.strip()]
    said = [piece for piece in pieces if not (lexicon.yes(piece) or lexicon.no(piece) or piece in _THANKS)]
    over = any(_told(_ENDS, piece) for piece in pieces)
    return over and all(_ENDS.fullmatch(piece) for piece in said)


_IS_RIGHT = re.compile(
    r"^(?:[\w' ]{0,12}[ ,.:!-]+)?(?:(?:the |my )[\w -]{2,25}?|(?:number |no\.? ?|# ?)?\d{1,2}) (?:is|are"
    r"|looks?|was) (?:all |still |quite )?(?:right|correct|fine|good|ok|okay)"
    r"(?: as (?:it is|is))?[ ,;.]+(?:but|and|only|just|however|it'?s|though)? ?(?=(?:the|my|number"
    r"|\d{1,2})\b)",
    re.IGNORECASE,
)


def without_right(text: str) -> str:
    """What a message says after "my birthday is right, but": the rest may name what is wrong."""
    return _IS_RIGHT.sub("", readable(text)) or text
