"""The interview as a Rasa loop: one action a turn. What to ask and save is frontdesk.intakes' business."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone
from rasa_sdk.events import ActiveLoop
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.base import Event, FrontdeskAction, Turn, say
from frontdesk.chat.content import content
from frontdesk.intakes.services import TurnResult, Understanding, ask_again, start, take_turn

LOOP = "intake_form"
ASIDE = ("talk_to_person", "call_me", "something_else")  # choices that leave the question open
NOT_ANSWERABLE = (
    *(None, "nlu_fallback", "out_of_scope", "choose", "clarify", "contact_given", "declines_contact"),
    *("greet", "thanks", "goodbye", "acknowledge", "simpler"),  # the interview has its own words for these
)


class IntakeForm(FrontdeskAction):
    """Runs on every message while the loop is open; a question in between is passed on to the rules."""

    def name(self) -> str:
        return LOOP

    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        now = timezone.now()
        if turn.active_loop != LOOP:
            return _tell(start(turn.conversation, seq=turn.seq, now=now), dispatcher)
        if turn.rejected:
            return _tell(ask_again(turn.conversation, seq=turn.seq, now=now), dispatcher)
        if turn.choice and _is_aside(turn.choice):
            raise ActionExecutionRejection(LOOP)
        answerable = turn.intent not in NOT_ANSWERABLE
        understanding = Understanding.of(turn.intent, turn.confidence, answerable, turn.wish)
        result = take_turn(
            turn.conversation,
            seq=turn.seq,
            text=turn.text,
            choice=turn.choice,
            understanding=understanding,
            now=now,
        )
        if result.digression:
            raise ActionExecutionRejection(LOOP)
        return _tell(result, dispatcher)


def _is_aside(choice: str) -> bool:
    answers = content().answers
    return choice in answers or choice.removeprefix("more_") in answers or choice in ASIDE


def _tell(result: TurnResult, dispatcher: CollectingDispatcher) -> list[Event]:
    if result.alert:
        say(dispatcher, alert=result.alert)
    for draft in result.drafts:
        say(dispatcher, draft=asdict(draft))
    return [ActiveLoop(LOOP if result.open else None)]
