"""After an intake was sent: what belongs to it is noted for staff or answered from the case, first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypeVar

from django.utils import timezone
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Event, FrontdeskAction, Turn, say
from frontdesk.clinic import HAND_OFF
from frontdesk.handoffs.canned import reach_words
from frontdesk.handoffs.left import contact_left
from frontdesk.handoffs.state import left_words, standing, wanted_again, when_words, wish_noted
from frontdesk.intakes.after_sending import (
    Sent,
    added_since,
    answers_again,
    names_term,
    note_for_staff,
    sent,
)
from frontdesk.intakes.heard import Heard, Understood, heard
from frontdesk.intakes.paused import paused_answers
from frontdesk.interview.text import readable

SLOT = "intake_sent"  # of the dialogue: the fixed answers of data/rules give way to action_after_sending
TAKEN_BACK = {"taken back", "perhaps taken back"}  # a hand-off (rasa_ext/understanding_taken_back.py)
FOR_STAFF = ("added", "number", "private", "withdraw", "kept")  # noted, where somebody will read it
A = TypeVar("A", bound=FrontdeskAction)
Act = Callable[[A, Turn, CollectingDispatcher], list[Event]]


def unless_sent(act: Act[A]) -> Act[A]:
    """An action's `act`, done only where the message is nothing to an intake that was sent."""

    @wraps(act)
    def first(self: A, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        found = None if turn.active_loop or turn.choice else sent(turn.conversation)
        if found is None:
            return [] if _shown_while_paused(turn, dispatcher) else act(self, turn, dispatcher)
        told = tell(found, turn, dispatcher)
        return [*([] if told else act(self, turn, dispatcher)), SlotSet(SLOT, True)]

    return first


def _shown_while_paused(turn: Turn, dispatcher: CollectingDispatcher) -> bool:
    asked = not (turn.active_loop or turn.choice)
    answers = paused_answers(turn.conversation, turn.text, timezone.now()) if asked else ""
    if answers:
        say(dispatcher, reply="paused_answers", said=answers)
    return bool(answers)


def tell(found: Sent, turn: Turn, dispatcher: CollectingDispatcher) -> bool:
    """Answer a message that belongs to the sent intake; False leaves it to the ordinary rules."""
    now, case = timezone.now(), found.case
    known = Understood(
        turn.intent or "",
        turn.parts,
        names_term(turn.text),
        bool({*turn.reach} - TAKEN_BACK),
        str(case.person.get("phone") or ""),
        close=turn.last_topic == HAND_OFF,
    )
    what = heard(turn.text, known)
    if what is None:
        return False
    if what in FOR_STAFF and not case.is_open:
        say(dispatcher, reply="hand_off_closed", reference=case.reference)
    else:
        _TELLING[what](found, turn, dispatcher, now)
    return True


def contact(turn: Turn, dispatcher: CollectingDispatcher, now: datetime, *, named: bool = False) -> None:
    """Put a number, an address or a name on the case, and say what staff have now."""
    left = contact_left(turn.conversation, turn.text, now=now, named=named)
    case = left.case if named else wanted_again(left.case, now=now)
    if turn.reach:
        wish_noted(case, turn.text, now=now)
    say(
        dispatcher,
        reply=left.reply,
        reference=case.reference,
        said=readable(turn.text),
        left=left_words(case),
        when=when_words(case, now),
    )


def _contact(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
    contact(turn, dispatcher, now)


def _noted(reply: str) -> Telling:
    def noted(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
        case = wish_noted(found.case, turn.text, now=now)
        say(dispatcher, reply=reply, reference=case.reference, said=readable(turn.text))

    return noted


def _added(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
    said = readable(turn.text)
    note_for_staff(turn.conversation, seq=turn.seq, text=said, now=now)
    say(dispatcher, reply="sent_added", reference=found.case.reference, said=said)


def _asked(key: str) -> Telling:
    """A wish about the whole intake: a note for staff who alone can take it back."""

    def asked(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
        said = readable(turn.text)
        noted = reach_words()[key].replace("{said}", said)
        note_for_staff(turn.conversation, seq=turn.seq, text=noted, now=now)
        say(dispatcher, reply=f"sent_{key}", reference=found.case.reference, said=said)

    return asked


def _withdraw_how(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
    say(dispatcher, reply="sent_withdraw_how")


def _show(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
    say(dispatcher, reply="sent_answers", said=answers_again(found, turn.text, now))
    if added := added_since(found):
        say(dispatcher, reply="sent_answers_added", said=added)


def _state(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
    state = standing(turn.conversation, care=turn.care, now=now)
    say(dispatcher, reply=state.reply, reference=state.reference, left=state.left, when=state.when)


def _booked(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
    case = found.case
    if turn.care or not case.is_open:
        _state(found, turn, dispatcher, now)
        return
    left, when = left_words(case), when_words(case, now)
    say(dispatcher, reply="sent_booked", reference=case.reference, left=left, when=when)


def _erase(found: Sent, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> None:
    say(dispatcher, reply="sent_erase")


Telling = Callable[[Sent, Turn, CollectingDispatcher, datetime], None]
_TELLING: dict[Heard, Telling] = {
    "contact": _contact,
    "number": _noted("number_to_come"),
    "private": _noted("sent_private"),
    "added": _added,
    "show": _show,
    "booked": _booked,
    "when": _state,
    "erase": _erase,
    "withdraw": _asked("withdraw"),
    "withdraw_how": _withdraw_how,
    "kept": _asked("kept"),
}


class ActionAfterSending(FrontdeskAction):
    """Said in place of a fixed answer while the dialogue knows of a sent intake; otherwise that answer."""

    def name(self) -> str:
        return "action_after_sending"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        dispatcher.utter_message(response=f"utter_{turn.intent}")
        return []
