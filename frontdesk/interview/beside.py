"""What a message tells of other questions in a clause of its own: "…, and I'm allergic to sulfa".

Only clauses that say what they are about: an allergy, a known medicine that is taken or was tried, no
insurance, how long it has lasted, whether a telephone may get messages. What is noted so is said aloud to
the person.
"""

from __future__ import annotations

import re
from typing import Any

from frontdesk.interview.readers import Value
from frontdesk.interview.readers.contact import phones_in
from frontdesk.interview.readers.lists import enumerated, term_in
from frontdesk.interview.reading import read
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Question

_START = r"(?:^|[,;.!]|\band\b|\bbut\b)\s*(?:oh |and |but |also |btw )*"
_COUNT = (
    r"(?:an? )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|few"
    r"|couple(?: of)?|many|some)"
)
# the words that open a clause and say what it is about; `what` where they hold the answer too
_CLAUSES = {
    "past_treatments": re.compile(
        _START + r"(?:i(?:'?ve| have)? )?(?:already |also |previously |once )*"
        r"(?:tried|used to take|was on|been on|did)(?= )",
        re.IGNORECASE,
    ),
    "allergies": re.compile(
        _START + r"(?:(?:i(?:'?m| am)(?: also| very| really)? )?allergic to(?= )"
        r"|(?:i have )?(?P<what>(?:no (?:known |drug |food )*al+[ea]?r+g(?:ies|ys|eys|ie|y"
        r"|es)\b(?! (?:meds?|pills?|shots?|medic\w+))"
        r"|not allergic to any(?:thing)?\b)(?! except| but)"
        r"|(?!it|that|they|this|which|he|she)[\w' ]{3,25}?(?= (?:close|swell|make|give|break)s? (?:up )?"
        r"(?:my throat|me (?:hives|a rash|itch|swell|break out|out in)))))"
        r"(?: either| as well| too| btw| though| that i know of)*"
        r"(?:,? if (?:you|u|ya) (?:need|want|were wondering)(?: (?:that|it|to know|this))?)?",
        re.IGNORECASE,
    ),
    "diagnoses": re.compile(
        _START
        + r"(?:(?:i was|i got|i'?ve been|been|was|got) )?(?:officially )?(?:diagnosed (?:me )?(?:with|as)"
        r"|(?:(?:my|the|a) )?(?:doc\w*|psychiatrist|therapist|va|shrink) (?:wrote down|put down"
        r"|has it down as)"
        r"|(?:(?:my|the|a) )?(?:doc\w*|dr\.?|psychiatrist|therapist|va|shrink) (?:says|said|told me)"
        r" (?:it'?s|its|it is|it was|(?:that )?i (?:have|got)|i'?ve got)"
        r"(?! (?:to|been|just|only|all|fine|ok\w*|normal)\b))"
        r"(?= )",
        re.IGNORECASE,
    ),
    "current_medicines": re.compile(
        _START + r"(?:now |currently )?(?:i(?:'?m| am)? )?(?:also |now |currently )*(?:take|taking|on)(?= )",
        re.IGNORECASE,
    ),
    "insurance": re.compile(
        _START
        + r"(?:i )?(?:have |got |have got |'ve got |don'?t have |dont have )?(?P<what>(?:no|any) (?:health )?"
        r"insurance)(?: btw| right now| now)?",
        re.IGNORECASE,
    ),
}
_TRIAL = re.compile(
    r"\b(?:months?|weeks?|years?|help\w*|work(?:s|ed|ing)?|effect|better|worse)\b", re.IGNORECASE
)
_ENDS = re.compile(r"[;!]|\.(?!\d)")  # of a clause
_LASTED = re.compile(
    rf"(?:^|[,;.!] ?|\b(?:have|had|got) (?:it|this|that|em|them|these) "
    rf"|\b(?:for|and|going on|coming up on|started(?: in)?|began(?: in)?) "
    rf"|\b(?=since [^,;.!]{{0,25}}(?:19|20)\d\d))"
    rf"(?P<what>(?:(?:ever )?since|for|about|over|almost) "
    rf"[^,;.!]{{3,50}}|{_COUNT} (?:years?|yrs?|months?)|(?:19|20)\d\d"
    rf"|{_COUNT} (?:christmas(?:es)?|summers?|winters?|springs?|falls?|weeks?|birthdays?)(?= ago\b))"
    r"(?=$|[,;.!]| and\b| now\b| of (?:it|this|that)\b| ago\b)",
    re.IGNORECASE,
)
# "I was a paramedic for 19 years" tells of no illness
_OCCUPIED = re.compile(
    r"\b(?:i|we|he|she|they)(?:'?ve|'?s| have| has)? (?:(?:was|am|is|been)"
    r" (?:an?|the|in|with|at|married|working|living|employed)|worked|work|served"
    r"|lived|taught|drove)\b|\bmarried\b",
    re.IGNORECASE,
)
_REFERRED = re.compile(
    r"(?:^|(?<=[,.;!])|\b(?:and|but|btw)\b)\s*(?P<what>(?:(?:i|we|my|our|the|a)\b(?:(?! and\b| but\b)[^,.;!])"
    r"{0,30})?\b(?:found|saw|seen|heard|learned|read|referred|recommended|told|sent|mentioned|gave)\b[^,.;!]{0,20}"
    r"\b(?:you|yous|yall|y'all|u|ya|me your (?:number|name|card|address)|me (?:here|to)|this (?:place|clinic)"
    r"|the clinic|about (?:it|this))\b"
    r"[^,.;!]{0,40})",
    re.IGNORECASE,
)
_TO_CALL = re.compile(
    r"(?:^|[,.;!]|\b(?:and|but|or|so)\b)\s*(?P<what>[^,.;!]*\b(?:morning|afternoon|evening|night|noon|lunch"
    r"|supper|dinner|work|any ?time|\d ?[ap]\.?m|after (?:\d|five|six|three|four))[^,.;!]*)",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(?:best|better|only time|(?:mornings?|afternoons?|evenings?) (?:only|please|are when)|calls?|ring"
    r"|reach|get (?:me|hold))\b",
    re.IGNORECASE,
)
_WAYS = ("email", "phone", "state")  # where what is said of hours is of a call, not of the visit
_MESSAGES = re.compile(r"\b(texts?|texting|voice ?mails?|messages?|machine)\b")


def beside(talk: Talk, question: Question, text: str) -> dict[str, Any]:
    """Values by question id that clauses of `text` tell, the open question's own left out."""
    found: dict[str, Any] = {}
    for key, value, _ in _told(talk, text):
        if key != question.id:  # a list told in two clauses is one
            found[key] = [*found.get(key, []), *value] if isinstance(value, list) else value
    said = readable(text)
    if (
        question.id == "main_concern"
        and "concern_since" in talk.interview.by_id
        and (since := _LASTED.search(said))
        and not _OCCUPIED.search(said[: since.start()].rpartition(".")[2])
    ):
        found["concern_since"] = re.sub(r"^for ", "", since.group("what").strip())
    if question.type == "phone" or (question.type == "email" and phones_in(said)):
        found.update(_may_leave(talk, said))
    if question.type in _WAYS or question.id == "contact_ok":
        found.update(_one_choice(talk, "contact_time", _hours(said)))
    if question.id != "heard_from":
        found.update(_one_choice(talk, "heard_from", [match["what"] for match in _REFERRED.finditer(said)]))
    return found


def _hours(said: str) -> list[str]:
    """The clauses that name a time of the day to call."""
    return [match["what"] for match in _TO_CALL.finditer(said) if _CALLS.search(match["what"])]


def _one_choice(talk: Talk, key: str, clauses: list[str]) -> dict[str, Any]:
    """The choice that one of the clauses names for a question that the interview has."""
    question = talk.interview.by_id.get(key)
    found = [read(clause, question, talk.interview, talk.today) for clause in clauses] if question else []
    named = {str(one.value) for one in found if isinstance(one, Value) and one.value != "other"}
    return {key: named.pop()} if len(named) == 1 else {}


def own(talk: Talk, question: Question, text: str) -> str:
    """`text` without the clauses that tell of other questions; all of it when nothing would be left."""
    return _rest(talk, question, text) or text


def wholly(talk: Talk, question: Question, text: str) -> dict[str, Any]:
    """What the clauses of `text` tell of other questions, when they are all there is in it."""
    return {} if re.search(r"\w", _rest(talk, question, text)) else beside(talk, question, text)


def _rest(talk: Talk, question: Question, text: str) -> str:
    said = readable(text)
    for key, _, clause in _told(talk, text):
        if key != question.id:
            said = said.replace(clause, " ", 1)
    return re.sub(r"\s+", " ", said).strip(" ,;.")


def _told(talk: Talk, text: str) -> list[tuple[str, Any, str]]:
    """(question id, value, clause), but for a list that is told in part only: that is asked for."""
    said = readable(text)
    opened = sorted(
        (match.start(), match.end(), key, match["what"] if "what" in pattern.groupindex else None)
        for key, pattern in _CLAUSES.items()
        for match in pattern.finditer(said)
    )
    found: list[tuple[str, Any, str]] = []
    parts: set[str] = set()
    for place, (start, end, key, held) in enumerate(opened):
        question = talk.interview.by_id.get(key)
        if question is None or (key == "past_treatments" and key in talk.state.answers):
            continue  # "I take Lexapro, tried Zoloft before" is of the list that is open then
        limit = opened[place + 1][0] if place + 1 < len(opened) else len(said)
        end_of = _ENDS.search(said, end, limit)
        if (
            key == "current_medicines"
            and talk.state.at == "past_treatments"
            and _TRIAL.search(said, end, limit)
        ):
            continue  # "I take sertraline three months, not much help" tells of a treatment tried
        what, whole = held or said[end : end_of.start() if end_of else limit].strip(" ,"), True
        terms = talk.interview.terms_of(question)
        if question.type == "list" and not held:
            what, whole = enumerated(what, terms)
        if terms and not term_in(what, terms):
            continue
        value = read(what, question, talk.interview, talk.today)
        if not whole:
            parts.add(key)
        elif what and isinstance(value, Value) and (value.value or held):
            last = end if held else said.index(what, start) + len(what)
            found.append((key, value.value, said[start:last]))
    return [row for row in found if row[0] not in parts]


def _may_leave(talk: Talk, said: str) -> dict[str, Any]:
    if "contact_ok" not in talk.interview.by_id:
        return {}
    rest = said
    for _, (start, end) in sorted(phones_in(said), key=lambda found: -found[1][0]):
        rest = rest[:start] + " " + rest[end:]
    if not _MESSAGES.search(plain(rest)):
        return {}
    value = read(rest.strip(" ,.;"), talk.interview.by_id["contact_ok"], talk.interview, talk.today)
    return {"contact_ok": value.value} if isinstance(value, Value) else {}
