"""A name told by its parts: "First name Lan. Last name Nguyen. Thi is middle name"."""

from __future__ import annotations

import re

from frontdesk.interview.readers.name_parts import PARTICLES, split_name
from frontdesk.interview.text import listed, words

_WORD = (
    r"(?!(?:[Ff]irst|[Ll]ast|[Mm]iddle|[Gg]iven|[Ff]amily|[Ss]urname|[Nn]ame|[Ii]s|[Aa]nd|[Mm]y"
    r"|[Tt]he|[Bb]ut)\b)[^\W\d_][\w'’-]*"
)
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
_PART = r"(?P<part>(?i:first|given|last|family|middle)|(?i:sur)(?=(?i:name)))"
_AFTER = re.compile(
    rf"\b{_PART}[ -]?(?i:names?)(?: (?i:is|was)|'s|:| -)*(?: (?i:just|only|actually))? +{_NAME}(?=$"
    rf"|[,.;!]| (?i:and|but|my|the)\b)"
)
_BEFORE = re.compile(
    rf"(?:^|[,.;!] *|\b(?i:and) ){_NAME} (?i:is|was)(?: (?i:my|the|a|only|just))*(?: (?i:my"
    rf"|the))? {_PART}[ -]?(?i:names?)?(?=$|[,.;! ])"
)
_BARE = re.compile(
    rf"(?:^|[,.;!] *|\b(?i:and) )(?P<part>(?i:first|middle|last))(?: (?i:is)|:)? +{_NAME}(?=$|[,.;!]|"
    rf" (?i:and)\b)"
)
_KINDS = {
    "first": "first",
    "given": "first",
    "last": "last",
    "family": "last",
    "sur": "last",
    "middle": "middle",
}
_WHOLE = re.compile(
    r"^(?:(?:no|sorry|yes|hi|hello|ok|well)[,.! ]+)*(?:(?:my )?(?:full |whole )?name(?: is|'s|:)|i am|i'm"
    r"|it is|it's|this is)? *"
    r"(?P<whole>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){1,4}) *[,.;!]",
    re.IGNORECASE,
)


_COMMON = listed(
    "first last middle given family name surname is i my the a an it its it's that this should be been"
    " was were has have had got get now not no wrong right correct actually goes spelled spelt with"
    " without needs as on in to at of for from would could ends starts which what you your please same"
    " old new changed change married remarried divorced one there here just only also too and but or so"
    " me we they he she her his their missing misspelled typo sorry oops wait lol haha hehe btw thanks thank"
    " all both together"
)


def labelled_name(said: str) -> tuple[str, str] | None:
    """First and last name, either may be empty, where parts are called what they are; None where none is."""
    parts: dict[str, str] = {}
    for form in (_AFTER, _BEFORE, _BARE):
        for match in form.finditer(said):
            if not _COMMON & set(words(match["name"])):
                parts.setdefault(_KINDS[match["part"].casefold()], match["name"].strip())
    if not parts:
        return None
    whole = _WHOLE.match(said)
    tokens = whole["whole"].split() if whole and not _COMMON & set(words(whole["whole"])) else []
    first, last = parts.get("first", ""), parts.get("last", "")
    rest = [token for token in tokens if token not in (*parts.get("middle", "").split(), *first.split())]
    if tokens and not last:
        last = _last_of(rest, tokens, first)
    if tokens and not first:
        first = " ".join(token for token in rest if token not in last.split())
    return (first, last) if first or last else None


def _last_of(rest: list[str], tokens: list[str], first: str) -> str:
    """Of a whole name without its first name: the head where the first name stands last, or its end."""
    if not rest or len(tokens) < 2:
        return ""
    if first and tokens[-len(first.split()) :] == first.split():
        return rest[0]  # "Nguyen Thi Lan, first name is Lan"
    if len(rest) == 1 or rest[-2].casefold() in PARTICLES:
        return " ".join(rest if len(rest) < 2 else rest[-2:])
    return split_name(rest)[1]
