"""The way into the intake: who wants to book gets its button; who asks for another adult is told of that."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from rasa_sdk.executor import CollectingDispatcher

from actions.after_sending import unless_sent
from actions.base import Event, FrontdeskAction, Turn, say
from frontdesk.chat.models import Message
from frontdesk.intakes.after_sending import sent
from frontdesk.intakes.content import content
from frontdesk.intakes.for_another import tells_another
from frontdesk.interview.text import plain

BOOKING, PROCESS = "faq_booking", "faq_consultation_process"
ANOTHER = "for_another"  # the reply, and its topic
OFFERED_AFTER = ("booking", "consultation_process")
_VISIT = r"(?:appointment|appt|visit|consult(?:ation)?|evaluation|assessment|intake|session|screening)"
_BOOKS = re.compile(
    rf"\b(?:book|schedule|make|set ?up|arrange|reserve)\b.{{0,25}}\b{_VISIT}\b"
    rf"|\b(?:need|want|like|get|have)\b.{{0,12}} (?:an?|my|the|in for an?) (?:\w+ )?{_VISIT}\b"
)
_ONLY_INTAKE = re.compile(r"(?:(?:hi|hello|ok|the|an?|do|for|please)\W+)*intake(?: form| please| pls)?")
_HERE = re.compile(
    r"\b(?:do|start|book|fill|make|get|send)\b.{0,25}\b(?:here|in (?:this|the) chat|now|online)\b"
)
_ASKS = re.compile(
    r"\?\W*$|\b(?:can|could|may|should|do|is it|am) i\b|\bis (?:it|that) (?:ok|okay|fine|allowed)\b"
    r"|\bor (?:his|her|their)"
)
A = TypeVar("A", bound=FrontdeskAction)
Act = Callable[[A, Turn, CollectingDispatcher], list[Event]]


class ActionBooking(FrontdeskAction):
    """The answer on booking or on the first visit; beneath it the intake's button for who wants to book."""

    def name(self) -> str:
        return "action_booking"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        said = "" if turn.choice else plain(turn.text)
        if _ONLY_INTAKE.fullmatch(said) and sent(turn.conversation) is None:
            say(dispatcher, reply="intake_offer")
            return []
        books = turn.intent == BOOKING or _BOOKS.search(said) is not None
        dispatcher.utter_message(response=f"utter_{BOOKING if books else turn.intent}")
        if books and sent(turn.conversation) is None:
            say(dispatcher, reply="intake_offer")
        return []


class ActionAcknowledge(FrontdeskAction):
    """ "Ok can I do that here" after the answer on booking gets the button; any other "ok" a few words."""

    def name(self) -> str:
        return "action_acknowledge"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        here = turn.last_topic in OFFERED_AFTER and _HERE.search(plain(turn.text)) is not None
        say(dispatcher, reply="intake_offer" if here else "acknowledge")
        return []


def unless_another(act: Act[A]) -> Act[A]:
    """An action's `act`, done unless the message tells or asks of an intake for another adult."""

    @wraps(act)
    def first(self: A, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        here = turn.last_topic in OFFERED_AFTER and _HERE.search(plain(turn.text)) is not None
        if turn.choice or turn.active_loop or not (here or _tells(turn)):
            return act(self, turn, dispatcher)
        if not here:
            say(dispatcher, reply=ANOTHER)
        say(dispatcher, reply="intake_offer")
        return []

    return first


def told_another(turn: Turn, dispatcher: CollectingDispatcher, *, asked: bool = False) -> bool:
    """Tell it to who fills in the intake for another adult: once, and to who asks (`asked`) again."""
    if turn.choice or not _tells(turn) or (not asked and _was_told(turn)):
        return False
    say(dispatcher, reply=ANOTHER)
    return True


def asks_for_another(turn: Turn) -> bool:
    """Whether the message asks whether that may be done, or whose name is meant."""
    return not turn.choice and _tells(turn) and _ASKS.search(plain(turn.text) + turn.text[-1:]) is not None


def _tells(turn: Turn) -> bool:
    return tells_another(turn.text, content().interview.minimum_age)


def _was_told(turn: Turn) -> bool:
    return Message.objects.filter(conversation=turn.conversation, topic=ANOTHER, seq__lt=turn.seq).exists()
