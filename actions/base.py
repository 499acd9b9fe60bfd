"""The base of every custom action: read the tracker, call one service, return events.

No exception leaves an action (design §8.6): Rasa would write the whole tracker into its log, and the
visitor would get silence. A failure is logged by its class and answered with "not saved".
"""

from __future__ import annotations

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from frontdesk.chat import services
from frontdesk.chat.content import content
from frontdesk.chat.drafts import Composer

log = logging.getLogger("frontdesk.actions")
Event = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """What the tracker says about the message being answered."""

    conversation: UUID
    seq: int
    text: str
    choice: str | None
    intent: str | None
    confidence: float
    ranking: tuple[dict[str, Any], ...]
    wish: Mapping[str, Any]  # what a message in the intake is (rasa_ext/wishes.py)
    candidates: tuple[str, ...]
    parts: tuple[str, ...]  # intents to answer one by one
    missed: bool  # a part was not understood
    reach: tuple[str, ...]  # how to be reached, and how not to be (rasa_ext/understanding_reach.py)
    last_topic: str
    misses: int
    care: bool
    active_loop: str | None
    rejected: bool  # the loop has already passed this message on as a question
    until: float  # when Rasa stops waiting for an action, by time.monotonic(); after it nothing may be saved


def read_turn(tracker: Tracker) -> Turn:
    """The turn of the latest message. `rasa shell` sends no metadata: defaults then."""
    message = tracker.latest_message or {}
    metadata = message.get("metadata") or {}
    intent = message.get("intent") or {}
    return Turn(
        conversation=_uuid(tracker.sender_id),
        seq=int(metadata.get("seq") or sum(event["event"] == "user" for event in tracker.events)),
        text=str(message.get("text") or ""),
        choice=metadata.get("choice"),
        intent=intent.get("name"),
        confidence=float(intent.get("confidence") or 0.0),
        ranking=tuple(message.get("intent_ranking") or ()),
        wish=message.get("wish") or {},
        candidates=tuple(message.get("candidates") or ()),
        parts=tuple(message.get("parts") or ()),
        missed=bool(message.get("missed")),
        reach=tuple(filter(None, (message.get("extra") or {}).get("reach", "").split(","))),
        last_topic=str(metadata.get("last_topic") or ""),
        misses=int(metadata.get("misses") or 0),
        care=bool(metadata.get("care")),
        active_loop=(tracker.active_loop or {}).get("name"),
        rejected=_rejected(tracker),
        until=float(metadata.get("act_until") or "inf"),
    )


def _uuid(sender: str) -> UUID:
    try:
        return UUID(sender)
    except ValueError:
        return uuid5(NAMESPACE_OID, sender)  # `rasa shell` and `rasa test` name their senders freely


def _rejected(tracker: Tracker) -> bool:
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "action_execution_rejected":
            return True
    return False


class TooLate(Exception):
    """Nobody waits for this turn any more: the visitor was told that it was not saved."""


class FrontdeskAction(Action, ABC):
    """Subclasses write `act`; it runs in a thread, with the database at hand."""

    @abstractmethod
    def name(self) -> str:
        """The action's name in domain.yml."""

    @abstractmethod
    def act(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        """Do the one thing. May raise anything; ActionExecutionRejection passes the turn on."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        turn = read_turn(tracker)
        try:
            return await sync_to_async(self._guarded)(turn, dispatcher)
        except ActionExecutionRejection:
            raise
        # The edge of the process: whatever goes wrong here would be an error 500 to Rasa, and to the visitor
        # silence. They are told (promise 10); the log has the cause's type, as its text may be theirs.
        except Exception as error:
            log.error("action failed name=%s cause=%s seq=%s", self.name(), type(error).__name__, turn.seq)
            dispatcher.messages.clear()
            say(dispatcher, reply="not_saved" if turn.active_loop else "unavailable")
            return []

    def _guarded(self, turn: Turn, dispatcher: CollectingDispatcher) -> list[Event]:
        if time.monotonic() > turn.until:
            raise TooLate
        close_old_connections()
        try:
            services.ensure_conversation(turn.conversation, now=timezone.now())
            return self.act(turn, dispatcher)
        finally:
            close_old_connections()


def composer() -> Composer:
    """What `web` would make of a payload."""
    return Composer(content(), today=timezone.now().date(), require_review=settings.REQUIRE_REVIEW)


def say(dispatcher: CollectingDispatcher, **payload: Any) -> None:
    """Send one payload of the kinds that frontdesk.chat.drafts composes; `web` looks its words up.

    The text beside it is what `rasa shell` prints.
    """
    texts = [draft.text for draft in composer().compose([payload])]
    dispatcher.utter_message(text="\n".join(texts) or None, json_message=payload)
