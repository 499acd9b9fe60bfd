"""Trackers as a small cache in memory: a few turns of the latest conversations, nothing on disk.

Django's tables are the record, and the channel restores what a turn needs (the open loop) from what
`web` sends along. So losing this store loses nothing, its cost does not grow with a conversation, and
no personal text of it is ever at rest.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_CONVERSATIONS = 500
KEPT_EVENTS = 60  # about five turns


class RecentTrackerStore(TrackerStore):
    """Keeps the last KEPT_EVENTS events of the last KEPT_CONVERSATIONS conversations."""

    def __init__(self, domain: Domain | None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._events: OrderedDict[str, list[Event]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        recent = list(tracker.events)[-KEPT_EVENTS:]
        if tracker.active_loop_name and len(tracker.events) > KEPT_EVENTS:
            recent.insert(0, ActiveLoop(tracker.active_loop_name))
        self._events[tracker.sender_id] = recent
        self._events.move_to_end(tracker.sender_id)
        while len(self._events) > KEPT_CONVERSATIONS:
            self._events.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        events = self._events.get(sender_id)
        if events is None:
            return None
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def keys(self) -> list[str]:
        return list(self._events)
