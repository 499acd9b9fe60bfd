"""Names as people write them. Accepts what real names hold (marks, particles, one letter, any script)."""

from __future__ import annotations

import re
from dataclasses import replace

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.around_names import (
    afterthought,
    as_it_is,
    called,
    named_at_end,
    names_nobody,
    of_a_family,
    titled_surname,
    with_family_name,
    without_fillers,
    without_other,
)
from frontdesk.interview.readers.name_labels import labelled_name
from frontdesk.interview.readers.name_parts import SUFFIX, cased, is_double, split_name
from frontdesk.interview.readers.names_beside import renamed, without_letters, without_rare
from frontdesk.interview.text import gibberish, listed, plain, readable

LIMIT = 80  # characters
_WRAPPER = re.compile(
    r"^(?:(?:hi|hello|hey|ok|okay|yes|yeah|sure|um|uh|so|and|thanks|actually|oh|no|sorry|just)[,!. ]+)*"
    r"(?:(?:my |the )?(?:first|last|full|given|family|legal|middle|preferred|real|sur|married|maiden"
    r"|new|birth)? "
    r"?-?(?:name|surname|nickname)(?: it)?(?: is|'s|s|:)+ ?(?:actually |really )?"
    r"|(?:i am|i'm|im|it is|it's|its|is|this is|that is|that's|call me|you can (?:just )?call me"
    r"|you may call "
    r"me|please call me|just call me|me llamo|mi nombre es"
    r"|i (?:go by|use) my middle name,?(?: which is| it's| that's)?|mine is|(?:they|folks|friends|some"
    r"|most|most people|my friends|people)(?: (?:at|in|from|on|down) [\w' ]{2,25}?)? (?:just |all )?call me"
    r"|(?:they|folks|friends|people|every(?:one|body)) says?(?: me)?"
    r"|every(?:one|body)(?: calls|'s (?:always )?called| has (?:always )?called) me"
    r"|(?:s?he|they|who) (?:is|are|'s|'re) (?:called|named)|(?:i |just |we )?go(?:es)? by|i'm called"
    r"|(?:i )?prefer|(?:(?:please|kindly) )*(?:address|refer to) me as"
    r"|i like|first name|last name|full name|surname|name|first|last)(?: is|:)? "
    r")(?:spelled )?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(dr|mr|mrs|ms|miss|mx|prof|sir|rev)\.? +(?=\S)", re.IGNORECASE)
_PRONOUNS = re.compile(
    r"\(?\b(she|he|they)\s*/\s*(?:her|him|them)(?:\s*/\s*\w+)?\b\)?"
    r"|(?:please|pls)?,? (?:and )?(?:i am|i'?m) an? (she|he|they)\b[.! ]*",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r",?\s+(?:with|w/) (?:(?:an?|the|one|two|2|three|double|no|both) )*(?:(?:capital|small|silent|little) )?"
    r"(?:\w{1,2}(?:'?s)?|apostrophe|accent|hyphen|dash|space|tilde|mark|letter \w)\b.*$"
    r"|[,;]?\s*(?:spelled\s+)?\b\w(?:\s?-\s?\w){1,}\b\.?$"
    r"|[,;]?\s+(?:spelled\s+)?\b\w(?: \w){3,}\.?$|,? (?:no|without(?: an?)?|one|double) \w\b\.?$"
    r"|,\s*(?:spelled|with (?:an?|one|two|double|no))\b.*$",
    re.IGNORECASE,
)
# "Keisha Boudreaux born 5-9-88": the date is taken by itself
_BORN = re.compile(
    r"(?<=\w)[, ]+(?:and )?(?:i was |i'?m )?(?:born|dob|birthday|birth date)\b.*\d.*$", re.IGNORECASE
)
_NOT_NAMES = listed(
    "no yes nah none n/a na ok okay hi hello hey what why who how when where skip help idk nope "
    "yeah yep sure thanks nothing maybe"
    " fine good great correct right alright sorry certainly wife husband better that's thats it's"
    " stop back next cancel me you it that this unknown anonymous same later cost insurance out done wait"
)
_NOT_IN_NAMES = listed(
    "oh shoot oops its it's i you your what why how is are am was have has want need dont don't do "
    "can't cannot not "
    "because please help question skip"
    " answer tell out with about this that for creepy weird if would could should who when where "
    "says passport certificate license my name need it goes called spelled spelt folks nobody "
    "feel pain depression anxiety phone"
    " email e-mail number sorry agree we here ask our us moved lives knows idea his wife husband scratch"
)


def introduces(text: str) -> bool:
    """True for "you can call me T": words that only come before a name."""
    return _WRAPPER.match(readable(text)) is not None


