"""An answer with "why do you ask?" behind it: the answer is kept and the reason told."""

from __future__ import annotations

import re
from dataclasses import replace

from frontdesk.interview import asking, commands, lexicon
from frontdesk.interview.noticing import read_with_facts
from frontdesk.interview.readers import Value
from frontdesk.interview.reading import FREE
from frontdesk.interview.show import say
from frontdesk.interview.taking import take
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Draft, Outcome, Question, Understanding

_WHY = re.compile(
    r"(?P<said>.+?)[\s,.;:!?-]+(?P<why>(?:(?:and|but|though|just curious,?) )?"
    r"(?:why|y (?:do|does)|what for|for what)\b.*)$",
    re.IGNORECASE,
)
_ASKS_WHY = re.compile(
    r"(?:and |but |just curious,? )?(?:why|y|what|for what)\b(?: (?:do|does|would|is|are|did))?"
    r"(?: (?:you|u|ya|they|it|that|this|the clinic))?\b.{0,40}"
)
# "I don't see what my liver has to do with it": of the question, whatever is named
_DOUBTS = re.compile(
    r"(?:n'?t|\bnot|\bnever|\bhardly|\bfail to) (?:really |quite )?(?:see|get|understand|know)"
    r" (?:what|why|how)\b"
)
# "before I tell", "I don't mind, but": words around a question, and no answer to what takes any words
_TALKS = re.compile(
    r"\b(?:i|i'?m|i'?d|i'?ll|you|u|we|it|that|this|but|before|question|curious|offense|ok|okay|wait|hmm+|well|sure|sorry"
    r"|please|first|hey|not|no|fine|honestly|seriously|really|um+|uh+)\b"
)
_FEW = 5  # words


def answered_and_asked(talk: Talk, text: str, question: Question) -> Outcome | None:
    """Keep the answer, say why it is asked, and go on; None where the words before the question are none."""
    match = _WHY.match(readable(text))
    if match is None or question.type == "consent" or not _is_why(match["why"]):
        return None
    said = match["said"]
    if _DOUBTS.search(plain(said)):
        return talk.why()
    if commands.command(said) or asking.asks(said) or lexicon.small_talk(said) or lexicon.dont_know(said):
        return None
    alone = replace(talk, heard=Understanding())
    found = read_with_facts(alone, question, said)
    sure = isinstance(found, Value) and found.sure and question.type != "name"
    if not isinstance(found, Value) or not (sure or _plainly(said, question)):
        return None
    if found.value in ("other", ["other"]):
        return None
    taken = take(alone, question, found, said)
    if not taken.state.open or taken.alert is not None:
        return taken
    reason = Draft("info", question.why or say(talk.interview, "why_default"))
    return replace(taken, drafts=(reason, *taken.drafts))


def _is_why(asked: str) -> bool:
    known = commands.command(asked) == "why" or _ASKS_WHY.fullmatch(plain(asked)) is not None
    return known and not re.search(r"\b(?:i|my)\b", plain(asked))


def _plainly(said: str, question: Question) -> bool:
    """Few words with no talk among them, where any words could be the answer."""
    bare = re.sub(r"^(?:it'?s|i'?m|my (?:\w+ )?name is|my name'?s) ", "", plain(said))
    return question.type not in (*FREE, "name") or (len(bare.split()) <= _FEW and not _TALKS.search(bare))
