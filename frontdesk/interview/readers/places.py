"""The US state a person lives in, from names, postal codes, cities and near misses."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.past_places import without_past
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Places

OUTSIDE = "outside_us"
_NEAR = 86  # rapidfuzz ratio from which a misspelled name counts
_HOME = re.compile(
    r"\b(?:live|living|reside|resident of|based|home is|located|i'm|im|i am|stay|moved)(?: here| now"
    r"| currently| just)?(?: up| down| over| out)?(?: in| at| to| near| outside| of)? (.+)$"
)
_FEW_WORDS = 3
_WORDS = ("OK", "IN", "ME", "OR", "HI", "OH")  # codes that are words as well
_TALK = ("OK", "OH", "HI")  # of these, whole messages that are rather said than a place
_MEANT = re.compile(r"\b(?:use|put|say|go with|call it) ([\w ]+)$|^([\w ,]+?),? not \w+(?: \w+)?$")
_MOVED = re.compile(r"\bmoved from .{2,30}? to (.+)$")


# "Hammond, but I work in Chicago", "michigan but I can drive to indiana"
_VISITED = re.compile(
    r"(?:[,;.]? *\b(?:but|and)\b|[,;.]|^) *(?:i |we )?(?:can |could |will |would |do |also |just )*"
    r"(?:work|working|commute|drive|travel|go to school|go to work)(?: over| out| up| down| across)?"
    r" (?:in|to|into|at|near) (?:(?!\b(?:but|and)\b)[^,;.])*"
)


# "Wisconsin but I stay with my sister in Evanston": where one lives is told beside it
_STAYS = re.compile(
    r"(?:[,;.]? *\b(?:but|and|though|although|while)\b|[,;.]) *(?:right now |currently |for now "
    r"|at the moment "
    r"|lately |these days )*(?:i'?m |i am |i'?ve been |i have been |i |we'?re |we )?(?:can |just |also "
    r"|sometimes |often "
    r"|usually |mostly |currently |temporarily )*"
    r"(?:stay|staying|visit|visiting|crash|crashing|sleep|sleeping|house ?sit\w*)\b"
    r"(?: (?!(?:but|and)\b)[\w'-]+){0,6}? (?:in|at|near|down in|up in) (?:(?!\b(?:but|and)\b)[^,;.])*"
)


def _towns_named_so(bare: str, places: Places) -> str:
    """ "Michigan City" lies in Indiana: known towns that hold a state's name are put as their state."""
    for town, home in places.towns_with_a_states_name:
        if town in bare:
            bare = re.sub(rf"\b{re.escape(town)}\b(?:,? {re.escape(home)})?", home, bare)
    return bare


def read_state(text: str, places: Places) -> Read:
    """Read a state as its USPS code, or "outside_us". Two states are told apart by "I live in"."""
    said = readable(text)
    bare = plain(text)
    code = bare.replace(".", "").upper()
    if code in _TALK:  # "ok" and "oh" answer nothing; in capitals they may be meant
        return Fault("word_or_state" if code in said and said != said.capitalize() else "not_a_state")
    if code in places.states:
        return Value(code)
    opening = re.split(r"[,.;!]+ | but ", bare)[0].replace(".", "").upper()
    if opening in places.states and opening not in _WORDS:
        return Value(opening)  # "tx. best to call me after 6"
    bare, said = without_past(bare, places), without_past(said, places)
    bare = _VISITED.sub("", bare) if re.search(r"\w", _VISITED.sub("", bare)) else bare
    at_home = _STAYS.sub("", bare)
    stays = at_home != bare and bool(_named(at_home, said, places))
    bare = at_home if stays else bare
    bare = _towns_named_so(bare, places)
    home = _MOVED.search(bare) or _HOME.search(bare)
    for piece in [home.group(1)] if home else []:
        first = re.split(r"\b(?:but|and i|and work|work|originally|from|moving)\b", piece)[0]
        found = _named(first, said, places)
        if len(found) == 1:
            return Value(found[0], sure=not stays)
    found = _named(_today(bare, places), said, places)
    if len(found) == 1:
        return Value(found[0], sure=not stays and (len(bare.split()) <= 6 or home is not None))
    if len(found) > 1 and (meant := _MEANT.search(bare)):
        found = _named(meant.group(1) or meant.group(2), meant.group(1) or meant.group(2), places)
        return Value(found[0], sure=False) if len(found) == 1 else Fault("two_of_them")
    if len(found) > 1:
        return Fault("two_of_them")
    return _nearly(bare, places)


# where somebody was, before: "used to be Texas, now it's Illinois"
_WAS = re.compile(
    r"\b(used to|moved from|came from|originally|grew up|was (?:in|living)|before|formerly|from)\b"
)


def _today(bare: str, places: Places) -> str:
    """What a message tells of now, where it tells of before too; abbreviated towns in full."""
    bare = re.sub(r"\bft\.? (?=\w)", "fort ", bare)
    parts = re.split(r"[,;.]+ |\bbut\b|\band (?=now\b)|(?<=\w) (?=now\b)", bare)
    now = [part for part in parts if not _WAS.search(part)]
    return ", ".join(now) if len(now) < len(parts) and any(_codes(part, places) for part in now) else bare


