"""A wish to take a sent intake back, or to leave it as it is after all. Pure; by rules, as heard.py."""

from __future__ import annotations

import re
from typing import Literal

Withdrawing = Literal["withdraw", "withdraw_how", "kept"]

_FORM = (
    r"(?:(?:my|the|this|that|our)(?: \w+)? (?:intake|form|application|request|submission|paperwork|answers"
    r"|questionnaire|registration|sign-?up|consent|agreement|permission))"
)
_ALL = (
    r"(?:all(?: of)? (?:this|that|it)|(?:this|that|it) all|everything|(?:all of )?(?:this|that|the) whole "
    rf"(?:thing|lot|business)|what i (?:just )?(?:sent|submitted|filled (?:in|out)|gave you)|{_FORM})"
)
_IT = r"(?:it|this|that)"
_CANCEL = (
    r"(?:cancel|withdraw|revoke|retract|undo|unsend|un-?submit|recall|take back|pull back|pull|rescind"
    r"|call off|scrap|abort|discard|back out of)"
)
_LEAD = (
    r"(?:(?:ok|okay|oh|hi|hey|wait|sorry|actually|h+m+|u[mh]+|no|nope|please|pls|well|thanks|thank you|so|and"
    r"|but|then|i think|on second thoughts?|never ?mind|nvm|i(?:'ve)? changed my mind)\W+)*"
)
_ASK = (
    r"(?:(?:(?:can|could|may|should|would|will) (?:i|you|we|they|u)|i(?:'d| would)? (?:want|wanted|need|like"
    r"|wish|have|decided)(?: you)?(?: to)?|i(?:'d)? like to|i wanna|(?:how|where) (?:can|do|could|would) i"
    r"|is it possible to|is there a way to|am i able to|let me|i(?:'ll| will|'m going to|'m gonna)"
    r"|tell them to|what if i (?:want|need|decide|have|wanted|needed) to|what happens if i"
    r"|if i (?:want|need|decide) to|i hereby|i)(?: (?:still|please|just|now|later|to|ever|always))* )?"
)
_TAIL = (
    r"(?:\W+(?:please|pls|now|thanks|thank you|after all|again|if possible|if i (?:want|need|have|like)"
    r"(?: to)?|later|too|for now|actually|i(?:'ve)? changed my mind|sorry|then|here|at all|from here|still"
    r"|today|any ?more|any ?time|at any time|and (?:just )?forget (?:about )?it))*\W*"
)
_NOT = r"(?:do ?n'?t|do not|never|no longer)"
_WITHDRAWS = re.compile(
    rf"{_LEAD}{_ASK}(?:please )?(?:{_CANCEL} {_ALL}|(?:take|call|pull|send|get) {_ALL} (?:back|off|out))"
    rf"(?:{_TAIL}|[,.;] .{{0,60}})"
    rf"|{_LEAD}(?:please )?(?:{_NOT} (?:process|use|submit|look at|read|open|keep)"
    rf"|ignore|disregard|forget(?: about)?|drop|tear up|throw (?:away|out)|stop) {_FORM}{_TAIL}"
    rf"|{_LEAD}i {_NOT} (?:want|wish)(?: to)? (?:go ahead|proceed|move forward|go through)"
    rf"(?: with (?:it|this|that|the (?:treatment|intake|whole thing)))?{_TAIL}"
    rf"|{_LEAD}i(?:'m| am) (?:not|no longer) interested(?: in (?:it|this|that|the treatment))?{_TAIL}"
)
_CLOSE = re.compile(  # only where the intake is what was spoken of last
    rf"{_LEAD}{_ASK}(?:please )?(?:{_CANCEL}(?: {_IT})?|(?:take|call|pull) {_IT} (?:back|off)){_TAIL}"
    rf"|{_LEAD}i(?:'ve| have)? changed my mind(?: about (?:it|this|that|everything|coming|applying))?{_TAIL}"
)
_KEEPS = re.compile(
    rf"{_LEAD}(?:i(?:'d| would|'ll| will)? (?:want|like|rather|prefer)?(?: to)? ?)?(?:just )?(?:keep|leave)"
    rf" (?:{_ALL}|{_IT})(?: (?:as (?:it|they) (?:is|are|was|were)|as is|in|there|alone|be|the way it is"
    rf"|like (?:that|it is)|all|sent|with (?:you|them|your staff|the staff)))*{_TAIL}"
    rf"|{_LEAD}(?:please )?(?:do ?n'?t|do not|never)(?: please)? {_CANCEL}"
    rf"(?: (?:{_ALL}|{_IT}|anything))?{_TAIL}"
    rf"|{_LEAD}i (?:do ?n'?t|do not|did ?n'?t|did not) (?:want|mean|wish) to {_CANCEL}"
    rf"(?: (?:{_ALL}|{_IT}|anything))?{_TAIL}"
)
_ONE_DAY = re.compile(r"\b(?:if|later|ever|what happens|any ?time)\b")


def withdrawing(said: str, *, close: bool) -> Withdrawing | None:
    """What `said` (casefolded, plain apostrophes) asks of a sent intake; "withdraw_how": only how to.

    `close`: nothing else was spoken of since, so "cancel it" means the intake and no visit.
    """
    if _KEEPS.fullmatch(said):
        return "kept"
    if not (_WITHDRAWS.fullmatch(said) or (close and _CLOSE.fullmatch(said))):
        return None
    return "withdraw_how" if _ONE_DAY.search(said) else "withdraw"
