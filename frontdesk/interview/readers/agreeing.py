"""Consent, read as agreed or declined: from few words, and never where something holds back."""

from __future__ import annotations

import re

from frontdesk.interview import lexicon
from frontdesk.interview.asking import asks
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.text import plain, readable


def goes_on(text: str) -> bool:
    """Words of going on, with nothing that holds back."""
    bare = re.sub(r"\bno (objections?|problems?|issues?)\b", "fine", plain(text))
    return bool(_GO_ON.search(bare)) and not (_RESERVED.search(bare) or _HOLDS.search(bare) or asks(text))


def read_consent(text: str, found: Value) -> Read:
    """Agreeing and declining are taken from few words only: "no diagnosis, but …" declines nothing."""
    bare = plain(text)
    if bare in ("none", "nothing", "nada", "negative", "nun"):
        return Fault("not_understood")
    if found.value == "yes" and _TAKES_BACK.search(bare):
        return Fault("not_understood")  # "I agree unless you sell it", "yes, I don't agree"
    openings = [re.split(r"[.!,\n]\s*", form)[0] for form in (bare, _YES_AGAIN.sub("", bare))]
    yes = any(opening != bare and lexicon.yes(opening) for opening in openings)
    if yes and not _RESERVED.search(bare):
        return Value({"agreed": True})  # "Yes yes I agree, at my age there are no secrets left"
    if found.value == "yes" and goes_on(text):
        return Value({"agreed": True})  # "okay, I read all of it. You may proceed, young man"
    if found.value == "no" and re.search(r"\bbut\b", bare):
        return Fault("not_understood")
    if found.value == "no" and _HINDRANCE.search(bare):  # "no objections, let's go", "no, I don't mind"
        return Value({"agreed": True}) if goes_on(text) else Fault("not_understood")
    if found.value == "no" and _of_something_else(text):
        return Fault("not_understood")  # "no, i never had ketamine": nothing is declined by that
    if found.value == "no" and _declines(text):
        return Value({"agreed": False})  # "No. I don't put my health info on websites, sorry"
    typo = found.value == "yes" and not re.search(r"dis|not|n't|\bno\b", bare)
    refuses = _REFUSES.search(bare) if found.value == "no" else None
    first = _REFUSES.match(re.sub(r"^(?:no|nope|sorry)[, ]+(?:i )?", "", bare))
    if refuses and (first or len(bare.split()) <= 2 * _SHORT):
        return Value({"agreed": False})
    if len(bare.split()) > (_LONG if found.value == "yes" else _SHORT) or not (found.sure or typo):
        return Fault("not_understood")
    return Value({"agreed": found.value == "yes"})


def _of_something_else(text: str) -> bool:
    """ "No, i never had ketamine", "No. My name is Bo": an answer to some other question."""
    match = _NO_FIRST.match(readable(text))
    rest = plain(match["rest"]) if match else ""
    return _ELSE.search(rest) is not None and not (_UNWILLING.search(rest) or _REFUSES.search(rest))


def _declines(text: str) -> bool:
    """ "No." as a sentence of its own, or "no," before what is not wanted, and nothing that agrees behind."""
    match = _NO_FIRST.match(readable(text))
    if match is None or asks(text):
        return False
    rest = plain(match["rest"])
    if _OTHERWISE.search(rest) or goes_on(match["rest"]):
        return False
    return match["stop"] in ".!" or _UNWILLING.search(rest) is not None


_NO_FIRST = re.compile(
    r"(?:(?:oh|sorry|um+|uh|hm+|well|i'?m afraid)[ ,]+)*(?:no|nope|nah|no thanks?|no thank you|no way"
    r"|absolutely not"
    r"|definitely not)(?:,? (?:sir|ma'?am|dear|sorry|thanks?|thank you))?(?P<stop>[.!,;])+ +(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\bmy (?:first |last )?name\b|\bi(?:'?ve| have)? (?:take|took|never|had|was)\b"
    r"|\b(?:allerg|diagnos|pregnan|insurance|ketamine)\w*"
)
# behind a "no" that agrees all the same, or that is of something else
_OTHERWISE = re.compile(
    r"\b(?:yes|yeah|yep|ok|okay|sure|fine|agree|consent|accept|go ahead|proceed|continue|problems?"
    r"|objections?|issues?"
    r"|concerns?|worries|questions?|mind|wait|hold on|mean|meant|actually|if|until|unless|though|yet"
    r"|first|later|read"
    r"|understand|know|allerg\w*|diagnos\w*|pregnan\w*|insurance|medic\w+|treat\w*|ketamine)\b"
    r"|\bi(?:'?ve| have|'?m| am| was| had| take| took| never had)\b(?! (?:not|never) (?:going"
    r"|comfortable|putting"
    r"|giving|typing|sharing|doing|agreeing|signing|ok))"
)
_UNWILLING = re.compile(
    r"\b(?:don'?t|do not|dont|won'?t|will not|not|never|rather not|can'?t|cannot|no way)\b[\w'"
    r" ]{0,20}\b(?:put"
    r"|putting|shar(?:e|ing)|giv(?:e|ing)|typ(?:e|ing)|trust|want|comfortable|tell|telling|hand"
    r"|handing|sign|signing"
    r"|stor(?:e|ing|ed)|sav(?:e|ing|ed)|online|comput\w+|internet|website|machine|robot|bot)\b"
)
_HINDRANCE = re.compile(
    r"\b(?:no|any) (?:objections?|problems?|issues?|concerns?|worries|questions?)\b|\bi (?:don'?t|do"
    r" not) mind\b"
    r"|\bnothing to hide\b"
)
_YES_AGAIN = re.compile(r"^(?:(?:yes|yeah|yep|yup|ok|okay|sure|of course|oh|well)[ ,!.]+)+(?=\w)")
_TAKES_BACK = re.compile(
    r"\b(?:unless|until|if (?!you|i must|i have|that'?s|it'?s|needed|necessary|so)\b|only if"
    r"|except|as long as|provided|on condition"
    r"|(?:don'?t|do not|dont|not|never|can'?t|cannot|won'?t) (?:really )?(?:agree|consent|accept)|disagree"
    r"|but (?:not|don'?t|dont|do not|only|no|never)\b)"
)
_REFUSES = re.compile(r"\b((don'?t|do not|dont|not) (agree|consent|accept)|disagree|decline|refuse)\b")
_RESERVED = re.compile(r"\b(but|don'?t|dont|not|unless|only if|except)\b")
_GO_ON = re.compile(
    r"\b(you (may|can)|go ahead|proceed|i (do )?(agree|consent|accept)|(fine|ok|okay|good|cool) (with|w/?"
    r"|by) (me|it|that)"
    r"|let'?s (go|start|begin|do (it|this)))\b"
)
_HOLDS = re.compile(
    r"\b(no|n't|won'?t|can'?t|if|until|after|when|first|as long as|would|could|should|wait|later)\b"
)
_LONG, _SHORT = 8, 5  # words of a message that agrees, that declines
