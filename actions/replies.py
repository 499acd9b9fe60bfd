"""Actions that choose what to say when one fixed response is not enough."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher

from actions.after_sending import unless_sent
from actions.base import Event, FrontdeskAction, Turn, composer, say
from actions.contact import ActionContact, ActionHandOffState
from actions.starting import BOOKING, unless_another
from frontdesk.chat import services
from frontdesk.chat.content import content
from frontdesk.chat.models import Conversation
from frontdesk.clinic import HAND_OFF
from frontdesk.handoffs.canned import staff_look
from frontdesk.handoffs.reason import reason_for
from frontdesk.handoffs.services import raise_case
from frontdesk.handoffs.state import is_taken_back, told_case, wanted_again, wish_noted
from frontdesk.intakes.services import while_paused

STATE, CANCELLING = "hand_off_status", "faq_cancellation_missed"
SECOND_MISS = 1  # misses before this one: a person is offered now, and nothing is guessed after it


def _while_paused(turn: Turn, dispatcher: CollectingDispatcher) -> bool:
    """Say that an intake is paused, where what is not understood may be an answer to it."""
    paused = while_paused(turn.conversation, seq=turn.seq, text=turn.text, now=timezone.now())
    for draft in paused.drafts if paused else ():
        say(dispatcher, draft=asdict(draft))
    return paused is not None


class ActionClarify(FrontdeskAction):
    """Offer the nearest titles, the second time with a person beside them; after that only the person."""

    def name(self) -> str:
        return "action_clarify"

    @unless_sent
    @unless_another
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        if _while_paused(turn, dispatcher):
            return []
        topics = [name.removeprefix("faq_") for name in turn.candidates if name.startswith("faq_")]
        if topics and turn.misses <= SECOND_MISS:
            say(dispatcher, clarify=topics, again=turn.misses == SECOND_MISS)
        else:
            say(dispatcher, reply="unknown_again")
        return []


class ActionSeveral(FrontdeskAction):
    """Answer each part of a message with several questions, and say when a part was not understood."""

    def name(self) -> str:
        return "action_several"

    @unless_sent
    @unless_another
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        for part in turn.parts:
            if part == "talk_to_person":
                ActionHandOff().act(turn, dispatcher)
            elif part == STATE:
                ActionHandOffState().act(turn, dispatcher)
            elif part in ("start_intake", "resume_intake"):
                say(dispatcher, reply="intake_offer")
            elif part in ("medical_advice", "misuse"):
                say(dispatcher, reply=f"decline_{part}")
            else:
                dispatcher.utter_message(response=f"utter_{part}")
        if BOOKING in turn.parts and not {"start_intake", "resume_intake"} & {*turn.parts}:
            say(dispatcher, reply="intake_offer")
        if turn.missed and not _of_hand_off(turn):
            topics = [name.removeprefix("faq_") for name in turn.candidates if name.startswith("faq_")]
            say(dispatcher, reply="not_understood_part")
            if topics:
                say(dispatcher, clarify=topics, again=False)
        return []


def _of_hand_off(turn: Turn) -> bool:
    """Where a hand-off stands was asked, and "did you cancel that" beside it is about no visit."""
    return turn.last_topic == HAND_OFF and STATE in turn.parts and turn.candidates[:1] == (CANCELLING,)


class ActionUnknown(FrontdeskAction):
    """Say honestly that this is not known here, with a way to staff; no third time in a row.

    Right after a hand-off it is left to the staff, who see it with the chat.
    """

    def name(self) -> str:
        return "action_unknown"

    @unless_sent
    @unless_another
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        if _while_paused(turn, dispatcher):
            return []
        case = told_case(turn.conversation) if turn.last_topic == HAND_OFF else None
        if case is not None and case.is_open:
            say(dispatcher, reply="unknown_handed_off", reference=case.reference)
        elif turn.misses > SECOND_MISS:
            say(dispatcher, reply="unknown_again")
        else:
            say(dispatcher, reply="out_of_scope" if turn.intent == "out_of_scope" else "unknown")
        return []


class ActionMore(FrontdeskAction):
    """The longer answer of the chosen topic, or of the last one."""

    def name(self) -> str:
        return "action_more"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        if not turn.choice and turn.last_topic == HAND_OFF:
            return ActionHandOffState().act(turn, dispatcher)
        chosen = turn.choice.removeprefix("more_") if turn.choice else turn.last_topic
        if chosen:
            say(dispatcher, more=chosen)
        else:
            say(dispatcher, reply="nothing_more")
        return []


class ActionSimpler(FrontdeskAction):
    """The short answer after the longer one; there is no shorter one than that."""

    def name(self) -> str:
        return "action_simpler"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        short = composer().answer(turn.last_topic)
        told = services.said_of(turn.conversation, turn.last_topic, before=turn.seq)
        if short is None or short.text == told:
            say(dispatcher, reply="no_simpler")
        else:
            say(dispatcher, answer=turn.last_topic)
        return []


class ActionDecline(FrontdeskAction):
    """Decline personal medical advice or misuse kindly, and offer staff."""

    def name(self) -> str:
        return "action_decline"

    @unless_sent
    @unless_another
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        topic = turn.intent if turn.intent in ("medical_advice", "misuse") else "medical_advice"
        say(dispatcher, reply=f"decline_{topic}")
        return []


class ActionHandOff(FrontdeskAction):
    """Raise a case for this conversation and tell its reference."""

    def name(self) -> str:
        return "action_hand_off"

    @unless_sent
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        now = timezone.now()
        conversation = Conversation.objects.get(pk=turn.conversation)
        known = told_case(turn.conversation)
        case = raise_case(
            conversation,
            kind="crisis" if turn.care else reason_for(conversation),
            prefix=content().clinic.fact("reference_prefix"),
            urgent=turn.care,
            now=now,
        )
        reachable = bool(case.person.get("phone") or case.person.get("email"))
        again = is_taken_back(case)
        case = wanted_again(case, now=now)
        if known is not None and known.pk == case.pk and not again and (reachable or not turn.care):
            return (ActionContact() if turn.reach else ActionHandOffState()).act(turn, dispatcher)
        if turn.reach:
            wish_noted(case, turn.text, now=now)
        reply = "hand_off_care" if turn.care else "hand_off"
        say(dispatcher, reply=reply, reference=case.reference, when=staff_look(now))
        return []
