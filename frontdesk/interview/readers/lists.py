"""Free text and free lists, the latter with known medicines and treatments recognised in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
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


def read_list(text: str, terms: Sequence[Term]) -> Read:
    """Read a list as [{said, term}]; an empty list means none. `term` is None if nothing known is named."""
    read = read_text(text)
    if isinstance(read, Fault):
        return read
    said = str(read.value)
    if lexicon.none(said) or lexicon.no(said):
        return Value([])
    pieces = [
        piece.strip(" .")
        for piece in re.split(r"[,;\n]|\band\b|\bplus\b|&(?!\w)", _LEAD.sub("", said))
        if piece.strip(" .")
    ]
    items = [{"said": piece, "term": term_in(piece, terms)} for piece in pieces]
    return Value(items, sure=any(item["term"] for item in items))


def term_in(piece: str, terms: Sequence[Term]) -> str | None:
    """The known name of what `piece` mentions, or None."""
    bare = plain(piece)
    for term in terms:
        if any(
            re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", bare)
            for name in (term.name, *term.names)
        ):
            return term.name
    first = bare.split()[0] if bare else ""
    if len(first) < 5:
        return None
    scored = [
        (fuzz.ratio(first, name.casefold()), term.name) for term in terms for name in (term.name, *term.names)
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _NEAR else None
