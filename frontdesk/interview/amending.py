"""A change told in one's own words: "the sleep one should be nearly every day", "I forgot metformin".

Which answer is meant is looked for among the labels of what was asked; what it should be, among the words
after "should be", "is now", "not" and the like. What cannot be told is asked, never guessed.
"""

from __future__ import annotations

import re

from frontdesk.interview.adding import LESS, longer
from frontdesk.interview.anew import MORE
from frontdesk.interview.becoming import new_value, two_named
from frontdesk.interview.entries import beside_known
from frontdesk.interview.meaning import KIN, SURELY, changed_question, meant
from frontdesk.interview.moving import edit, which_of
from frontdesk.interview.naming import answered, labelled, named_in, names, names_any
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.figures import only_number
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.readers.numbers import number_in
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.removing import removed
from frontdesk.interview.retelling import by_value, words_of
from frontdesk.interview.show import say
from frontdesk.interview.taking import correct
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain
from frontdesk.interview.values import Outcome, Question

_LAST = re.compile(
    r"\b(last|previous|prev|prior) (one|answer|question|thing)\b|\bone before\b|\bwhat i (just )?(said|put)\b"
)
_TRIED = re.compile(r"\bi(?:'ve| have)?(?: also| already| once| previously)* tried\b")
_TAKES = re.compile(r"\bi(?:'m| am)?(?: also)? (?:take|taking|on)\b")


def amend(talk: Talk, text: str, question: Question | None, *, ask: bool = True) -> Outcome | None:
    """Change the answer that is meant, ask for it again, or which (`ask`); None when it is the open one."""
    target = (
        changed_question(talk, least=SURELY)
        or target_of(talk, text, question)
        or _likeliest(talk, question)
        or _quoted(talk, text)
    )
    but = question.id if question else ""
    if target is None:
        which = talk.ask(say(talk.interview, "change_which")) if ask else None
        return by_value(talk, text, text, but=but) or which
    if target.id == but:
        return None
    whole = read(text, target, talk.interview, talk.today) if target.type == "choice" else None
    if two_named(text, target) and not (isinstance(whole, Value) and whole.sure):
        return which_of(talk, target.id)
    new = _likely(talk, text, target, new_value(talk, text, target))
    if new is None and target.type == "multi_choice" and not LESS.search(text):
        new = beside_known(talk, target, text)
    if new is None:
        named = _LAST.search(plain(text)) is None
        return (None if named else by_value(talk, text, text, but=but)) or edit(talk, target.id)
    return correct(talk, target, new, words_of(talk.state.answers.get(target.id), text, target))


def _likeliest(talk: Talk, question: Question | None) -> Question | None:
    """The question a change is likeliest about, but not one that is answered in the words of the open one."""
    found = changed_question(talk)
    alike = found is not None and question is not None and any({found.id, question.id} <= kin for kin in KIN)
    scores = found is not None and question is not None and found.type == question.type == "scale"
    alike = alike or scores  # "I'd put that one at several days": only its own words name another item
    return None if alike else found


_PERHAPS = 0.1  # of a question, where its old answer stands in the words


def _quoted(talk: Talk, text: str) -> Question | None:
    """The question that may be meant and whose answer the words tell: "please don't say Annie. Nita."."""
    by_id, answers = talk.interview.by_id, talk.state.answers
    for key, share in talk.heard.about:
        old = answers[key].value if key in answers else None
        told = isinstance(old, str) and named_in(plain(old), plain(text))
        if share >= _PERHAPS and told and by_id[key].type in ("name", *FREE):
            return by_id[key]
    return None


def _likely(talk: Talk, text: str, target: Question, new: Value | None) -> Value | None:
    """`new`, or another choice by likeness where that was read in doubt or not at all."""
    if not target.choices or target.type == "multi_choice" or (new is not None and new.sure):
        return new
    if target.type == "scale" and (told := only_number(text, target.scale)) is not None:
        return Value(told)
    found = meant(talk.heard, target, new or read(text, target, talk.interview, talk.today))
    before = talk.state.answers.get(target.id)
    told = isinstance(found, Value) and found.value != "other"
    return (
        found
        if isinstance(found, Value) and told and (before is None or before.value != found.value)
        else new
    )


