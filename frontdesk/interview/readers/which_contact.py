"""Which of several addresses or numbers is to be used, and whether one of the kind is refused altogether."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontdesk.interview.lexicon import RELATIVES
from frontdesk.interview.text import plain

Found = Sequence[tuple[str, tuple[int, int]]]  # values with their places in the words
_PLACES = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": -1, "last": -1}
_PLACE = rf"(?:the )?({'|'.join(_PLACES)})"
_THING = r"(?: (?:one|number|address|e-?mail|phone|of those|of them))"
# "use the second", "no the first one is better", "the latter please"
_REFERRED = re.compile(
    rf"\b(?:use|prefer|take|rather|better|want|pick|try|no|wait|actually|or|just|sorry)[ ,]+"
    rf"(?:use |take |to use |make it )?{_PLACE}{_THING}?(?=$|[ ,.;!])(?! (?:time|thing|name|letter"
    rf"|of all)\b)"
    rf"|\b{_PLACE}{_THING}? (?:is|was|'s|works|please|would be)\b(?! (?:not|old|dead|wrong|my \w+'s)\b)"
    rf"|(?:^|[.,;!] *){_PLACE}{_THING}?(?: please)?$"
)
_KINDS = {
    "cell": r"cell(?:phone)?|mobile|iphone",
    "home": r"home|house|landline|land line",
    "work": r"work|office|job|desk",
    "mine": r"mine|my own",
    "theirs": rf"(?:{RELATIVES}|mum|mam|ex|boss)(?:'?s)?",
}
_KIND = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _KINDS.items()}
_WANTED = re.compile(
    r"\b(?:best|better|use|prefer\w*|reach me|call (?:me )?(?:on|at)?|text|ring|easier|the right one|first"
    r"|try|rather|please)\b"
)
_UNWANTED = re.compile(r"\b(?:not|never|don'?t|dont|do not|no longer|old|only if|isn'?t|unless|except)\b")
_BREAK = re.compile(r"[,.;!?/\n]+ *|\b(?:and|or|but)\b")


def preferred(said: str, found: Found) -> str | None:
    """The one of several `found` in `said` that its last words choose: "the first one is better", "use the
    cell"; None where they choose none or more than one.
    """
    values = list(dict.fromkeys(value for value, _ in found))
    if len(values) < 2:
        return None
    rest = plain(said[max(end for _, (_, end) in found) :])
    if place := referred(rest):
        at = _PLACES[place]
        return values[at] if at < len(values) else None
    labels = _labels(said, found)
    wanted, unwanted = _wishes(said, found)
    if "mine" in wanted:
        own = [value for value in values if "theirs" not in labels[value]]
        return own[0] if len(own) == 1 < len(values) else None
    named = [value for value in values if labels[value] & wanted]
    left = [value for value in values if not labels[value] & unwanted] if unwanted else []
    chosen = named or left
    return chosen[0] if len(chosen) == 1 else None


def referred(rest: str) -> str:
    """The place that "no, the first one is better" points back to; empty where the words point to none."""
    match = _REFERRED.search(plain(rest))
    return next((group for group in match.groups() if group), "") if match else ""


def _labels(said: str, found: Found) -> dict[str, set[str]]:
    """What kind each number is called, by the words around it up to the next break or number."""
    labels: dict[str, set[str]] = {value: set() for value, _ in found}
    for value, (start, end) in found:
        before = _BREAK.split(said[:start])[-1].casefold()
        after = _BREAK.split(said[end:])[0].casefold()
        labels[value] |= {kind for kind, form in _KIND.items() if form.search(f"{before} {after}")}
    return labels


def _wishes(said: str, found: Found) -> tuple[set[str], set[str]]:
    """The kinds wanted and those not wanted, by the clauses that hold no value themselves."""
    spans = sorted((span for _, span in found), reverse=True)
    for start, end in spans:
        said = f"{said[:start]}\0{said[end:]}"
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for clause in _BREAK.split(said.casefold()):
        if "\0" in clause:
            continue
        kinds = {kind for kind, form in _KIND.items() if form.search(clause)}
        if _UNWANTED.search(clause):
            unwanted |= kinds
        elif _WANTED.search(clause):
            wanted |= kinds
    return wanted - unwanted, unwanted


_OWN = {
    "phone": r"(?:phone(?: number)?s?|cell(?: ?phone)?|number|calls?|calling|phone calls?|ring(?:ing)?)",
    "email": r"(?:e-?mails?(?: address)?|mails?|e-?mailing)",
}
_CIVIL = r"(?: (?:please|pls|thanks|thank you|for me|from me|at all|ever|here))*"
_REFUSES = r"(?:no|not|without|don'?t|dont|do not|never|rather not|won'?t|will not|not going to|skip)"


def refuses_contact(text: str, kind: str) -> bool:
    """ "No phone please, email only" at the phone: the other way is wanted, and none of this kind given."""
    if kind not in _OWN or re.search(r"\d{3}|@", text):
        return False
    own, other = _OWN[kind], _OWN["email" if kind == "phone" else "phone"]
    bare = plain(text)
    giving = r"(?:give|share|giving|sharing|have|using|use|put|want|like|add|leave)"
    whole = (
        rf"(?:{_REFUSES}|i'?d rather not|i would rather not|i prefer not to|prefer not to|i don'?t want to)"
        rf"(?: (?:to )?{giving})*(?: (?:you|out|a|an|my|any|me|by|the))* {own}(?: me)?{_CIVIL}"
    )
    instead = (
        rf"(?:please |just |only |i prefer |prefer |better |use |by |my |the |you can |reach me "
        rf"|contact me )*{other}"
        rf"(?: (?:me|only|instead|is|works?|better|best|fine|please|pls|thanks|preferred|for|everything"
        rf"|will|do))*"
    )
    lead = r"(?:(?:i'?d|i would|please|sorry|no|well|um+|nah|nope|i)[ ,]+)*"
    parts = [part for part in re.split(r"[,.;!]+ *| - |\b(?:and|but|because)\b", bare) if part.strip()]
    refused = [re.fullmatch(rf"{lead}{whole}", part.strip()) is not None for part in parts]
    wanted = [re.fullmatch(rf"{lead}{instead}", part.strip()) is not None for part in parts]
    civil = [re.fullmatch(r"(?:please|pls|thanks|thank you|sorry|no|nope|ok)", p.strip()) for p in parts]
    return any(refused + wanted) and all(any(three) for three in zip(refused, wanted, civil, strict=True))
