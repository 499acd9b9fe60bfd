"""A whole answer typed to the wrong question: "Illinois" at the pronouns, a phone number at the insurance.

It is noted where it belongs, or asked about; it is never quietly kept where it does not.
"""

from __future__ import annotations

import re
from typing import Any

from frontdesk.interview import lexicon
from frontdesk.interview.becoming import new_value
from frontdesk.interview.beside import wholly
from frontdesk.interview.facts import LIVES, facts_in
from frontdesk.interview.moving import skip
from frontdesk.interview.naming import labelled
from frontdesk.interview.noticing import corrections
from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.readers.clauses import THEIRS, spaced
from frontdesk.interview.readers.past_places import without_past
from frontdesk.interview.readers.places import read_state
from frontdesk.interview.readers.which_contact import refuses_contact
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.retelling import by_value, words_of
from frontdesk.interview.strange_lists import of_another_kind
from frontdesk.interview.taking import correct, take, told, unread
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import listed, plain
from frontdesk.interview.values import Outcome, Question

_NEARLY_FIRST = 8  # characters
_LEARNED = 0.9  # of a question that words are about, and of the choice they mean there
_CHOICES = 3  # fewer are a yes or no, which may answer anything
_PARTS = re.compile(r"[,;.] +(?:and +)?| and ")
_FIGURES = re.compile(r"[\d\s/.,:-]+")
# states that people are named after
_ALSO_NAMES = listed("georgia virginia carolina dakota montana indiana nevada arizona washington delaware")


def misplaced(talk: Talk, question: Question, text: str, found: Value) -> Outcome | None:
    """What to do with `text` when it plainly answers another question; None when it may answer this one.

    Words said twice are believed.
    """
    if kept := _surely_listed(talk, question, text, found):
        return kept
    if plain(text) in {plain(heard) for heard in talk.state.heard}:
        return None
    elsewhere = _elsewhere(talk, question, text, found)
    if elsewhere is None:
        return _corrects(talk, question, text, found)
    new = {key: value for key, value in elsewhere.items() if _unknown(talk, key)}
    if new:
        return told(talk, new, text)
    return corrections(talk, text, but=question.id) or unread(talk, text, Fault("elsewhere"))


def _surely_listed(talk: Talk, question: Question, text: str, found: Value) -> Outcome | None:
    """ "No allergies but peanuts": what the reader is sure of in a list is not emptied by likeness."""
    if question.type != "list" or found.value != []:
        return None
    own = read(text, question, talk.interview, talk.today)
    return take(talk, question, own, text) if isinstance(own, Value) and own.sure and own.value else None


def _corrects(talk: Talk, question: Question, text: str, found: Value) -> Outcome | None:
    """ "I do have insurance, it's Aetna" at a choice that knows no such words: another answer, changed."""
    if not question.other or found.value not in ("other", ["other"]):
        return None
    target = labelled(talk, text)
    new = new_value(talk, text, target) if target and _STATES.search(plain(text)) else None
    if target and new and new.value != talk.state.answers[target.id].value:
        return correct(talk, target, new, words_of(talk.state.answers[target.id], text, target))
    return by_value(talk, text, text, but=question.id, last=True)


_STATES = re.compile(r"\b(it'?s|is|now|should|changed)\b")


def _unknown(talk: Talk, key: str) -> bool:
    known = talk.state.answers.get(key)
    return known is None or known.value is None


def _elsewhere(talk: Talk, question: Question, text: str, found: Value) -> dict[str, Any] | None:
    """The questions `text` as a whole belongs to, with values; empty when only this one is ruled out."""
    fallback = question.other and found.value in ("other", ["other"])
    if not (fallback or question.type == "name" or question.type in FREE):
        return None
    named = question.type != "text" and "medicines" not in question.terms  # "I take it" may be of those
    clauses = wholly(talk, question, text) if named else {}
    if clauses and all(_unknown(talk, key) for key in clauses):
        return clauses
    facts = facts_in(text, talk.interview, talk.today)
    kinds = ("email", "phone", "date_of_birth") if question.type not in FREE else ("email", "phone")
    keys = [q.id for q in talk.interview.questions if q.type in kinds]
    told_whole = {key: facts.values[key] for key in keys if key in facts.values}
    if told_whole and not facts.rest:
        return told_whole
    if (
        question.type == "list"
        and "medicines" in question.terms
        and (reacted := _reacted(talk, question, text))
    ):
        return reacted
    if of_another_kind(talk, question, text, found):
        return {}
    if question.type in FREE:
        return None
    if (fallback or not found.sure) and (sure := surely_of(talk, question, text)):
        return told_whole | sure  # "my birthday is … and my phone is …" tells both
    state = _state(talk, text, names=question.type == "name")
    if state:
        return state
    if fallback and _FIGURES.fullmatch(text.strip()):
        return {}
    return _choices(talk, question, text)


