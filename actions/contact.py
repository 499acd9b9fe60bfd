"""A visitor leaves a phone number, an e-mail address or a name: staff get it with the chat."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher

from actions.after_sending import contact, unless_sent
from actions.base import Event, FrontdeskAction, Turn, say
from frontdesk.handoffs.state import standing, told_case, wish_noted, wished_words
from frontdesk.interview.text import readable

LEFT = "left"  # a number or an address was left with the wish
NO_CALLS = {"no phone", "no anyone"}


class ActionContact(FrontdeskAction):
    """Put what was left on the conversation's case, and say that staff will see it."""

    def name(self) -> str:
        return "action_contact"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        now = timezone.now()
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