_PLACED = re.compile(
    r"^(?:[\w' ]{0,12}[ ,.:!-]+)?(?:make|change|put|set|switch)? ?(?:the |my )?"
    r"(?P<which>(?:last|previous|prev|prior|first) (?:one|answer|question)|one before(?: that| this)?"
    r"|answer before)"
    r"(?: should(?:'ve| have)? be(?:en)?| is| was| to| as|[,:])* (?:an? )?(?P<new>[^,;.]{1,40}?)"
    r"(?:,? (?:and )?not (?:an? )?.{1,30})?$"
)
# "6 for the first one please, not 5"
_FOR_PLACE = re.compile(
    r"^(?:and |also )?(?:put |make |change |i meant )?(?:an? )?(?P<new>[^,;.]{1,30}?) (?:for|on|at"
    r"|in) (?:the |my )?"
    r"(?P<which>(?:last|previous|prior|first) (?:one|answer|question|item)|one before(?: that| this)?)"
    r"(?: please| instead| too)*(?:,? (?:and )?not (?:an? )?.{1,30})?$"
)


def placed(talk: Talk, text: str) -> Outcome | None:
    """ "The last one should be a 2", "make the one before that daily": by its place, with what it becomes."""
    match = _FOR_PLACE.match(plain(text)) or _PLACED.match(plain(text))
    question = talk.question
    if match is None or question is None:
        return None
    key = talk.state.last
    if match.group("which").startswith("first"):
        section = [
            q.id for q in talk.interview.questions if q.section == question.section and q.type == "scale"
        ]
        key = next((one for one in section if one in talk.state.answers), "")
    target = talk.interview.by_id.get(key)
    if target is None or target.id == question.id or target.type in ("consent", *FREE, "name"):
        return None
    found = read(match.group("new"), target, talk.interview, talk.today)
    if target.type == "choice" and number_in(match.group("new")) is not None:
        return None  # the buttons bear no numbers
    return correct(talk, target, found, text) if isinstance(found, Value) else None


def added(talk: Talk, text: str) -> Outcome | None:
    """ "I'm also allergic to latex": one more thing for a list that the words name; None for "
    "anything else."""
    target = target_of(talk, text, None) if MORE.search(text) or LESS.search(text) else None
    if target is not None and LESS.search(text):
        less = removed(talk, text, target) if target.type in ("list", "multi_choice") else None
        return (
            correct(talk, target, less, words_of(talk.state.answers.get(target.id), text, target))
            if less
            else edit(talk, target.id)
        )
    if target is None or target.type not in ("list", "multi_choice"):
        return None
    new = longer(talk, text, target)
    return (
        correct(talk, target, new, words_of(talk.state.answers.get(target.id), text, target)) if new else None
    )


def target_of(talk: Talk, text: str, question: Question | None) -> Question | None:
    """The answered question that `text` names, or the open one; None when neither can be told."""
    bare = plain(text)
    by_id = talk.interview.by_id
    asked = answered(talk)
    named = labelled(talk, text, question.section if question else "")
    if named:
        return named
    named_twice = names_any(talk, text)
    if _LAST.search(bare) and talk.state.last in by_id and not named_twice:
        return by_id[talk.state.last]
    treatments = talk.interview.by_id.get("past_treatments")
    if treatments in asked and _TRIED.search(bare):
        return treatments
    medicines = next((q for q in asked if q.type == "list" and q.terms == "medicines"), None)
    if medicines and (_TAKES.search(bare) or term_in(text, talk.interview.terms_of(medicines))):
        return medicines
    open_one = question is not None and any(named_in(name, bare) for name in names(question))
    return question if open_one and not named_twice else None
