"""Which answered question a person names: by its label or another word for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontdesk.interview.talk import Talk
from frontdesk.interview.text import listed, plain
from frontdesk.interview.values import Question

_COMMON = listed(
    "about yourself little feeling thoughts better being cannot much something might activity general life"
)
_STEM = 5  # letters: "the worry one" is of "worrying too much"
_BEFORE = (
    r"\b(?:the|my|our|on|for|about|that|to|in|of|with|wrong|old|new|change|fix|update|edit|add|make|set|put|switch|have|got|also|no|said|an?"
    r"|some|i'?m|am|sorry|oops|wait|actually)(?: \w+)? "
)
_BEHIND = r"(?:one|question|answer|part|thing|is|are|was|should|needs?|has|wrong|changed|ends?|number)\b"


def labelled(talk: Talk, text: str, section: str = "") -> Question | None:
    """The answered question whose label stands in `text`: the longest, then one of the same section.

    None where two are named alike, or where the open question is named alike: that is asked.
    """
    bare = plain(text)
    found = {
        q.id: (max(len(name) for name in named), q.section == section)
        for q in [*answered(talk), *([talk.question] if talk.question else [])]
        if (named := [name for name in names(q) if named_in(name, bare)])
    }
    best = [key for key, rank in found.items() if rank == max(found.values())]
    return talk.interview.by_id[best[0]] if len(best) == 1 and best[0] != talk.state.at else None


def spoken_of(talk: Talk, text: str) -> Question | None:
    """The question, asked already or not, whose label stands in `text`; None where it is none or several.

    A score's label is of words that any question may hold.
    """
    bare = plain(text)
    open_ = talk.question
    if open_ and any(named_in(name, bare) for name in names(open_)):
        return None
    all_ = [q for q in talk.interview.questions if q.type not in ("scale", "consent")]
    found = [q for q in all_ if any(named_in(name, bare) for name in names(q))]
    alike = open_ is not None and open_.type == "name" and bool(found) and found[0].type == "name"
    return found[0] if len(found) == 1 and not alike else None


def names_any(talk: Talk, text: str) -> bool:
    """Whether the label of any answered question stands in `text`."""
    bare = plain(text)
    return any(named_in(name, bare) for question in answered(talk) for name in names(question))


def answered(talk: Talk) -> list[Question]:
    """What was answered so far, consent left out."""
    by_id = talk.interview.by_id
    return [by_id[key] for key in talk.state.answers if by_id[key].type != "consent"]


def names(question: Question) -> Iterator[str]:
    """The words by which a person may call the answer."""
    for name in (question.label, question.id.replace("_", " "), *question.aka):
        yield plain(name)
    if question.type == "scale":
        # "the tired one": not for an item that must not be met by a chance word
        telling = set(plain(question.label).split()) - _COMMON
        yield from (word[:_STEM] for word in telling if len(word) >= _STEM and not question.sensitive)


def named_in(name: str, bare: str) -> bool:
    """Whether a name stands in plain words; of one word, where names stand: "the ride", "sleep should"."""
    if name not in bare:
        return False
    form = re.escape(name) + (r"\w*" if len(name) == _STEM else "")
    if " " in name:
        return re.search(rf"\b{form}\b", bare) is not None
    return re.search(rf"(?:^|{_BEFORE}){form}\b|\b{form} {_BEHIND}", bare) is not None
