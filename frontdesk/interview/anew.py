"""What the clauses of a change tell anew: "The bottle says buspirone. I told you bupropion."

Clauses that say what stood there ("I wrote 4"), deny something ("not Cigna any more") or are of somebody
else hold the old answer; what is left must hold one value of the answer's kind, or nothing is said. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from frontdesk.interview import lexicon
from frontdesk.interview.naming import names
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.clauses import THEIRS, spaced
from frontdesk.interview.readers.contact import emails_in, phones_in
from frontdesk.interview.readers.day_words import MONTHS
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.readers.numbers import FIGURES
from frontdesk.interview.reading import read
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import listed, plain, readable
from frontdesk.interview.values import Question

MORE = re.compile(
    r"\b(?:forgot(?:ten)?|as well|counts? as|allergic to"
    r"|left (?:(?:my|the) [\w' ]{2,25}? |it |that )?(?:off|out)|leave out|add|missed|also"
    r"|too(?=$|[,.;!])|one more"
    r"|turns out|remembered"
    r"|should(?:'?ve| have) (?:said|mentioned))\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[.;!?]+(?: +|$)|, *| - |\b(?:but|because|cuz|cause|though|and (?=(?:it|i|not|that|my)\b)|so)\b"
    r"|\b(?=it should\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(  # what stood there before
    r"\bi(?:'?d| had| have|'?ve)? ?(?:just |only |first |must have )?(?:put|said|wrote|typed|told|gave|ticked"
    r"|checked|hit|clicked|pressed|answered|chose|picked|listed|entered|marked)\b"
    r"|\byou have me\b|\bchanged my mind about\b"
)
# whoever says so: "the bottle says", "my wife says", "on the paper is written"
_BY = re.compile(
    r"^(?!i\b).{0,40}?\b(?:says?|put(?:s|ting)? down|is written|reads|calls? it|called it|wrote down"
    r"|reminds? me|reminded me|has me down as|have me down as|named it)"
    r"(?: that| it'?s| as| down| i (?:have|take|am))*\b[ :,]*",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|don'?t|dont|didn'?t|doesn'?t|isn'?t|was ?n'?t|scratch|drop|forget|strike"
    r"|instead of|rather than|wrong|used to|any ?more|mistake|typo|crossed out|gave up|quit|stopped"
    r"|remove|delete|erase|uncheck|cross (?:off|out)|take (?:.{1,40} )?(?:off|out|away|back)|get rid of)\b"
    r"|^no\b"
)
_LEAD = re.compile(
    r"^(?:(?:oh|wait|sorry|oops|ok|okay|actually|really|just|and|well|also|hmm+|ugh+|no|please|kindly|it says"
    r"|it has been|it'?s been|its been|it was|it is|it should(?: have)? (?:be(?:en)?|say|read)|its?|it'?s"
    r"|that'?s|there was(?: one)?|mine is|mine'?s|i meant|put(?: down)?|make (?:it|that)"
    r"|should(?: have)? (?:be(?:en)?|say|read)|(?:i|we) (?:forg[eo]t(?: about| to say)?|do have|have|got|take"
    r"|am on|(?:'?m |am )?allergic to|react to)"
    r"|(?:is|are|was)(?: now)?|the|my|an?|in|for|more like|one|wanted|add)\b[ ,:]*)+",
    re.IGNORECASE,
)
_CUT = re.compile(r"[ ,]+(?:and )?(?:not|instead of|rather than) .+$", re.IGNORECASE)
_COURTESY = re.compile(
    r"[ ,]+(?:please|pls|sorry|thanks|now|instead|again|actually|too|at least"
    r"|works|will do|(?:is|'?s|works|sounds) (?:just )?(?:fine|good|better|enough|ok|okay|right|private))+$",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|nothing but|just)\b")
_LETTERS = re.compile(r"(?<![\w'’])[^\W\d_](?P<mark>[-. ])[^\W\d_](?:(?P=mark)[^\W\d_])+\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_NAME = re.compile(r"^[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?$")
STORY = listed("i my it that this he she they we you his her their there what who which because me")
_FEW = 4  # words of one thing


def told_anew(talk: Talk, text: str, target: Question) -> Value | None:
    """The one value that the clauses tell and that is not the answer already; None for none or several."""
    said = readable(text)
    if target.type in ("list", "multi_choice"):
        return _listed(talk, said, target)
    answer = talk.state.answers.get(target.id)
    old = answer.value if answer is not None else None
    found = {
        str(value): value for value in _values(talk, said, target, old) if value not in (old, None, "other")
    }
    return Value(next(iter(found.values())), sure=False) if len(found) == 1 else None


def stood_there(talk: Talk, text: str, target: Question) -> list[Any]:
    """What of a list the words deny, or tell as what stood there."""
    answer = talk.state.answers.get(target.id)
    kept = list(answer.value or []) if answer is not None else []
    old = _DENIED if target.type == "multi_choice" or MORE.search(text) else None
    clauses = [c for c in _clauses(readable(text)) if (old.search(plain(c)) if old else not _holds(c))]
    return [item for item in kept if any(_stands(talk, one, item, target) for one in clauses)]


def _clauses(said: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSES.split(said) if clause and clause.strip()]


def _holds(clause: str) -> bool:
    """Whether a clause may hold the new answer."""
    bare = plain(_BY.sub("", _CUT.sub("", clause)))
    return not (_BEFORE.search(bare) or _DENIED.search(bare) or THEIRS.search(spaced(bare)))


def _told(said: str, target: Question) -> Iterator[str]:
    """The clauses that may hold it, without the words around it and without the answer's own name."""
    own = "|".join(sorted((re.escape(name) for name in names(target)), key=len, reverse=True))
    label = re.compile(
        rf"^(?:(?:make|change|put|set) )?(?:(?:the|my) )?(?:{own})(?:(?: (?:is|was|are|to|for|should|be|say"
        r"|as|has|have|been|changed|came out|question|one|name))+|:|$)[ ,]*",
        re.IGNORECASE,
    )
    for clause in _clauses(said):
        if not _holds(clause):
            continue
        rest = _BY.sub("", _CUT.sub("", clause))
        for _ in range(2):
            rest = label.sub("", _LEAD.sub("", rest)).strip(" .,:")
        rest = _COURTESY.sub("", rest).strip(" .,:")
        if rest:
            yield rest


