"""A visitor leaves a phone number, an e-mail address or a name: staff get it with the chat."""

from __future__ import annotations

from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Event, FrontdeskAction, Turn, say
from frontdesk.handoffs.left import contact_left
from frontdesk.handoffs.state import left_words, standing, when_words


class ActionContact(FrontdeskAction):
    """Put what was left on the conversation's case, and say that staff will see it."""

    def name(self) -> str:
        return "action_contact"

    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        now = timezone.now()
        left = contact_left(turn.conversation, turn.text, now=now, named=turn.intent == "name_given")
        say(
            dispatcher,
            reply=left.reply,
            reference=left.case.reference,
            left=left_words(left.case),
            when=when_words(left.case, now),
        )
        return []


class ActionHandOffState(FrontdeskAction):
    """Say where the hand-off stands: what staff have, and when they look. Nothing is promised beyond that."""

    def name(self) -> str:
        return "action_hand_off_state"

    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        now = timezone.now()
        found = standing(turn.conversation, care=turn.care, now=now)
        say(dispatcher, reply=found.reply, reference=found.reference, left=found.left, when=found.when)
        return []