def _reacted(talk: Talk, question: Question, text: str) -> dict[str, Any]:
    """ "I'm allergic to aleve" at the medicines and treatments: an allergy and nothing else."""
    clauses = wholly(talk, question, text)
    return clauses if set(clauses) == {"allergies"} and _unknown(talk, "allergies") else {}


_OF_ONE_KIND = ("email", "phone", "date_of_birth")  # what their readers read for sure is nothing else


def surely_of(talk: Talk, question: Question, text: str) -> dict[str, Any]:
    """ "Two six two, triple five, oh one six three": what another question's reader is sure of, by its id."""
    others = [q for q in talk.interview.questions if q.type in _OF_ONE_KIND and q.id != question.id]
    read_as = {q.id: read(text, q, talk.interview, talk.today) for q in others if _unknown(talk, q.id)}
    return {key: found.value for key, found in read_as.items() if isinstance(found, Value) and found.sure}


def value_elsewhere(talk: Talk, question: Question, text: str) -> Outcome | None:
    """What the open question cannot read, and another one can for sure: noted there."""
    if refuses_contact(text, question.type):
        return skip(talk, text)
    if question.type == "consent" or THEIRS.search(spaced(plain(text))):
        return None
    found: dict[str, Any] = {}
    for part in dict.fromkeys((text, *_PARTS.split(text))):
        state = {} if found else _state(talk, part, names=False) or _state(talk, part, names=True)
        found |= surely_of(talk, question, part) or state
    found = found or _chosen(talk, text)
    new = {key: value for key, value in found.items() if _unknown(talk, key) and key != question.id}
    return told(talk, new, text) if new else None


def _chosen(talk: Talk, text: str) -> dict[str, Any]:
    """ "Mornings are best" at the date of birth: what it means at the question it is about, as learned."""
    if _vague(text):
        return {}
    for key, share in talk.heard.about[:1]:
        other = talk.interview.by_id.get(key)
        choice, sure = talk.heard.means.get(key, ("other", 0.0))
        offers = other is None or other.type != "choice" or len(other.choices) < _CHOICES
        if not (offers or choice == "other" or min(share, sure) < _LEARNED):
            return {key: choice}
    return {}


def _state(talk: Talk, text: str, *, names: bool) -> dict[str, Any]:
    places = talk.interview.places
    bare = plain(without_past(text, places))
    asked = next((q.id for q in talk.interview.questions if q.type == "state"), None)
    lives = LIVES.search(bare)
    whole = lives is not None and lives.start() <= _NEARLY_FIRST  # "Brandt, up in Madison" is a name first
    read = read_state(lives.group("place"), places) if lives and whole and asked else None
    if asked and isinstance(read, Value) and read.sure:
        return {asked: read.value}
    if asked and bare.upper() in talk.interview.states_served and bare != "in":
        return {asked: bare.upper()}
    if asked and names and (town := _town(bare, talk)):
        return {asked: town}
    known = [*places.states.items(), *(() if names else places.cities.items())]
    code = next((code for code, said in known if bare in map(plain, said)), None)
    return {asked: code} if asked and code and not (names and bare in _ALSO_NAMES) else {}


def _town(bare: str, talk: Talk) -> str:
    """The code of "kenosha wisconsin" or "peoria, il": a known town and the state it lies in."""
    places = talk.interview.places
    for code, towns in places.cities.items():
        ends = [*map(plain, places.states.get(code, ())), code.lower()]
        for town in map(plain, towns):
            if any(re.fullmatch(rf"{re.escape(town)},? {re.escape(end)}\.?", bare) for end in ends):
                return code
    return ""


def _choices(talk: Talk, question: Question, text: str) -> dict[str, Any] | None:
    """Another question's button or one of its words, typed whole: not noted there, it may mean anything."""
    bare = plain(text)
    if len(bare) < 4 or lexicon.none(text) or lexicon.no(text) or lexicon.yes(text):
        return None
    for other in talk.interview.questions:
        if other.id == question.id or other.type not in ("choice", "multi_choice"):
            continue
        for choice in other.choices:
            phrases = (choice.title, *choice.says) if question.type != "name" else (choice.title,)
            if choice.id not in ("yes", "no", "other", "none") and bare in map(plain, phrases):
                return {}
    return None


def button_elsewhere(talk: Talk, question: Question, text: str) -> Outcome | None:
    """A button of a later question typed whole, where the open question cannot read it: noted there."""
    bare = plain(text)
    if question.type == "consent" or _vague(text):
        return None
    for other in talk.interview.questions:
        if other.type != "choice" or other.id == question.id or not _unknown(talk, other.id):
            continue
        for choice in other.choices:
            if plain(choice.title) == bare and choice.id not in ("yes", "no", "other", "none"):
                return told(talk, {other.id: choice.id}, text)
    return None


def _vague(text: str) -> bool:
    """Words that may answer anything."""
    return lexicon.dont_know(text) or lexicon.none(text) or lexicon.no(text) or lexicon.yes(text)
