"""Answers picked from a list but typed freely: words, numbers, near misses, several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.text import gibberish, listed, plain, unhedged
from frontdesk.interview.values import Choice

_NEAR = 86  # rapidfuzz ratio from which a typing error counts as the word
_CLEAR = 6  # points the best must lead the next option by
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
)  # fmt: skip
_FIGURES = {word: value for value, word in enumerate(_WORDS)}
_NUMBER = re.compile(
    r"^(?:number |option |answer |choice |no\. ?|#|a |an |about |around |maybe |probably |i'd say "
    r"|like |say )*(\d{1,3})(?: ?(?:/|out of) ?\d+| please| i guess| maybe)?$"
)


def number_in(text: str) -> int | None:
    """The number a short message is, in figures or words; None when it is none."""
    for form in (
        plain(text),
        unhedged(text),
        re.sub(r" (out of|of|/) ?(10|ten|fourteen)$", "", unhedged(text)),
    ):
        match = _NUMBER.match(form)
        if match:
            return int(match.group(1))
        if form in _FIGURES:
            return _FIGURES[form]
    return None


def read_choice(text: str, choices: Sequence[Choice], *, other: bool, numbered: bool = True) -> Read:
    """Read one choice as its id. Typed words that fit none become "other" where that is allowed."""
    exact = _exact(text, choices)
    if exact:
        return Value(exact.id)
    number = number_in(text)
    if number is not None and numbered:
        return Value(choices[number - 1].id) if 0 < number <= len(choices) else Fault("out_of_range")
    ordinal = re.fullmatch(
        r"(?:the )?(first|second|third|fourth|fifth|last)(?: one| option| answer)?", plain(text)
    )
    if ordinal and abs(_ORDINALS[ordinal.group(1)]) <= len(choices):
        place = _ORDINALS[ordinal.group(1)]
        return Value(choices[place - 1 if place > 0 else -1].id)
    inside = _inside(text, choices)
    if len(inside) == 1:
        return Value(inside[0].id, sure=len(plain(text).split()) <= 8)
    opening = _exact(plain(text).split(",")[0], choices) if len(inside) > 1 and "," in text else None
    if opening:
        return Value(opening.id, sure=False)  # "text only, my kids hear the voicemail"
    begun = _begun(text, choices)
    if begun:
        return Value(begun.id, sure=False)
    near = _near(text, choices)
    if near:
        return Value(near.id, sure=False)
    if len(inside) > 1 and not other:
        return Fault("two_of_them")
    empty = lexicon.yes(text) or lexicon.no(text) or lexicon.none(text) or lexicon.dont_know(text)
    if other and not gibberish(text) and not empty:
        # the first named counts where several fit: "depression and anxiety"
        return Value(inside[0].id if inside else "other", sure=False)
    if lexicon.yes(text):
        return Fault("yes_which")
    return Fault("gibberish" if gibberish(text) else "not_understood")


def _phrases(choice: Choice) -> list[str]:
    return [plain(choice.title), *(plain(said) for said in choice.says)]


def _exact(text: str, choices: Sequence[Choice]) -> Choice | None:
    forms = {plain(text), unhedged(text), re.sub(r"[,.]", "", plain(text))} - {""}
    found = [
        choice
        for choice in choices
        if forms & set(_phrases(choice)) or (choice.id in forms and len(choice.id) > 1)
    ]
    if found:
        return found[0]
    for choice in choices:
        if ("yes" in choice.says or choice.id == "yes") and lexicon.yes(text):
            return choice
        if ("no" in choice.says or choice.id == "no") and lexicon.no(text):
            return choice
    closing = re.search(r"(?:[,.;]| so| therefore) (no|yes)$", plain(text))
    for choice in choices if closing else ():
        if closing and (choice.id == closing.group(1) or closing.group(1) in choice.says):
            return choice
    # "yes, my sister", "no i live alone": a yes or no, then more
    start = re.match(r"(yes|yeah|yep|yup|sure|no|nope|nah)\b[,. ]+\S", plain(text))
    if start:
        for choice in choices:
            if start.group(1)[0] in "ys" and (choice.id == "yes" or plain(choice.title) == "yes"):
                return choice
            if start.group(1)[0] == "n" and (choice.id == "no" or plain(choice.title) == "no"):
                return choice
    return None


def _inside(text: str, choices: Sequence[Choice], *, several: bool = False) -> list[Choice]:
    """Choices whose words occur in the text, in their order there; a longer phrase hides a shorter one.

    A "no" denies what follows it up to the comma; in a list (`several`) also the bare words after the comma
    ("no heart disease, stroke"), not those that tell something ("no drugs, wine sometimes").
    """
    found: list[Choice] = []
    for clause in re.split(_BREAKS, plain(text)):
        denied = False
        for piece in (_spaced(part) for part in clause.split(",")):
            within = _within(piece, choices)
            denied = _denied(piece, len(piece)) or (denied and _bare(piece, choices))
            found += [] if several and denied and _bare(piece, choices) else within
    return list(dict.fromkeys(found))


def _bare(piece: str, choices: Sequence[Choice]) -> bool:
    """True when the piece holds words of options and nothing that tells more about them."""
    known = {word.rstrip("s") for choice in choices for phrase in _phrases(choice) for word in phrase.split()}
    return all(word.rstrip("s") in known | _JOINING for word in piece.split())


_JOINING = listed("no not never or and nor any of a the i ha have had been my problem issue history")


_BREAKS = (
    r"[.;!?\n]|\b(?:but|however|except|although|though|just|only|yes|yeah)\b|(?=\bi (?:have|had"
    r"|do|am|also|drink|smoke|use|take|vape)\b)|(?=\bi'(?:ve|m)\b)"
)


def _within(bare: str, choices: Sequence[Choice]) -> list[Choice]:
    hits: list[tuple[int, int, Choice]] = []
    for choice in choices:
        for phrase in _phrases(choice):
            spaced = _spaced(phrase)
            if len(spaced) < 4 or phrase in (
                "other",
                "no",
                "none",
                "yes",
                "he",
                "she",
                "her",
                "a lot",
                "some",
            ):
                continue
            at = bare.find(spaced)
            if at >= 0 and not _denied(bare, at):
                hits.append((at, len(spaced), choice))
    kept = [
        hit
        for hit in hits
        if not any(o[1] > hit[1] and o[0] <= hit[0] and hit[0] + hit[1] <= o[0] + o[1] for o in hits)
    ]
    return list(dict.fromkeys(hit[2] for hit in sorted(kept, key=lambda hit: hit[0])))


def _spaced(text: str) -> str:
    """Words with one space around each, so that a phrase is found only whole."""
    return " " + re.sub(r"[^\w/]+", " ", text).strip() + " "


def _denied(bare: str, at: int) -> bool:
    """A "no", "not", "never" or "don't" before it in the same piece."""
    return (
        re.search(
            r" (no|not|never|without|neither|nor|denies|don t|dont|didn t|haven t|hasn t|isn t) ",
            bare[: at + 1],
        )
        is not None
    )


def _begun(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The one choice whose button begins with these words: "several" for "Several days"."""
    form = unhedged(text)
    found = [choice for choice in choices if len(form) >= 4 and plain(choice.title).startswith(form + " ")]
    return found[0] if len(found) == 1 else None


