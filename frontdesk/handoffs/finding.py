"""Finding cases whose names, phones and e-mails are encrypted: keyed digests of normalised pieces.

What works: whole references or their parts; exact e-mail; a phone in any spelling, its last seven or
last four digits, both also where they only stand in a message of the visitor; the whole state; name words
without accents or case, whole or from their third letter on ("gar" finds García). What does not: the
middle of a word, misspellings, other words in transcripts or notes.
What a thief of the database without the key learns: which cases share a name, a name's beginning or
a number, and how often; not which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import phonenumbers
from django.db.models import Q, QuerySet

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs import written
from frontdesk.handoffs.models import Case, CaseKey
from frontdesk.handoffs.reference import ALPHABET
from frontdesk.handoffs.written import REGION, TAILS
from frontdesk.privacy.blind import blind

PREFIX = range(3, 9)  # lengths of a name's beginning that are found
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_REFERENCE = re.compile(rf"([A-Z]{{2,4}}-)?[{ALPHABET}]{{4}}(-[{ALPHABET}]{{1,2}})?")


def reindex(case: Case) -> None:
    """Make the case's keys match its person and chat. Call it in the transaction that changed them."""
    wanted = _keys(case.person) | {flag_key(flag["id"]) for flag in case.flags}
    said = Message.objects.filter(conversation=case.conversation_id, sender=Message.Sender.VISITOR)
    for text in said.values_list("text", flat=True):
        wanted |= written.keys(text)
    known = set(CaseKey.objects.filter(case=case).values_list("digest", flat=True))
    CaseKey.objects.filter(case=case, digest__in=known - wanted).delete()
    CaseKey.objects.bulk_create([CaseKey(case=case, digest=digest) for digest in sorted(wanted - known)])


def note_written(conversation: Conversation, text: str) -> None:
    """A message of the visitor was stored: its phones and e-mails find the cases of the chat from now on."""
    found = sorted(written.keys(text))
    if found:
        cases = Case.objects.filter(conversation=conversation).values_list("pk", flat=True)
        made = [CaseKey(case_id=pk, digest=digest) for pk in cases for digest in found]
        CaseKey.objects.bulk_create(made, ignore_conflicts=True)


def _keys(person: Mapping[str, Any]) -> set[str]:
    words = _name_words(str(person.get("name") or ""))
    keys = {_name_key(word) for word in words}
    for word in words:
        keys |= {_name_key(word[:length]) for length in PREFIX if length < len(word)}
    keys |= contact_keys(person)
    if person.get("state"):
        keys.add(_place_key(str(person["state"])))
    digits = _digits(str(person.get("phone") or ""))
    keys |= {blind(digits[-tail:], "phone_tail") for tail in TAILS if len(digits) >= tail}
    return keys


def contact_keys(person: Mapping[str, Any]) -> set[str]:
    """The keys two cases of one person share: same whole e-mail or same whole phone, never a name."""
    keys = set()
    if person.get("email"):
        keys.add(blind(str(person["email"]).strip().casefold(), "email"))
    if person.get("phone"):
        keys.add(blind(_whole_phone(str(person["phone"])), "phone"))
    return keys


def flag_key(flag: str) -> str:
    """The key of all cases with a flag: what somebody has stays unreadable in the table."""
    return blind(flag, "flag")


def search(query: str) -> QuerySet[Case]:
    """The cases a person at the desk means by `query`; none for an empty one."""
    query = query.strip()[:200]
    if not query:
        return Case.objects.none()
    if "@" in query:
        return _having_one(blind(query.casefold(), purpose) for purpose in ("email", written.EMAIL))
    match = Q(pk__in=_having([_name_key(word) for word in _words(query)]).values("pk"))
    if _words(query):
        match |= Q(pk__in=_having([_place_key(query)]).values("pk"))
    reference = _as_reference(query)
    if reference:
        match |= Q(reference__contains=reference)
    digits = _digits(query)
    if len(digits) >= 4 and not re.search(r"[^\W\d_]", query):
        tail = len(digits) in TAILS
        value = digits if tail else _whole_phone(query)
        purposes = ("phone_tail", written.TAIL) if tail else ("phone", written.PHONE)
        match |= Q(pk__in=_having_one(blind(value, purpose) for purpose in purposes).values("pk"))
    return Case.objects.filter(match)


def what_kind(query: str) -> str:
    """A word for the audit log, which must not hold the query itself."""
    if "@" in query:
        return "email"
    if _digits(query) and not re.search(r"[^\W\d_]", query):
        return "phone"
    return "reference" if _as_reference(query) and re.search(r"[\d-]", query) else "name"


def _having(digests: Iterable[str]) -> QuerySet[Case]:
    digests = list(digests)
    if not digests:
        return Case.objects.none()
    found = Case.objects.all()
    for digest in digests:
        found = found.filter(pk__in=CaseKey.objects.filter(digest=digest).values("case"))
    return found


def _having_one(digests: Iterable[str]) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=CaseKey.objects.filter(digest__in=list(digests)).values("case"))


def _name_words(name: str) -> set[str]:
    """The words of a name, and those it has without apostrophes and hyphens: "oneill" finds O'Neill."""
    solid = _APOSTROPHES.sub("", name)
    return {*_words(name), *_words(solid), *_words(solid.replace("-", ""))}


def _name_key(word: str) -> str:
    return blind(word, "name")


def _place_key(state: str) -> str:
    return blind(" ".join(_words(state)), "state")


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.encode("utf-8", "replace").decode())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in re.split(r"[\W\d_]+", plain.casefold()) if word][:12]


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isdigit())


def _whole_phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return _digits(text)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _as_reference(query: str) -> str | None:
    """`query` as part of a reference, or None when it cannot be one: "ot7f3k2q" → "OT-7F3K-2Q"."""
    text = query.upper().strip()
    if _REFERENCE.fullmatch(text):
        return text
    solid = re.sub(r"[^A-Z0-9]", "", text)
    body, prefix = solid[-6:], solid[:-6]
    spelled = f"{prefix}-" * bool(prefix) + f"{body[:4]}-{body[4:]}"
    return spelled if len(solid) >= 6 and _REFERENCE.fullmatch(spelled) else None
