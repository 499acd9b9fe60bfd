"""Where a chat stands that was handed to staff, for the visitor who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdesk.handoffs.canned import reach_words, staff_look
from frontdesk.handoffs.models import Case
from frontdesk.interview.readers.contact import spoken_phone

UNTOLD = (Case.Kind.CHECK_IN, Case.Kind.UNFINISHED)  # cases that no visitor was told of


@dataclass(frozen=True)
class Standing:
    """A reply of data/replies, and what is filled into it."""

    reply: str
    reference: str = ""
    left: str = ""
    when: str = ""


def told_case(conversation: UUID) -> Case | None:
    """The latest case the visitor was told of, or the one it was joined to; an open one goes first."""
    cases = Case.objects.filter(conversation=conversation).exclude(kind__in=UNTOLD).order_by("-pk")
    case = cases.exclude(status=Case.Status.CLOSED).first() or cases.select_related("joined_to").first()
    return case.joined_to if case and case.joined_to and case.joined_to.is_open else case


def standing(conversation: UUID, *, care: bool, now: datetime) -> Standing:
    """What can be said truly: what staff have, whether someone looked, and when they will."""
    case = told_case(conversation)
    if case is None:
        return Standing("hand_off_none")
    if not case.is_open:
        return Standing("hand_off_closed", case.reference)
    reply = "hand_off_state_care" if care else "hand_off_state"
    return Standing(reply, case.reference, left_words(case), when_words(case, now))


def left_words(case: Case) -> str:
    """How staff can reach the person, as the person is told it."""
    phone, email = str(case.person.get("phone") or ""), str(case.person.get("email") or "")
    key = "both" if phone and email else "phone" if phone else "email" if email else "nothing"
    said = reach_words()[key]
    return said.replace("{phone}", spoken_phone(phone)).replace("{email}", email)


def when_words(case: Case, now: datetime) -> str:
    """That someone has looked, or when someone will; never again a time that has passed."""
    if case.attended_at is not None:
        return reach_words()["seen"]
    return reach_words()["late"] if case.due_at is not None and case.due_at < now else staff_look(now)
