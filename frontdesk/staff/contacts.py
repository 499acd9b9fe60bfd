"""Ways to reach someone: as links to press, and those that stand in what they wrote in the chat.

The latter are found, not checked, and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import phonenumbers

from frontdesk.handoffs import written
from frontdesk.staff import words
from frontdesk.staff.transcript import Line

MOST = 4
TEXTS = ("yes, both", "text only")  # answers to "may we leave a voice message or send you a text"


@dataclass(frozen=True)
class Way:
    """A phone or an e-mail as the page shows it, and the address its link opens ("" for none)."""

    shown: str
    href: str
    is_phone: bool


def in_chat(lines: Iterable[Line], person: Mapping[str, Any]) -> list[Way]:
    """Phones and e-mails of the visitor's messages, newest first, without those the case has already."""
    known = {words.phone(str(person.get("phone") or "")), str(person.get("email") or "").casefold()}
    found: dict[str, Way] = {}
    for line in reversed(list(lines)):
        for way in ways(line.text) if line.side == "visitor" else ():
            if way.shown not in known:
                found.setdefault(way.shown, way)
    return list(found.values())[:MOST]


def ways(text: str) -> list[Way]:
    """Every phone number and e-mail address in a text."""
    style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    phones = [phonenumbers.format_number(number, style) for number in written.phones(text)]
    return [
        *(Way(phone, call(phone), True) for phone in phones),
        *(Way(words.shown(address), mail(address), False) for address in written.emails(text)),
    ]


def call(phone: str) -> str:
    """ "tel:+13125550187", or "" for what is no phone number."""
    try:
        number = phonenumbers.parse(phone, written.REGION)
    except phonenumbers.NumberParseException:
        return ""
    return f"tel:{phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)}"


def text(phone: str, contact_ok: Any) -> str:
    """ "sms:+13125550187" for someone who said that a text may be sent; otherwise ""."""
    allowed = contact_ok is True or str(contact_ok or "").strip().casefold() in TEXTS
    return call(phone).replace("tel:", "sms:", 1) if allowed else ""


def mail(address: str) -> str:
    """ "mailto:…", with everything quoted that could add a subject or a second address."""
    return f"mailto:{quote(address, safe='@')}" if "@" in address else ""
