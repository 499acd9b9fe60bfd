"""A choice that was typed instead of pressed: its number, its place, its words, yes or no. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

PLACES = (
    ("1", "one", "first", "1st"),
    ("2", "two", "second", "2nd"),
    ("3", "three", "third", "3rd"),
    ("4", "four", "fourth", "4th"),
    ("5", "five", "fifth", "5th"),
    ("6", "six", "sixth", "6th"),
)
AROUND = re.compile(r"^(?:(?:number|option|choice|the) )*(.+?)(?: one| option| choice)?$")
YES = ("yes", "yeah", "yep", "yup", "yes please", "sure", "ok yes", "please", "please do", "sure please", "y",
       "si", "sí", "si por favor", "sí por favor", "claro")  # fmt: skip
NONE_OF_THEM = ("no", "nope", "nah", "none", "neither", "none of these", "none of those", "none of them",
                "no none of those", "not these", "not those", "n")  # fmt: skip
BOTH = " / "  # between the two languages of a title
WANTED = "quiero "
OTHERWISE = "something_else"  # the choice that is left when none of the others is meant


def typed_choice(text: str, choices: Sequence[Mapping[str, str]]) -> str | None:
    """The id of the choice that `text` names among those shown last; None when it names none of them."""
    words = _words(text)
    if (named := named_choice(text, choices)) is not None:
        return named
    if words in YES and len(choices) == 1:
        return choices[0]["id"]
    if words in NONE_OF_THEM and any(choice["id"] == OTHERWISE for choice in choices):
        return OTHERWISE
    around = AROUND.match(words)
    place = around.group(1) if around else ""
    if place == "last" and choices:
        return choices[-1]["id"]
    for choice, names in zip(choices, PLACES, strict=False):
        if place in names:
            return choice["id"]
    return None


def named_choice(text: str, choices: Sequence[Mapping[str, str]]) -> str | None:
    """The id of the choice whose own words `text` is, in either language of a title with two."""
    words = _words(text)
    for choice in choices:
        for title in (choice["title"], *choice["title"].split(BOTH)):
            if words and words.removeprefix(WANTED) == _words(title):
                return choice["id"]
    return None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
