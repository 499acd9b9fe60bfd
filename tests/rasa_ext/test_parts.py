"""Choices, the tracker cache and the channel's door."""

from __future__ import annotations

import pytest

from rasa_ext.choices import intent_of_choice

INTENTS = {"faq_cost", "start_intake", "talk_to_person", "choose"}


@pytest.mark.parametrize(
    ("choice", "intent"),
    [
        ("cost", "faq_cost"),
        ("more_cost", "tell_me_more"),
        ("start_intake", "start_intake"),
        ("call_me", "talk_to_person"),
        ("consent_yes", "choose"),
        ("more_nothing", "choose"),
    ],
)
def test_a_choice_is_an_intent_or_the_interviews_business(choice: str, intent: str) -> None:
    assert intent_of_choice(choice, INTENTS) == intent


async def test_the_tracker_cache_is_bounded_and_keeps_the_open_loop() -> None:
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import ActionExecuted, ActiveLoop
    from rasa.shared.core.trackers import DialogueStateTracker

    from rasa_ext import tracker_store

    store = tracker_store.RecentTrackerStore(
        Domain.from_dict({"forms": {"intake_form": {"required_slots": []}}})
    )
    tracker = DialogueStateTracker.from_events("a", [ActiveLoop("intake_form")])
    for _ in range(300):
        tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)
    again = await store.retrieve("a")
    assert again is not None and again.active_loop_name == "intake_form"
    assert len(again.events) <= tracker_store.KEPT_EVENTS + 1
    for number in range(tracker_store.KEPT_CONVERSATIONS + 5):
        await store.save(DialogueStateTracker.from_events(f"c{number}", []))
    assert await store.retrieve("a") is None
    assert len(await store.keys()) == tracker_store.KEPT_CONVERSATIONS


@pytest.mark.promise("P30")
def test_the_channel_refuses_to_start_without_a_secret() -> None:
    from rasa_ext.channel import FrontdeskInput

    for credentials in (None, {}, {"secret": ""}, {"secret": "${FRONTDESK_INTERNAL_SECRET}"}):
        with pytest.raises(ValueError, match="FRONTDESK_INTERNAL_SECRET"):
            FrontdeskInput.from_credentials(credentials)