def _values(talk: Talk, said: str, target: Question, old: Any) -> Iterator[Any]:
    if target.type in ("email", "phone"):
        places = emails_in(said) if target.type == "email" else phones_in(said)
        yield from (value for value, _ in places)
        return
    for clause in _told(said, target):
        words = _whole(clause, target, old)
        found = read(words, target, talk.interview, talk.today) if words else None
        if isinstance(found, Value) and (
            found.sure or target.type in ("name", "text") or _named(clause, target)
        ):
            yield found.value


def _named(clause: str, target: Question) -> bool:
    return len([choice for choice in inside(clause, target.choices) if choice.id != "other"]) == 1


def _whole(clause: str, target: Question, old: Any) -> str:
    """What is to be read of a clause; of a part of a date, or a bare number of years, with the rest of the
    old answer. Empty where it is rather a story.
    """
    bare = plain(clause)
    if target.type == "name":
        spelled = _LETTERS.search(clause)
        return re.sub(r"\W", "", spelled.group()).capitalize() if spelled else _capital(clause)
    if target.type == "date_of_birth" and old:
        month = _MONTH.search(bare)
        day = "" if re.search(r"\d", bare) or not month else str(old)[-2:]
        return f"{month.group() if month and day else clause} {day} {str(old)[:4]}"
    if target.type == "text":
        if target.part == "time":
            return _duration(bare, plain(str(old or "")))
        thing = len(bare.split()) <= _FEW and not set(bare.split()) & STORY
        return clause if thing and re.search(r"[A-Z]", clause) else ""
    return clause


_COUNT = rf"(?:\d+|{'|'.join(FIGURES)})"
_UNIT = r"(?:years?|yrs?|months?|mos?|weeks?|wks?)"


def _duration(bare: str, old: str) -> str:
    """ "10 years", or a bare number with the unit of the old answer; empty for any other words."""
    if re.fullmatch(rf"(?:about |around |over |almost )?{_COUNT} {_UNIT}(?: or so| ago)?", bare):
        return bare
    number = re.match(rf"{_COUNT}\b(?! {_UNIT})", bare)
    unit = re.search(rf"\b{_UNIT}\b", old)
    return f"{number.group()} {unit.group()}" if number and unit else ""


def _capital(clause: str) -> str:
    return clause if _NAME.match(clause) else ""


def _listed(talk: Talk, said: str, target: Question) -> Value | None:
    answer = talk.state.answers.get(target.id)
    kept = list(answer.value or []) if answer is not None else []
    clauses = _clauses(said)
    for clause in clauses:
        only = [item for item in kept if _stands(talk, clause, item, target)]
        if _ONLY.search(plain(clause)) and _holds(clause) and 0 < len(only) < len(kept):
            return Value(only)
    gone = stood_there(talk, said, target)
    if gone and len(gone) == len(kept) and any(lexicon.none(plain(clause)) for clause in clauses):
        return Value([] if target.type == "list" else ["none"])
    new = list(_new(talk, said, target, kept))
    empty = not kept or kept == ["none"]
    if not new or not (gone or empty or MORE.search(said)):
        return None
    return Value([*(item for item in kept if item not in gone and item != "none"), *new])


def _stands(talk: Talk, clause: str, item: Any, target: Question) -> bool:
    bare = plain(clause)
    if target.type == "multi_choice":
        return item in [choice.id for choice in inside(bare, target.choices, several=True)]
    known = item["term"] or term_in(item["said"], talk.interview.terms_of(target))
    return re.search(rf"\b{re.escape(plain(item['said']))}\b", bare) is not None or (
        known is not None and term_in(bare, talk.interview.terms_of(target)) == known
    )


def _new(talk: Talk, said: str, target: Question, kept: list[Any]) -> Iterator[Any]:
    """What the clauses name that does not stand in the list: a choice, a known name, or a short thing."""
    seen: list[Any] = []
    for clause in _told(said, target):
        if any(_stands(talk, clause, item, target) for item in kept):
            continue
        if target.type == "multi_choice":
            items: list[Any] = [c.id for c in inside(clause, target.choices, several=True)]
        else:
            found = read(clause, target, talk.interview, talk.today)
            items = list(found.value) if isinstance(found, Value) else []
            terms = talk.interview.terms_of(target)
            items = [item for item in items if item["term"] or is_thing(item["said"], known=bool(terms))]
        yield from (item for item in items if item not in seen and item not in ("none", "other"))
        seen += items


def is_thing(said: str, *, known: bool = False) -> bool:
    """Whether words without a known name are a thing; of a list with `known` names only one word is."""
    few = plain(said).split()
    long = len(said) > _FEW or (said.isupper() and len(said) > 1)  # "GAD", "CBT"
    return len(few) <= (1 if known else _FEW - 1) and long and not set(few) & STORY