def read_name(text: str, part: str) -> Read:
    """Read a name. `part`: first, last or preferred. A whole name at "first" gives last_name in `extra`."""
    text = without_letters(without_rare(readable(text)))
    if part != "preferred" and (name := renamed(text)) and _fault(name, named=False) is None:
        text = name
    said = _BORN.sub("", without_fillers(without_other(text)))
    if part == "preferred" and lexicon.none(text):
        return Fault("not_a_name")  # "no nickname"
    if part in ("first", "last") and (parts := _by_parts(said, part)):
        return parts
    if told := Fault("not_a_name") if names_nobody(text) else _told_twice(said, part):
        return told
    return _read_one(text, said, part)


def _read_one(text: str, said: str, part: str) -> Read:
    """A name told once; `said`: the words of `text` without fillers."""
    extra: list[tuple[str, str]] = []
    if pronouns := _PRONOUNS.search(said):
        extra.append(("pronouns", (pronouns.group(1) or pronouns.group(2)).lower()))
        said = _PRONOUNS.sub("", said).strip(" ,()")
    ending = named_at_end(said, part)
    if part == "preferred":
        said = re.sub(r"^just (?=\S)", "", as_it_is(said), flags=re.IGNORECASE)
    both = _BOTH.search(said) if part == "first" else None
    if both:
        return Value(cased(both.group(1)), extra=(("last_name", cased(both.group(2))), *extra))
    said = ending or _ASIDE.sub("", said, count=1)
    said = called(said) or (of_a_family(said) if part == "last" else None) or said
    given_only = _ALL_FIRST.search(said) if part == "first" else None
    if given_only:
        return Value(cased(said[: given_only.start()].strip(" ,.;")), extra=tuple(extra))
    wrapped = _WRAPPER.match(said)
    said = said[wrapped.end() :] if wrapped else said
    if part == "first" and titled_surname(said):
        return Fault("not_a_name")
    said = _SPELLED.sub("", said if part == "preferred" else _TITLE.sub("", said))
    said = re.sub(r",? (?:please|pls|thanks|thank you)[.!]*$", "", said, flags=re.IGNORECASE)
    if (also := _ALSO.search(said)) and also.start() and part != "preferred":
        extra.append(("preferred_name", cased(also.group(1))))
        said = said[: also.start()]
    initials = re.fullmatch(r"(?:[^\W\d_]\.){2,4}", said.strip())  # "J.T." keeps its dots
    said = initials.group() if initials else _clean(_MORE.sub("", said), comma_first=part == "first")
    story = said if also and "preferred_name" in dict(extra) else text
    other = _otherwise(story, said, _fault(said, named=wrapped is not None or ending is not None))
    if other:
        return replace(other, extra=tuple(extra)) if isinstance(other, Value) else other
    tokens = said.split()
    if part == "first" and len(tokens) > 1:
        first, last = split_name(tokens)
        if last:
            return Value(cased(first), extra=(("last_name", cased(last)), *extra))
    return Value(cased(said), sure=bool(wrapped) or len(tokens) <= 3, extra=tuple(extra))


def _by_parts(said: str, part: str) -> Value | None:
    """A name whose parts are called first, middle or last name."""
    first, last = labelled_name(said) or ("", "")
    own = first if part == "first" else last
    if not own or any(_fault(one, named=True) for one in (first, last) if one):
        return None
    if part == "first" and not last and len(own.split()) > 1 and not is_double(own):
        return None  # "first name is John Smith"
    extra = (("last_name", cased(last)),) if part == "first" and last else ()
    return Value(cased(own), extra=extra)


def _told_twice(said: str, part: str) -> Value | None:
    """A name put right in the same breath, or one whose last part is told by itself."""
    later = read_name(after, part) if (after := afterthought(said)) else None
    if isinstance(later, Value):
        return later
    whole = with_family_name(said) if part == "first" else None
    given = read_name(whole[0], part) if whole else None
    if whole is None or not isinstance(given, Value) or _fault(whole[1], named=False):
        return None
    kept = [pair for pair in given.extra if pair[0] != "last_name"]
    second = dict(given.extra).get("last_name", "")
    if second and second.casefold() != whole[1].casefold():  # "Denise Ann and last name Marsh"
        given = replace(given, value=f"{given.value} {second}")
    return replace(given, extra=(("last_name", cased(whole[1])), *kept))


_ASIDE = re.compile(r",? (?:here|btw|by the way|speaking|reporting for duty)(?=[,;.!]|$)", re.IGNORECASE)


# "it's hyphenated now, Okafor-Lindqvist. Took the county years": the one with capitals behind such a word
_PLACED = re.compile(
    r"(?:\b(?:it'?s|its|is|was|me|by|as|am|i'?m|use|put|called|named|says?)|[,:;—-]) "
    r"(?P<name>[A-Z][a-z][\w'’-]*(?: [A-Z][a-z][\w'’-]*){0,2})"
)
_STORY = 4  # words: fewer are a name and little else


