"""What is said of another list while one is open: "no, leave Xanax out", "also I take tramadol".

A medicine that is taken is no allergy and no condition: it goes to the medicines; the question stays open.
"""

from __future__ import annotations

import re

from frontdesk.interview.adding import longer
from frontdesk.interview.naming import answered, names
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.reading import read
from frontdesk.interview.removing import taken_back, taken_off
from frontdesk.interview.retelling import words_of
from frontdesk.interview.show import say
from frontdesk.interview.taking import correct, take
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Outcome, Question

_MARKS = (
    r"(?P<mark>(?:(?:no|nope|oh|wait|actually|sorry|oops|also|and|but|ok|hang on|hold on|hmm+|btw"
    r"|i forgot|forgot|my bad|(?P<scrap>(?:scrap|scratch|strike) that|correction))[ ,.!:-]+)*)"
)
_TAKES = re.compile(
    _MARKS + r"i(?:'?m| am| do| did)?(?: also| still| do| now| sometimes)*"
    r" (?:take|taking|on|use|using) (?P<what>.+)$",
    re.IGNORECASE,
)
# "medicines now is propranolol as needed"
_NAMED = re.compile(
    _MARKS + r"(?:the |my )?(?P<label>[\w ]{3,25}?)(?: is| are|:) (?P<what>.+)$", re.IGNORECASE
)
REACTS = re.compile(
    r"\b(?:allerg\w*|react\w*|rash\w*|hives|itch\w*|swell\w*|swollen|anaphyla\w*"
    r"|(?:makes?|made|gives?|gave|breaks?) me)\b"
)


def of_another_list(talk: Talk, text: str, question: Question | None) -> Outcome | None:
    """Take what is said of another list than the open one; None where the words may answer that."""
    off = taken_off(talk, text, question)
    if off is not None:
        return _corrected(talk, *off, text)
    if question is None or question.type not in ("list", "multi_choice"):
        return None
    if question.id in talk.state.answers and (value := taken_back(talk, text, question)):
        return take(talk, question, value, text)
    return _medicines(talk, readable(text).strip(" .!?"), text, question)


def _medicines(talk: Talk, said: str, text: str, question: Question) -> Outcome | None:
    target = next((q for q in answered(talk) if q.type == "list" and q.terms == "medicines"), None)
    if target is None or "medicines" in question.terms or REACTS.search(plain(said)):
        return None
    if inside(said, question.choices, several=True):
        return None  # "I take lisinopril for my high blood pressure" at the conditions
    terms = talk.interview.terms_of(target)
    named = _NAMED.match(said)
    if named and plain(named["label"]) in names(target) and term_in(named["what"], terms):
        found = read(named["what"], target, talk.interview, talk.today)
        return _corrected(talk, target, found, text) if isinstance(found, Value) else None
    told = _TAKES.match(said)
    if (
        told is None
        or not term_in(told["what"], terms)
        or (question.choices and question.now and not told["mark"])
    ):
        return None
    if told["scrap"] and talk.state.last == target.id:
        found = read(told["what"], target, talk.interview, talk.today)
        return _corrected(talk, target, found, text) if isinstance(found, Value) else None
    more = longer(talk, f"add {told['what']}", target)
    if more is None:  # it is there already
        return talk.ask(
            say(talk.interview, "noted", labels=talk.labels([target.id], dict(talk.state.answers)))
        )
    return _corrected(talk, target, more, text)


def _corrected(talk: Talk, target: Question, value: Value, text: str) -> Outcome:
    return correct(talk, target, value, words_of(talk.state.answers.get(target.id), text, target))
