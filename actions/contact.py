"""A visitor leaves a phone number or an e-mail address: staff get it with the chat."""

from __future__ import annotations

from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Event, FrontdeskAction, Turn, say
from frontdesk.handoffs.canned import staff_look
from frontdesk.handoffs.left import contact_left


class ActionContact(FrontdeskAction):
    """Put what was left on the conversation's case, and say that staff will see it."""

    def name(self) -> str:
        return "action_contact"

    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        now = timezone.now()
        case = contact_left(turn.conversation, turn.text, now=now)
        say(dispatcher, reply="contact_noted", reference=case.reference, when=staff_look(now))
        return []
