"""Names beside the one asked for: what only a mother says, the one before a wedding, spelled letters."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

# "nobody but my mother says Robert", "only the DMV calls me Elizabeth"
_OTHERS = re.compile(
    r"(?:^|[,.;!]+ *| - | \()(?:and |but |because |cause |since |although |though )*"
    r"(?:nobody|no ?one|(?:only|just|except(?: for)?) (?:my|the|our|his|her|doctors?|people"
    r"|folks|teachers?|strangers"
    r"|telemarketers|cops|bill collectors)|my (?:mother|mom|mama|grand\w+|father|dad"
    r"|ex\b[\w-]*) (?:only )?(?:still )?"
    r"(?=calls?\b|says?\b|uses?\b))\b[^,.;!]*?"
    r"\b(?:calls?|called|says?|said|uses?|used)(?: me)? (?!that\b|it\b"
    r"|this\b)[A-Za-z][\w'-]+(?: [A-Z][\w'-]+)?\)?"
    r"(?=$|[,.;!)]| any ?more| but\b)",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w'’-]*"
_RENAMED = re.compile(
    rf"(?:(?P<before>^{_NAME}(?: {_NAME})?)[ ,.;…-]+(?:(?:well|but|actually|no|oh|or|i mean|wait"
    rf"|except|though)[ ,]+)+)?"
    rf"(?:\b(?:it(?:'?s| is)|i(?:'?m| am)|changed (?:it )?to|go by|now (?:it'?s|i'?m)))"
    rf" (?:actually |really )?(?P<name>{_NAME}) (?:now|these days|nowadays|since (?:i|we|the|my))\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"[\s,.;:!(]+(?:(?:that'?s|it'?s|spelled|spelt|spelling|so"
    r"|is)[ :,]+)*(?P<letters>[^\W\d_](?:[ .-]{1,2}[^\W\d_]){2,})"
    r"(?![\w-])[).]*",
    re.IGNORECASE,
)
_ALIKE = 75  # rapidfuzz ratio from which letters spell the name before them


def without_rare(said: str) -> str:
    """The words without a name that only somebody else uses; all of them where nothing would be left."""
    rest = _OTHERS.sub("", said).strip(" ,.;-")
    return rest if re.search(r"\w{2}", rest) else said


def renamed(said: str) -> str:
    """ "Hensley, well it's Pruitt now": the name that holds now; "" where none is told so."""
    match = _RENAMED.search(said)
    if match is None:
        return ""
    name = match["name"]
    return name if name[0].isupper() or match["before"] else ""


def without_letters(said: str) -> str:
    """ "Kowalczyk. K-o-w-a-l-c-z-y-k, people get it wrong": what stands before the letters that spell it."""
    match = _LETTERS.search(said)
    if match is None:
        return said
    spelled, before = re.sub(r"[ .-]", "", match["letters"]).casefold(), said[: match.start()]
    last = re.findall(r"[\w'’-]+", before)[-1:]
    if not last or fuzz.ratio(spelled, re.sub(r"\W", "", last[0]).casefold()) < _ALIKE:
        return said
    after = said[match.end() :]
    goes_on = re.match(r" [A-Z]", after) or re.search(r"\bname\b", after)  # "Siobhan S-i-o-b-h-a-n Murphy"
    return before.rstrip(" ,.;:") + (after if goes_on else "")
