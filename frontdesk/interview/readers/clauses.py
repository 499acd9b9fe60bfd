"""Clauses of a message: where one ends, whether it says no, and whether it tells of somebody else."""

from __future__ import annotations

import re

# what runs in the family, or what a husband drinks, is not the person's own: the words are kept for staff
THEIRS = re.compile(
    r" (my|our|his|her|their|in the|on my) (family|mom|mother|dad|father|parents?|sister|brother|son"
    r"|daughter|wife"
    r"|husband|partner|spouse|aunt|uncle|cousin|grand\w+|step\w+|ex|roommates?|boyfriend|girlfriend|kids?|child)"
    r"(?! (and|or) (i|me) )| runs in "
    r"|^ (mom|mother|dad|father|gran\w+|sister|brother|aunt|uncle) (has|had|was|is|got) "
)


_SECOND = r"(?:(?:oh|no|nope|wait|sorry|but|and|well|actually|or|hold on|oops|i mean)[ ,.!]+)*"
_PERSON = (
    r"(?:mom|mum|mother|dad|father|parents?|sister|brother|son|daughter|wife|husband|partner|spouse|aunt"
    r"|uncle|cousin|kid|child|grand\w+|step\w+|ex|roommate|boyfriend|girlfriend|fianc\w+|friend)"
)
# "that's my wife", "it was my dad who had it": of what was named just before
THEIRS_TOLD = re.compile(
    rf"{_SECOND}(?:that(?:'?s| is| was)|it(?:'?s| is| was)|those (?:are|were)|thats)"
    rf"(?: just| only| actually| really)* (?:my|our) {_PERSON}(?:'?s|s'?)?"
    r"(?: (?:one|thing|problem|that|who|has|had|with|is|got|it|not|me|mine|meds?|pills?|allerg(?:y|ies)"
    r"|medicines?))*(?=$|[,.;!)])"
    r"(?:, not (?:me|mine))?",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    rf"(?:(?<=^)|(?<=[,.;!(])"
    rf"|(?<=\band))(?P<what>(?:(?!\band\b)[^,.;!()–—-])+?)[\s,.;!(–—-]+(?={THEIRS_TOLD.pattern})",
    re.IGNORECASE,
)


def without_theirs(said: str) -> str:
    """ "Asthma, and liver - no wait, that's my wife": what is left without what is somebody else's."""
    left = said
    while match := _NAMED_BEFORE.search(left):
        told = THEIRS_TOLD.match(left, match.end())
        if told is None:
            break
        left = left[: match.start("what")].rstrip() + " " + left[told.end() :].lstrip(" ,.;!)")
    return left if left != said else said


BREAKS = (
    r"[.;!?\n]|\b(?:but|however|except|although|though|just|only|yes|yeah)\b|(?=\bi (?:have|had"
    r"|do|am|also|drink|smoke|use|take|vape)\b)|(?=\bi'(?:ve|m)\b)"
)


def spaced(text: str) -> str:
    """Words with one space around each, so that a phrase is found only whole."""
    return " " + re.sub(r"[^\w/]+", " ", text).strip() + " "


def denied(bare: str, at: int) -> bool:
    """A "no", "not", "never" or "don't" before it in the same piece."""
    return (
        re.search(
            r" (no|not|never|without|neither|nor|denies|don t|dont|didn t|haven t|hasn t|isn t) ",
            bare[: at + 1],
        )
        is not None
    )
