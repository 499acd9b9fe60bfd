"""Several of a list at once: "asthma and a bad heart", "no to all of those", what runs in the family."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.choices import inside, nearly, phrases, within
from frontdesk.interview.readers.clauses import BREAKS, THEIRS, spaced
from frontdesk.interview.readers.list_words import courtesy
from frontdesk.interview.text import gibberish, plain, unhedged
from frontdesk.interview.values import Choice

_NOT_MINE = re.compile(
    r"\b(but|though) (i (don'?t|do not|haven'?t|have not|never|am not|am fine)|i'?m (fine|not)|not (me"
    r"|mine|i))\b"
)


_TURN = re.compile(
    r"[ ,.;](?:but|except|only|just|though|however|oh wait|wait|well|actually|i (?:do )?(?:have|had))\b"
)
_AGE_ONLY = re.compile(
    r"(?:i am |i'?m |im )?(?:an? )?\d{1,3}(?: ?-?years?[ -]?(?:old|young)| ?y/?o| yrs? old)?"
    r"(?: (?:years old )?(?:male|female|man|woman|guy|lady|girl|dude|m|f))?"
    r"(?:[ ,]+(?:ha+(?:ha)*|lmao|btw|here))?"
)


def _denies(text: str, pieces: Sequence[str], choices: Sequence[Choice]) -> bool:
    """A message that begins with "no": every piece says no, or what it names it names to deny."""
    # "no, but …" and "not anymore" say that there is or was something: staff must see the words
    if _PAST.search(plain(text)) or re.search(BREAKS, plain(text)):
        return False
    if all(_NOTHING.match(piece.strip()) for piece in pieces):
        return True
    return any(spaced(phrase) in spaced(plain(text)) for choice in choices for phrase in phrases(choice))


def _over(text: str, choices: Sequence[Choice]) -> Value | None:
    """Where a part of the message tells of the past, the choices of the other parts, and "other"."""
    parts = re.split(r"[,.;]| but | and (?=now |i )", plain(text))
    past = [part for part in parts if GONE.search(part)]
    if not past:
        return None
    if _SO_NONE.search(plain(text)):
        return Value(["none"])
    present = ", ".join(part for part in parts if part not in past)
    ids = [
        choice.id for choice in inside(present, choices, several=True) if choice.id not in ("none", "other")
    ]
    if ids and all(_LONG_AGO.search(part) and not _SOBER.search(part) for part in past):
        return Value(ids)  # what was given up long ago is not used now
    named = any(within(spaced(part), choices) for part in past)
    return Value([*ids, "other"]) if named or ids else None  # sure: no likeness makes it "none"


_SOBER = re.compile(r"\b(?:sober|dry|clean|recovery|rehab|detox|relapse\w*)\b")  # staff are to read of it
_LONG_AGO = re.compile(
    r"\b(?:19\d\d|200\d|(?:years|decades|ages|a long time|long) (?:ago|back)|back in the (?:day|\W?\d\ds)"
    r"|in (?:high school|college|my (?:teens|twenties|20s|youth))|as a (?:kid|teen|teenager))\b"
)
_NONE_OF = re.compile(
    r"(?:no(?:pe)?,? )?none of (?:those|these|them|the above|that)\b(?!.*\b(?:but|except|only)\b)"
)
_SO_NONE = re.compile(
    r"\bso (?:it'?s |that'?s |just |put )*(?:none|nothing|no to all)(?: of (?:them|those|these))?$"
)
GONE = re.compile(
    r"\b(used to|tried|quit|stopped|(?:went|came|come|been|am|i'?m|clean|got|getting) off|gave up|no longer"
    r"|sober|in recovery"
    r"|in the past|years? ago|back then|as a (?:kid|teen|teenager)|was on|not any ?more|don'?t any "
    r"?more|(?:clean|dry) (?:since|for)"
    r"|discontinued|tapered off|weaned off|last took)\b|\bonce in \d{4}\b"
)
_PAST = re.compile(r"\b(any ?more|any longer|used to|in the past|currently|right now|as far as|except)\b")
_NOTHING = re.compile(r"(i )?(no|not|none|never|don'?t|do not|nothing|neither|nor)\b")


def _nothing_told(text: str, choices: Sequence[Choice]) -> Value | None:
    """ "None of those", "no, but thanks for asking": where the words say so and name nothing."""
    if lexicon.none(text) or lexicon.no(text):
        return Value(["none"])
    if _NONE_OF.match(plain(text)) and not inside(text, choices, several=True):
        return Value(["none"], sure=False)
    if (turned := lexicon.none_but(text)) and courtesy(turned[0]):
        return Value(["none"], sure=False)  # "none, but thanks for asking"
    rest = lexicon.none_then(text)
    if rest is not None and not inside(rest, choices, several=True) and not GONE.search(rest):
        return Value(["none"], sure=False)
    return None


# "I drink kratom tea" tells of no alcohol
_NO_DRINK = re.compile(
    r"\bdrink(?:s|ing)?(?= (?!(?:and|or|but)\b)(?:(?!hard |spiked |island |gin |rum )[a-z]+ ){0,2}(?:teas?"
    r"|coffees?|water|sodas?|juice|milk)\b)",
    re.IGNORECASE,
)


def read_several(text: str, choices: Sequence[Choice], *, other: bool, now: bool = False) -> Read:
    """Read a list of ids. "None of those" gives ["none"]; unknown words give "other" if allowed.

    `now`: only what holds at present counts; what is told as past is kept as words ("other").
    """
    text = _NO_DRINK.sub("take", text)
    if now and other and (past := _over(text, choices)) is not None:
        return past
    if (nothing := _nothing_told(text, choices)) is not None:
        return nothing
    numbers = re.fullmatch(r"(?:#?\d{1,2}(?:\s*(?:,|and|&|\s)\s*)?)+", plain(text))
    if numbers:
        picked = [int(found) for found in re.findall(r"\d+", plain(text))]
        if all(0 < number <= len(choices) for number in picked):
            return Value(list(dict.fromkeys(choices[number - 1].id for number in picked)))
        return Fault("out_of_range")
    found = [choice.id for choice in inside(text, choices, several=True) if choice.id != "none"]
    begins_with_no = _NOTHING.match(plain(text)) is not None
    if found:  # "no seizures, but stroke" denies the first and tells the second, as sure as two sentences
        return Value(found, sure=not begins_with_no or _TURN.search(plain(text)) is not None)
    if _AGE_ONLY.fullmatch(unhedged(text)):
        return Fault("out_of_range")  # "im 58 lol" neither names nor denies anything
    pieces = [piece for piece in re.split(r",| and |;|/", plain(text)) if piece.strip()]
    near = [choice.id for piece in pieces if (choice := nearly(piece, choices)) is not None]
    if near and not begins_with_no:
        return Value(list(dict.fromkeys(near)), sure=False)
    if lexicon.yes(text):
        return Fault("yes_which")
    if THEIRS.search(spaced(plain(text))) and _NOT_MINE.search(plain(text)):
        return Value(["none"], sure=False)
    if begins_with_no and not lexicon.dont_know(text) and _denies(text, pieces, choices):
        return Value(["none"], sure=False)
    if other and not gibberish(text) and not lexicon.dont_know(text):
        return Value(["other"], sure=False)
    return Fault("gibberish" if gibberish(text) else "not_understood")
