"""What a message tells beside, or instead of, the answer to the open question."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from frontdesk.interview.beside import beside, own
from frontdesk.interview.facts import facts_in
from frontdesk.interview.meaning import meant
from frontdesk.interview.readers import Read, Value
from frontdesk.interview.reading import read
from frontdesk.interview.show import say
from frontdesk.interview.taking import correct, told
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import readable
from frontdesk.interview.values import Outcome, Question

_NAME = 3  # words of a name that is a sentence by itself


def read_with_facts(talk: Talk, question: Question, text: str) -> Read:
    """Read an answer where other facts may stand around it."""
    said = own(talk, question, text) if question.type == "list" else text
    direct = meant(talk.heard, question, read(said, question, talk.interview, talk.today), said)
    if question.type == "name" and not (isinstance(direct, Value) and direct.sure):
        direct = _opening_name(talk, question, text) or direct
    if question.type not in ("name", "state", "date_of_birth", "email", "phone"):
        return direct
    facts = facts_in(text, talk.interview, talk.today)
    named = question.type == "name" and (question.part == "first" or _same_first(talk, facts.values))
    if question.id in facts.values and (not isinstance(direct, Value) or named):
        extra = tuple((key, value) for key, value in facts.values.items() if key != question.id)
        return Value(facts.values[question.id], True, extra)
    if (
        not isinstance(direct, Value)
        and facts.rest
        and facts.rest != text
        and question.type in ("name", "state")
    ):
        return read(facts.rest.split(",")[0], question, talk.interview, talk.today)
    if isinstance(direct, Value) and question.type == "name" and question.part == "last":
        return _without_first(talk, direct)
    return direct


# "Okafor. You'll want the first one too", but not "Mrs. Abernathy"
_OPENING = re.compile(r"(?P<name>[^.,;!?]{3,40})(?<! [A-Za-z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)[.;!] +\S")


_CLOSING = re.compile(r"[a-z]{2}[.;!] +(?P<name>[A-Z][\w'-]+)[.! ]*$")  # "nobody uses Bartholomew. Bart"


def _opening_name(talk: Talk, question: Question, text: str) -> Value | None:
    """The name that the first sentence is, or the last, where the message as a whole is none."""
    said = readable(text)
    match = _OPENING.match(said) or _CLOSING.search(said)
    found = read(match["name"], question, talk.interview, talk.today) if match else None
    short = match is not None and len(match["name"].split()) <= _NAME
    return found if isinstance(found, Value) and (found.sure and short) else None


def _same_first(talk: Talk, values: dict[str, Any]) -> bool:
    """The first name told along with a last one is the known one: "I'm Ana Ruiz", not "it's van der Meer"."""
    told = next((v for k, v in values.items() if talk.interview.by_id[k].part == "first"), None)
    known = next(
        (a.value for k, a in talk.state.answers.items() if talk.interview.by_id[k].part == "first"), None
    )
    return told is not None and str(told).casefold() == str(known).casefold()


def _without_first(talk: Talk, direct: Value) -> Value:
    """ "Ana Ruiz" given as the last name of Ana is Ruiz."""
    first = next(
        (a.value for k, a in talk.state.answers.items() if talk.interview.by_id[k].part == "first"), None
    )
    said = str(direct.value)
    if isinstance(first, str) and said.casefold().startswith(first.casefold() + " "):
        return Value(said[len(first) + 1 :], direct.sure, direct.extra)
    return direct


def facts_only(talk: Talk, question: Question, text: str) -> Outcome | None:
    """The message does not answer the question but tells other things: note them and ask again."""
    facts = facts_in(text, talk.interview, talk.today)
    values = {**beside(talk, question, text), **facts.values}
    if question.type == "consent":
        if not values:
            return None
        early = "\n".join(part for part in (talk.state.early, text) if part)
        return talk.at(replace(talk.state, early=early)).ask(say(talk.interview, "early_facts"))
    new = {key: value for key, value in values.items() if _open(talk, key)}
    return told(talk, new, text, facts.age) if new else None


def _open(talk: Talk, key: str) -> bool:
    known = talk.state.answers.get(key)
    return known is None or known.value is None


def corrections(talk: Talk, text: str, *, but: str = "") -> Outcome | None:
    """A bare e-mail address, number or "I live in …" replaces the one known (`but` one question's)."""
    facts = facts_in(text, talk.interview, talk.today)
    changed: dict[str, Any] = {
        key: value
        for key, value in facts.values.items()
        if key != but and key in talk.state.answers and talk.state.answers[key].value != value
    }
    outcome: Outcome | None = None
    for key, value in changed.items():
        current = talk.at(outcome.state if outcome else talk.state)
        outcome = correct(current, talk.interview.by_id[key], Value(value), text)
        if not outcome.state.open:
            return outcome
    return outcome
