"""Free text and free lists, the latter with known medicines and treatments recognised in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.clauses import THEIRS, without_theirs
from frontdesk.interview.readers.list_words import BACK, after_nothing, marked, opened, settled, stopped
from frontdesk.interview.readers.several import GONE
from frontdesk.interview.text import gibberish, plain, readable
from frontdesk.interview.values import Term

LIMIT = 4000  # characters of one answer
_NEAR = 88  # rapidfuzz ratio from which a misspelled medicine counts
_LEAD = re.compile(
    r"^(i'?m |i am |i |we |currently |right now |just |only |well |um |so |yes |yeah |my meds are "
    r"|my medications are )*"
    r"(take|taking|on|am on|use|using|tried|have tried|have|had|been on|was on|been diagnosed "
    r"with|diagnosed with|was diagnosed with"
    r"|allergic to|am allergic to)?( currently| right now)?[ :]+(?=\S)",
    re.IGNORECASE,
)


def read_text(text: str) -> Read:
    """Read free text: anything with words in it that is more than a filler. "None" is an answer."""
    said = readable(text)
    if len(said) > LIMIT:
        return Fault("too_long")
    if gibberish(said):
        return Fault("gibberish")
    if lexicon.none(said) or lexicon.no(said):
        return Value(said)
    if lexicon.yes(said):
        return Fault("say_more")
    if lexicon.small_talk(said):
        return Fault("small_talk")
    return Value(said, sure=False)


def read_list(text: str, terms: Sequence[Term], *, now: bool = False) -> Read:
    """Read a list as [{said, term}]; an empty list means none. `term` is None if nothing known is named.

    `now`: what is told as past ("I used to take Cymbalta") stays in the list as said, without its term.
    """
    read = read_text(text)
    if isinstance(read, Fault):
        return read
    heard = _NOTHING.sub("nothing", str(read.value))
    things = after_nothing(heard, lambda rest: term_in(rest, terms) is not None)
    if things == "":
        return Value([], sure=False)  # "no, but thanks for asking"
    if _REACTION_ONLY.fullmatch(plain(heard)):
        return Fault("not_understood")  # of a thing that was told elsewhere
    said = things or opened(heard, lambda rest: term_in(rest, terms) is not None)
    if lexicon.none(said) or lexicon.no(said) or (_NEVER_ANY.match(plain(said)) and not term_in(said, terms)):
        return Value([])
    rest = lexicon.none_then(said)
    if rest is not None and _NOT_EVEN.match(rest):
        return Value([], sure=False)
    if rest is not None and not term_in(rest, terms) and not _TELLS.search(rest):
        return Value([], sure=False)
    if _VAGUE.fullmatch(plain(said)):
        return Fault("say_more")
    items = []
    pieces = settled(
        _pieces(marked(_LEAD.sub("", without_theirs(said))), terms), lambda piece: _known(piece, terms)
    )
    if not pieces:  # taken back, or somebody else's: then the words are kept
        return Value(
            [] if not THEIRS.search(f" {plain(said)} ") else [{"said": said, "term": None}], sure=False
        )
    for piece in pieces:
        # what was stopped stands as it was said: staff are to read of it, and it raises no group of medicines
        gone = GONE.search(plain(piece)) is not None or stopped(piece, lambda one: _known(one, terms))
        items.append({"said": piece, "term": None if now and gone else term_in(piece, terms)})
    return Value(items, sure=bool(things) or any(item["term"] for item in items))


_REACTION_ONLY = re.compile(
    r"(?:gives?|makes?|gave|made|breaks?|closes?|swells?)(?: up)? (?:me|my)"
    r" (?:hives|an? rash|itch\w*|swell\w*(?: up)?|break out\w*|out in \w+|throat(?: \w+){0,2})"
)
_NOTHING = re.compile(r"^(?:nothin'?|nuthin'?|nuttin'?|nothing at all)\b", re.IGNORECASE)
_NOT_EVEN = re.compile(
    r"(i )?(don'?t|do not|never|can'?t|not) even\b"
)  # "not a one. i don't even take tylenol"
# "no, I take something else": more may be meant than was said
_TELLS = re.compile(r"\b(i|i'?m|i'?ve|we) (take|taking|am on|on|use|have|had|tried|was|got|did|do)\b|\d")
_VAGUE = re.compile(
    r"(yes,? |yeah,? |oh |i (take|have|had|tried|am on|use) )*(quite )?(an? )?(whole )?(bunch|lot|few"
    r"|couple|several|some"
    r"|many|lots|tons?|loads?|handful|plenty|too many|so many)( of)?( them| things| stuff| those| "
    r"pills| meds)?"
)
_NEVER_ANY = re.compile(
    r"(none|nothing|nobody (has |ever )*(diagnosed|told|gave|named)|(i |i'?ve |i have )?(never"
    r"|haven'?t|have not) (ever )?(been |had |tried any|tried |tried "
    r"|taken )+(diagnosed|any(thing)?|nothing|none))\b"
    r"(?!.*(\bbut\b|\bexcept\b|\bonly\b|\bjust\b|other than|besides|[,;])).{0,50}$"
)
# a piece that begins so goes on about the one before it
_GOES_ON = re.compile(
    r"(since|for|in \d|but|which|who|that|it|they|helped|worked|didn'?t|did not|does|because|after"
    r"|before|about|made"
    r"|caused|both|neither|none|no (help|effect|luck|change)|\d+ (years?|months?|times?|sessions?"
    r"|infusions?))\b"
)


def _pieces(said: str, terms: Sequence[Term]) -> list[str]:
    """What a list holds: parts between commas and "and", and each known name where several stand in "
    "one part."""
    pieces: list[str] = []
    for part in re.split(r"[,;\n]|(?<!now )\band\b(?! (?:then|again)\b)|\bplus\b|&(?!\w)", said):
        part = part.strip(" .")
        *before, part = _sentences(part, terms)
        pieces += before
        if pieces and part and _GOES_ON.match(plain(part)) and not _known(part, terms):
            pieces[-1] += f", {part}"
            continue
        names = _known(part, terms)
        # "prozac (fluoxetine)" names one thing
        starts = [at for (at, name), (_, last) in zip(names[1:], names, strict=False) if name != last]
        pieces += [part[a:b].strip(" .,/+-") for a, b in zip([0, *starts], [*starts, len(part)], strict=True)]
    return [piece for piece in pieces if piece]


