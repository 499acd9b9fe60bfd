"""Changes of mind: "change my phone", "actually my name is Ana", "no, I meant 1986"."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from frontdesk.interview import asking, commands, flow, lexicon
from frontdesk.interview.anew import is_thing
from frontdesk.interview.becoming import new_value, two_named
from frontdesk.interview.entries import tells_how
from frontdesk.interview.meaning import ELSEWHERE, changed_question
from frontdesk.interview.moving import edit, which_of
from frontdesk.interview.noticing import corrections
from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.readers.numbers import number_in
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.retelling import words_of
from frontdesk.interview.show import say
from frontdesk.interview.taking import correct, take, told
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import listed, plain, times_told, words
from frontdesk.interview.values import Outcome, Question

# a change of mind, said before the new fact
_MARKED = re.compile(
    r"(no|wait|oh|oops|sorry|actually|hold on|hang on|correction|my bad|my mistake|i meant"
    r"|scratch that|also wait|ugh|whoops|crap)\b"
)
_ALIKE = 40  # rapidfuzz ratio from which one name is a spelling of another
_STRICT = ("email", "phone", "date_of_birth", "state")


def changing(talk: Talk, text: str, question: Question) -> Outcome | None:
    """Take a change of an earlier answer while `question` is open; None when the message is none."""
    numbers = tuple(line.question.id for line in talk.lines())  # as "what did I say" shows them
    wish = commands.change(text, talk.interview, numbers)
    if wish is not None and not (wish.loose and (question.type in FREE or question.other)):
        wished = _wished(talk, wish, text, question)
        if wished is not None or wish.question_id == question.id:
            return wished
    if _MARKED.match(plain(text)):
        facts = corrections(talk, text, but=question.id)
        if facts is not None:
            return facts
    return _instead(talk, text, question)


def _wished(talk: Talk, wish: commands.Change, text: str, question: Question) -> Outcome | None:
    target = talk.interview.by_id[wish.question_id]
    if target.id == question.id:
        return _as_answer(talk, question, wish.new) if wish.new else None
    if target.type == "consent":
        return None
    if target.id in talk.state.answers:
        return change_to(talk, target, wish.new, text)
    return None if wish.loose else _not_yet(talk, target, wish.new, text)


def _instead(talk: Talk, text: str, question: Question) -> Outcome | None:
    """ "Actually it's …": the answer before, unless it fits only the open question."""
    new = commands.instead(text)
    new = None if new and plain(new).startswith("about ") else new  # "scratch that about the neighbor"
    before = talk.interview.by_id.get(talk.state.last)
    if new is not None and changed_question(talk, least=ELSEWHERE) not in (None, before):
        return None  # "scratch that on feeling like a failure, ...": neither the open one nor the last
    if new is None:
        return _second_thought(talk, text, question)
    if question.type == "name" and (before is None or before.type in ("name", "text", "list")):
        return _which_name(talk, new, text) or _as_answer(talk, question, new)
    if before is None or before.id == question.id or before.type == "consent":
        return None
    if before.type == "name" and (which := _which_name(talk, new, text)):
        return which
    old = read(new, before, talk.interview, talk.today)
    now = read(new, question, talk.interview, talk.today)
    fits_old = isinstance(old, Value) and (old.sure or before.type in FREE) and _likely(talk, before, new)
    fits_now = isinstance(now, Value) and now.sure and question.type not in FREE and question.type != "name"
    if isinstance(old, Value) and fits_old and (old.sure or not fits_now):
        return correct(talk, before, old, text)
    if changed_question(talk, least=ELSEWHERE) is before:
        return None  # it is the one meant, in words that wait to be weighed
    told = isinstance(now, Value) and now.value not in ("other", ["other"])
    told = told and not (question.type == "choice" and number_in(new) is not None)
    return _as_answer(talk, question, new) if told and not _bare_value(question, new) else None


def _likely(talk: Talk, question: Question, new: str) -> bool:
    """Whether words may replace an answer for which nothing speaks but that it was the last."""
    if question.type == "choice":
        return number_in(new) is None and (len(new.split()) <= _FEW or _of_its_matter(question, new))
    kept = talk.state.answers[question.id]
    if question.type == "text":
        shared = set(words(new)) & set(words(str(kept.value or "")))
        return not _bare_value(question, new) and (bool(shared) or len(new.split()) <= _FEW)
    if question.type != "list":
        return not _bare_value(question, new)
    terms = talk.interview.terms_of(question)
    alike = any(fuzz.ratio(plain(item["said"]), plain(new)) >= _ALIKE for item in kept.value or ())
    none = lexicon.no(new) or lexicon.none(new)
    return none or alike or (term_in(new, terms) is not None if terms else not _bare_value(question, new))


def _bare_value(question: Question, new: str) -> bool:
    """A number or a date, which no list and no name is: "typo. 1969"."""
    return (
        question.type in (*FREE, "name")
        and re.search(r"\d", new) is not None
        and not re.search(r"[a-z]{3}", plain(new))
    )


_FEW = 3  # words
_EMPTY = listed(
    "have would take after with dont don't will them they this that from your into what when need like can't"
)


def _of_its_matter(question: Question, text: str) -> bool:
    """Whether a word of the question stands in `text`: "I do have someone to drive me" at the ride home."""
    said = [
        question.ask,
        question.label,
        *question.aka,
        *(w for choice in question.choices for w in choice.says),
    ]
    own = {word for one in said for word in words(one) if len(word) > _FEW} - _EMPTY
    return bool(own & set(words(text)))


def _second_thought(talk: Talk, text: str, question: Question) -> Outcome | None:
    """ "Wait, I do have someone to drive me" at a question where any words fit: the choice made just "
    "before."""
    before = talk.interview.by_id.get(talk.state.last)
    rest = _WAIT.sub("", text)
    if rest == text or before is None or before.type != "choice" or question.type not in (*FREE, "name"):
        return None
    if question.part == "time" and times_told(rest):
        return None  # "oh, the back since 2009, the sadness since 2021" tells the time that is asked for
    found = read(rest, before, talk.interview, talk.today)
    old = talk.state.answers[before.id].value
    changed = isinstance(found, Value) and found.value not in (old, "other") and _of_its_matter(before, rest)
    return correct(talk, before, found, rest) if changed and isinstance(found, Value) else None


