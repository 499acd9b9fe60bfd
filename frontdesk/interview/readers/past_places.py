"""Where somebody lived once is not where they live: "I was living in Tampa then", "moved from Ohio"."""

from __future__ import annotations

import re

from frontdesk.interview.values import Places

_AWAY = r"(?: here| back| away| up| down| over| out| still| both| just| then| all| already| originally)*"
_IN = r"(?:in|at|near|around|outside(?: of)?|to|by)"
_LASTING = (
    r"(?![^,;.!]*\b(?:(?:all|most of|much of) (?:of )?my (?:whole |entire )?life|my (?:whole|entire) life"
    r"|always|ever since|since (?:19|20|i|we|the|birth)|forever|to this day)\b)"
)
# up to the place itself
_ONCE = re.compile(
    r"\b(?:"
    rf"(?:was|were|had been|'d been|while|when)(?: i| we)?{_AWAY} "
    rf"(?:living|staying|residing|based|stationed|raised|born|deployed){_AWAY} {_IN}"
    rf"|(?<!if )(?:i|we|it|this) (?:was|were){_AWAY} {_IN}"
    rf"|used to (?:live|be|reside|stay){_AWAY}(?: {_IN})?"
    rf"|(?<!i've )(?<!ive )(?<!have )(?<!we've )(?<!weve )(?<!always )(?:lived"
    rf"|resided){_AWAY} {_IN}{_LASTING}"
    rf"|(?:grew up|raised|born(?: and raised)?|stationed|went to (?:school|college)){_AWAY} {_IN}"
    rf"|(?:moved|came|relocated|transferred|originally|hail)(?: (?:here|back|away|up|down|over|out))* from"
    r"|(?:since|after|before|when|until|till)(?: i| we)? (?:left|leaving)"
    r") ",
    re.IGNORECASE,
)
_PLACE_ENDS = re.compile(
    r"[,;.!?]|\b(?:but|and|now|to(?!wn)|until|till|when|where|while|currently)\b", re.IGNORECASE
)
_THEN = re.compile(
    r"(?:^|[,;.!] ?)[^,;.!]*\b(?:back then|at (?:the|that) time|in those days|(?<=\w )then)(?=$|[,;.!])",
    re.IGNORECASE,
)
# who says "I live in" or "we just moved to" tells of now
_NOW = re.compile(
    r"\b(?:i|we)(?:'?m| am|'?re| are|'?ve| have)?(?: been| both| all)?"
    r"(?: now| currently| actually| just| recently| still| only| presently)*"
    r" (?:(?:live|living|lived|reside|residing|based|located|stay|staying)\b|moved to\b|from\b|in\b)"
    r"|\b(?:i'?m|i am|we'?re|we are)(?: \w+){0,2} (?:in|at|near|from) "
    r"|^(?:\W*(?:yes|hi|hello|ok|actually|now|currently|just)\b\W*)*(?:live|reside|based|located|from)\b"
    r"|[,.;!] *(?:and )?(?:live|reside|based|located|from)\b|\bnow\b|\b(?:home|address|state)\b",
    re.IGNORECASE,
)


def without_past(said: str, places: Places) -> str:
    """`said` without the places where somebody lived once; the rest of the words stays."""
    left, at = "", 0
    while match := _ONCE.search(said, at):
        ends = _PLACE_ENDS.search(said, match.end())
        end = ends.start() if ends else len(said)
        left += said[at : match.start()] + " "
        at = _behind_state(said, end, places)
    return re.sub(r"  +", " ", _THEN.sub("", left + said[at:])).strip(" ,")


def _behind_state(said: str, end: int, places: Places) -> int:
    """Where "Atlanta, Georgia" ends: behind a state that follows the town."""
    follows = re.match(r", *([A-Za-z ]+?)(?: then| back then| at the time)?(?=$|[,;.!])", said[end:])
    names = {name.casefold() for known in places.states.values() for name in known}
    word = follows.group(1) if follows else ""
    state = word.casefold() in names or word in places.states
    return end + follows.end() if follows and state else end


def lives_now(said: str) -> bool:
    """Whether the words plainly tell where somebody lives at present."""
    return _NOW.search(said) is not None