def _otherwise(text: str, said: str, fault: str | None) -> Read | None:
    """A name told inside a story, where `said` is none or in small letters, or the fault of `said`."""
    told = _told_apart(text, 2 if fault else _STORY - 1) if fault or said == said.lower() else None
    return Value(told, sure=False) if told else Fault(fault) if fault else None


def _told_apart(text: str, least: int) -> str | None:
    """The one name written with capitals inside a sentence of at least so many words in small letters; None
    where there are several.
    """
    said = readable(text)
    if sum(word[0].islower() for word in said.split()) < least:
        return None
    found = {match["name"] for match in _PLACED.finditer(said)}
    names = [name for name in found if not {plain(word) for word in name.split()} & _CALENDAR]
    return names[0] if len(names) == 1 and _fault(names[0], named=True) is None else None


_CALENDAR = listed(
    "january february march april june july august september october november december monday tuesday"
    " wednesday thursday friday saturday sunday mom dad god mr mrs ms dr"
)


# "Sue Ellen, that's all first name"
_ALL_FIRST = re.compile(
    r"[ ,;.]+(?:(?:that'?s|it'?s|both(?: are| is)?) )?(?:all|both|together)(?: (?:is|are|just|of "
    r"it))*(?: my| the| one)?"
    r" (?:first|given) names?\b.*$",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\bfirst(?: name)?(?: is|:)? +([^\W\d_][\w'-]*)[, ]+(?:and +)?(?:my +)?last(?: name)?(?: is|:)? "
    r"+([^\W\d_][\w' -]*)$",
    re.IGNORECASE,
)
# "but people call me Bill", "though please call me Dot": beside the name that was asked for
_ALSO = re.compile(
    r"(?:[,.;] +|\b)(?:but|and|though|although|just|please|everyone|everybody|friends) (?:[\w']+ ){0,5}?"
    r"(?:calls?|says?) (?:me )?(?!me\b|that\b|it\b|this\b)([^\W\d_]+)"
    r"(?=$|[,.;!]| (?:please|tho|though|so|too)\b)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r",? like (?:the|in|a)\b.*$|,? (?:but|and|though|although) (?:people|everyone|everybody|friends|i|i'm|my"
    r"|you|they|call|please|most)\b.*$",
    re.IGNORECASE,
)


def _clean(said: str, *, comma_first: bool) -> str:
    said = said.strip(' .,!?;:"()[]{}*~_')
    if "," in said:
        before, after = (piece.strip() for piece in said.split(",", 1))
        first, *more = re.split(r"(?<=\w{3})[.!?…]+ ", before)
        if more and more[-1].casefold() in ("no", "nope", "sorry", "wait", "oh", "well", "actually"):
            return first  # "Bob. No, really"
        if comma_first and before and before.casefold() in after.casefold().split():
            return after  # "Walter, Walter James Pemberton"
        if SUFFIX.match(after):
            return f"{before} {after}"
        # "Ruiz, Ana" as on forms; anything longer after the comma is another matter
        if (
            comma_first
            and 0 < len(after.split()) <= 2
            and len(before.split()) <= 2
            and after.replace(" ", "").isalpha()
        ):
            return f"{after} {before}"
        return before
    return said


_HOLD_ON = re.compile(r"(hang|hold) on\b|oh wait\b|one (sec|second|moment)\b")


def _fault(said: str, *, named: bool) -> str | None:
    """Why `said` is no name, or None. `named`: "call me Skip", so that a word of commands is a name too."""
    letters = sum(char.isalpha() for char in said)
    digits = sum(char.isdigit() for char in said)
    if (
        not said
        or not letters
        or digits > letters
        or "@" in said
        or "/" in said
        or "<" in said
        or "\\" in said
    ):
        return "not_a_name"
    if len(said) > LIMIT:
        return "too_long"
    tokens = plain(said).split()
    if tokens and any(end.strip(".,").isdigit() for end in (tokens[0], tokens[-1])):
        return "not_a_name"  # "2 also", but "Jennifer 8. Lee"
    if len(tokens) > 1 and (lexicon.none(said) or tokens[0] == "no"):
        return "not_a_name"
    common = " ".join(tokens) in _NOT_NAMES and not (named and tokens == ["skip"])
    if not tokens or len(tokens) > 6 or common or _HOLD_ON.match(" ".join(tokens)):
        return "not_a_name"
    if len(tokens) > 1 and any(token.strip("',.") in _NOT_IN_NAMES for token in tokens):
        return "not_a_name"
    return "gibberish" if gibberish(said) else None
