"""What a list holds with what a message adds to it: "add emdr too", "forgot metformin"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz

from frontdesk.interview.anew import MORE, STORY
from frontdesk.interview.leftover import unquoted
from frontdesk.interview.naming import names
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.lists import enumerated, term_in
from frontdesk.interview.reading import read
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Question, Term

LESS = re.compile(
    r"\b(?:remove|delete|erase|strike|drop|cross out|take (?:it|that|this|off|out|away|back)"
    r"|take (?!.*\bleft\b).{2,40} (?:off|out)"
    r"|scratch (?!what|that\b)|off (?:it|that))\b|\bi never\b|\bnever (?:had|took)\b"
    r"|\b(?:not|was ?n.?t) me\b|\bnot mine\b",
    re.IGNORECASE,
)
_SHORT = 3  # letters
_MISSPELLED = 80  # rapidfuzz ratio from which words are a label misspelled
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
    r"|better|did|try|tried|take|taking|took|use|using|have|had|got|been|am|allergic|was|were|should"
    r"|goes?)[ :]+)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:,? (?:too|also|as well|please|there|now|again|on|in|i forgot.*)|,? (?:with|to|in|on|among|for"
    r"|w/) (?:my|the|there|that)\b.*)+$",
    re.IGNORECASE,
)
_FEW = 4  # words of one thing
# "I take a blood thinner too, I forgot its name": the name is no thing
_NO_NAME = re.compile(
    r"[ ,;.-]*(?:\b(?:and|but) )?(?:\bi )?\b(?:forgot|forget|forgotten|(?:can'?t|cannot|don'?t"
    r"|do not) (?:remember|recall|know|think of))"
    r"(?: (?:now|right now|to (?:say|write)))?"
    r" (?:its name|(?:the|their|his) names?|it'?s name|what (?:it'?s|it is|they'?re|it was)(?: called"
    r"| named)?|how it'?s called)"
    r"(?: (?:now|right now|though|sorry|of it))*",
    re.IGNORECASE,
)
NAME_FORGOTTEN = "name forgotten"
_NAMELESS = re.compile(
    r"(go back|back|add|change|fix)?,? ?((i )?forgot )?(a|an|one|some|something|another|my|it|that"
    r"|this|better|best)? ?(other|more)? ?"
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
    nameless = _NO_NAME.search(said)
    if nameless:
        said = f"add {said[: nameless.start()]}{said[nameless.end() :]}".strip(" ,.")
    for words in _added_words(said, terms):
        items = [item for item in _items(talk, words, target) if item["term"] or not known]
        new = [item for item in items if not _in(item, kept)]
        if nameless and len(new) == 1 and not new[0]["term"]:
            new = [{**new[0], "said": f"{new[0]['said']} ({NAME_FORGOTTEN})"}]
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
    return [
        item
        for item in items
        if item["term"] or (_is_thing(item["said"]) and not _of_label(plain(item["said"]), target))
    ]


def _of_label(bare: str, target: Question) -> bool:
    """Whether words only name the answer, misspelled too: "forgot a diagnosys"."""
    own = [name for label in names(target) for name in (label, label.removesuffix("es") + "is")]
    return max(fuzz.ratio(bare, name) for name in own) >= _MISSPELLED


def _is_thing(said: str) -> bool:
    letters = sum(char.isalpha() for char in said)
    told = set(plain(said).split()) & STORY
    return (
        letters >= _SHORT and len(said.split()) <= _FEW and not told and not _NAMELESS.fullmatch(plain(said))
    )
