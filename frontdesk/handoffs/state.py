"""Where a chat stands that was handed to staff, for the visitor who asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdesk.handoffs.canned import reach_words, staff_look
from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.interview.readers.contact import spoken_phone
from frontdesk.interview.text import readable

WISH, BETWEEN, MOST_WISHES = "reach", " / ", 3  # of a case's person: how to be reached, in their own words
BY = {"phone": "phone", "text": "phone", "voicemail": "phone", "email": "email"}  # what each way needs
CALLS = frozenset({"no phone"})  # whoever refuses these may want to be written to
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
    if is_taken_back(case) and not care:
        return Standing("hand_off_taken_back", case.reference)
    reply = "hand_off_state_care" if care else "hand_off_state"
    return Standing(reply, case.reference, left_words(case), when_words(case, now))


def left_words(case: Case) -> str:
    """How staff can reach the person, as the person is told it, and what they asked for in that."""
    if is_taken_back(case):
        return reach_words()["not_wanted"]
    said = _by(case, phone=bool(case.person.get("phone")), email=bool(case.person.get("email")))
    wish = str(case.person.get(WISH) or "").rsplit(BETWEEN, 1)[-1]
    return f"{said} {reach_words()['wish'].replace('{wish}', wish)}" if wish else said


def wished_words(case: Case, ways: Collection[str]) -> str:
    """How staff can reach the person by the ways wished for, or what is still needed for that.

    `ways`: "email", "no text", "time" … (rasa_ext/understanding_reach.py).
    """
    have = {"phone": bool(case.person.get("phone")), "email": bool(case.person.get("email"))}
    wanted = {BY.get(way, "") for way in ways}
    missing = [key for key, there in have.items() if key in wanted and not there]
    if missing:
        return reach_words()[f"no_{missing[0]}"]
    if wanted & {*have}:
        return _by(case, **{key: there and key in wanted for key, there in have.items()})
    if not have["email"] and not CALLS.isdisjoint(ways):
        return reach_words()["no_call"]
    refused = {BY.get(way.removeprefix("no "), "") for way in ways if way.startswith("no ")}
    if not any(have.values()):
        return "" if refused else reach_words()["nothing"]
    left = {key: there and key not in refused for key, there in have.items()}
    return _by(case, **left) if refused and any(left.values()) else ""


def _by(case: Case, *, phone: bool, email: bool) -> str:
    key = "both" if phone and email else "phone" if phone else "email" if email else "nothing"
    said = reach_words()[key].replace("{email}", str(case.person.get("email") or ""))
    return said.replace("{phone}", spoken_phone(str(case.person["phone"]))) if phone else said


def when_words(case: Case, now: datetime) -> str:
    """That someone has looked, or when someone will; never again a time that has passed."""
    if case.attended_at is not None:
        return reach_words()["seen"]
    if case.urgent:
        return reach_words()["urgent"]
    return reach_words()["late"] if case.due_at is not None and case.due_at < now else staff_look(now)


def is_taken_back(case: Case) -> bool:
    """Whether the latest that the visitor said of it is that nobody need call or write."""
    latest = str(case.person.get(WISH) or "").rsplit(BETWEEN, 1)[-1]
    return bool(latest) and latest.startswith(reach_words()["taken_back"].split("{said}")[0])


def taken_back(case: Case, text: str, *, now: datetime) -> Case:
    """Note for staff that the visitor no longer wants to be called or written to; the case stays theirs."""
    said = readable(text).replace(BETWEEN, " ")
    return wish_noted(case, reach_words()["taken_back"].replace("{said}", said), now=now)


def wanted_again(case: Case, *, now: datetime) -> Case:
    """A person was asked for, or a number left, after all: what was taken back stands no longer."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if not is_taken_back(case):
            return case
        *wishes, _ = str(case.person[WISH]).split(BETWEEN)
        kept = {WISH: BETWEEN.join(wishes)} if wishes else {}
        case.person = {**{key: value for key, value in case.person.items() if key != WISH}, **kept}
        case.updated_at = now
        case.save(update_fields=["person", "updated_at"])
        CaseEvent.objects.create(case=case, at=now, what="reach_noted")
        return case


def wish_noted(case: Case, text: str, *, now: datetime) -> Case:
    """Keep on the case, in the visitor's own words, how they want to be reached; the latest stands last."""
    said = readable(text)
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        before = [wish for wish in str(case.person.get(WISH) or "").split(BETWEEN) if wish]
        if before[-1:] == [said]:
            return case
        wishes = [*(wish for wish in before if wish != said), said]
        case.person = {**case.person, WISH: BETWEEN.join(wishes[-MOST_WISHES:])}
        case.updated_at = now
        case.save(update_fields=["person", "updated_at"])
        CaseEvent.objects.create(case=case, at=now, what="reach_noted")
        return case
