"""Where near certainty of what was learned goes before a choice read in a part of the words. Pure."""

from __future__ import annotations

import re

from frontdesk.interview import lexicon
from frontdesk.interview.putting_off import OFFER
from frontdesk.interview.readers.choices import phrases
from frontdesk.interview.readers.ways import is_of_ways
from frontdesk.interview.text import plain
from frontdesk.interview.values import ITEM_9, Question, Understanding

NEARLY_CERTAIN = 0.97  # of a choice, to go before what the rules are sure of
_HERE = 0.5  # of the open question, for that
_FEW = 4  # words: fewer are read whole
_TURNS = re.compile(r"[ ,.;!-]+(?:but|though|although|however|yet|except)\b[ ,]*")
_PIECES = re.compile(r"[,;.!?]+(?: +|$)| - |\b(?:but|though|although|however)\b")
# words that end or refuse, and those that agree after all
_AWAY = re.compile(
    r"\bchang(?:ed?|ing) my mind\b|\b(?:stop|quit|cancel|end|exit|done|enough|no more|rather not|skip"
    r"|pass|leave"
    r"|finish(?:ed)? here|call it (?:a day|quits))\b|(?:don'?t|do not|no longer) (?:want|wish|feel like)\b"
)
_AGREES = re.compile(
    r"\b(?:yes|yeah|yep|yup|sure|ok|okay|fine|let'?s (?:do|go|try|fill)|i(?:'ll| will) (?:do|fill|take"
    r"|try|answer)"
    r"|go ahead|(?<!not )(?<!n't )want to (?:do|fill|take|try)|ready|happy to|glad to|done with it)\b"
)


def overrules(heard: Understanding, question: Question, text: str) -> bool:
    """Whether the choice that was learned is nearly certain, and the rules saw only a part of the words.

    Never of thoughts of death, of consent, of a score or of how a message may be left.
    """
    kind = question.type in ("choice", "yes_no") and question.id != ITEM_9
    share = heard.means.get(question.id, ("", 0.0))[1]
    if not kind or share < NEARLY_CERTAIN or is_of_ways(question.choices):
        return False
    if heard.about and dict(heard.about).get(question.id, 0.0) < _HERE:
        return False
    return reads_in_part(text, question)


def reads_in_part(text: str, question: Question) -> bool:
    """Whether no piece of several words is a choice by its name, or something else follows a "but"."""
    bare = plain(text)
    if len(bare.split()) < _FEW:
        return False
    if (turn := _TURNS.search(bare)) and len(bare[turn.end() :].split()) >= _FEW - 1:
        return True
    known = {said for choice in question.choices for said in phrases(choice)}
    pieces = [piece.strip() for piece in _PIECES.split(bare) if piece.strip()]
    return len(pieces) > 1 and not any(one in known or lexicon.yes(one) or lexicon.no(one) for one in pieces)


def turned_away(text: str, question: Question, choice: str) -> bool:
    """ "I've changed my mind about filling this out" takes up no offer, whatever it is heard as."""
    offer = question.id.endswith(OFFER) and choice == "yes"
    bare = plain(text)
    return offer and _AWAY.search(bare) is not None and _AGREES.search(bare) is None
