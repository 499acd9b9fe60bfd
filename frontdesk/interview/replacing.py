"""A change told by what stood there: "not penicillin, it was amoxicillin", "it's six years, not 4".

The old words are looked for among the answers as they are shown; the new ones must read as an answer to the
same question. Where the old ones stand in no answer, or in several, this says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from frontdesk.interview.meaning import KIN
from frontdesk.interview.naming import names
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.day_words import MONTHS
from frontdesk.interview.readers.numbers import number_in
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.retelling import words_of
from frontdesk.interview.show import answer_text
from frontdesk.interview.taking import correct
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Answer, Outcome, Question

_OLD = r"(?P<old>[\w](?:[\w'@/+ -]|\.(?! )){0,40}?)"  # within a sentence
_NEW = r"(?P<new>[\w](?:[\w'@/+ -]|\.(?! )){0,40}?)"
_ITS = (
    r"(?:it'?s|it is|it was|it says|it should be|should be|should have been|i meant|i mean|make it|put"
    r"|is|we switched to|i switched to|(?:i|we) live in|(?:i'?m|we'?re)(?: in)?|i (?:take|use|go by)"
    r"|(?:we|i) (?:have|got|am|are)(?: now)?(?! (?:the|my)\b)|now)"
)
_PUT = r"(?:put|said|say|typed|hit|clicked|chose|picked|pressed|wrote|gave|entered|told you)"
_END = (
    rf"(?=$|[,.;!]| at all\b| now\b| and\b| in (?:{'|'.join(MONTHS)}|\d)| (?:in|on|for) (?:the|my)\b"
    r"| (?:sorry|please|lol|my bad|thanks|btw|oops)\b| (?:that )?i'?m\b| i am\b)"
)
# these may be an answer as well: "it's 6 years, not 4"
_NOT = re.compile(
    rf"(?:^|[,.;!] |\b{_ITS} (?:an? )?){_NEW},? (?:and )?not (?:an? )?{_OLD}{_END}", re.IGNORECASE
)
# "Kowalczyk is with a z, not Kowalcyk"
_IS_NOT = re.compile(
    rf"(?:^|[,.;!] ){_NEW} (?:is|was|are)\b[^,]*,? (?:and )?not (?:an? )?{_OLD}{_END}", re.IGNORECASE
)
# "it's more anxiety than depression"
_THAN = re.compile(rf"\bmore (?:like |of )?(?:an? )?{_NEW} than (?:an? )?{_OLD}{_END}", re.IGNORECASE)
# "it started in 2010, I said 2015"
_SAID = re.compile(rf"(?:^|[,.;!] ){_NEW},? (?:but )?i {_PUT} (?:an? )?{_OLD}$", re.IGNORECASE)
_MAYBE = (_NOT, _IS_NOT, _THAN, _SAID)
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "not dot com, it's dot org", "don't put Aetna, we switched to Cigna"
        rf"\b(?:not|don'?t {_PUT}|dont {_PUT}|instead of) (?:an? )?{_OLD}"
        rf"(?:[,.;] (?:[\w ]{{0,20}}[,.;] )?| )(?:but )?{_ITS} (?:an? )?{_NEW}{_END}",
        # "put he for me, i never said they"
        rf"\b(?:put|make it|make that|it'?s|change it to) (?:an? )?{_NEW}(?: for \w+)?[,.;] (?:and "
        rf")?i (?:never|didn'?t)"
        rf" {_PUT} (?:an? )?{_OLD}{_END}",
        # "i hit anxiety by accident, its ptsd", "i put 1958 for my birthday, its 1985"
        rf"\bi (?:accidentally )?{_PUT} (?:an? )?{_OLD}(?: (?:by|for|as|in) [\w ]{{2,20}}?)?[,.;]? "
        rf"(?:but )?{_ITS}"
        rf" (?:an? )?{_NEW}{_END}",
        # "i do have high blood pressure, i said none before"
        rf"\bi (?:do )?have (?:an? )?{_NEW}, (?:but )?i {_PUT} (?:an? )?{_OLD}(?: before| earlier)?$",
        # "evenings are better than mornings"
        rf"^(?:[\w' ]+, )?{_NEW} (?:are|is|would be|works?|suits? me) better than (?:the )?{_OLD}{_END}",
    )
)
_JUST = re.compile(r"^(?:just|only|the) ", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"(?:(?:from|of|to|for|with|about|like|because) )*(?:it|that|this|them|so|the same)"
)
_ASIDE = re.compile(r"that (?:i'?m|i am|it|i) ")  # "not that I'm saying it's from that" denies nothing
_PLACE = re.compile(r"\b(one|answer|should|make|before)\b", re.IGNORECASE)  # which answer, not what it is
_SHOULD_BE = re.compile(r"^.*\bshould (?:have )?be(?:en)? ", re.IGNORECASE)
_GUESSES = ("other", ["other"])
LAST_DAY = 31
_NAMES = 4  # words that may name the choice which was taken
_IDENTITY = ("name", "date_of_birth", "email", "phone", "state")
_LEADS = re.compile(
    r"^(?:(?:no|oh|ok|okay|wait|hold on|hang on|sorry|oops|actually|hmm+|my bad|shoot|crap)[ ,.!:-]+)+",
    re.IGNORECASE,
)


_BEFORE_NEW = re.compile(
    r"^(?:(?:and|it says|it'?s|it is|it was|that'?s|the|my|is|was|an?|actually|really|now|just|put|say"
    r"|should(?: have)? be(?:en)?|(?:we|i) (?:have|take|got|meant)|(?:phone |cell )?number|phone|cell"
    r"|area code|email"
    r"|(?:last )?(?:digits|four|4)(?: are)?"
    r"|(?:ends?|starts?|begins?)(?: in| with)) )+",
    re.IGNORECASE,
)


def replacing(talk: Talk, text: str, *, meant: bool) -> Outcome | None:
    """Replace the one answer in which the old words stand; None where that cannot be told.

    `meant`: a change was heard in the message, so that "bipolar, not depression" is no answer.
    """
    whole = readable(text).strip(" .!?")
    said = _LEADS.sub("", whole)
    for old, new, sure in _pairs(said):
        certain = sure or meant or said != whole or not _may_answer(talk, whole)
        found = [
            (q, value)
            for q, value in _holding(talk, old, new)
            if q.id != talk.state.at
            and ((certain and not _kin(talk, q)) or sure or meant or q.type in _IDENTITY)
        ]
        likeliest = [pair for pair in found if talk.heard.about and pair[0].id == talk.heard.about[0][0]]
        found = likeliest or found
        if len({q.id for q, _ in found}) == 1:
            question, value = found[0]
            before = talk.state.answers[question.id]
            return correct(talk, question, value, words_of(before, text, question))
    return None


def _may_answer(talk: Talk, text: str) -> bool:
    """Whether the open question itself can read the words: "an uber, not my son" at the ride home."""
    question = talk.question
    if question is None or question.type in FREE:
        return False  # any words could; what stood in another answer tells more
    found = read(text, question, talk.interview, talk.today)
    return isinstance(found, Value) and found.value not in _GUESSES


def _kin(talk: Talk, question: Question) -> bool:
    return any({talk.state.at, question.id} <= kin for kin in KIN)


def _pairs(said: str) -> Iterator[tuple[str, str, bool]]:
    """Old and new words, and whether the form says for sure that something is changed."""
    for form in (*_FORMS, *_MAYBE):
        for match in form.finditer(said):
            new = _SHOULD_BE.sub("", match.group("new").strip())
            old = _JUST.sub("", match.group("old").strip())
            if not (_PLACE.search(new) or _SAYS_NOTHING.fullmatch(plain(new)) or _ASIDE.match(plain(old))):
                yield old, new, form not in _MAYBE


def _holding(talk: Talk, old: str, new: str) -> Iterator[tuple[Question, Value]]:
    """Answered questions in whose answer `old` stands, with what it becomes."""
    for key, answer in talk.state.answers.items():
        question = talk.interview.by_id[key]
        if question.type == "consent" or answer.value is None:
            continue
        exact = question.type not in ("name", "text")
        own = _unlabelled(new, question)
        if plain(own) in names(question):
            continue
        for words in _shorter(own, old) if exact else (_BEFORE_NEW.sub("", own), own):
            value = _replaced(talk, question, answer, old, words)
            if value is not None and value.value != answer.value:
                yield question, value
                break


def _unlabelled(new: str, question: Question) -> str:
    """ "Diagnosis is bipolar 2" is bipolar 2."""
    return _labels(tuple(names(question))).sub("", new)


@cache
def _labels(own: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, own), key=len, reverse=True))
    return re.compile(rf"^(?:the |my )?(?:{either}) (?:is|was|should be) ", re.IGNORECASE)


def _shorter(new: str, old: str) -> Iterator[str]:
    """What stands for the old words in "its losartan", "number ends in 0151"; then as many words as those."""
    yield _BEFORE_NEW.sub("", new)
    yield new
    yield " ".join(new.split()[-len(old.split()) :])


def _replaced(talk: Talk, question: Question, answer: Answer, old: str, new: str) -> Value | None:
    if question.type == "list":
        return _in_list(talk, question, answer.value, old, new)
    if question.choices or question.type in ("scale", "state"):
        return _picked(talk, question, answer.value, old, new)
    shown = (
        str(answer.value)
        if question.type in ("email", "text", "name")
        else answer_text(talk.interview, question, answer)
    )
    if question.type == "date_of_birth":
        old, new = _of_date(old, shown), _of_date(new, shown)
        if old.isalpha() != new.isalpha():
            return None  # a day is none for a month
    pattern = re.compile(rf"(?<![\w]){re.escape(_dotted(old))}(?![\w])", re.IGNORECASE)
    if question.type == "email" and _dotted(old).startswith("."):
        pattern = re.compile(rf"{re.escape(_dotted(old))}$", re.IGNORECASE)
    if not pattern.search(shown):
        return None
    whole = new if question.type in FREE and len(new.split()) > len(old.split()) else ""
    found = read(whole or pattern.sub(_dotted(new), shown), question, talk.interview, talk.today)
    return found if isinstance(found, Value) else None


def _of_date(words: str, shown: str) -> str:
    """ "the 4th" is 4, and "85" is 1985 where it is no day of a month."""
    bare = re.sub(r"^(?:the )?(\d{1,2})(?:st|nd|rd|th)$", r"\1", words.casefold())
    year = re.fullmatch(r"'?(\d\d)", bare)
    return f"{shown[-4:-2]}{year.group(1)}" if year and int(year.group(1)) > LAST_DAY else bare


def _dotted(words: str) -> str:
    """ "dot com" is ".com"."""
    return re.sub(r"^dot ", ".", words, flags=re.IGNORECASE)


def _stands_in(old: str, said: str) -> bool:
    """Whether words, or part of one word, stand in what was said; a number only whole: 3 is not in 37.5."""
    if not re.search(r"\d", old):
        return plain(old) in plain(said)
    return re.search(rf"(?<![\w.]){re.escape(plain(old))}(?![\w]|\.\d)", plain(said)) is not None


def _in_list(talk: Talk, question: Question, items: Any, old: str, new: str) -> Value | None:
    """The items without the one that names `old`, and `new`."""
    kept = [item for item in items if not _stands_in(old, f"{item['said']} {item['term'] or ''}")]
    part = next(
        (item["said"] for item in items if re.search(rf"(?<!^)\b{re.escape(old)}\b", item["said"])), ""
    )
    numbers = re.findall(r"\d+(?:\.\d+)?", new)
    if part and re.fullmatch(r"\d+(?:\.\d+)?", old) and numbers not in ([], [old]) and len(numbers) == 1:
        new = re.sub(rf"(?<![\d.]){re.escape(old)}(?![\d.])", numbers[0], part)  # "150 now, not 100"
    elif part and len(new.split()) == 1:
        new = re.sub(rf"\b{re.escape(old)}\b", new, part)  # "2, not 1" of "bipolar 1"
    found = read(new, question, talk.interview, talk.today)
    if len(kept) == len(items) or not isinstance(found, Value) or not found.value:
        return None
    return Value([*kept, *found.value])


def _picked(talk: Talk, question: Question, value: Any, old: str, new: str) -> Value | None:
    """A choice that `old` names and that is the one taken; `new` must name another for sure."""
    if len(old.split()) > _NAMES or (question.type != "scale" and number_in(new) is not None):
        return None
    was = read(old, question, talk.interview, talk.today)
    if not isinstance(was, Value) or was.value != value or value in _GUESSES:
        return None
    now = read(new, question, talk.interview, talk.today)
    return now if isinstance(now, Value) and now.value not in _GUESSES else None
