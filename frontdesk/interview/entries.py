"""What a list becomes by words that are told for it: "lithium is 300", "also latex", "prozac, xarelto, tums".

One entry is changed, or something is added, or the whole is told anew. What stands there and is not named
goes only where none of it is named and the words were said to be the whole answer. Pure.
"""

from __future__ import annotations

import re
from typing import Any

from frontdesk.interview import lexicon
from frontdesk.interview.anew import MORE, STORY
from frontdesk.interview.naming import answered
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import phrases
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.reading import read
from frontdesk.interview.sparing import spares
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import listed, plain, readable, words
from frontdesk.interview.values import Question

_TELLS = re.compile(r"\w (?:is|are|was|were|isn'?t) \w")
Items = list[dict[str, Any]]

_ADDS = re.compile(r"^(?:(?:and|also|add|plus|as well|too)[ ,:]+)+", re.IGNORECASE)
_ADDS_AFTER = re.compile(r"[ ,]+(?:too|also|as well)$", re.IGNORECASE)
_WHOLE = re.compile(r"^(?:only|just|nothing but|should be|instead)[ ,:]+", re.IGNORECASE)
MOST = 5  # words of one thing without a known name
_DOSE = re.compile(
    r"(?<![\w.])\d+(?:\.\d+)?(?: ?(?:mgs?|mcg|ug|milligrams?|micrograms?|grams?|g|ml|units?|iu)\b)?(?!\w)",
    re.IGNORECASE,
)
# a number so introduced is the old one
_OLD = re.compile(
    r"\b(?:(?:and )?not|from|instead of|rather than|was|were|used to be"
    r"|i (?:put|said|wrote|typed)|it says)(?: at| on| only)?$"
)
# what may stand around a name and its dose; anything else tells a story
_AROUND = listed(
    "the my it it's its is are was be been should have say says said read needs need must to at now actually"
    " only really just from not and or dose dosage strength i i'm im am on take taking get of for in a an per"
    " change swap switch bump set make put update fix correct edit raise lower increase went up down got"
    " increased raised lowered bumped changed switched instead rather than please pls oh ok wait sorry no yes"
    " actually one that used wrote typed day daily night nightly morning twice once every evening bedtime"
    " medicines medications meds medication list doctor they she he has me by mistake again well so"
)
_SWAP = re.compile(
    r"^(?:[\w' ]{0,12}[ ,.:!-]+)?(?:please )?(?:swap|switch|replace|change) (?:out )?(?:the "
    r"|my )?(?P<old>.+?)"
    r" (?:for|with|by|to|into) (?:the |my )?(?P<new>[^,.;!?]+)[.!]?$",
    re.IGNORECASE,
)


def told_for(talk: Talk, target: Question, said: str) -> Value | None:
    """The list or choices of `target` by words that were said to be its answer; None where they are none."""
    bare = _ADDS_AFTER.sub("", _ADDS.sub("", said.strip(" .,!")))
    adds = bare != said.strip(" .,!")
    whole = _WHOLE.match(bare) is not None
    bare = _WHOLE.sub("", bare)
    if lexicon.none(bare):
        return Value([] if target.type == "list" else ["none"])
    kept = kept_of(talk, target)
    if target.type == "multi_choice":
        return _choices(talk, target, bare, kept, adds=adds, whole=whole)
    if (changed := dose_changed(talk, target, bare)) is not None:
        return changed
    found = read(bare, target, talk.interview, talk.today)
    new = found.value if isinstance(found, Value) else []
    if not new or not all(item["term"] or is_name(item["said"]) for item in new):
        return None
    if any(_TELLS.search(plain(item["said"])) for item in new):
        return None  # "emdr and zoloft, aleve is just the allergy"
    few = len(new) < len(kept) and not whole  # one thing does not take the place of several in silence
    return Value(merged(talk, target, kept, new, adds=adds or few, whole=whole))


