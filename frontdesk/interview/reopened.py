"""A message while an answer that was given is open again: "You can change it now".

What sends, ends or names another answer never becomes the open one; what only adds to it, or changes one
entry of it, leaves the rest as it was.
"""

from __future__ import annotations

import re
from dataclasses import replace

from frontdesk.interview import asking
from frontdesk.interview.adding import LESS, longer
from frontdesk.interview.anew import MORE, STORY
from frontdesk.interview.confirming import confirms, ends, sends
from frontdesk.interview.elsewhere import REACTS
from frontdesk.interview.entries import beside_known, entry_changed, is_name, kept_of, told_for, unnamed
from frontdesk.interview.kinds import called
from frontdesk.interview.moving import skip
from frontdesk.interview.naming import labelled
from frontdesk.interview.pointing import pointed
from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.reading import exact
from frontdesk.interview.removing import removed
from frontdesk.interview.replacing import replacing
from frontdesk.interview.retelling import words_of
from frontdesk.interview.sparing import spares
from frontdesk.interview.taking import correct, take, unread
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable, times_told, words
from frontdesk.interview.values import REVIEW, Outcome, Question

_SENTENCES = re.compile(r"(?<=[a-z)][.;!])\s+|,\s+(?=(?:and )?(?:please )?(?:send|submit)\b)", re.IGNORECASE)
_LONG = 6  # words of a main concern in one's own words


def is_reopened(talk: Talk, question: Question) -> bool:
    """Whether the open question has an answer that was given before."""
    answer = talk.state.answers.get(question.id)
    kept = answer is not None and answer.value is not None
    return kept and question.type != "consent" and not talk.state.collecting


def unsent(talk: Talk, text: str, question: Question) -> str:
    """The message without sentences that only send or confirm; empty where there is nothing else."""
    if not is_reopened(talk, question) or exact(text, question):
        return text
    parts = [part for part in _SENTENCES.split(readable(text)) if part.strip()]
    rest = [part for part in parts if not sends(plain(part))]
    if len(rest) == len(parts):
        return text
    told = " ".join(rest)
    return "" if not told or confirms(plain(told)) or ends(plain(told)) else told


def at_reopened(talk: Talk, text: str, question: Question) -> Outcome | None:
    """What a message does at an open answer that was given before; None where it may be the new answer."""
    if not is_reopened(talk, question) or asking.asks(text) or exact(text, question):
        return None
    if not text:
        return skip(talk)
    elsewhere = pointed(talk, text)
    if elsewhere is not None:
        return elsewhere
    within = replacing(talk.at(replace(talk.state, at=REVIEW)), text, meant=True)
    if within is not None and within.state.answers.get(question.id) != talk.state.answers.get(question.id):
        return within  # "17, not 19"
    entry = entry_changed(talk, text) or (called(talk, text) if question.id != "allergies" else None)
    if entry is not None and (question.terms or question.type not in ("list", "text")):
        return correct(talk, *entry, words_of(talk.state.answers.get(entry[0].id), text, entry[0]))
    if question.type in ("list", "multi_choice"):
        value = _of_the_list(talk, text, question)
        if value is not None:
            return take(talk, question, value, words_of(talk.state.answers.get(question.id), text, question))
    return None


def _of_the_list(talk: Talk, text: str, question: Question) -> Value | None:
    if spares(text) or LESS.search(text):
        return removed(talk, text, question)
    if question.type == "multi_choice" and (value := beside_known(talk, question, text)):
        return value
    if not MORE.search(text):
        return None
    if question.type == "list":
        return longer(talk, text, question)
    value = told_for(talk, question, f"also {text}")
    return value or longer(talk, text, question)


def guarded(talk: Talk, question: Question, found: Value, text: str) -> Outcome | None:
    """What stands is not given up for words that are no such answer: they are added, or it is asked again."""
    if not is_reopened(talk, question) or exact(text, question):
        return None
    kept = kept_of(talk, question) if question.type in ("list", "multi_choice") else []
    left = unnamed(question, kept, text) if found.value == ["other"] else []
    if left:
        value = Value([*left, "other"])
        return take(talk, question, value, words_of(talk.state.answers.get(question.id), text, question))
    weak = _weak_list(found) if question.type == "list" and kept else False
    if weak and question.id == "allergies" and REACTS.search(plain(text)):
        return take(talk, question, Value([*kept, *found.value]), text)  # a story of a reaction is one more
    named = next((q for q in (labelled(talk, text),) if q and q.type != "scale"), None)
    timeless = question.part == "time" and not (found.sure or times_told(text))
    weak = weak or timeless
    story = named is not None or MORE.search(text) or len(text.split()) > _LONG
    weak = weak or (question.type == "choice" and found.value == "other" and bool(story))
    return unread(talk, text, Fault("not_understood")) if weak else None


def _weak_list(found: Value) -> bool:
    """Whether nothing of a list is a known name and some of it is no thing."""
    if not found.value or any(item["term"] for item in found.value):
        return False
    return any(not is_name(item["said"]) or set(words(item["said"])) & STORY for item in found.value)
