"""What an answer becomes by the words of a change: "should be 2", "Garrett with 2 t's", "add emdr too"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz

from frontdesk.interview.anew import MORE, STORY, stood_there, told_anew
from frontdesk.interview.facts import facts_in
from frontdesk.interview.leftover import left_over, unquoted
from frontdesk.interview.naming import names
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.lists import enumerated, term_in
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.removing import removed
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import listed, plain, readable
from frontdesk.interview.values import Question, Term

LESS = re.compile(
    r"\b(?:remove|delete|erase|strike|drop|cross out|take (?:it|that|this|off|out|away|back)"
    r"|take (?!.*\bleft\b).{2,40} (?:off|out)"
    r"|scratch (?!what|that\b)|off (?:it|that))\b|\bi never\b|\bnever (?:had|took)\b"
    r"|\b(?:not|was ?n.?t) me\b|\bnot mine\b",
    re.IGNORECASE,
)
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
_AMISS = re.compile(
    r"(wrong|incorrect|not (right|correct|true)|a mistake|a typo|off|missing|misspelled|messed up)\b"
)
_DIGITS = 4  # of a telephone number, by which its end is named
_NO_NAMES = listed(
    "and any the end ends one name names first last not spelled spelt with wrong have has mine"
)
_SHORT = 3  # letters
_ALIKE = 60  # rapidfuzz ratio from which one name is a spelling of another


def new_value(talk: Talk, text: str, target: Question) -> Value | None:
    """What the answer to `target` should be by `text`, or None where that cannot be told for sure."""
    if target.type in ("list", "multi_choice"):
        return _listed(talk, text, target)
    said = unquoted(_BY_MISTAKE.sub("", readable(text)).strip(" .!?"))
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
        new = _respelled(old, said)
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


_AROUND = re.compile(
    r"^(?:(?:oh|also|and|wait|sorry|hey|ok|oops|yes|please|can you|could you|go back)[ ,]+)*(?:i(?:'?m| am) "
    r"(?:also )?allergic to |add that i(?:'?m| am) (?:also )?(?:allergic to|on|taking) )"
    r"|^(?:(?:oh|also|and|wait|sorry|hey|ok|oops|yes|please|can you|go back)[ ,]+)*(?:i )?(?:forgot(?:ten)?"
    r"|left (?:off|out)|add|missed|should(?:'?ve| have) (?:said|mentioned))(?: in| on)?(?: to (?:put"
    r"|mention|list"
    r"|add|say|tell you|include|write))?(?: about| that| one| a medication| a medicine)?[ :,]*(?:i(?:'m"
    r"| am)?(?: "
    r"also)? (?:take|taking|on|have|had|use) )?"
    r"|,? (?:with|to|in|on|among|for) (?:my|the) [\w ]{2,20}$",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:(?:that|about|to|the|a|an|my|some|too|and|also|in|on|one|more|just|now|there(?:'?s| is| was)"
    r"|it'?s|it was"
    r"|called|remember(?:ed)?|(?:mention|put|list|say|tell you|include|write)|i(?:'?m|'?ve| am| have| had"
    r"| did| do)?"
    r"|did|try|tried|take|taking|took|use|using|have|had|got|been|am|allergic|was|were|should|goes?)[ :]+)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:,? (?:too|also|as well|please|there|now|again|on|in|i forgot.*)|,? (?:with|to|in|on|among|for"
    r"|w/) (?:my|the|there|that)\b.*)+$",
    re.IGNORECASE,
)
_FEW = 4  # words of one thing
_NAMELESS = re.compile(
    r"(go back|back|add|change|fix)?,? ?((i )?forgot )?(a|an|one|some|something|another|my|it|that"
    r"|this)? ?(other|more)? ?"
    r"(medicines?|medications?|meds?|pills?|thing|allergy|condition|one|something)?"
)
OWN = re.compile(
    r"\bi (?:do|did|have|had|smoke|drink|use|take|vape)\b|\b(?:honest|lied|truth)\b", re.IGNORECASE
)


def longer(talk: Talk, text: str, target: Question) -> Value | None:
    """A list with what `text` adds to it. A thing is taken off only by its name (removing.py)."""
    before = talk.state.answers.get(target.id)
    kept = list(before.value or []) if before is not None else []
    said = unquoted(readable(text).strip(" .!?"))
    if LESS.search(said) or not (MORE.search(said) or target.type == "multi_choice" and OWN.search(said)):
        return None
    if target.type == "multi_choice":
        found = read(said, target, talk.interview, talk.today)
        more = (
            [key for key in found.value if key not in ("none", "other")] if isinstance(found, Value) else []
        )
        return Value([*(key for key in kept if key != "none" and key not in more), *more]) if more else None
    terms = talk.interview.terms_of(target)
    known = term_in(said, terms) is not None
    for words in _added_words(said, terms):
        items = [item for item in _items(talk, words, target) if item["term"] or not known]
        new = [item for item in items if not _in(item, kept)]
        if items:
            return Value([*kept, *new]) if new else None
    return None


def _in(item: dict[str, Any], kept: list[Any]) -> bool:
    """Whether a list holds a thing already, by its words or by its common name."""
    known = {plain(one["said"]) for one in kept} | {one["term"] for one in kept if one["term"]}
    return item["term"] in known or any(
        one and re.search(rf"\b{re.escape(one)}\b", plain(item["said"])) for one in known
    )


def _added_words(said: str, terms: Sequence[Term]) -> Iterator[str]:
    """What may be the name of the thing: after "forgot", "add" …, then the words without those around it."""
    if ":" in said:
        yield said.rpartition(":")[2]
    for match in MORE.finditer(said):
        rest = said[match.end() :].lstrip(" ,:")
        things, whole = enumerated(rest, terms)
        yield things if whole or not terms else re.split(r"[;!]|\.(?!\d)", rest)[0]
        yield re.split(r"[,;.!]", said[: match.start()])[-1]
    yield _AROUND.sub("", _AROUND.sub("", said)).strip(" .,!")


def _items(talk: Talk, words: str, target: Question) -> list[dict[str, Any]]:
    """What the words name, in few words each; nothing where they tell a story."""
    bare = _AFTER.sub("", _FILLER.sub("", _AROUND.sub("", words.strip(" .,!:")))).strip(" .,!:")
    terms = talk.interview.terms_of(target)
    if terms and not term_in(bare, terms) and term_in(words, terms):
        bare = words
    found = read(bare, target, talk.interview, talk.today) if bare else None
    if not isinstance(found, Value) or _NAMELESS.fullmatch(plain(bare)):
        return []
    items = [{**item, "said": _FILLER.sub("", item["said"])} for item in found.value]
    # of a story the known name is noted; the words themselves are kept beside the list
    items = [
        {
            **item,
            "said": item["term"] if item["term"] and len(item["said"].split()) > 2 * _FEW else item["said"],
        }
        for item in items
    ]
    named = set(names(target))
    return [
        item
        for item in items
        if item["term"] or (_is_thing(item["said"]) and plain(item["said"]) not in named)
    ]


def _is_thing(said: str) -> bool:
    letters = sum(char.isalpha() for char in said)
    told = set(plain(said).split()) & STORY
    return (
        letters >= _SHORT and len(said.split()) <= _FEW and not told and not _NAMELESS.fullmatch(plain(said))
    )
