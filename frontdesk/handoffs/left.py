"""A phone number, an e-mail address or a name that a visitor typed outside the intake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs import facts
from frontdesk.handoffs.mending import mended_phone
from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.handoffs.raising import raise_case
from frontdesk.handoffs.reason import reason_for
from frontdesk.handoffs.state import wish_noted
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.contact import emails_in, phones_in, read_email, read_phone
from frontdesk.interview.readers.names import read_name
from frontdesk.interview.text import readable

CORRECTS = re.compile(
    r"\b(?:sorry|oops|no|not|wrong|actually|i mean|i meant|correct|correction|instead|typo|mistake|mistyped"
    r"|change|changed|update|better|should be|use|new|old|former|now|no longer|any ?more)\b",
    re.IGNORECASE,
)
ALSO = re.compile(r"\b(?:also|or|as well|too|another|second|work|office|home|other|besides)\b", re.IGNORECASE)
OLD = re.compile(
    r"\b(?:old|former|wrong|not|no longer|any ?more|changed|out of (?:use|service))\b", re.IGNORECASE
)
NAMED = re.compile(r"\b(?:name(?:'?s| is|:)|this is)\s+(?P<name>[^,.;]+)", re.IGNORECASE)
LOCAL = re.compile(r"(?<!\d)\d{3}[\s.-]?\d{4}(?!\d)")  # a number without its area code
LOOK_BACK = 3  # messages of the visitor: where such a number is when only the area code follows


@dataclass(frozen=True)
class Left:
    """The case, and the reply of data/replies that says what was taken."""

    case: Case
    reply: str


def contact_left(conversation: UUID, text: str, *, now: datetime, named: bool = False) -> Left:
    """The conversation's case with what `text` leaves; a case is raised when none is open.

    What the case knows already is not overwritten unless `text` puts it right: the words themselves stay
    in the transcript. `named`: the text was understood as a name.
    """
    chat = Conversation.objects.get(pk=conversation)
    known = Case.objects.filter(conversation=chat).order_by("-pk").first()
    before: Mapping[str, str] = known.person if known is not None else {}
    found = {} if named else _reached(chat, readable(text), before)
    reached = bool(found)
    if name := _name(readable(text), named):
        found["name"] = name
    # who has sent an intake and types another number means that one, unless it is one more
    sent = known is not None and known.kind == Case.Kind.INTAKE and not named
    corrects = CORRECTS.search(text) is not None or (sent and not ALSO.search(text))
    person = {
        key: value
        for key, value in found.items()
        if corrects or not before.get(key) or value.startswith(f"{before[key]} ")  # a surname after "Maria"
    }
    changed = any(before.get(key, person[key]) != person[key] for key in person)
    case = raise_case(
        chat,
        kind="crisis" if chat.care else reason_for(chat),
        urgent=chat.care,
        prefix=facts.clinic().fact("reference_prefix"),
        person=person,
        now=now,
    )
    if changed:
        CaseEvent.objects.create(case=case, at=now, what="contact_changed")
    if named:
        return Left(case, "name_noted" if name else "hand_off_state")
    if changed:
        return Left(case, "contact_changed")
    if reached and before:
        return _nothing_new(case, found, before, text, sent, now)
    return Left(case, "contact_noted" if reached else "address_unclear" if "@" in text else "number_unclear")


def _nothing_new(
    case: Case, found: Mapping[str, str], before: Mapping[str, str], text: str, sent: bool, now: datetime
) -> Left:
    """A number that is one more, or the old one named as such: staff see it as it was said."""
    if sent and any(before.get(key, value) != value for key, value in found.items()):
        return Left(wish_noted(case, text, now=now), "reach_noted")
    if before.get("phone") and found.get("phone") == before["phone"] and OLD.search(text):
        return Left(wish_noted(case, text, now=now), "number_to_come")
    return Left(case, "contact_noted")


def _reached(chat: Conversation, said: str, before: Mapping[str, str]) -> dict[str, str]:
    """The whole number and the address that are news; an area code makes the number before it whole, and
    a part of the known number puts that right."""
    phones, emails = [number for number, _ in phones_in(said)], [address for address, _ in emails_in(said)]
    if not phones and not emails:
        email, phone = read_email(said), read_phone(_with_area_code(chat, said))
        emails = [email.value] if isinstance(email, Value) else []
        phones = [phone.value] if isinstance(phone, Value) else []
    if not phones and not emails and (mended := mended_phone(str(before.get("phone") or ""), said)):
        phones = [mended]
    found = {"phone": phones, "email": emails}
    # "312 555 0199, not 312 555 0178": the one that is not known yet
    return {
        key: str(next((value for value in values if value != before.get(key)), values[0]))
        for key, values in found.items()
        if values
    }


def _with_area_code(chat: Conversation, said: str) -> str:
    code = re.sub(r"\D", "", said)
    if len(code) != 3:
        return said
    typed = Message.objects.filter(conversation=chat, sender=Message.Sender.VISITOR).order_by("-seq")
    local = (LOCAL.search(readable(message.text)) for message in typed[: LOOK_BACK + 1])
    number = next((match.group() for match in local if match), "")
    return f"{code} {number}" if number else said


def _name(said: str, named: bool) -> str:
    """The name in `said`: of a message that is one, or after words that announce one."""
    told = NAMED.search(said)
    words = said if named else told["name"] if told else ""
    read = read_name(words, "first") if words else None
    if not isinstance(read, Value):
        return ""
    return " ".join([str(read.value), *(value for key, value in read.extra if key == "last_name")])
