"""What a message says that comes after an intake was sent: a correction, an addition, a wish to see it. Pure.

Read by rules, since the same words mean another thing before: "i take lithium" asks for its answer then.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from frontdesk.handoffs.mending import mended_phone
from frontdesk.intakes.withdrawing import Withdrawing, withdrawing
from frontdesk.interview.asking import asks
from frontdesk.interview.lexicon import RELATIVES
from frontdesk.interview.readers.contact import emails_in, phones_in
from frontdesk.interview.text import readable

Heard = Literal["contact", "number", "show", "booked", "when", "erase", "private", "added"] | Withdrawing


def _any(*wordings: str) -> re.Pattern[str]:
    return re.compile("|".join(wordings))


_NOT = r"(?:not|never|cannot|(?:do|does|did|should|must|ca|wo|would|could|has|have) ?n'?t)"
_WHO = (
    rf"(?:{RELATIVES}|ex|family|in-?laws?|boss|employer|work|job|colleagues|coworkers|church|landlord|doctor"
    r"|therapist|psychiatrist)"
)
_TOLD = (
    r"(?:tell|told|say|said|write|written|wrote|put|answer(?:ed)?|sen[dt]|gave|given?|enter(?:ed)?|typed?)"
)
_VISIT = r"(?:appointment|visit|consult(?:ation)?|evaluation|session)"
_PHONE = r"(?:numbers?(?! of)|phone|cell|mobile|digits?)"
_WRONG = r"(?:old|wrong|changed|typo|mistyped|incorrect|not right|no longer|any ?more|out of service|mistake)"
_NUMBER_WRONG = _any(
    rf"\b{_PHONE}\b.*\b{_WRONG}\b",
    rf"\b(?:new|old|wrong|mistyped|changed my|incorrect)\b.{{0,20}}\b{_PHONE}\b",
    rf"\b{_PHONE}\b.*\d{{2,7}}\W+(?:and |but )?not\W+(?:the )?\d{{2,7}}\b",
)
_OF_NUMBER = _any(
    rf"\b{_PHONE}\b", r"\barea code\b", r"\bends?\b", r"\bfinish", r"\blast (?:two|three|four|\d)\b"
)
_YOURS = re.compile(r"\b(?:is|are) .{0,30}\byour?s?\b")
_SHOWS = r"\b(?:show|see|read|view|look at|repeat|list|send)\b.{0,25}"
_SHOW = _any(
    rf"{_SHOWS}\bmy (?:answers|intake|form|responses|details)\b",
    rf"{_SHOWS}\bwhat (?:i|we) (?:have |had |did |just )?{_TOLD}\b",
    rf"{_SHOWS}\bwhat you(?: guys)? (?:have|got|noted|wrote|saved)\b",
    rf"\b(?:what|which)\b(?: \w+){{0,2}} (?:did|have|had) i {_TOLD}\b",
    r"\b(?:what|which)\b(?: \w+){0,2} (?:did|have) you (?:note|noted|write|written|saved?|put)\b",
    r"\bwhat (?:do|did) you (?:have|get)\b.{0,15}\b(?:about me|of me|from me|on file|as my)\b",
    r"\bwhat you have (?:about|of|from|on) me\b",
)
_BOOKED = _any(
    rf"\b(?:is|was|are|am|did|have|has)\s+(?:it|this|that|i|we|everything|(?:my|the|an?) (?:\w+ )?{_VISIT})\b"
    r"(?: \w+){0,3} (?:booked|scheduled|arranged)\b",
    rf"\bdo i (?:already |now )?have (?:an?|my|the) (?:\w+ )?(?:{_VISIT}|date)\b(?! to)",
    r"\b(?:booked|scheduled) or not\b",
    r"\bi(?:'?m| am) (?:already |now )?(?:booked|scheduled)\b",
    rf"\b(?:what|which) (?:day|date|time) (?:is|was) (?:my|the) (?:\w+ )?{_VISIT}\b",
    rf"\bwhen (?:is|was) my (?:\w+ )?{_VISIT}\b",
)
_WHEN = re.compile(
    r"\bwhen\b(?!.{0,8}\bi (?:call|write)).{0,30}"
    r"\b(?:call|write|contact|text|e-?mail|hear|answer|reply|get back|reach|respond)\w*\b"
    r".{0,8}\b(?:me|us|back|from)\b"
)
_ERASE = _any(
    r"\b(?:delete|erase|remove|wipe|get rid of|take back|withdraw)\b.{0,20}"
    r"\b(?:all(?: of)? (?:my|it|this|that|the)|everything|it all|this chat|what i (?:told|wrote|sent))\b",
    r"\b(?:delete|erase|remove|wipe|get rid of|take back|withdraw)\b.{0,20}"
    r"\bmy (?:answers|data|info\w*|intake|chat|form|details|records?|responses)\b",
    r"\b(?:start|begin) (?:all )?(?:over|from (?:the )?(?:beginning|scratch|start))\b",
    r"\b(?:start|begin) again\W*$",
)
_PRIVATE = _any(
    rf"\b{_WHO}\b.{{0,25}}\b{_NOT}\b.{{0,20}}\b(?:know|find out|hear|learn|see|be told)\b",
    rf"\b{_NOT}\b.{{0,15}}\b(?:tell|inform|contact|call|talk to|write to|let)\b.{{0,8}}"
    rf"\b(?:my|the|his|her|any) ?(?:{_WHO}|one|body)\b",
    rf"\b{_NOT}\b.{{0,15}}\bmy {_WHO}\b.{{0,10}}\b(?:know|find out|hear|see)\b",
    r"\b(?:nobody|no one|noone)\b.{0,25}\b(?:know|find out|hear|see|be told)\b",
    r"\bkeep (?:this|it|that) (?:a )?(?:secret|private|from|between)\b",
)
_ADDS = _any(
    r"\bforgot(?:ten)?(?: \w+)? to (?:add|mention|say|tell|note|include|write|put)\b",
    r"\bi (?:did ?n'?t|did not|never|have ?n'?t) (?:mention|say|said|tell|told|note|include|add)\w*\b",
    r"\bi(?:'d)? (?:should(?: have|'?ve)?|ought to|must|(?:want|wanted|need|have|like|would like) to)"
    r"(?: also| just| maybe| probably)*"
    r" (?:add|mention(?:ed)?|correct|include|note|tell you|told you|say that)\b",
    r"\b(?:please|pls|can (?:you|u)|could (?:you|u)|would you)(?: also| just| please)*"
    r" (?:add|note|write down|include|put down|correct) (?:that|to|in|down|this|i|im|i'm|my)\b",
    r"\b(?:please|pls|can (?:you|u)|could (?:you|u)|would you)(?: also| just| please)*"
    r" (?:tell|let) (?:them|your staff|(?:the|my) (?:doctor|nurse|staff|team|clinic|clinician)s?)\b",
    rf"\bi\b.{{0,20}}\b{_TOLD}\b.{{0,30}}\b(?:wrong|a mistake|not right|incorrect)\b",
    r"\bi meant\b(?!\W+(?:\w+ ){0,2}(?:how|what|when|where|why|which)\b)",
    r"^\W*correction\b",
)
_NOTHING_YET = re.compile(
    r"\b(?:add|mention|say|note|write|leave|tell you|correct|change)\s+"
    r"(?:something|anything|one (?:more )?thing|more|a (?:note|comment)|another \w+)"
    r"(?: else)?(?: (?:to|in|about|for) .{0,30})?\W*$"
)
# "add: allergic to penicillin": named as what it is, whatever it sounds like
_NAMED = re.compile(
    r"(?:(?:ok|okay|oh|hi|hey|wait|and|sorry|thanks|thank you|yes|no|well|so|please|pls|just|also"
    r"|can (?:you|u|i|we)|could (?:you|u|i|we)|i(?:'d like| want| need|'d want) to|let me)\W+)*"
    r"(?:(?:add|adding|include|(?:note|write|put|jot) down)\b(?!\W+(?:up|on|ons)\b)"
    r"|(?:note|noting|update|edit|p\W?s|addition|addendum|fyi|for the record|also|correction|mention|plus"
    r"|(?:more|extra|additional) info(?:rmation)?)\s*[:;\u2013\u2014-]|(?:fyi|for the record|note that)\b)"
    r"(?:\W+(?:that|this|in|to (?:my|the) (?:intake|form|file|chart|answers|records?|request|list)))*"
    r"\W*(?P<rest>.*)"
)
_LEADS = re.compile(
    r"^(?:\W|(?:ok|okay|oh|hi|wait|hm+|and|sorry|thanks|thank you|yes|no|well|so)\b)*"
    r"(?:(?:also|btw|by the way|actually|(?:one|another) (?:more |other )?thing|i forgot|plus)\b"
    r"(?:\W|it'?s\b|is\b|that\b)*)+"
)
_TELLS = re.compile(
    r"(?:i|i'?m|i'?ve|im|ive|my|we|he|she)\b"
    r"(?! (?:just )?(?:want|need|would|wanna|wonder|hope|like to|was wondering)\b)"
)
_OWN = re.compile(r"\b(?:i|i'?m|i'?ve|im|ive|my|me)\b")
_CORRECTS = re.compile(r"\b(?:not|actually|instead|it'?s|correct|now|since)\b")
_DOSE = re.compile(r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|ug|g|ml|milligrams?|micrograms?|iu|units?)\b")
_HEALTH = re.compile(
    r"\b(?:allerg\w+|pregnan\w+|breast ?fe\w+|seizures?|strokes?|heart attack|surgery|diagnos\w+|apnea"
    r"|snor\w+|covid|high blood pressure|relaps\w+"
    r"|(?:i|i'?ve) (?:take|took|started|stopped|quit) (?:taking )?\w+)\b"
)
# an opinion or a worry that an answer is wanted to, though nothing is asked
_WANTS_ANSWER = re.compile(
    r"\b(?:heard|read|saw|afraid|worried|scared|nervous|wonder\w*|want|hope|think|guess|wish)\b"
    r"|\bketamine\b|\bspravato\b"
)
_UNSURE = _any(
    r"\b(?:if|whether) (?:i|it|that|this|my|they)\b",
    r"\b(?:is|are|does|do|can|should|will|would|could|must|may) (?:that|it|this|i|they)\b",
    r"\bquestions?\b",
    r"\b(?:help|advice|advise|recommend|suggest)\b",
)
_SMALL = frozenset(("thanks", "greet", "goodbye", "rude", "capabilities", "bot_challenge", "simpler"))
_LEFT_ALONE = frozenset(("contact_given", "name_given", "other_language", "choose", "misuse"))


@dataclass(frozen=True)
class Understood:
    """What the message was understood as: its intent and parts, and whether it names a known medicine."""

    intent: str = ""
    parts: Collection[str] = ()
    names_term: bool = False  # a medicine, treatment or condition that the interview knows
    reach: bool = False  # it says how to be reached: actions/contact.py has that
    phone: str = ""  # the number that staff have
    close: bool = False  # nothing but the intake was spoken of since it was sent


def shows(text: str) -> bool:
    """Whether `text` asks to see the answers given."""
    return _SHOW.search(_plainly(text)) is not None


def _plainly(text: str) -> str:
    return readable(text).casefold().replace("\u2019", "'")


def heard(text: str, known: Understood) -> Heard | None:
    """What a message is after an intake was sent; None leaves it to the ordinary rules."""
    said = _plainly(text)
    if known.reach:
        return None
    if asked := withdrawing(said, close=known.close):
        return asked
    reached = phones_in(said) or emails_in(said)
    if not reached and _names_addition(said):
        return "added"
    if known.intent in _LEFT_ALONE:
        return None
    if reached:
        return None if _YOURS.search(said) else "contact"
    of_number = not _DOSE.search(said) and not known.names_term
    if of_number and _OF_NUMBER.search(said) and mended_phone(known.phone, said):
        return "contact"
    for what, pattern in _ASKED.items():
        if pattern.search(said):
            return what
    if of_number and _NUMBER_WRONG.search(said):
        return "number"
    if not _asks(said) and _PRIVATE.search(said):
        return "private"
    return "added" if _adds(said, known) else None


_ASKED: dict[Heard, re.Pattern[str]] = {"show": _SHOW, "booked": _BOOKED, "when": _WHEN, "erase": _ERASE}


def _asks(said: str) -> bool:
    return said.rstrip().endswith("?") or asks(said) or _UNSURE.search(said) is not None


def _names_addition(said: str) -> bool:
    named = _NAMED.fullmatch(said)
    rest = named["rest"] if named else ""
    told = re.search(r"[a-z]{2}", rest) is not None and not _NOTHING_YET.search(f"add {rest}")
    return told and not _asks(rest.strip(" ?"))  # "can you add latex?" is a request


def _adds(said: str, known: Understood) -> bool:
    """A statement for staff. Words that announce one are enough; without them it must tell of health."""
    if _NOTHING_YET.search(said) or known.intent in _SMALL:
        return False
    announced = _ADDS.search(said)
    if announced:
        return not _asks(said[announced.end() :].strip(" ?"))  # "can you add that i snore?" is a request
    if _asks(said):
        return False
    lead = _LEADS.match(said)
    if lead and _TELLS.match(said[lead.end() :]):
        return True
    advice = "medical_advice" in (known.intent, *known.parts)
    tells = (known.names_term or _HEALTH.search(said)) and not _WANTS_ANSWER.search(said)
    health = _DOSE.search(said) or advice or tells
    return bool(health and (_OWN.search(said) or lead or _CORRECTS.search(said)))