def _near(text: str, choices: Sequence[Choice]) -> Choice | None:
    form = unhedged(text) or plain(text)
    if len(form) < 4 or len(form) > 60:
        return None
    scored = sorted(
        (
            (max(fuzz.ratio(form, phrase) for phrase in _phrases(choice)), place)
            for place, choice in enumerate(choices)
        ),
        key=lambda pair: -pair[0],
    )
    if scored[0][0] >= _NEAR and (len(scored) < 2 or scored[0][0] - scored[1][0] >= _CLEAR):
        return choices[scored[0][1]]
    return None


def _denies(text: str, pieces: Sequence[str], choices: Sequence[Choice]) -> bool:
    """A message that begins with "no": every piece says no, or what it names it names to deny."""
    # "no, but …" and "not anymore" say that there is or was something: staff must see the words
    if _PAST.search(plain(text)) or re.search(_BREAKS, plain(text)):
        return False
    if all(_NOTHING.match(piece.strip()) for piece in pieces):
        return True
    return any(_spaced(phrase) in _spaced(plain(text)) for choice in choices for phrase in _phrases(choice))


_PAST = re.compile(r"\b(any ?more|any longer|used to|in the past|currently|right now|as far as|except)\b")
_NOTHING = re.compile(r"(i )?(no|not|none|never|don'?t|do not|nothing|neither|nor)\b")


