"""Whether words may say that there is nothing: what was learned empties no list without a word for it."""

from __future__ import annotations

import re

from frontdesk.interview import lexicon
from frontdesk.interview.text import plain

_DENIES = re.compile(
    r"\b(?:no|not|none|non|nun|nothing|nothin|never|nobody|nope|nah|naw|nada|nil|zero|zip|zilch|neither|nor"
    r"|without|negative|free|clean|clear|healthy|health|good|fine|well|fit|perfect\w*|hardly|barely|doubt"
    r"|cannot|cant|dont|doesnt|didnt|havent|hasnt|aint|isnt|wasnt|n/?a|nka|nkda|squat|skip|pass"
    r"|denies|deny|lucky|spared|only me)\b|n't\b"
)
_TAG = re.compile(r"[ ,]+or (?:what|nah|no|not)$")
# what is left beside something that was named: "a torn knee. Nothing else", "other than that I'm fine"
_REST = re.compile(
    r"(?:^|[,.;!:-] *| (?:but|and|so) )(?:there'?s |i have |got |have )?"
    r"(?:(?:nothing|none|no(?:thing)?|not)(?: of the)? (?:else|others?|more|beyond that|besides|apart"
    r" from that)\b"
    r"|(?:other than|apart from|aside from|besides|outside of|beyond|except for) (?:that|those|this|it"
    r"|them)\b"
    r"|otherwise\b|(?:no|none|not|nothing) (?:to|of|on|from) (?:the )?(?:rest|others?)\b"
    r"|the (?:rest|others?)(?: of (?:them|it|those|the list))?,?"
    r" (?:are |is |i |don'?t |do not )?(?:no|none|not|nope|nothing|clear|fine)\b)"
)


def denies(text: str) -> bool:
    """Whether a word in the message denies or tells that all is well; "… or what" denies nothing."""
    return _DENIES.search(_TAG.sub("", plain(text))) is not None


def names_before_rest(text: str) -> bool:
    """Whether "nothing else" stands behind something named: "couple of concussions. Nothing else"."""
    bare = plain(text)
    match = _REST.search(bare)
    lead = bare[: match.start()].strip(" ,.;!:-") if match else ""
    return bool(lead) and not (lexicon.none(lead) or lexicon.no(lead) or _DENIES.search(lead))


def empties(text: str) -> bool:
    """Whether what was learned may be believed where it says that nothing of a list is meant."""
    return not text or (denies(text) and not names_before_rest(text))
