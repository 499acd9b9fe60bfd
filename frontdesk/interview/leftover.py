"""What a change comes to when what stood there before is left out of its words.

"Did I put Illinois? I stay in Hammond": of the states that are named one is the old answer, so the other is
the new one. Pure; says nothing where more than one thing is left.
"""

from __future__ import annotations

import re

from frontdesk.interview.facts import facts_in
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.places import OUTSIDE, read_state
from frontdesk.interview.reading import read
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain
from frontdesk.interview.values import Question

# "I had put not sure", "did I say Illinois?": what was told before, up to the end of the clause
_QUOTED = re.compile(
    r"(?:^|(?<=[,.;!?])|\b(?:and|but|because|cause|cuz)\b)\s*(?:so |see |think )?"
    r"(?:did i (?:say|write|type|put)"
    r"|(?:i(?:'d| had| have|'ve)? |had )(?:just |only |first |accidentally |earlier )?"
    r"(?:put|said|wrote|typed|told (?:you|yall)|answered|hit|picked|clicked|pressed|checked))\b"
    r"(?! (?:it |that )?(?:wrong|incorrectly|too fast))(?:(?! but\b| and i\b)[^,.;!?])*"
    r"(?: but that(?:'?s| was| is)\b[^,.;!?]*)?(?:[,.;!?]+|$|(?= but| and))",
    re.IGNORECASE,
)
_CAPITALS = re.compile(  # "Robert's better" is Robert
    r"(?:(?<=\w[ ,:] )|(?<=\w )(?!I\b))[A-Z](?:[\w-]|'(?!s\b))+"
)  # but the first word
_TAIL = 2  # digits: the least by which the end of a number is told
_DOMAIN = re.compile(r"(?<![\w@])(?:\.|dot ?)(\w{2,6})\b", re.IGNORECASE)


def unquoted(said: str) -> str:
    """`said` without the clauses that only tell what stood there; all of it when nothing else is told."""
    rest = re.sub(r"\s+", " ", _QUOTED.sub(" ", said)).strip(" ,.;")
    return rest if re.search(r"\w\w", rest) else said


def left_over(talk: Talk, said: str, target: Question) -> Value | None:
    """The one value of `target`'s kind in the words that is not its answer already, or None."""
    answer = talk.state.answers.get(target.id)
    old = answer.value if answer is not None else None
    if target.type == "scale":
        return _number(said, target, old)
    if target.type == "choice":
        return _choice(talk, said, target, old)
    if target.type == "name":
        words = {match.group() for match in _CAPITALS.finditer(said)} - {old}
        found = read(words.pop(), target, talk.interview, talk.today) if len(words) == 1 else None
        return found if isinstance(found, Value) else None
    if target.type == "state":
        return _state(talk, said, old)
    told = ""
    if isinstance(old, str):
        told = {"phone": _phone, "email": _email, "date_of_birth": _born}.get(target.type, _nothing)(
            old, said
        )
    found = read(told, target, talk.interview, talk.today) if told and told != old else None
    return found if isinstance(found, Value) else None


def _choice(talk: Talk, said: str, target: Question, old: object) -> Value | None:
    named = [choice for choice in inside(said, target.choices) if choice.id not in ("other", old)]
    if len(named) == 1:
        return Value(named[0].id, sure=False)
    whole = read(said, target, talk.interview, talk.today)
    told = isinstance(whole, Value) and whole.value not in ("other", old)
    return Value(whole.value, sure=False) if isinstance(whole, Value) and told else None


def _nothing(_old: str, _said: str) -> str:
    return ""


def _number(said: str, target: Question, old: object) -> Value | None:
    low, high = target.scale or (0, -1)
    numbers = {int(found) for found in re.findall(r"(?<![\w.'])\d{1,2}(?![\w.])", said)} - {old}
    number = numbers.pop() if len(numbers) == 1 else -1
    return Value(number, sure=False) if low <= number <= high else None


def _state(talk: Talk, said: str, old: object) -> Value | None:
    facts = facts_in(said, talk.interview, talk.today).values.values()
    pieces = re.split(r"[,.;!?]+ *|\band\b|\bbut\b|\bnot\b", said)
    read_pieces = [read_state(piece, talk.interview.places) for piece in pieces if piece.strip()]
    found = {one.value for one in read_pieces if isinstance(one, Value) and one.sure} - {old, OUTSIDE}
    told = {value for value in facts if value in talk.interview.places.states} - {old}
    new = told or found
    return Value(new.pop()) if len(new) == 1 else None


def _phone(old: str, said: str) -> str:
    """Digits of which one run is the end of the number that stands, and another takes its place."""
    runs = [re.sub(r"\D", "", run) for run in re.findall(r"\d[\d -]*\d", said)]
    ends = [run for run in runs if len(run) >= _TAIL and old.endswith(run)]
    new = {run for run in runs if run not in ends and len(run) >= _TAIL}
    if len(new) != 1:
        return ""
    run = new.pop()
    same_length = not ends or len(ends[0]) == len(run)
    named = re.search(r"\b(?:last|ends?|ending|end)\b", said, re.IGNORECASE) is not None
    return old[: -len(run)] + run if same_length and (ends or named) and len(run) < len(old) - 2 else ""


def _email(old: str, said: str) -> str:
    """Another ending of the same address: "it's .net not .com"."""
    name, _, end = old.rpartition(".")
    ends = {found.casefold() for found in _DOMAIN.findall(said)} - {end}
    return f"{name}.{ends.pop()}" if len(ends) == 1 else ""


def _born(old: str, said: str) -> str:
    years = set(re.findall(r"\b(?:19|20)\d\d\b", plain(said))) - {old[:4]}
    return f"{years.pop()}{old[4:]}" if len(years) == 1 else ""
