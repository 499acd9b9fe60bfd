"""Answers picked from a list but typed freely: words, numbers, near misses, several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.clauses import BREAKS, denied
from frontdesk.interview.readers.clauses import THEIRS as THEIRS
from frontdesk.interview.readers.clauses import spaced as spaced
from frontdesk.interview.readers.numbers import lettered, number_in
from frontdesk.interview.readers.pronouns import by_pronoun, of_pronouns
from frontdesk.interview.readers.second_thoughts import put_right
from frontdesk.interview.readers.times import PARTS, bounded, limited
from frontdesk.interview.readers.ways import read_ways
from frontdesk.interview.readers.weighing import (
    both_ways,
    concluded,
    doubtful,
    mainly,
    only_if,
    outermost,
    respelled,
)
from frontdesk.interview.text import gibberish, listed, plain, unhedged
from frontdesk.interview.values import Choice

_NEAR = 86  # rapidfuzz ratio from which a typing error counts as the word
_WORD = 4  # letters: a longer word may be misspelled
_CLEAR = 6  # points the best must lead the next option by
_NOT_LISTED = re.compile(
    r"\b(?:not|isn'?t|don'?t see (?:it|mine)) (?:on|in|among) (?:your|ur|the|this|that|any of your) "
    r"(?:lists?|choices|options)"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}


def read_choice(text: str, choices: Sequence[Choice], *, other: bool, numbered: bool = True) -> Read:
    """Read one choice as its id. Typed words that fit none become "other" where that is allowed."""
    text, address = _without_addresses(respelled(text, choices))
    if (right := put_right(text, choices, lambda part: _named_in(part, choices))) is not None:
        return right
    if (way := read_ways(text, choices)) is not None:
        return way
    if placed := _by_place(text, choices, numbered):
        return placed
    if other and (not_listed(text) or (limited(text) and {*PARTS} <= {choice.id for choice in choices})):
        return Value("other")
    unsure = next((choice for choice in choices if choice.id in ("unsure", "maybe")), None)
    if unsure and lexicon.dont_know(text):
        return Value(unsure.id)
    if settled := concluded(text, choices, _exactly):
        return Value(settled.id, sure=False)
    if certain := only_if(text, choices):
        return Value(certain.id)
    spoken_of = by_pronoun(text, choices)
    named = spoken_of or inside(text, choices)
    if spoken_of and (opening := exact_choice(re.split(r"[.;!] ", text)[0], choices)):
        return Value(opening.id)  # "they. my mom will tell you different if she picks up"
    if len(spoken_of) > 1:
        return of_pronouns(text, spoken_of, choices)
    if len(named) > 1 and _BUT.search(plain(text)):
        named = [choice for choice in named if choice.id != "no"]  # "not pregnant but trying"
    if len(named) == 1:
        return Value(named[0].id, sure=len(plain(text).split()) <= 8)
    guess = (_of_several(text, named, choices) if named else None) or _begun(text, choices)
    guess = guess or nearly(text, choices) or both_ways(text, named, choices)
    guess = guess or (None if named else outermost(text, choices, _exactly, nearly))
    if guess is None and numbered and not named:
        guess = _refused(text, choices)
    if guess is None and address and not named:
        return Fault("elsewhere")  # an e-mail address and no more is no choice, whatever stands in it
    return Value(guess.id, sure=False) if guess else _unfitting(text, named, other)


def _named_in(part: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices that one part of a message names, by a pronoun, inside it or by nothing but a yes or no."""
    found = by_pronoun(part, choices) or inside(part, choices)
    exact = None if found else exact_choice(part, choices)
    return [exact] if exact else found


def not_listed(text: str) -> bool:
    """ "Misophonia it's called, not on your list": none of the choices, in so many words."""
    return _NOT_LISTED.search(plain(text)) is not None


def _without_addresses(text: str) -> tuple[str, bool]:
    """The words without e-mail addresses, and whether there were any: "mary.s@example.com" holds no "s"."""
    bare = re.sub(r"\S+@\S+", " ", text)
    return bare, bare != text


