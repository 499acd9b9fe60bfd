"""A visitor leaves a phone number, an e-mail address or a name: staff get it with the chat."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher

from actions.after_sending import contact, unless_sent
from actions.base import Event, FrontdeskAction, Turn, say
from frontdesk.chat.just_said import kinds_just_said
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.state import standing, taken_back, told_case, wish_noted, wished_words
from frontdesk.interview.text import readable

LEFT = "left"  # a number or an address was left with the wish
NO_CALLS = {"no phone", "no anyone"}
BACK, PERHAPS = "taken back", "perhaps taken back"  # a hand-off; "perhaps": nvm, forget it


class ActionContact(FrontdeskAction):
    """Put what was left on the conversation's case, and say that staff will see it."""

    def name(self) -> str:
        return "action_contact"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        now = timezone.now()
        if {BACK, PERHAPS} & {*turn.reach}:
            return self._back(turn, dispatcher, now)
        if turn.reach and LEFT not in turn.reach:
            return self._wish(turn, dispatcher, now)
        contact(turn, dispatcher, now, named=turn.intent == "name_given")
        return []

    def _wish(self, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> list[Event]:
        """How to be reached is noted on the open case; where there is none, only said what there is."""
        refuses = any(way.startswith("no ") for way in turn.reach)
        case = told_case(turn.conversation)
        if case is None or not case.is_open:
            say(dispatcher, reply="declines_contact" if refuses else "hand_off_none")
            return []
        case = wish_noted(case, turn.text, now=now)
        say(
            dispatcher,
            reply="reach_refused" if NO_CALLS & {*turn.reach} else "reach_noted",
            reference=case.reference,
            said=readable(turn.text),
            left=wished_words(case, turn.reach),
        )
        return []

    def _back(self, turn: Turn, dispatcher: CollectingDispatcher, now: datetime) -> list[Event]:
        """Noted on the case, which stays with staff; a shrug takes back only what was told just above it."""
        case = told_case(turn.conversation)
        if PERHAPS in turn.reach and (turn.care or case is None or not _just_handed_over(turn, case)):
            say(dispatcher, reply="acknowledge")
        elif case is None or not case.is_open:
            say(dispatcher, reply="declines_contact")
        else:
            case = taken_back(case, turn.text, now=now)
            said = readable(turn.text)
            say(dispatcher, reply="reach_taken_back", reference=case.reference, said=said)
        return []


def _just_handed_over(turn: Turn, case: Case) -> bool:
    """Whether the reply above told of the hand-off; who has sent an intake has asked for no person."""
    told = kinds_just_said(turn.conversation, before=turn.seq)
    return case.is_open and case.kind != Case.Kind.INTAKE and "handoff" in told


class ActionHandOffState(FrontdeskAction):
    """Say where the hand-off stands: what staff have, and when they look. Nothing is promised beyond that."""

    def name(self) -> str:
        return "action_hand_off_state"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        now = timezone.now()
        found = standing(turn.conversation, care=turn.care, now=now)
        say(dispatcher, reply=found.reply, reference=found.reference, left=found.left, when=found.when)
        return []
