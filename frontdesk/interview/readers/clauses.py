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