def _by_place(text: str, choices: Sequence[Choice], numbered: bool) -> Read | None:
    """A choice's own words, its number, letter or "the second": sure. None when it is none of these."""
    if exact := exact_choice(text, choices):
        return Value(exact.id)
    number = number_in(text)
    if number is not None and numbered:
        return Value(choices[number - 1].id) if 0 < number <= len(choices) else Fault("out_of_range")
    letter = lettered(text, len(choices)) if numbered else None
    placed = choices[letter] if letter is not None else _by_ordinal(text, choices)
    return Value(placed.id) if placed else None


def _of_several(text: str, named: Sequence[Choice], choices: Sequence[Choice]) -> Choice | None:
    """Of several named, the one that the message opens with, calls the chief one, or doubts."""
    first, *more = re.split(r",|[.;!] +", plain(text))
    opening = exact_choice(first, choices) if more else None
    if opening:
        return opening  # "text only, my kids hear the voicemail", "Very. I get through and that's it"
    chief = inside(mainly(text), choices)
    return chief[0] if len(chief) == 1 else doubtful(named, choices)


def _unfitting(text: str, named: Sequence[Choice], other: bool) -> Read:
    """What becomes of words that point to no single choice."""
    if len(named) > 1 and not other:
        return Fault("two_of_them")
    empty = lexicon.yes(text) or lexicon.no(text) or lexicon.none(text) or lexicon.dont_know(text)
    empty = empty or sum(char.isalnum() for char in _SCRAPS.sub("", plain(text))) <= _SCRAP
    if other and not gibberish(text) and not empty:
        # the first named counts where several fit: "depression and anxiety"
        return Value(named[0].id if named else "other", sure=not named and bounded(text))
    if lexicon.yes(text):
        return Fault("yes_which")
    return Fault("gibberish" if gibberish(text) else "not_understood")


_SCRAPS = re.compile(r"\b(?:k+|ok|lol|lmao|ha(?:ha)*|hm+|um+|uh+|oh|hey|hi|yo|ah)\b")
_SCRAP = 2  # letters that tell nothing


def _refused(text: str, choices: Sequence[Choice]) -> Choice | None:
    """ "No dont leave anything": begins with no, where one choice can be said so and none is named."""
    start = _YES_OR_NO.match(plain(text))
    said_no = start is not None and start.group(1).startswith("n")
    return next((choice for choice in choices if said_no and "no" in choice.says), None)


