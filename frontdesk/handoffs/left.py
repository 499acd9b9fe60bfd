"""A phone number or an e-mail address that a visitor typed outside the intake."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from frontdesk.chat.models import Conversation
from frontdesk.handoffs import facts
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.raising import raise_case
from frontdesk.handoffs.reason import reason_for
from frontdesk.interview.readers.contact import emails_in, phones_in
from frontdesk.interview.text import readable


def contact_left(conversation: UUID, text: str, *, now: datetime) -> Case:
    """The conversation's case with what `text` leaves; a case is raised when none is open.

    What the case knows already is not overwritten: the words themselves stay in the transcript.
    """
    chat = Conversation.objects.get(pk=conversation)
    said = readable(text)
    found = {"phone": [number for number, _ in phones_in(said)], "email": [a for a, _ in emails_in(said)]}
    known = Case.objects.filter(conversation=chat).order_by("-pk").first()
    person = {key: values[0] for key, values in found.items() if values}
    if known is not None:
        person = {key: value for key, value in person.items() if not known.person.get(key)}
    return raise_case(
        chat,
        kind="crisis" if chat.care else reason_for(chat),
        urgent=chat.care,
        prefix=facts.clinic().fact("reference_prefix"),
        person=person,
        now=now,
    )
