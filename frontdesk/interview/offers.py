"""A questionnaire that was put off and is wanted after all: "wait, I never did the mood one"."""

from __future__ import annotations

import re

from frontdesk.interview.naming import named_in, names
from frontdesk.interview.putting_off import OFFER
from frontdesk.interview.readers import Value
from frontdesk.interview.taking import correct
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain
from frontdesk.interview.values import Outcome, Question

_WANTED = re.compile(
    r"^(?:[\w' ]{0,12}[ ,.!]+)?(?:yes|yeah|sure|ok|okay|please|let'?s|i'?ll|i will|can i|could i)\b"
    r"|\b(?:want|like|ready|mind|rather|meant|go back|(?:did ?n[o']?t|never)(?: \w+)? "
    r"(?:say|said|mean|get|got|did|do|done|see|saw|choose|press|refuse|fill|answer))\b"
)
_REFUSED = re.compile(
    r"\b(?:don'?t|do not|dont|not|rather not|no more) (?:want|do|need|like|now|feel)\b|\bskip\b"
)


def offer_taken_up(talk: Talk, text: str, question: Question | None) -> Outcome | None:
    """The offer refused before that the words name and now want; None for any other message."""
    bare = plain(text)
    if not _WANTED.search(bare) or _REFUSED.search(bare):
        return None
    refused = [
        talk.interview.by_id[key]
        for key, answer in talk.state.answers.items()
        if key.endswith(OFFER) and answer.value in ("no", None) and (question is None or key != question.id)
    ]
    named = [offer for offer in refused if any(named_in(name, bare) for name in names(offer))]
    own = question is not None and any(named_in(name, bare) for name in names(question))
    return correct(talk, named[0], Value("yes"), text) if len(named) == 1 and not own else None
