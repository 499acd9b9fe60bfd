"""What a message tells of other questions in a clause of its own: "…, and I'm allergic to sulfa".

Only clauses that say what they are about: an allergy, a known medicine that is taken, no insurance, how
long it has lasted, whether a telephone may get messages. What is noted so is said aloud to the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from frontdesk.interview.readers import Value
from frontdesk.interview.readers.contact import phones_in
from frontdesk.interview.readers.lists import enumerated, term_in
from frontdesk.interview.reading import read
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Question

_START = r"(?:^|[,;.!]|\band\b|\bbut\b)\s*(?:and |but |also |btw )*"
_COUNT = r"(?:an? )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|few|couple(?: of)?|many|some)"
_CLAUSES = {
    "allergies": re.compile(
        _START + r"i(?:'?m| am)(?: also| very| really)? allergic to (?P<what>[^;.!]{2,200})", re.IGNORECASE
    ),
    "current_medicines": re.compile(
        _START + r"(?:now |currently )?(?:i(?:'?m| am)? )?(?:also |now |currently )*(?:take|taking|on) "
        r"(?P<what>[^;.!]{3,300})",
        re.IGNORECASE,
    ),
    "insurance": re.compile(
        _START
        + r"(?:i )?(?:have |got |have got |'ve got |don'?t have |dont have )?(?P<what>(?:no|any) (?:health )?"
        r"insurance)(?: btw| right now| now)?",
        re.IGNORECASE,
    ),
}
_LASTED = re.compile(
    rf"(?:^|[,;.!] ?|\bhave it |\bhad it |\bfor |\b(?=since (?:19|20)\d\d))"
    rf"(?P<what>(?:(?:ever )?since|for|about|over|almost) "
    rf"[^,;.!]{{3,50}}|{_COUNT}"
    r" (?:years?|months?))(?=$|[,;.!]| and\b| now\b)",
    re.IGNORECASE,
)
_REFERRED = re.compile(
    r"(?:^|(?<=[,.;!])|\b(?:and|but|btw)\b)\s*(?P<what>(?:(?:i|we|my|our|the|a)\b[^,.;!]{0,30})?\b"
    r"(?:found|saw|seen|heard|learned|read|referred|recommended|told|sent|mentioned)\b[^,.;!]{0,20}"
    r"\b(?:you|yous|yall|y'all|u|ya|me (?:here|to)|this (?:place|clinic)|the clinic|about (?:it|this))\b"
    r"[^,.;!]{0,40})",
    re.IGNORECASE,
)
_TO_CALL = re.compile(
    r"(?:^|[,.;!]|\b(?:and|but|or|so)\b)\s*(?P<what>[^,.;!]*\b(?:morning|afternoon|evening|night|noon|lunch"
    r"|supper|dinner|work|\d ?[ap]\.?m|after (?:\d|five|six|three|four))[^,.;!]*)",
    re.IGNORECASE,
)
_CALLS = re.compile(r"\b(?:best|better|call|calls|ring|reach|get (?:me|hold))\b", re.IGNORECASE)
_WAYS = ("email", "phone", "state")  # where what is said of hours is of a call, not of the visit
_MESSAGES = re.compile(r"\b(texts?|texting|voice ?mails?|messages?|machine)\b")


def beside(talk: Talk, question: Question, text: str) -> dict[str, Any]:
    """Values by question id that clauses of `text` tell, the open question's own left out."""
    found = {key: value for key, value, _ in _told(talk, text) if key != question.id}
    said = readable(text)
    if (
        question.id == "main_concern"
        and "concern_since" in talk.interview.by_id
        and (since := _LASTED.search(said))
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
    said = readable(text)
    for key, _, clause in _told(talk, text):
        if key != question.id:
            said = said.replace(clause, " ")
    rest = re.sub(r"\s+", " ", said).strip(" ,;.")
    return rest or text


def _told(talk: Talk, text: str) -> Iterator[tuple[str, Any, str]]:
    """(question id, value, clause)."""
    said = readable(text)
    for key, pattern in _CLAUSES.items():
        question = talk.interview.by_id.get(key)
        for match in pattern.finditer(said) if question else ():
            if question is None:
                continue
            terms = talk.interview.terms_of(question)
            what, whole = match.group("what").strip(), True
            if question.type == "list":
                what, whole = enumerated(match.group("what"), terms)
            if not whole or (question.terms == "medicines" and not term_in(what, terms)):
                continue  # a list told in part is asked for
            value = read(what, question, talk.interview, talk.today)
            if isinstance(value, Value) and value.value:
                yield (
                    key,
                    value.value,
                    said[match.start() : said.index(what, match.start("what")) + len(what)],
                )


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
