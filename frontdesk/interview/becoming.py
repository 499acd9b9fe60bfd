"""What an answer becomes by the words of a change: "should be 2", "Garrett with 2 t's", "add emdr too"."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from frontdesk.interview.adding import LESS, longer
from frontdesk.interview.anew import stood_there, told_anew
from frontdesk.interview.facts import facts_in
from frontdesk.interview.leftover import left_over, unquoted
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.name_labels import labelled_name
from frontdesk.interview.readers.ways import changed_ways, is_of_ways, read_ways
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.removing import removed
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import listed, plain, readable
from frontdesk.interview.values import Question

_NEW = re.compile(
    r"\b(?:should(?:'?ve| have| of)? (?:be|been|say|read)|(?:is|are|was) (?:now|actually|really)"
    r"|make (?:it|that)|put"
    r"|i meant|it'?s|its|(?:is|was)(?: an?)?|began|started(?: in)?|to|now|but|go w(?:ith|/)?|want(?:ed)?)"
    r"(?=[ :,])[ :,]*",
    re.IGNORECASE,
)
# what was there before, or by what mistake it came there
_OLD = re.compile(
    r"[ ,]+(?:and )?(?:not|instead of|rather than) .*$|,? (?:now|instead|please|again)$"
    r"|,? so (?:please )?(?:change|fix|update) (?:it|that|the|my)\b.*$",
    re.IGNORECASE,
)
_BY_MISTAKE = re.compile(
    r",? i (?:hit|pressed|clicked|typed|put|said) .{1,20}? (?:by (?:accident|mistake)|out of habit"
    r"|without (?:thinking|looking|reading)).*$"
    r"|,? (?:and )?(?:my |the |this )?(?:phone|keyboard|autocorrect|spell ?check|it) "
    r"(?:auto)?(?:changed|turned|made|corrected)(?: (?:it|that|this))?(?: in)?(?:to)? [\w'-]+"
    r"(?: (?:by itself|on its own|for me|again))?",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"(?:^|[,.;!] )(?:and |but )?mine(?:'?s| is| was) (?:actually |really )?(?P<own>.+)$", re.IGNORECASE
)
_AMISS = re.compile(
    r"(wrong|incorrect|not (right|correct|true)|a mistake|a typo|off|missing|misspelled|messed up)\b"
)
_DIGITS = 4  # of a telephone number, by which its end is named
_NO_NAMES = listed(
    "and any the end ends one name names first last not spelled spelt with wrong have has mine"
)
_SHORT = 3  # letters
_FEW = 4  # words of one thing
_ALIKE = 60  # rapidfuzz ratio from which one name is a spelling of another


def new_value(talk: Talk, text: str, target: Question) -> Value | None:
    """What the answer to `target` should be by `text`, or None where that cannot be told for sure."""
    if target.type in ("list", "multi_choice"):
        return _listed(talk, text, target)
    said = unquoted(_BY_MISTAKE.sub("", readable(text)).strip(" .!?"))
    if mine := _MINE.search(said):  # "that was my husband's. Mine is April 30"
        told = read(mine["own"], target, talk.interview, talk.today)
        return told if isinstance(told, Value) and told.sure else None
    if is_of_ways(target.choices):
        ways, before = read_ways(said, target.choices), talk.state.answers.get(target.id)
        left = changed_ways(said, before.value if before is not None else None)
        if left or ways is not None:
            return ways if isinstance(ways, Value) else Value(left) if left else None
    return _told(talk, text, said, target)


def _told(talk: Talk, text: str, said: str, target: Question) -> Value | None:
    again = part_of_old(talk, said, target) if target.type == "name" else None
    fact = facts_in(said, talk.interview, talk.today).values.get(target.id)
    before = talk.state.answers.get(target.id)
    if again or (fact is not None and (before is None or before.value != fact)):
        return again or Value(fact)
    if target.part == "time" and (anew := told_anew(talk, text, target)):
        return anew
    starts = [match.end() for match in _NEW.finditer(said)]
    for start in starts if target.type not in FREE else starts[:1]:
        words = _OLD.sub("", _OLD.sub("", said[start:])).strip(" .,!")
        if target.type == "scale":
            words = re.split(r"[.;!]", words)[0]  # "should be an 8. had my good glasses off"
        if not words or _AMISS.match(plain(words)):
            continue  # "insurance was wrong" tells nothing new
        found = read(words, target, talk.interview, talk.today)
        if (
            isinstance(found, Value)
            and (before is None or found.value != before.value)
            and (found.sure or target.type in FREE)
            and not _names_itself(target, words)
        ):
            return found
    rest = _OLD.sub("", _OLD.sub("", said))
    whole = (
        read(rest, target, talk.interview, talk.today) if rest != said and target.type == "choice" else None
    )
    if isinstance(whole, Value) and whole.sure:
        return whole
    return (
        part_of_old(talk, said, target)
        or left_over(talk, said, target)
        or _named_once(rest, target)
        or told_anew(talk, text, target)
    )


def _listed(talk: Talk, text: str, target: Question) -> Value | None:
    anew = told_anew(talk, text, target)
    instead = anew if stood_there(talk, text, target) else None
    return removed(talk, text, target) or instead or longer(talk, text, target) or anew


def two_named(text: str, target: Question) -> bool:
    """ "Should be depression and anxiety", where one choice only may be: which one is asked."""
    if target.type != "choice":
        return False
    said = plain(unquoted(_OLD.sub("", readable(text).strip(" .!?"))))
    ends = [match.end() for match in _NEW.finditer(said)]
    parts = re.split(
        r",? (?:and|plus) |, | ?[&/+] ?", re.sub(r"\bboth ", "", said[ends[0] :] if ends else said)
    )
    named = [inside(part, target.choices) for part in parts]
    single = [found[0].id for found in named if len(found) == 1]
    short = all(len(part.split()) <= _FEW for part in parts)
    return (
        short and len(single) == len(parts) > 1 and len(set(single)) == len(parts) and "other" not in single
    )


def _names_itself(target: Question, words: str) -> bool:
    """ "Back to the email one" names the answer and tells nothing new."""
    return plain(words) in {plain(name) for name in (target.label, target.id.replace("_", " "), *target.aka)}


def part_of_old(talk: Talk, said: str, target: Question) -> Value | None:
    """The stored answer with what is told of a part of it: a name's spelling, a year, the last digits."""
    answer = talk.state.answers.get(target.id)
    old = str(answer.value) if answer is not None and answer.value else ""
    new = ""
    if target.type == "name" and old:
        parts = dict(zip(("first", "last"), labelled_name(said) or ("", ""), strict=True))
        new = parts.get(target.part) or _respelled(old, said)
    elif target.type == "date_of_birth" and old:
        kept = _OLD.sub("", said)
        years = re.findall(r"\b(?:19|20)\d\d\b", kept) or [
            f"{old[:2]}{year}" for year in re.findall(r"(?<![\w/-])['’](\d\d)\b(?!/)", kept)
        ]
        new = f"{years[0]}{old[4:]}" if len(set(years)) == 1 else ""
    elif target.type == "phone" and old.startswith("+1"):
        end = re.search(
            rf"\b(?:ends?|ending|last \w+(?: are| is)?)(?: in| with)? (\d{{2,{_DIGITS}}})\b", plain(said)
        )
        new = old[: -len(end.group(1))] + end.group(1) if end else ""
    found = read(new, target, talk.interview, talk.today) if new and new != old else None
    return found if isinstance(found, Value) else None


