"""The interview as a Rasa loop: one action a turn. What to ask and save is frontdesk.intakes' business."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.after_sending import SLOT, unless_sent
from actions.base import Event, FrontdeskAction, Turn, say
from actions.kept_words import kept, offered
from actions.starting import asks_for_another, told_another
from frontdesk.chat.content import content
from frontdesk.intakes.after_sending import sent
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
            begun = self._begin(turn, dispatcher)
            opened = bool(begun) and begun[0]["event"] == "active_loop"
            return begun if opened else [ActiveLoop(None), *begun]
        if turn.rejected:
            return _tell(ask_again(turn.conversation, seq=turn.seq, now=now), dispatcher)
        if turn.choice and _is_aside(turn.choice):
            raise ActionExecutionRejection(LOOP)
        result = self._taken(turn)
        asked = result.digression and asks_for_another(turn)
        if result.digression and not asked:
            raise ActionExecutionRejection(LOOP)
        told_another(turn, dispatcher, asked=asked)
        if asked:
            result = ask_again(turn.conversation, seq=turn.seq, now=now)
        ended = not result.open and sent(turn.conversation) is not None
        return [*_tell(result, dispatcher), *([SlotSet(SLOT, True)] if ended else [])]

    @unless_sent
    def _begin(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        told_another(turn, dispatcher)
        begun = start(turn.conversation, seq=turn.seq, now=timezone.now())
        return _tell(offered(begun, turn), dispatcher)

    def _taken(self, turn: Turn) -> TurnResult:
        words = kept(turn)
        answerable = turn.intent not in NOT_ANSWERABLE
        understanding = (
            Understanding()
            if words
            else Understanding.of(turn.intent, turn.confidence, answerable, turn.wish)
        )
        return take_turn(
            turn.conversation,
            seq=turn.seq,
            text=words or turn.text,
            choice=None if words else turn.choice,
            understanding=understanding,
            now=timezone.now(),
        )


def _is_aside(choice: str) -> bool:
    answers = content().answers
    return choice in answers or choice.removeprefix("more_") in answers or choice in ASIDE


def _tell(result: TurnResult, dispatcher: CollectingDispatcher) -> list[Event]:
    if result.alert:
        say(dispatcher, alert=result.alert)
    for draft in result.drafts:
        say(dispatcher, draft=asdict(draft))
    return [ActiveLoop(LOOP if result.open else None)]