def read_several(text: str, choices: Sequence[Choice], *, other: bool) -> Read:
    """Read a list of ids. "None of those" gives ["none"]; unknown words give "other" if allowed."""
    if lexicon.none(text) or lexicon.no(text):
        return Value(["none"])
    numbers = re.fullmatch(r"(?:#?\d{1,2}(?:\s*(?:,|and|&|\s)\s*)?)+", plain(text))
    if numbers:
        picked = [int(found) for found in re.findall(r"\d+", plain(text))]
        if all(0 < number <= len(choices) for number in picked):
            return Value(list(dict.fromkeys(choices[number - 1].id for number in picked)))
        return Fault("out_of_range")
    found = [choice.id for choice in _inside(text, choices, several=True) if choice.id != "none"]
    begins_with_no = _NOTHING.match(plain(text)) is not None
    if found:
        return Value(found, sure=not begins_with_no)
    pieces = [piece for piece in re.split(r",| and |;|/", plain(text)) if piece.strip()]
    near = [choice.id for piece in pieces if (choice := _near(piece, choices)) is not None]
    if near and not begins_with_no:
        return Value(list(dict.fromkeys(near)), sure=False)
    if lexicon.yes(text):
        return Fault("yes_which")
    if begins_with_no and not lexicon.dont_know(text) and _denies(text, pieces, choices):
        return Value(["none"], sure=False)
    if other and not gibberish(text) and not lexicon.dont_know(text):
        return Value(["other"], sure=False)
    return Fault("gibberish" if gibberish(text) else "not_understood")


# Days out of 14 as in the PHQ-8: 0-1, 2-6, 7-11, 12-14. Kroenke 2009, doi 10.1016/j.jad.2008.06.026
_DAYS = ((1, 0), (6, 1), (11, 2), (14, 3))


def read_scale(text: str, choices: Sequence[Choice], span: tuple[int, int]) -> Read:
    """Read a questionnaire item as its score."""
    low, high = span
    if re.match(r"\s*[-−]\s*\d", text):
        return Fault("out_of_range")
    days = re.fullmatch(
        r"(?:about |around |maybe |like )?(\d{1,2}) days?(?: or(?: so)?| out of (?:14|the 14))?",
        unhedged(text),
    )
    if days and choices and int(days.group(1)) <= 14:
        return Value(next(score for most, score in _DAYS if int(days.group(1)) <= most))
    number = number_in(text)
    if number is None and not choices:
        inside = re.findall(r"(?<![\d.])\d{1,2}(?![\d.])", plain(text))
        number = int(inside[0]) if len(inside) == 1 else None
        if number is None:
            span_read = re.fullmatch(r"(?:.*\b)?(\d{1,2}) ?(?:-|to|or) ?(\d{1,2})", unhedged(text))
            if span_read and int(span_read.group(2)) - int(span_read.group(1)) == 1:
                number = int(span_read.group(2))
    if number is not None:
        return Value(number) if low <= number <= high else Fault("out_of_range")
    if not choices:
        return Fault("gibberish" if gibberish(text) else "not_understood")
    read = read_choice(text, choices, other=False, numbered=False)
    if isinstance(read, Fault):
        return Fault("yes_how_often") if read.cause == "yes_which" else read
    value = next(choice.value for choice in choices if choice.id == read.value)
    return Value(value, read.sure)