def _respelled(old: str, said: str) -> str:
    """The word of `said` that is nearly the old name, or nothing."""
    found = [(match.start(), match.group().strip("'")) for match in re.finditer(r"[^\W\d_][\w'-]{2,}", said)]
    scored = [
        (fuzz.ratio(word.casefold(), old.casefold()), word)
        for at, word in found
        # a short word in small letters, or the first of all, is rather no name
        if (len(word) > _SHORT or (at and word[0].isupper()))
        and word.casefold() not in (*_NO_NAMES, old.casefold())
    ]
    likeness, word = max(scored, default=(0.0, ""))
    return word if likeness >= _ALIKE else ""


def _named_once(said: str, target: Question) -> Value | None:
    """The one choice, or the one number of a scale, that stands anywhere in the words."""
    rest = plain(said)
    if LESS.search(said):
        return None
    for name in (target.label, *target.aka):
        rest = re.sub(rf"\b{re.escape(plain(name))}\b", " ", rest)
    if target.type == "scale" and target.scale:
        numbers = {int(found) for found in re.findall(r"(?<![\w.])\d{1,2}(?![\w.])", rest)}
        low, high = target.scale
        if len(numbers) == 1 and low <= (number := numbers.pop()) <= high:
            return Value(number, sure=False)
    named = inside(rest, target.choices) if target.choices else []
    if len(named) != 1 or named[0].id == "other":
        return None
    return Value(named[0].value if target.type == "scale" else named[0].id, sure=False)
