"""Words of danger and floods in the chat by forms alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.db import OperationalError

from frontdesk.chat import services, turn
from frontdesk.chat.content import content
from frontdesk.chat.models import Conversation
from frontdesk.handoffs.models import Case
from tests.chat.conftest import FakeRasa
from tests.site.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
DANGER = "i want to kill myself tonight"


@pytest.mark.promise("P34")
async def test_floods_are_refused_kindly_and_the_words_kept(visitor: Visitor, rasa: FakeRasa) -> None:
    for n in range(30):
        await visitor.say(f"m{n}")
    page = await visitor.say("one more")
    assert (visitor.response.status_code, page.typed) == (429, "one more")
    assert int(visitor.response["Retry-After"]) > 0
    page = await visitor.say(DANGER)
    assert visitor.response.status_code == 200
    assert "really glad you wrote this" in page.words


@pytest.mark.promise("P21")
async def test_words_of_danger_open_a_case_and_the_care_frame_holds(visitor: Visitor, rasa: FakeRasa) -> None:
    page = await visitor.say(DANGER)
    assert not rasa.asked
    assert {"tel:988", "sms:988", "sms:741741?body=HOME", "tel:911"} <= set(page.links)
    assert await Case.objects.filter(kind="crisis", urgent=True).acount() == 1
    page = await visitor.say("just kidding")
    line = content().safety_replies.after["joke"]["crisis"][0]
    assert "".join(line.split()) in "".join(page.words.split())
    assert (await visitor.press("call_me")).words


@pytest.mark.promise("P21")
@pytest.mark.parametrize("opened", [True, False])
async def test_words_of_danger_are_answered_when_nothing_can_be_stored(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, opened: bool
) -> None:
    if opened:
        await visitor.say("hello")

    def locked(*_: Any, **__: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(services, "accept", locked)
    monkeypatch.setattr(services, "open_conversation", locked)
    monkeypatch.setattr(turn, "DANGER_SECONDS", 0.2)
    monkeypatch.setattr(turn, "LATER_SECONDS", (0.3,))
    page = await visitor.say(DANGER)
    assert "988" in page.words
    assert "sms:741741?body=HOME" in page.links
    assert ("could not save your message" in page.words) is not opened
    for task in list(turn._pending):
        await asyncio.wait([task])


@pytest.mark.promise("P21")
@pytest.mark.promise("P34")
async def test_too_many_chats_from_one_address(visitor: Visitor) -> None:
    for _ in range(6):
        other = Visitor()
        await other.look()
        await other.say("hello")
    page = await visitor.say("hello")
    assert (visitor.response.status_code, page.typed) == (429, "hello")
    page = await visitor.say(DANGER)
    assert "could not save your message" in page.words
    assert "marked this for our staff" not in page.words
    assert "sms:988" in page.links


async def test_words_of_danger_in_a_chat_ended_elsewhere_start_a_new_one(visitor: Visitor) -> None:
    await visitor.say("hello")
    await asyncio.to_thread(services.erase, await Conversation.objects.aget())
    assert "really glad you wrote this" in (await visitor.say(DANGER)).words
    assert await Case.objects.filter(urgent=True).acount() == 1