def _exactly(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that is named whole, or that begins so: "several"."""
    return exact_choice(text, choices) or _begun(text, choices)


_BUT = re.compile(r"\b(but|though|although|however)\b")
_ORDINAL = re.compile(
    r"(?:the |that'?s the |it'?s the |i'?d say the |probably the |say the )?(first|second|third"
    r"|fourth|fifth|last)(?: one| option| answer| choice| button)?(?: from the top| on the list| "
    r"in the list)?"
)


def _by_ordinal(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that "the second one" means."""
    match = _ORDINAL.fullmatch(plain(text))
    place = _ORDINALS[match.group(1)] if match else 0
    if not match or abs(place) > len(choices):
        return None
    return choices[place - 1 if place > 0 else -1]


@cache
def phrases(choice: Choice) -> tuple[str, ...]:
    """The ways to say one choice, in plain form."""
    return (plain(choice.title), *(plain(said) for said in choice.says))


def exact_choice(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that the whole message names, or None."""
    forms = {plain(text), unhedged(text), re.sub(r"[,.]", "", plain(text))} - {""}
    found = [
        choice
        for choice in choices
        if forms & set(phrases(choice)) or (choice.id in forms and len(choice.id) > 1)
    ]
    if found:
        return found[0]
    for choice in choices:
        if ("yes" in choice.says or choice.id == "yes") and lexicon.yes(text):
            return choice
        if ("no" in choice.says or choice.id == "no") and lexicon.no(text):
            return choice
    closing = re.search(r"(?:[,.;]| so| therefore) (no|yes)(?=$|[.!;])", plain(text))
    for choice in choices if closing else ():
        if closing and (choice.id == closing.group(1) or closing.group(1) in choice.says):
            return choice
    # "yes, my sister", "no i live alone": a yes or no, then more
    start = _YES_OR_NO.match(_OH.sub("", plain(text))) or _YES_OR_NO.match(unhedged(text))  # "lol no im 73"
    if start:
        for choice in choices:
            if start.group(1)[0] in "ys" and (choice.id == "yes" or plain(choice.title) == "yes"):
                return choice
            if start.group(1)[0] == "n" and (choice.id == "no" or plain(choice.title) == "no"):
                return choice
    return None


_OH = re.compile(  # "lord no im 68"
    r"^(?:(?:oh|lord|god|heavens|goodness|gosh|heck|hell|ha+|lol|my|dear|well|um+)[ ,!.]+)+"
    r"(?=(?:no|nope|nah|yes|yeah|yep)\b)"
)
_YES_OR_NO = re.compile(
    r"(yes|yeah|yep|yup|sure|not (?:today|right now|this time)|no(?! (?:idea|clue|telling))|nope|nah)"
    r"\b[,. ]+\S"
)


def inside(text: str, choices: Sequence[Choice], *, several: bool = False) -> list[Choice]:
    """Choices whose words occur in the text, in their order there; a longer phrase hides a shorter one.

    A "no" denies what follows it up to the comma; in a list (`several`) also the bare words after the comma
    ("no heart disease, stroke"), not those that tell something ("no drugs, wine sometimes").
    """
    found: list[Choice] = []
    for clause in re.split(BREAKS, plain(text)):
        said_no = False
        for piece in (spaced(part) for part in clause.split(",")):
            hits = [] if several and THEIRS.search(piece) else within(piece, choices)
            said_no = denied(piece, len(piece)) or (said_no and _bare(piece, choices))
            found += [] if several and said_no and _bare(piece, choices) else hits
    return list(dict.fromkeys(found))


def _bare(piece: str, choices: Sequence[Choice]) -> bool:
    """True when the piece holds words of options and nothing that tells more about them."""
    known = {word.rstrip("s") for choice in choices for phrase in phrases(choice) for word in phrase.split()}
    return all(word.rstrip("s") in known | _JOINING for word in piece.split())


_JOINING = listed("no not never or and nor any of a the i ha have had been my problem issue history")


def within(bare: str, choices: Sequence[Choice]) -> list[Choice]:
    """Choices named in one `spaced` piece and not denied there, in their order."""
    hits: list[tuple[int, int, Choice]] = []
    for choice in choices:
        for phrase in phrases(choice):
            form = spaced(phrase)
            if len(form) < 4 or phrase in (
                "am",
                "pm",
                "other",
                "no",
                "none",
                "yes",
                "don't",
                "do not",
                "he",
                "she",
                "her",
                "a lot",
                "some",
            ):
                continue
            at = max(bare.find(form), bare.find(f"{form[:-1]}s "))  # one beer, two beers
            if at >= 0 and not denied(bare, at):
                hits.append((at, len(form), choice))
    kept = [
        hit
        for hit in hits
        if not any(o[1] > hit[1] and o[0] <= hit[0] and hit[0] + hit[1] <= o[0] + o[1] for o in hits)
    ]
    return list(dict.fromkeys(hit[2] for hit in sorted(kept, key=lambda hit: hit[0])))


def _begun(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The one choice whose button begins with these words: "several" for "Several days"."""
    form = unhedged(text)
    found = [choice for choice in choices if len(form) >= 4 and plain(choice.title).startswith(form + " ")]
    if not found and len(form) > _WORD and " " not in form:  # "sevral"
        firsts = [(plain(choice.title).split(), choice) for choice in choices]
        found = [c for title, c in firsts if len(title) > 1 and fuzz.ratio(form, title[0]) >= _NEAR]
    return found[0] if len(found) == 1 else None


_YES_FIRST = re.compile(r"^(?:yes|yeah|yea|yep|yup|ya|sure)[ ,]+(?=i\b)")  # "yea i agre"


def nearly(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that the whole message is a misspelling of, or None."""
    form = _YES_FIRST.sub("", unhedged(text) or plain(text))
    if len(form) < 4 or len(form) > 60:
        return None
    scored = sorted(
        (
            (max(fuzz.ratio(form, phrase) for phrase in phrases(choice)), place)
            for place, choice in enumerate(choices)
        ),
        key=lambda pair: -pair[0],
    )
    if scored[0][0] >= _NEAR and (len(scored) < 2 or scored[0][0] - scored[1][0] >= _CLEAR):
        return choices[scored[0][1]]
    return None
