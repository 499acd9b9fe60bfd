"""Phones and e-mails that stand in what a visitor wrote: found, not checked, and kept only as keyed digests.

Their digests have a purpose of their own: a number that somebody mentions makes nobody the same person.
"""

from __future__ import annotations

import re

import phonenumbers

from frontdesk.privacy.blind import blind

REGION = "US"  # for phone numbers written without a country code
TAILS = (4, 7)  # last digits by which a phone is found
EMAIL, PHONE, TAIL = "written_email", "written_phone", "written_tail"
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_DIGITS = re.compile(r"(?:\d\D{0,3}){7}")  # fewer are no phone number: spares the long look


def phones(text: str) -> list[phonenumbers.PhoneNumber]:
    """Every phone number in a text."""
    if not _DIGITS.search(text):
        return []
    return [match.number for match in phonenumbers.PhoneNumberMatcher(text, REGION)]


def emails(text: str) -> list[str]:
    """Every e-mail address in a text, in lower case."""
    return [found.casefold() for found in _EMAIL.findall(text)] if "@" in text else []


def keys(text: str) -> set[str]:
    """The digests by which the case of whoever wrote `text` is found."""
    found = {blind(address, EMAIL) for address in emails(text)}
    for number in phones(text):
        whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        found.add(blind(whole, PHONE))
        found |= {blind(whole[-tail:], TAIL) for tail in TAILS}
    return found
