"""Ways to reach someone that stand in what they wrote in the chat. Found, not checked, never stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import phonenumbers

from frontdesk.handoffs.finding import REGION
from frontdesk.staff import words
from frontdesk.staff.transcript import Line

MOST = 4
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def in_chat(lines: Iterable[Line], person: Mapping[str, Any]) -> list[str]:
    """Phones and e-mails of the visitor's messages, newest first, without those the case has already."""
    known = {words.phone(str(person.get("phone") or "")), str(person.get("email") or "").casefold()}
    found: dict[str, None] = {}
    for line in reversed(list(lines)):
        if line.side == "visitor":
            found |= {way: None for way in ways(line.text) if way not in known}
    return list(found)[:MOST]


def ways(text: str) -> list[str]:
    """Every phone number and e-mail address in a text, as the page shows them."""
    phones = [
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        for match in phonenumbers.PhoneNumberMatcher(text, REGION)
    ]
    return [words.shown(way) for way in [*phones, *(found.casefold() for found in _EMAIL.findall(text))]]