def _codes(bare: str, places: Places) -> list[str]:
    """Two letters after "it's", "now" or "in": a code where a place stands, in small letters too."""
    names = [
        name.casefold() for known in (places.states, places.cities) for row in known.values() for name in row
    ]
    if any(name in bare and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", bare) for name in names):
        return ["named"]
    return [
        code
        for lead, code in re.findall(
            r"(\b(?:live|living) (?:now |here )?)?\b(?:it'?s|now|in|is) ([a-z]{2})\b", bare
        )
        if code.upper() in places.states and (lead or code.upper() not in _WORDS)
    ]


def _named(bare: str, said: str, places: Places) -> list[str]:
    """Codes of the states named in `bare`: names first, then "Chicago, IL", then cities, then elsewhere."""
    names = sorted(
        ((name.casefold(), code) for code, known in places.states.items() for name in known),
        key=lambda pair: -len(pair[0]),
    )
    found, rest = _search(names, bare)
    if found:
        return found
    # "VA said PTSD" names no state: in a longer message a code must stand where a place does
    lead = r"(?:^|[ ,])" if len(said.split()) <= _FEW_WORDS else r"(?:, ?|\b(?:in|from|near|to) )"
    short = re.findall(lead + r"([A-Z]{2})(?=$|[ .,;!?]|\s\d{5})", said)
    codes = list(dict.fromkeys(code for code in short if code in places.states and code not in _WORDS))
    tail = re.search(r", ?([a-z]{2})\.?(?: \d{5}(?:-\d{4})?)?$", bare)
    if tail and tail.group(1).upper() in places.states and _in_place(tail, said, places):
        return [tail.group(1).upper()]
    if codes:
        return codes
    cities = sorted(
        ((city.casefold(), code) for code, known in places.cities.items() for city in known),
        key=lambda pair: -len(pair[0]),
    )
    found, rest = _search(cities, rest)
    small = [code for code in _codes(bare, places) if code != "named"] if not found else []
    if small:
        return [small[-1].upper()]
    if found:
        return found
    elsewhere, _ = _search([(name.casefold(), OUTSIDE) for name in places.outside_us], rest)
    return elsewhere


_TOWN = re.compile(r"(?:^|[.;] |\b(?:in|from|near|to|live) )[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}, [A-Z]{2}\b")


def _in_place(tail: re.Match[str], said: str, places: Places) -> bool:
    """Whether a code that is a word too ends an address: "Tulsa, ok", "Enid, OK 73701"; not "fine, ok"."""
    code, before = tail.group(1).upper(), tail.string[: tail.start()]
    if code not in _WORDS or tail.group()[-1].isdigit():
        return True
    towns = [name.casefold() for name in places.cities.get(code, ())]
    known = any(before.endswith(town) for town in towns) or _LIVES.search(before)
    small = lexicon.yes(before) or lexicon.no(before) or lexicon.small_talk(before)
    named = _TOWN.search(said) or _FEW.fullmatch(before) and not _NO_TOWN.search(before)
    return bool(known) or (not small and bool(named))


_FEW = re.compile(r"[a-z'-]{3,}(?: [a-z'-]{3,})?\.?")
_NO_TOWN = re.compile(
    r"\b(?:yes|yeah|not?|none|sure|fine|good|great|cool|thanks?|right|both|either|neither|whatever|whichever"
    r"|any\w*|texts?|texting|calls?|voice ?mails?|voice|mails?|e-?mails?|phone|messages?|leave|please|sorry"
    r"|wait|well|maybe|later|here|there|and|the|you|this|that'?s?|it'?s?|is|are|but|just|mornings?"
    r"|evenings?|afternoons?)\b"
)


_LIVES = re.compile(r"\b(?:live|living|reside|moved|home is|town of|city of)\b")


def _search(names: list[tuple[str, str]], text: str) -> tuple[list[str], str]:
    found: list[str] = []
    for name, code in names:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if name in text and re.search(pattern, text):  # most names stand nowhere: no pattern is made of them
            found.append(code)
            text = re.sub(pattern, " ", text)
    return list(dict.fromkeys(found)), text


_PLACED = re.compile(r"[,.;]+ +| (?:by|near|outside|close to|right by|around|just|close by|not far from)\b")


def _nearly(bare: str, places: Places) -> Read:
    """A misspelled name: the whole message, or what stands before "by Scranton"."""
    whole = _misspelled(bare, places)
    opening = _PLACED.split(bare)[0]
    return whole if isinstance(whole, Value) or opening == bare else _misspelled(opening, places)


def _misspelled(bare: str, places: Places) -> Read:
    word = re.sub(
        r"^(i'?m |i am |i |we'?re |we are |we )?(live |living |reside )?(in |from )?(the )?(state of )?",
        "",
        bare,
    )
    if not 4 <= len(word) <= 22:
        return Fault("not_a_state")
    names = {
        name.casefold(): code
        for named in (places.cities, places.states)
        for code, known in named.items()
        for name in known
        if len(name) > 3
    }
    best = process.extract(word, list(names), scorer=fuzz.ratio, limit=2)
    if (
        best
        and best[0][1] >= _NEAR
        and (len(best) < 2 or best[0][1] - best[1][1] >= 4 or names[best[0][0]] == names[best[1][0]])
    ):
        return Value(names[best[0][0]], sure=False)
    return Fault("not_a_state")


def spoken_state(code: str, places: Places) -> str:
    """The full name of a stored state code."""
    return places.states[code][0] if code in places.states else code