_WAIT = re.compile(
    r"^(?:oh )?(?:wait|hold on|hang on|correction|oh|oops|sorry|actually)[ ,.!:-]+", re.IGNORECASE
)


def _which_name(talk: Talk, new: str, text: str) -> Outcome | None:
    """Of the names given, the one that `new` is a spelling of."""
    given = [
        (fuzz.ratio(plain(new), plain(str(answer.value))), key)
        for key, answer in talk.state.answers.items()
        if talk.interview.by_id[key].type == "name" and answer.value
    ]
    likeness, key = max(given, default=(0.0, ""))
    if likeness < _ALIKE:
        return None
    target = talk.interview.by_id[key]
    found = read(new, target, talk.interview, talk.today)
    return correct(talk, target, found, text) if isinstance(found, Value) else None


def _as_answer(talk: Talk, question: Question, words: str) -> Outcome | None:
    found = read(words, question, talk.interview, talk.today)
    return take(talk, question, found, words) if isinstance(found, Value) else None


def change_to(talk: Talk, target: Question, new: str, text: str) -> Outcome | None:
    """Replace the answer to `target` by what was said, or ask for it; None when the words do not fit it."""
    answer = talk.state.answers.get(target.id)
    new = re.split(r"[,;(]", new)[0].strip() if target.type == "name" else new
    if target.type == "name" and (whole := _both_words(talk, target, new)):
        return correct(talk, target, whole, text)
    if new and two_named(new, target):
        return which_of(talk, target.id)
    told = new_value(talk, text, target)
    if not new:
        return correct(talk, target, told, words_of(answer, text, target)) if told else edit(talk, target.id)
    found = read(new, target, talk.interview, talk.today)
    if not isinstance(found, Value) and told is not None:
        found = told  # "wrong year of birth, it's 1991"
    items = found.value if isinstance(found, Value) and target.type == "list" else []
    how = tells_how(new) and not any(item["term"] for item in items)  # "my allergies are acting up"
    other = isinstance(found, Value) and found.value == ["other"] and tells_how(new)
    if other or (items and how) or not all(item["term"] or is_thing(item["said"]) for item in items):
        found = told or Fault("not_understood")  # "my meds are wrong, the pharmacist laughed at me"
    if isinstance(found, Value):
        return correct(talk, target, found, new)
    tried = len(new) < 40 and commands.command(text) is None and not asking.asks(text)
    return edit(talk, target.id) if tried and target.type in (*_STRICT, "list") else None


def _both_words(talk: Talk, target: Question, new: str) -> Value | None:
    """ "Denise Ann" as the first name of somebody whose last name is known."""
    found = read(new, target, talk.interview, talk.today)
    extra = dict(found.extra) if isinstance(found, Value) else {}
    known = {key: talk.state.answers[key].value for key in extra if key in talk.state.answers}
    apart = [key for key, value in known.items() if value and value != extra[key]]
    if target.part != "first" or not apart or not isinstance(found, Value):
        return None
    return Value(" ".join([str(found.value), *(str(extra[key]) for key in apart)]), found.sure)


def _not_yet(talk: Talk, target: Question, new: str, text: str) -> Outcome | None:
    """A question not asked yet was named: its answer is kept, or it is promised."""
    found = read(new, target, talk.interview, talk.today) if new else Fault("empty")
    if isinstance(found, Value) and found.sure:
        return told(talk, {target.id: found.value}, text)
    known = {question.id for question in flow.path(talk.interview, talk.state, talk.today, assume=True)}
    return (
        talk.ask(say(talk.interview, "not_yet", label=target.label))
        if target.id in known and not new
        else None
    )
