"""An answer named by its number in the review, its place in a questionnaire or its label, with what it is.

"28 is 1, not 2", "phq 3 is a 1", "add aspirin to 15", "treatments tried: lithium, CBT", "the sugar is
diabetes, put that in the conditions". Only for one who has seen the review, or who has an answer open that
was given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontdesk.interview import asking, lexicon
from frontdesk.interview.changing import change_to
from frontdesk.interview.entries import tells_how, told_for
from frontdesk.interview.moving import edit_kept
from frontdesk.interview.naming import answered
from frontdesk.interview.noting import appended
from frontdesk.interview.readers import Value
from frontdesk.interview.reading import read
from frontdesk.interview.retelling import words_of
from frontdesk.interview.sparing import spares
from frontdesk.interview.taking import correct
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Outcome, Question

_LEAD = re.compile(
    r"^(?:(?:oh|ok|okay|wait|no|nope|sorry|actually|and|but|hey|hold on|hang on|oops|whoops|good heavens"
    r"|correction"
    r"|my bad|my mistake|please|pls|can you|could you|would you|well|yes|yeah|so|i meant|i mean"
    r"|good (?:heavens|grief)|oh dear|dear|hmm+|um+)"
    r"(?:[ ,.:!-]+|$))+",
    re.IGNORECASE,
)
_NUM = r"(?:(?:the |my )?(?:answer|question|item|line|number|num|no\.?|#|nr\.?) ?(?:number |no\.? ?|# ?)?)"
_PLACE = r"(?P<part>phq|gad|peg)[ -]?(?:[97](?= |:))?[ -]?(?:item|question|number|#|no\.?)* ?(?P<place>\d)"
_BE = (
    r"(?:is|are|was|should(?: have|'ve)? (?:be(?:en)?|say|read)|needs? to be|must be|has to be|now"
    r"|actually|really"
    r"|to|also|add|make (?:it|that)|put|changes? to|it'?s|is supposed to be|ought to be|an?)"
)
_LINK = rf"(?P<link>(?: ?[:=]| ?->| ?→|,| -|\.(?= ))?(?: {_BE}(?=[ ,:]))*:?) "
_VERB = r"(?:change|set|make|put|update|switch|correct|fix|mark|edit|turn)"
_TAIL = re.compile(
    r"[ ,]+(?:please|pls|thanks|thank you|sorry|instead|again|dear)$"
    r"|,? (?:and )?(?:not|instead of|rather than) (?:an? |the )?[\w ']{1,25}$",
    re.IGNORECASE,
)
_NOTHING_NEW = re.compile(
    r"(?:also |still |all |just |a bit |completely )*(?:wrong|incorrect|right|correct|not right"
    r"|not correct|fine|ok|okay|good|off|a mistake"
    r"|a typo|missing|misspelled|messed up|changed|different|old|not)\b|(?:it|that|this|what|why|how"
    r"|where|which|one|the one)$"
)
_INTO = 3  # from this form of a number on, what is told is put into the answer: "add aspirin to 15"
_NAMED = 6  # words of what a label alone may be said to be, where the reader is not sure
_COUNTS = re.compile(
    r"(?:mgs?|mcg|g|ml|units?|years?|yrs?|months?|weeks?|days?|hours?|times?|pills?|tablets?|am|pm|a|an"
    r"|per|of|percent"
    r"|o'?clock|something|or|and)\b|%",
    re.IGNORECASE,
)
_PUT_INTO = 2  # so of a label
_PLEASE = r"(?:,? (?:please|pls|too|thanks|instead))*"
_SHORT = 4  # words of a score


@dataclass(frozen=True)
class Pointed:
    """The answer that is meant, what it is to be, and whether by a number."""

    target: Question
    new: str
    numbered: bool
    linked: bool = True
    stated: bool = False  # "my allergies are …", which may only tell how they are


def pointed(talk: Talk, text: str) -> Outcome | None:
    """Change the answer that the words point at; of a number, ask for it where they cannot be used."""
    found = points_at(talk, text)
    if found is None or asking.asks(text):
        return None
    if _NOTHING_NEW.match(plain(found.new)):
        return None
    target, before = found.target, talk.state.answers.get(found.target.id)
    if target.type == "name":
        return _named(talk, found, text)
    value = _value(talk, found)
    if value is not None:
        new = re.sub(r"^also ", "", found.new)
        return correct(talk, target, value, words_of(before, new, target))
    if found.numbered and found.linked:
        return edit_kept(talk, target.id, text)
    return None


def _named(talk: Talk, found: Pointed, text: str) -> Outcome | None:
    """A name; by its number, what is none is asked for."""
    new = re.split(r"[,;(]", found.new)[0].strip()
    if len(new.split()) <= _SHORT and new[:1].isupper():
        return change_to(talk, found.target, new, text)
    return edit_kept(talk, found.target.id, text) if found.numbered and found.linked else None


def points_at(talk: Talk, text: str) -> Pointed | None:
    """What a message points at by a number or a label, or None."""
    said = _LEAD.sub("", readable(text)).strip(" !,.;")
    return _by_number(talk, said) or _by_label(talk, said)


def _by_number(talk: Talk, said: str) -> Pointed | None:
    forms = (
        rf"(?P<num>{_NUM})?(?P<n>\d{{1,2}})(?!\d|[./-]\d){_LINK}(?P<new>\S.*)",
        rf"{_PLACE}{_LINK}(?P<new>\S.*)",
        rf"{_VERB} (?:{_NUM})?(?P<n>\d{{1,2}})(?: from [^,]{{1,30}}?)?,?(?P<link> (?:to be|to|as|at|into"
        rf"|an?|:|=|->)) (?P<new>\S.*)",
        rf"(?P<link>add|put|set|mark|make|i meant|use|write|include) (?P<new>.{{1,60}}?) (?:on|for|in|to"
        rf"|under|at|as)"
        rf" (?:{_NUM})?(?P<n>\d{{1,2}})(?:,? (?:please|too|also|not \w+))*",
        rf"(?P<new>.{{1,30}}?) (?P<link>on|for|in|to|under) (?:{_NUM})(?P<n>\d{{1,2}})(?:,? (?:please"
        rf"|too|also|not \w+))*",
    )
    for index, form in enumerate(forms):
        match = re.fullmatch(form, said, re.IGNORECASE)
        target = _numbered(talk, match) if match else None
        if match is None or target is None:
            continue
        groups = match.groupdict()
        new = _untailed(match["new"])
        linked = bool(match["link"].strip(" ,.")) or bool(groups.get("num"))
        if not linked and (talk.question is not None or _COUNTS.match(new)):
            continue  # "15 mg of Abilify", "20 years ago"
        into = index >= _INTO and target.type in ("list", "multi_choice")
        adds = (
            into
            or not linked
            or _keeps(target, match["link"])
            or re.search(r"\b(?:also|add|include)\b", match["link"], re.IGNORECASE)
        )
        return Pointed(target, _more(new) if adds else new, numbered=True, linked=linked)
    return None


def _numbered(talk: Talk, match: re.Match[str]) -> Question | None:
    groups = match.groupdict()
    if groups.get("part"):
        key = {"phq": "phq9", "gad": "gad7"}.get(groups["part"].lower(), "peg")
        target = talk.interview.by_id.get(f"{key}_{groups['place']}")
        return target if target is not None and target.id in talk.state.answers else None
    lines, place, at = talk.lines(), int(groups["n"]), talk.question
    if not 0 < place <= len(lines):
        return None
    rated = at is not None and at.type == "scale" and not groups.get("num")
    if rated and at is not None and place <= (at.scale or (0, 3))[1]:
        return None  # "2 is what I meant", at a score
    return lines[place - 1].question


_INSTEAD = re.compile(r"should|must|needs?|has to|ought|change|make|only", re.IGNORECASE)


def _keeps(target: Question, link: str) -> bool:
    """An allergy once told stays, but where another "should be" there."""
    return target.id == "allergies" and _INSTEAD.search(link) is None


def _more(new: str) -> str:
    return new if lexicon.none(new) else f"also {new}"


def _untailed(new: str) -> str:
    return _TAIL.sub("", _TAIL.sub("", new.strip(" .,!"))).strip(" .,!")


def _by_label(talk: Talk, said: str) -> Pointed | None:
    named = _labels(talk)
    label = rf"(?:(?:the|my|our) )?(?P<what>{'|'.join(sorted(map(re.escape, named), key=len, reverse=True))})"
    of = r"(?: (?:list|one|question|answer|part|section))?"
    forms = (
        rf"{label}{of}(?P<link>(?: ?[:=]| ?->)(?: {_BE}(?=[ ,:]))*) ?(?P<new>\S.*)",
        rf"{label}{of}(?P<link>(?:,? {_BE}(?=[ ,:]))+),? (?P<new>\S.*)",
        rf"(?P<new>.{{2,80}}?)[,.;:]+ (?:please |so |and |can you )*(?P<link>put|add|include|list|note"
        rf"|write|it goes|that goes"
        rf"|it belongs|that belongs)(?: (?:it|that|this|those|them))?(?: down)? (?:on|in|into|to|under"
        rf"|with|for|among) {label}{of}{_PLEASE}",
        rf"(?P<link>put|add|include|list|note|move) (?:the |my )?(?!it\b|that\b|this\b|them\b"
        rf"|those\b)(?P<new>[^,;]{{2,60}}?)"
        rf" (?:on|in|into|to|under|among) {label}{of}{_PLEASE}",
        rf"(?P<new>.{{2,60}}?) (?P<link>goes|belongs|should (?:go|be)|has to go) (?:on|in|into|to|under"
        rf"|with|among)"
        rf" {label}{of}{_PLEASE}",
    )
    for place, form in enumerate(forms):
        match = re.fullmatch(form, said, re.IGNORECASE)
        if match is None:
            continue
        into = place >= _PUT_INTO
        adds = into or re.search(r"\b(?:also|add)\b", match["link"], re.IGNORECASE) is not None
        new = _thing(match["new"]) if into else _untailed(match["new"])
        stated = place == 1 and not (
            adds or re.search(r"should|put|make|needs", match["link"], re.IGNORECASE)
        )
        target = named[plain(match["what"])]
        adds = adds or _keeps(target, match["link"])
        return Pointed(target, _more(new) if adds else new, numbered=False, stated=stated)
    return None


def _thing(said: str) -> str:
    """ "The sugar is diabetes type 2" tells of diabetes type 2; "I also had a hip replaced" of that."""
    rest = re.sub(
        r"^(?:the|my|that) [\w ]{2,25} (?:is|was) (?:actually |really |called )*",
        "",
        _untailed(said),
        flags=re.I,
    )
    return re.sub(
        r"^(?:i (?:also )?(?:have|had|take|took|forgot)|also|and) (?:an? |the )?",
        "",
        rest,
        flags=re.IGNORECASE,
    )


def _labels(talk: Talk) -> dict[str, Question]:
    named: dict[str, Question] = {}
    for question in answered(talk):
        for name in (question.label, question.id.replace("_", " "), *question.aka):
            named.setdefault(plain(name), question)
    return named


def _value(talk: Talk, found: Pointed) -> Value | None:
    target, new = found.target, found.new
    if not new or spares(new):
        return None
    if target.type in ("list", "multi_choice"):
        return _entries(talk, found)
    new = re.sub(r"^also ", "", new)
    value = read(new, target, talk.interview, talk.today)
    if not isinstance(value, Value):
        return None
    if target.type in ("scale", "choice"):
        return _chosen(found, new, value)
    if target.type == "text":
        return _text(talk, found, value)
    return value


def _entries(talk: Talk, found: Pointed) -> Value | None:
    """A list by a bare number, "13 lithium, cbt and TMS": only where a known name stands in it."""
    value = told_for(talk, found.target, found.new)
    if found.stated and not _names_things(talk, found):
        return None
    if value is None or found.linked or not value.value:
        return value
    known = [item for item in value.value if item == "none" or (isinstance(item, dict) and item["term"])]
    told = known if found.target.type == "list" else [key for key in value.value if key != "other"]
    return value if told else None


def _names_things(talk: Talk, found: Pointed) -> bool:
    """Whether "my medicines are …" goes on with names rather than with how they are."""
    read_as = read(found.new, found.target, talk.interview, talk.today)
    items = read_as.value if isinstance(read_as, Value) else []
    if lexicon.none(found.new):
        return True
    if found.target.type == "multi_choice":
        return any(key not in ("other", "none") for key in items)
    if talk.interview.terms_of(found.target):
        return any(item["term"] for item in items)
    return bool(items) and not tells_how(found.new)


def _chosen(found: Pointed, new: str, value: Value) -> Value | None:
    few = len(new.split()) <= (_SHORT if found.target.type == "scale" else _NAMED)
    if value.value == "other":
        return value if found.numbered and found.linked and few else None
    return value if (value.sure and few) or (found.numbered and found.linked and few) else None


def _text(talk: Talk, found: Pointed, value: Value) -> Value | None:
    if found.target.id == talk.interview.questions[-1].id:
        return appended(talk, found.target, value)
    return value if found.linked and (value.sure or found.target.part != "time") else None