def _sentences(part: str, terms: Sequence[Term]) -> list[str]:
    """ "The vitamin D. I stopped the metformin": parted where a sentence names another thing."""
    found: list[str] = []
    for sentence in re.split(r"(?<=[\w)])(?<!\bDr)(?<!\bSt)[.!] +(?=\S)", part):
        if found and not _known(sentence, terms) and BACK not in found[0]:
            found[-1] += f". {sentence}"
        else:
            found.append(sentence)
    return found


# a piece that begins so is a clause of its own, or a courtesy: no thing in an enumeration
_CLAUSE = re.compile(
    r"(?:i|i'?m|i'?ve|i'?d|im|ive|my|we|he|she|it|its|it'?s|they|you|that|that'?s|this|there|the|not|no|nor|so|but"
    r"|because|cause|since|when|if|please|pls|sorry|thanks|thank|thx|ok|okay|oh|wait|hi|yes|also|call|tried"
    r"|allergic|is|are|was|were|had|have|live|born|for|can|could|what|how|why|do|does)\b"
)
_FEW = 3  # words of a thing without a known name
_MEDICINE = re.compile(
    r"\b(?:pills?|tablets?|meds?|medicines?|medications?|vitamins?|supplements?|shots?|inhaler)\b"
)


def enumerated(said: str, terms: Sequence[Term]) -> tuple[str, bool]:
    """The things that `said` begins with, "latex, sulfa and morphine", up to where another clause begins.

    False where more of the list may follow, or where it cannot be told whether what follows is of it.
    """
    sentence = re.split(r"[;!]|\.(?!\d)", said)[0]
    pieces = sentence.split(",")
    count = 1
    while count < len(pieces) and _things(pieces[count], terms):
        count += 1
    taken, rest = pieces[:count], ",".join(pieces[count:])
    after = re.sub(r"^(?:and|but|plus|also|btw)\b ?", "", plain(rest))
    closed = count == 1 or any(re.search(r"\band\b", piece) for piece in taken)
    named = bool(terms) and all(_known(piece, terms) for piece in taken[1:])
    more = (_MEDICINE.search(after) or _known(after, terms)) and not GONE.search(after)
    goes_on = count < len(pieces) and not (_CLAUSE.match(after) or re.search(r"\d|@", pieces[count]))
    return ",".join(taken).strip(), (closed or named) and not (terms and (more or goes_on))


def _things(piece: str, terms: Sequence[Term]) -> bool:
    """Whether a piece between commas names only things, of few words or with known names."""
    parts = [part for part in re.split(r"\band\b|&", plain(piece)) if part.strip()]
    return bool(parts) and all(
        not _CLAUSE.match(part.strip())
        and not GONE.search(part)
        and (bool(_known(part, terms)) or (len(part.split()) <= _FEW and not re.search(r"\d|@", part)))
        for part in parts
    )


def _known(piece: str, terms: Sequence[Term]) -> list[tuple[int, str]]:
    """Where known names begin in `piece`, and which; longer names hide shorter ones."""
    low = piece.casefold()
    found: dict[int, tuple[int, str]] = {}
    for term in terms:
        for name in (term.name, *term.names):
            named = name.casefold()
            match = re.search(rf"(?<!\w){re.escape(named)}(?!\w)", low) if named in low else None
            if match and found.get(match.start(), (0, ""))[0] < len(name):
                found[match.start()] = (len(name), term.name)
    inside = [
        start
        for start in found
        if any(other < start < other + length for other, (length, _) in found.items())
    ]
    kept = sorted(start for start in found if start not in inside)
    return [(start, found[start][1]) for start in kept]


def term_in(piece: str, terms: Sequence[Term]) -> str | None:
    """The known name of what `piece` mentions, or None."""
    known = _known(plain(piece), terms)
    if known:
        return known[0][1]
    bare = plain(piece)
    first = bare.split()[0] if bare else ""
    if len(first) < 5:
        return None
    scored = [
        (fuzz.ratio(first, name.casefold()), term.name) for term in terms for name in (term.name, *term.names)
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _NEAR else None
