"""Reads a typed message as the answer to one question, by its type."""

from __future__ import annotations

import re
from datetime import date

from frontdesk.interview import lexicon
from frontdesk.interview.asking import asks
from frontdesk.interview.dictated import undictated, without_pictures
from frontdesk.interview.putting_off import LATER, put_off
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.agreeing import goes_on, read_consent
from frontdesk.interview.readers.beyond_list import beside_list, told_apart
from frontdesk.interview.readers.choices import inside, not_listed, read_choice
from frontdesk.interview.readers.clauses import THEIRS, spaced
from frontdesk.interview.readers.contact import read_email, read_phone
from frontdesk.interview.readers.dates import age_on, read_date_of_birth
from frontdesk.interview.readers.lists import read_list, read_text
from frontdesk.interview.readers.names import read_name
from frontdesk.interview.readers.nearly_said import TYPES as TOLD
from frontdesk.interview.readers.nearly_said import meant_at_last, yielded
from frontdesk.interview.readers.numbers import number_in
from frontdesk.interview.readers.places import OUTSIDE, read_state
from frontdesk.interview.readers.scales import read_scale
from frontdesk.interview.readers.several import read_several
from frontdesk.interview.readers.several_items import of_the_open
from frontdesk.interview.readers.times import PARTS, part_of_day, tells_when
from frontdesk.interview.readers.two_dates import last_dated
from frontdesk.interview.revised import TYPES, redialled, revised, unrefused
from frontdesk.interview.text import plain
from frontdesk.interview.values import ITEM_9, Answer, Interview, Question

FREE = ("text", "list")  # any words can be an answer
_NO_PICTURES = ("name", "email", "phone", "date_of_birth", "state")


def read(text: str, question: Question, interview: Interview, today: date) -> Read:
    """Read `text` as an answer to `question`."""
    if not text.strip():
        return Fault("empty")
    text = _typed(text, question)
    if put_off(text, question):
        return read_choice(LATER, question.choices, other=False)

    def reader(part: str) -> Read:
        return _read(part, question, interview, today) if part.strip() else Fault("empty")

    if question.type in TOLD and (at_last := meant_at_last(text, reader)) is not None:
        safe = isinstance(at_last, Fault) or question.id != ITEM_9 or at_last.value
        return at_last if safe else Fault("not_understood")
    if question.type not in TYPES:
        return reader(text)
    if question.type == "date_of_birth" and (dated := last_dated(text, reader)) is not None:
        return dated
    first, second = reader(text), revised(text, reader)
    if question.id == ITEM_9 and second and not (isinstance(first, Value) and first.value == second.value):
        return Fault("not_understood")  # two answers to thoughts of death: neither is guessed at
    if question.id == ITEM_9 and isinstance(first, Value) and not (first.value or first.sure):
        named = {choice.value for choice in inside(plain(text), question.choices)}
        first = Fault("two_of_them") if len(named) > 1 else first
    found = second or first
    if isinstance(found, Fault) and found.cause == "two_of_them":
        return unrefused(text, reader) or found
    return found


def _typed(text: str, question: Question) -> str:
    """The words without what a telephone adds to them."""
    text = undictated(text)
    return without_pictures(text) if question.type in _NO_PICTURES else text


def _read(text: str, question: Question, interview: Interview, today: date) -> Read:
    if question.type == "name":
        return read_name(text, question.part)
    if question.type == "date_of_birth":
        return read_date_of_birth(text, today)
    if question.type == "email":
        return read_email(text)
    if question.type == "phone":
        return read_phone(redialled(text))
    if question.type == "state":
        return read_state(text, interview.places)
    if question.type == "list":
        return read_list(text, interview.terms_of(question), now=question.now)
    if question.type == "text":
        found = read_text(text)
        return Value(found.value) if isinstance(found, Value) and _of_its_kind(text, question) else found
    if question.type == "scale" and question.choices and (own := of_the_open(text, question, interview)):
        return own
    return _picked(text, question)


_JUST_CALL = re.compile(
    r"(?:(?:please|just|only|you (?:can|may)|i (?:prefer|like|want)|a|phone|yes|ok) )*(?:calls?|ring)"
    r"(?: (?:only|please|pls|is|are|fine|ok|okay|best|better|works?|thanks))*"
)


def _of_another(text: str) -> bool:
    """ "My wife is pregnant": begins with somebody else, and says nothing of oneself."""
    bare = plain(text)
    return THEIRS.match(spaced(bare)) is not None and not re.search(r"\b(?:i|we|me|us)\b", bare)


def _of_its_kind(text: str, question: Question) -> bool:
    return question.part == "time" and tells_when(text)


