"""A thing told by its kind, "the blood thinner is warfarin"; one that is denied, "I don't have asthma"."""

from __future__ import annotations

import re

from frontdesk.interview.entries import MOST, kept_of, merged
from frontdesk.interview.naming import answered
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import phrases
from frontdesk.interview.reading import read
from frontdesk.interview.removing import taken_back
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Question

# "the blood thinner is warfarin"
_CALLED = re.compile(
    r"^(?:(?:oh|and|ok|okay|yes|so|wait|actually|also|sorry|well)[ ,.:!-]+)*(?:the |my |that |a )?"
    r"(?P<what>(?:[\w']+ ){0,3}?(?:thinner|pills?|medicines?|medications?|meds?|drug|tablets?|statin"
    r"|inhaler|patch"
    r"|shots?|supplement|vitamin|anti-?\w+|painkiller|sleep aid)(?: (?:i (?:take|forgot)|name))?)"
    r" ?(?:is called|is named|'s called|is|was|'s|would be|it'?s|:) (?P<new>[\w' .-]+)$",
    re.IGNORECASE,
)


# a name that is not known: one long word, and no word for how it is
_CALLED_SO = re.compile(
    r"(?!(?:working|helping|expensive|finished|stopped|daily|strong|wrong|right|gone|great|better|worse"
    r"|fine|mine"
    r"|unknown|missing|making|giving|called|given|taken|needed|already|really|still"
    r"|prescribed)\b)[A-Za-z][a-z-]{4,}"
    r"(?: \d+ ?(?:mg|mcg)?)?"
)


def called(talk: Talk, text: str) -> tuple[Question, Value] | None:
    """The medicines now with the one that is told by its name: for its kind, where that stood, or added."""
    match = _CALLED.match(readable(text).strip(" .!"))
    target = next((q for q in answered(talk) if q.type == "list" and q.now), None)
    if match is None or target is None or len(match["new"].split()) > MOST:
        return None
    found = read(match["new"], target, talk.interview, talk.today)
    kept = kept_of(talk, target)
    if not isinstance(found, Value) or len(found.value) != 1:
        return None
    if not (found.value[0]["term"] or _CALLED_SO.fullmatch(match["new"])):
        return None
    kind = plain(match["what"]).removeprefix("the ").removeprefix("my ")
    rest = [
        item for item in kept if item["term"] or not re.search(rf"\b{re.escape(kind)}\b", plain(item["said"]))
    ]
    value = Value(merged(talk, target, rest, found.value, adds=True))
    return (target, value) if value.value != kept else None


_DENIAL = re.compile(
    r"^(?:(?:no|oh|wait|sorry|actually|and|but|well)[ ,.:!-]+)*(?:i )?(?:don'?t|do not|dont|never"
    r"|have never|haven'?t"
    r"|do n'?t)(?: actually| really| ever)? (?:have|had|take|took|use|got)\b[^,.;!?]*"
    r"(?:[,.;] (?:and |but )?(?:that|it)(?:'s|s| is| was)? [^,.;!?]*)?[.!]?$",
    re.IGNORECASE,
)


def denied(talk: Talk, text: str) -> tuple[Question, Value | None] | None:
    """ "I don't have liver disease": the one answer it takes something off.

    Without a value where what is denied was never there.
    """
    if not _DENIAL.match(readable(text).strip()):
        return None
    lists = [q for q in answered(talk) if q.type in ("list", "multi_choice") and kept_of(talk, q)]
    found = [(q, value) for q in lists if (value := taken_back(talk, text, q))]
    if len(found) == 1:
        return found[0]
    named = [q for q in lists if q.type == "multi_choice" and _speaks_of(q, plain(text))]
    return (named[0], None) if not found and len(named) == 1 else None


def _speaks_of(question: Question, bare: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(phrase)}\b", bare) is not None
        for choice in question.choices
        for phrase in phrases(choice)
        if choice.id not in ("none", "other") and len(phrase) > 2
    )