def kept_of(talk: Talk, target: Question) -> list[Any]:
    """What stands in a list, empty where nothing does."""
    answer = talk.state.answers.get(target.id)
    return list(answer.value or []) if answer is not None else []


def is_name(said: str) -> bool:
    """Whether words without a known name may be a thing, and tell no story."""
    few = words(said)
    return 0 < len(few) <= MOST and not set(few) & STORY and any(len(word) > 1 for word in few)


# "my allergies are acting up", "the medicine is expensive": how it is, and no name
_HOW = re.compile(
    r"\b(?:\w{3,}ing|bad|worse|worst|better|terrible|awful|good|great|severe|mild|new|old|expensive|gone"
    r"|up|down|same"
    r"|much|many|lot|every|all|so|very|really|pretty|from|because|since|than|if|when|under|over|out|back|none"
    r"|a mess|serious|seasonal|real|crazy|annoying|unclear|complicated|private|nobody|unknown|pending"
    r"|not|no|what|why)\b"
)


def tells_how(said: str) -> bool:
    """Whether words that follow "my medicines are" tell how they are rather than which."""
    return _HOW.search(plain(said)) is not None


_NONE = re.compile(r"(?:no(?:ne)?|nothing)\b[ ,.;]")


def unnamed(question: Question, kept: list[str], text: str) -> list[str]:
    """The choices taken that the words do not speak of: a low thyroid takes back the overactive one."""
    bare = plain(text)
    if question.type != "multi_choice" or _NONE.match(bare):
        return []
    chosen = [
        choice for choice in question.choices if choice.id in kept and choice.id not in ("none", "other")
    ]
    return [one.id for one in chosen if not any(phrase in bare for phrase in phrases(one) if len(phrase) > 2)]


def beside_known(talk: Talk, target: Question, text: str) -> Value | None:
    """Choices with what the list lacks, told for sure or as one more: "I also had a hip replaced"."""
    found = read(text, target, talk.interview, talk.today)
    if not isinstance(found, Value) or "other" not in found.value or not (found.sure or MORE.search(text)):
        return None
    left = unnamed(target, kept_of(talk, target), text)
    return Value(list(dict.fromkeys([*left, *found.value]))) if left or found.sure else None


def _choices(
    talk: Talk, target: Question, said: str, kept: list[Any], *, adds: bool, whole: bool
) -> Value | None:
    found = read(said, target, talk.interview, talk.today)
    if not isinstance(found, Value) or (found.value == ["other"] and not is_name(said)):
        return None
    few = len(found.value) < len(kept) and not whole
    if found.value == ["none"] or not (adds or few or "other" in found.value):
        return found
    ids = [*(key for key in kept if key not in ("none", "other")), *found.value]
    return Value([key for key in dict.fromkeys(ids) if key != "none"])


def merged(
    talk: Talk, target: Question, kept: Items, new: Items, *, adds: bool, whole: bool = False
) -> Items:
    named = {
        index: item if re.search(r"\d", item["said"]) or not re.search(r"\d", one["said"]) else one
        for item in new
        for index, one in enumerate(kept)
        if _same(talk, target, one, item)
    }
    fresh = [item for item in new if not any(_same(talk, target, one, item) for one in kept)]
    if not named and not adds:
        return fresh
    if whole:
        return [*named.values(), *fresh]
    return [*(named.get(index, one) for index, one in enumerate(kept)), *fresh]