def _picked(text: str, question: Question) -> Read:
    if question.type == "multi_choice":
        return _listed(text, question) or _several(text, question)
    if question.type == "scale":
        return read_scale(text, question.choices, question.scale or (0, 0))
    if number_in(text) is not None and "which_number" in question.errors:
        return Fault("which_number")  # after items scored 0 to 3, "2" may be a score or a place
    if "theirs" in question.errors and _of_another(text):
        return Fault("theirs")
    if "ways_to_call" in question.errors and _JUST_CALL.fullmatch(plain(text)):
        return Fault("ways_to_call")  # whether a message may be left is not said
    found = read_choice(text, question.choices, other=question.other)
    offered = question.type != "consent" and {"yes", "no"} == {choice.id for choice in question.choices}
    if offered and (turned := yielded(text)):
        found = Value(turned)
    if question.type == "consent" and isinstance(found, Fault) and goes_on(text):
        return Value({"agreed": True})  # "ya thats fine lets go"
    if isinstance(found, Fault):
        return found
    if found.value == "other" and {*PARTS} <= {choice.id for choice in question.choices}:
        part = part_of_day(text)
        return Value(part, sure=False) if part else found
    if question.type == "consent":
        return read_consent(text, found)
    if question.type == "yes_no":
        return Value(found.value == "yes", found.sure)
    return found


def _several(text: str, question: Question) -> Read:
    said, contrary = told_apart(text)
    if not said.strip(" ,.;!"):
        return Value(["none"], sure=False)  # "my blood pressure is fine"
    found = read_several(said, question.choices, other=question.other, now=question.now)
    return beside_list(text, question.choices, found, contrary=contrary)


def _listed(text: str, question: Question) -> Value | None:
    """Titles of choices, comma between them, as the chat sends what was ticked; None for any other words.

    A title is taken whole: nothing in "Opioids not prescribed to me" is a "not" of the visitor's.
    """
    ids = {plain(choice.title): choice.id for choice in question.choices}
    found = [ids.get(plain(part)) for part in text.split(", ")]
    return Value([one for one in found if one]) if all(found) and "none" not in found else None


def pick(local: str, question: Question) -> Value | None:
    """The value of a clicked choice, by its id within the question; None when there is no such choice."""
    if question.type == "scale" and not question.choices and question.scale:
        number = int(local) if local.isdecimal() and len(local) < 4 else -1
        return Value(number) if question.scale[0] <= number <= question.scale[1] else None
    choice = next((choice for choice in question.choices if choice.id == local), None)
    if choice is None:
        return None
    if question.type == "consent":
        return Value({"agreed": choice.id == "yes"})
    if question.type == "multi_choice":
        return Value([choice.id])
    if question.type == "yes_no":
        return Value(choice.id == "yes")
    return Value(choice.value if question.type == "scale" else choice.id)


def exact(text: str, question: Question) -> bool:
    """True when the words are a whole answer that must not be taken for a command or a question."""
    if question.type == "consent":
        return isinstance(read_choice(text, question.choices, other=False), Value) and not asks(text)
    if question.type == "multi_choice" and _listed(text, question):
        return True
    if put_off(text, question):
        return True
    if question.other and question.type == "choice" and not_listed(text):
        return True
    if question.type in FREE or question.type == "multi_choice":
        return lexicon.none(text) or lexicon.no(text)
    if not question.choices:
        return False
    phrases = {plain(said) for choice in question.choices for said in (choice.title, *choice.says)}
    return plain(text) in phrases or lexicon.yes(text) or lexicon.no(text)


def valid(answer: Answer, question: Question, interview: Interview, today: date) -> bool:
    """Whether a stored answer still holds at submit; skipped and unread ones do where that is allowed."""
    value = answer.value
    if answer.how in ("skipped", "unread"):
        return value is None and not question.required
    if question.type == "consent":
        return isinstance(value, dict) and value.get("agreed") is True and answer.version == question.version
    if question.type == "date_of_birth":
        return _adult(value, interview, today)
    if question.type == "state":
        return value in interview.states_served
    if question.type == "multi_choice":
        known = {choice.id for choice in question.choices}
        return isinstance(value, list) and bool(value) and set(value) <= known
    if question.type == "scale":
        low, high = question.scale or (0, 0)
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    if question.type == "list":
        return isinstance(value, list) and all(isinstance(item, dict) and "said" in item for item in value)
    if question.type == "yes_no":
        return isinstance(value, bool)
    if question.choices:
        return value in {choice.id for choice in question.choices}
    return isinstance(value, str) and isinstance(_again(value, question, interview, today), Value)


def _again(value: str, question: Question, interview: Interview, today: date) -> Read:
    if question.type == "phone":
        return read_phone(value.split(";")[0])
    if question.type == "name":
        # a stored name is whole: reading it as "last" does not split it again
        return read_name(value, "last")
    return read(value, question, interview, today)


def _adult(value: object, interview: Interview, today: date) -> bool:
    try:
        age = age_on(str(value), today)
    except ValueError:
        return False
    return interview.minimum_age <= age <= 120


def outside(value: object, interview: Interview) -> str:
    """Which message a state that is not served gets: "", "outside_us" or "out_of_area"."""
    if value in interview.states_served:
        return ""
    return OUTSIDE if value == OUTSIDE else "out_of_area"
