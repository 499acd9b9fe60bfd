"""What stands around the things of a list: fillers, what is taken back, what is no longer taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from frontdesk.interview import lexicon
from frontdesk.interview.text import plain

_COUNT = (
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|quite|many|some|several"
    r"|couple|few|bunch|lot)"
)
# "ok theres 8.", "let me see,", "five of them:", "here goes"
_OPENS = re.compile(
    r"^(?:(?:ok(?:ay)?|so|well|um+|uh+|hm+|oh|yes|yeah|sure|alright|let'?s see|let me (?:see|think)"
    r"|here (?:goes|it is)"
    r"|(?:so )?(?:there(?:'?s| is| are|re)|i (?:have|take|got)|it'?s) (?:like |about |only |just )?"
    rf"(?:{_COUNT} )*{_COUNT}(?: of (?:them|these))?(?: things?| meds?| pills?| medicines?| medications?"
    rf"| total)?"
    rf"|(?:{_COUNT} )*{_COUNT} (?:of (?:them|these)|things?|meds|pills|in total))(?:[,.:;!…-]+ *"
    rf"|(?<=\bok) |(?<=\bso) |$))+",
    re.IGNORECASE,
)
_JUST = re.compile(r"^(?:(?:just|only|well|ok|okay|oh|um+|now|and just)[ ,]+)+(?=\S)", re.IGNORECASE)
# "nothing right now. well trazodone", "none, just melatonin"
_NOTHING_BUT = re.compile(
    r"^(?!nothin\w* but )(?:(?:no|not) )?(?:nothing|none|nothin|not much|no meds|no medicines?"
    r"|no medications?|nope|no)"
    r"(?: (?:right now|now|at the moment|really|much|at present|currently|these days|major|else"
    r"|special))*[ ,.;!-]+"
    r"(?:(?:well|just|only|but|except(?: for)?|oh|actually|maybe|ok|other than|besides"
    r"|and)[ ,]+)+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_A_STORY = re.compile(
    r"\b(?:i|i'?m|i'?ve|my|we|he|she|they|you|not|no|don'?t|dont|never|can'?t|won'?t|hate|that|this|it)\b"
)
_FEW = 6  # words of things named after "nothing"
# a second thought about what was named just before
_MARK = re.compile(
    r"[\s,.;!(…-]*\b(?:(?:oh |and |ah )?(?:no,? wait|wait,? no|no,? sorry|sorry,? no|no no|oops"
    r"|scratch that|strike that"
    r"|i mean|i meant|make that|correction|or rather|sorry,? i mean|no,? (?=not\b)|wait,? (?=not\b)|hold on"
    r"|sorry,? (?=not\b)))\b(?:,? (?:no(?=[,.;!]| (?:wait|sorry|not|it)\b)|wait"
    r"|sorry|i mean|i meant)\b)*[\s,.;:!-]*",
    re.IGNORECASE,
)
BACK = "\u241b"  # stands for such a mark
_NOT = re.compile(
    r"^(?:it'?s |it was |that'?s )?not (?:the |my |an? )?(?P<what>[^()]{2,40}?)[\s(.]*(?:\([^)]*\))?$",
    re.IGNORECASE,
)
_IT_WAS = re.compile(
    r"^(?:it(?:'?s| is| was)|that(?:'?s| was)|i (?:take|took|had|tried|have)|the) +", re.IGNORECASE
)
_ALSO = re.compile(r"\b(?:also|too|as well|forgot|another)\b", re.IGNORECASE)
_ALIKE = 85  # rapidfuzz ratio from which words name the same thing
_STOPPED = (
    r"(?:used to (?:take|be on|use)|(?<!to )(?<!me )quit|stopped|(?:came|come|got|went|been|took me|taken"
    r"|weaned|tapered)"
    r"(?: myself)? off|discontinued|no longer|gave up|was on|(?:not|don'?t|dont) (?:taking|take|on|using"
    r"|use))"
)
_BEFORE = re.compile(rf"(?<!never )(?<!not )(?<!n't )\b{_STOPPED}\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\b(?:stopped|quit|discontinued|no longer|not any ?more|off (?:it|that)(?: now)?)(?: it| that"
    r"| taking (?:it|that))?"
    r"(?: (?:in|last|this|two|three|a|about|since|\d+|years?|months?|weeks?|ago|back|now)\b.*)?\)?$",
    re.IGNORECASE,
)
Known = Callable[[str], list[tuple[int, str]]]


_NOTHING_ONLY = re.compile(r"nothin\w* but ", re.IGNORECASE)
_CIVIL = re.compile(
    r"(?:thanks?|thank you|ty|thx|appreciate|good (?:question|to)|glad|nice|i have an? question|can i"
    r"|could i"
    r"|do you|what|how|is (?:that|it|this))\b"
    rf"|(?:my|the) (?:ex\b[\w-]*|in-laws|boss|{lexicon.RELATIVES}|mother-in-law)(?: (?:ha\w*|lol|lmao"
    rf"|joke))*$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"^(?:there(?:'?s| is| was| are)|(?:i|we) (?:do|did)(?= \w)|i also|i still) (?=\w)", re.IGNORECASE
)
_AT_LAST = re.compile(r"[ ,]+(?:though|tho|yes|too|also|i guess|i think)$", re.IGNORECASE)
_REACTS = re.compile(
    r"\b(?:allergic|allergy|react\w*|rash|hives|itch\w*|swell\w*|swollen|anaphyla\w*|throat|break out"
    r"|sensitiv\w*|intoleran\w*)\b"
)


_BUT_FIRST = re.compile(  # "except for penicillin, none"
    r"^(?:except(?: for)?|other than|besides|aside from|apart from|just|only) (?P<things>[^,.;]+?)[ ,.;-]+"
    r"(?P<none>(?:no|none|nothing|nada|not)\b[^,.;]*)[. ]*$",
    re.IGNORECASE,
)


def courtesy(rest: str) -> bool:
    """Whether what follows "none" adds nothing: "but thanks for asking", "just my ex-husband lol"."""
    return _CIVIL.match(rest) is not None


def after_nothing(said: str, named: Callable[[str], bool]) -> str | None:
    """The things told after "none": "no allergies. oh wait, codeine". Empty where what follows is a courtesy;
    None where nothing is told so, or where a story follows that may tell of anything.
    """
    if (first := _BUT_FIRST.match(said)) and lexicon.none(first["none"]):
        return first["things"]
    turned = None if _NOTHING_ONLY.match(said) else lexicon.none_but(said)
    if turned is None or turned[0].endswith("?"):
        return None
    things, hard = _AT_LAST.sub("", _THERE.sub("", turned[0])), turned[1]
    if courtesy(things):
        return ""
    if _NOT.match(things):
        return None  # "no wait, not sulfa. penicillin"
    bare = plain(things)
    short = len(things.split()) <= _FEW and not _A_STORY.search(bare)
    return things if hard or short or named(things) or _REACTS.search(bare) else None


def opened(said: str, named: Callable[[str], bool]) -> str:
    """`said` without "ok theres 8." and "nothing right now. well" before the things."""
    rest = _OPENS.sub("", said)
    rest = rest if re.search(r"\w", rest) else said
    match = _NOTHING_BUT.match(rest)
    if match is None:
        return rest
    things = match["rest"]
    short = len(things.split()) <= _FEW and not _A_STORY.search(plain(things))
    return things if short or named(things) else rest


def marked(said: str) -> str:
    """`said` with each mark of a second thought as a piece of its own."""
    return _MARK.sub(f", {BACK}", said)


def settled(pieces: Sequence[str], known: Known) -> list[str]:
    """The pieces without what is taken back: "sulfa, no wait latex", "Paxil, no not Paxil, BuSpar"."""
    kept: list[str] = []
    for piece in pieces:
        back, bare = piece.startswith(BACK), piece.replace(BACK, "").strip(" ,.;()")
        bare += ")" * (bare.count("(") - bare.count(")"))
        denied = _NOT.match(bare)
        what = denied["what"] if denied else ""
        if back and kept and lexicon.none(bare):
            kept = []  # "PTSD. scratch that, no diagnosis yet"
        elif denied and (back or known(what)):
            same = [one for one in kept if _same(what, one, known)]
            kept = [one for one in kept if one not in same]
            kept += [] if same or back or known(what) else [bare]
        elif back and bare and kept and not _ALSO.search(bare):
            kept[-1] = _IT_WAS.sub("", bare)
        elif bare:
            kept.append(_IT_WAS.sub("", bare) if back else bare)
    return [_JUST.sub("", one) for one in kept]


def _same(what: str, item: str, known: Known) -> bool:
    names, others = {name for _, name in known(what)}, {name for _, name in known(item)}
    return bool(names & others) or fuzz.partial_ratio(plain(what), plain(item)) >= _ALIKE


def stopped(piece: str, known: Known) -> bool:
    """Whether a piece tells of what is taken no more: "I stopped the metformin two years ago"."""
    names = known(piece)
    first = _BEFORE.search(piece)
    if not names:
        return first is not None or _BEHIND.search(piece) is not None
    return (first is not None and first.start() < names[0][0]) or _BEHIND.search(piece) is not None
