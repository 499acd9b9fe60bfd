"""A message that leaves a phone number or an e-mail address: "my phone is 312 555 0177". Pure."""

from __future__ import annotations

import re

from frontdesk.interview.readers.contact import emails_in, phones_in
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


def leaves_contact(text: str) -> bool:
    """True when a way to be reached is what the message is there for; a question about one is not."""
    said = readable(text)
    spans = [span for _, span in (*emails_in(said), *phones_in(said))]
    if spans and CALL_ME.search(said):
        return True
    if not spans or "?" in said or ASKS.match(said.strip()):
        return False
    for start, end in sorted(spans, reverse=True):
        said = said[:start] + " " + said[end:]
    return len(re.findall(r"\w+", said)) <= MOST_WORDS
