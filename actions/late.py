"""A button of a question that is no longer open: a second confirm, or a click in an old message."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Event, FrontdeskAction, Turn, say
from frontdesk.intakes.services import Understanding, take_turn


class ActionLateChoice(FrontdeskAction):
    """A submitted intake says its reference again; with nothing open this is said plainly."""

    def name(self) -> str:
        return "action_late_choice"

    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        result = take_turn(
            turn.conversation,
            seq=turn.seq,
            text=turn.text,
            choice=turn.choice,
            understanding=Understanding(turn.intent, turn.confidence, False),
            now=timezone.now(),
        )
        for draft in result.drafts:
            say(dispatcher, draft=asdict(draft))
        return []
