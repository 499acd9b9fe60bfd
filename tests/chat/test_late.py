"""What was told "not now" is answered once, by itself, when Rasa is back."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from frontdesk.chat import late, rasa_client
from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.signals import saved_asked
from tests.chat.conftest import FakeRasa, Visitor
from tests.chat.test_api import everything

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise("P11")]
GONE = rasa_client.RasaUnavailable("ConnectError")


@pytest.fixture(autouse=True)
def up(monkeypatch: pytest.MonkeyPatch, rasa: FakeRasa) -> None:
    async def is_up() -> bool:
        return rasa.failure is None

    monkeypatch.setattr(rasa_client, "is_up", is_up)


async def kinds(visitor: Visitor) -> list[str]:
    return [message["kind"] for message in (await everything(visitor))[1:]]


async def test_a_kept_message_is_answered_once_and_streams_are_told(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.failure = GONE
    (excuse,) = await visitor.say("what does it cost?")
    assert excuse["kind"] == "error" and "kept" in excuse["text"]
    assert await late.answer_owed() == 0
    rasa.failure = None
    events = await visitor.get("events", **{"Last-Event-ID": str(excuse["seq"])})
    reading = asyncio.create_task(_read(events, 2))
    await asyncio.sleep(0)
    assert await late.answer_owed() == 1
    assert await late.answer_owed() == 0
    assert await kinds(visitor) == ["text", "error", "info", "answer"]
    assert await asyncio.wait_for(reading, 5) == [4, 5]


async def _read(events: Any, count: int) -> list[int]:
    seen: list[int] = []
    async for chunk in events.streaming_content:
        seen += [int(line[4:]) for line in chunk.decode().splitlines() if line.startswith("id: ")]
        if len(seen) >= count:
            break
    return seen


async def test_two_rounds_at_once_answer_once(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.failure = GONE
    await visitor.say("what does it cost?")
    rasa.failure = None
    await asyncio.gather(late.answer_owed(), late.answer_owed())
    assert (await kinds(visitor)).count("answer") == 1


async def test_sent_again_with_the_same_id_it_is_tried_again(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.failure = GONE
    first = await visitor.send("what does it cost?", client_id="same")
    assert (await visitor.send("what does it cost?", client_id="same")).json() == first.json()
    rasa.failure = None
    second = await visitor.send("what does it cost?", client_id="same")
    assert [message["kind"] for message in second.json()["messages"]] == ["answer"]
    assert (await visitor.send("what does it cost?", client_id="same")).json() == second.json()
    assert await late.answer_owed() == 0
    assert await kinds(visitor) == ["text", "error", "answer"]


async def test_asked_again_and_answered_it_is_not_answered_twice(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.failure = GONE
    await visitor.say("what does it cost?")
    rasa.failure = None
    await visitor.say("what does it cost?")
    assert await late.answer_owed() == 0
    assert (await kinds(visitor)).count("answer") == 1
    # what a killed process may have saved under the first number is found there again
    assert [metadata["seq"] for _, _, metadata in rasa.asked] == [2, 2]


async def test_an_unsaved_answer_of_the_interview_is_asked_for_again_not_taken_later(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.active_loop = "intake_form"
    rasa.payloads = [{"draft": {"kind": "question", "text": "Last name?", "topic": "last_name"}}]
    await visitor.say("start the intake")
    rasa.failure = GONE
    (excuse,) = await visitor.say("Ruiz")
    assert "not saved" in excuse["text"]
    rasa.failure = None
    asked = len(rasa.asked)
    assert await late.answer_owed() == 1
    assert len(rasa.asked) == asked
    last = (await everything(visitor))[-2:]
    assert [message["kind"] for message in last] == ["info", "question"]
    assert (last[1]["topic"], last[1]["text"]) == ("last_name", "Last name?")


async def test_an_answer_that_was_saved_after_all_gets_its_reply_and_is_not_asked_for_again(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    """The action ended after it had saved and before it could say so."""
    rasa.active_loop = "intake_form"
    await visitor.say("start the intake")
    rasa.failure = GONE
    (excuse,) = await visitor.say("Ruiz")
    rasa.failure = None
    rasa.payloads = [{"draft": {"kind": "question", "text": "E-mail?", "topic": "email"}}]
    asked: list[int] = []

    def saved(sender: Any, *, seq: int, **_: Any) -> bool:
        asked.append(seq)
        return True

    saved_asked.connect(saved)
    try:
        assert await late.answer_owed() == 1
    finally:
        saved_asked.disconnect(saved)
    assert asked == [excuse["seq"] - 1]
    assert (await everything(visitor))[-1]["topic"] == "email"


async def test_an_unsaved_answer_is_let_go_when_the_interview_went_on(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.active_loop = "intake_form"
    await visitor.say("start the intake")
    rasa.failure = GONE
    await visitor.say("Ruiz")
    rasa.failure = None
    await visitor.say("Ruiz-Ortega")
    before, asked = await kinds(visitor), len(rasa.asked)
    assert await late.answer_owed() == 1
    assert await late.answer_owed() == 0
    assert (await kinds(visitor), len(rasa.asked)) == (before, asked)


@pytest.mark.promise("P09")
async def test_a_message_whose_turn_died_with_its_process_is_answered(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    conversation = await Conversation.objects.aget()
    long_ago = timezone.now() - timedelta(minutes=1)
    for seq, at in ((2, long_ago), (3, timezone.now())):
        await Message.objects.acreate(
            conversation=conversation, seq=seq, sender="visitor", kind="text", text="hello?", owed=True, at=at
        )
    assert await late.answer_owed() == 1  # the other's turn may still be running
    assert await kinds(visitor) == ["text", "text", "answer"]


async def test_nothing_is_said_late_where_staff_have_the_chat_or_a_day_has_gone(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.failure = GONE
    await visitor.say("one")
    await Conversation.objects.aupdate(holder=Conversation.Holder.STAFF)
    rasa.failure = None
    await late.answer_owed()
    await Conversation.objects.aupdate(holder=Conversation.Holder.ASSISTANT)
    rasa.failure = GONE
    await visitor.say("two")
    await Message.objects.filter(sender="visitor").aupdate(at=timezone.now() - timedelta(hours=25))
    rasa.failure = None
    assert await late.answer_owed() == 0
    assert await kinds(visitor) == ["text", "error", "text", "error"]


async def test_danger_that_only_the_second_net_hears_is_heard_late_too(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.failure = GONE
    await visitor.say("something no rule knows")
    rasa.failure, rasa.danger = None, {"level": "crisis", "score": 0.9, "rows": ["net 0.90"]}
    assert await late.answer_owed() == 1
    assert (await kinds(visitor))[-1] == "crisis"
    assert (await Conversation.objects.aget()).care