def _same(talk: Talk, target: Question, one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["term"] and other["term"]:
        return bool(one["term"] == other["term"])
    return _name(one["said"]) == _name(other["said"])


def _name(said: str) -> str:
    """The name of an entry without its dose: "zoloft 50... sorry 100" is zoloft."""
    return plain(re.split(r"[^\w)]*\s*\d", readable(said), maxsplit=1)[0]) or plain(said)


def dose_changed(talk: Talk, target: Question, text: str) -> Value | None:
    """The list with another dose of the one entry that is named, where the words tell nothing else."""
    said = readable(text).strip(" .!?")
    kept = kept_of(talk, target)
    bare = plain(said)
    terms = talk.interview.terms_of(target)
    if not terms:
        return None
    named = [index for index, item in enumerate(kept) if _named(talk, target, item, bare)]
    doses = [m.group() for m in _DOSE.finditer(said) if not _OLD.search(plain(said[: m.start()]))]
    if len(named) != 1 or len(doses) != 1:
        return None
    item = kept[named[0]]
    rest = set(words(_DOSE.sub(" ", said))) - _AROUND - set(words(item["said"]))
    if any(term_in(word, terms) != (item["term"] or term_in(item["said"], terms)) for word in rest):
        return None
    old = _DOSE.findall(item["said"])
    if _figures(*old) == _figures(doses[0]):
        return None
    new = _DOSE.sub(doses[0], item["said"]) if len(old) == 1 else f"{_spoken(item['said'])} {doses[0]}"
    return Value([{**one, "said": new} if index == named[0] else one for index, one in enumerate(kept)])


def _figures(*doses: str) -> list[str]:
    return [re.sub(r"[^\d.]", "", dose) for dose in doses]


def _spoken(said: str) -> str:
    return re.split(r"[^\w)]*\s*\d", readable(said), maxsplit=1)[0].strip(" ,") or said


def _named(talk: Talk, target: Question, item: dict[str, Any], bare: str) -> bool:
    terms = talk.interview.terms_of(target)
    known = item["term"] or term_in(item["said"], terms)
    own = re.search(rf"\b{re.escape(_name(item['said']))}\b", bare) is not None
    return own or (known is not None and any(term_in(word, terms) == known for word in words(bare)))


def entry_changed(talk: Talk, text: str) -> tuple[Question, Value] | None:
    """ "The effexor is 75", "swap my zoloft for lexapro": the list in which it stands, as it becomes.

    What is taken now comes before what was tried.
    """
    lists = [q for q in answered(talk) if q.type == "list" and talk.interview.terms_of(q)]
    for target in sorted(lists, key=lambda one: not one.now):
        value = dose_changed(talk, target, text) or _swapped(talk, target, text)
        if value is not None:
            return target, value
    return None


def _swapped(talk: Talk, target: Question, text: str) -> Value | None:
    match = _SWAP.match(readable(text).strip())
    kept = kept_of(talk, target)
    if match is None:
        return None
    named = [item for item in kept if _named(talk, target, item, plain(match["old"]))]
    found = read(match["new"], target, talk.interview, talk.today)
    if len(named) != 1 or not isinstance(found, Value) or not found.value:
        return None
    if not all(item["term"] for item in found.value) or any(item in kept for item in found.value):
        return None
    return Value([one for item in kept for one in (found.value if item is named[0] else [item])])


_TAKEN = re.compile(
    r"^(?:(?:no|actually|so|well|oh|wait)[ ,]+)*i(?:'?m| am)? (?:take|taking|on) ", re.IGNORECASE
)


def enumeration(talk: Talk, text: str) -> tuple[Question, Value] | None:
    """A bare enumeration that names entries of one list, with what else belongs there."""
    said = _TAKEN.sub("", readable(text).strip(" .!"))
    pieces = [piece for piece in re.split(r",|;|\band\b", said) if piece.strip()]
    if len(pieces) == 1 or "?" in text or spares(said) or not all(map(is_name, pieces)):
        return None
    found: list[tuple[Question, Value]] = []
    for target in answered(talk):
        if target.type != "list" or not any(
            _named(talk, target, i, plain(said)) for i in kept_of(talk, target)
        ):
            continue
        value = told_for(talk, target, said)
        if value is not None:
            found.append((target, value))
    now = [pair for pair in found if pair[0].now] or found
    return now[0] if len(now) == 1 and now[0][1].value != kept_of(talk, now[0][0]) else None
