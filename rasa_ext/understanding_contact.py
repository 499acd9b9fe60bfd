"""A message that leaves a phone number or an e-mail address: "my phone is 312 555 0177". Pure."""

from __future__ import annotations

import re

from frontdesk.interview.readers import Value
from frontdesk.interview.readers.contact import emails_in, phones_in, read_email
from frontdesk.interview.text import readable

MOST_WORDS = 14  # beside the address: a longer message has another point
ASKS = re.compile(
    r"^(is|are|was|do|does|did|can|could|will|would|what|which|who|how|why|where|when)\b", re.IGNORECASE
)
# "could someone phone me at 773-555-0111?" asks for a call, and leaves the number for it
CALL_ME = re.compile(
    r"\b(?:can|could|would|will) (?:you|u|someone|somebody|anyone|anybody|staff|they|the nurse|the doctor)"
    r"(?: guys| please| maybe| kindly)* (?:call|phone|ring|text|contact|reach|e-?mail|message)(?: back)?"
    r" (?:me|us|my|him|her)\b",
    re.IGNORECASE,
)


# what was meant for a telephone number: seven figures and more in a row, or an area code that was asked for
FIGURES = re.compile(r"(?<![\w$.])\+?\(?\d(?:[\s().-]{0,3}\d){6,14}(?!\w)")
AREA_CODE = re.compile(
    r"(?:\W*\b(?:it|its|is|s|the|my|area|code|sorry|oh|yes|no|ok|and)\b)*\W*\d{3}\W*", re.IGNORECASE
)
SAYS_NUMBER = re.compile(
    r"\b(?:my|phone|cell|mobile) (?:number|phone|cell)\b|\b(?:call|text|phone|reach|ring) (?:me|us|back)\b",
    re.IGNORECASE,
)


def leaves_contact(text: str, *, asked: bool = False) -> bool:
    """True when a way to be reached is what the message is there for; a question about one is not.

    `asked`: the chat has just been handed to staff. A number or an address that is not whole counts then.
    """
    said = readable(text)
    spans = [span for _, span in (*emails_in(said), *phones_in(said))]
    if spans and CALL_ME.search(said):
        return True
    if not spans and (asked or SAYS_NUMBER.search(said)):
        spans = [match.span() for match in FIGURES.finditer(said)]
    if not spans and asked:
        spans = [(0, len(said))] if AREA_CODE.fullmatch(said) or _address(said) else []
    if not spans or "?" in said or ASKS.match(said.strip()):
        return False
    for start, end in sorted(spans, reverse=True):
        said = said[:start] + " " + said[end:]
    return len(re.findall(r"\w+", said)) <= MOST_WORDS


def _address(said: str) -> bool:
    """Whether it is an address as people say or mistype one: "ana at example dot com", "ana@example"."""
    return len(said.split()) <= MOST_WORDS and ("@" in said or isinstance(read_email(said), Value))
