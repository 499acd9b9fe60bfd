"""The longer answer is not said twice in a row: a person is offered instead."""

from __future__ import annotations

import pytest

from tests.chat.conftest import FakeRasa, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_longer_answer_that_stands_just_above_is_not_said_again(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads = [{"answer": "cost"}]
    (first,) = await visitor.say("what does it cost")
    rasa.payloads = [{"more": "cost"}]
    (longer,) = await visitor.say("and for my dad")
    assert [first["kind"], longer["kind"]] == ["answer", "answer"] and first["text"] != longer["text"]
    assert (await visitor.say("Tell me more"))[0]["text"] == longer["text"]  # asked for in so many words
    (again,) = await visitor.say("i am a truck driver")
    assert again["kind"] == "unknown" and again["choices"][0]["id"] == "talk_to_person"
    (after,) = await visitor.say("so what does it cost")
    assert after == {**longer, **{key: after[key] for key in ("id", "seq", "at")}}  # not just above any more


async def test_a_question_that_stands_by_itself_is_answered_each_time(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads = [{"answer": "cost"}]
    (first,) = await visitor.say("what does it cost")
    (second,) = await visitor.say("how much is an infusion")
    assert second["kind"] == "answer" and second["text"] == first["text"]


async def test_beside_another_answer_it_is_left_out(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.payloads = [{"more": "cost"}]
    await visitor.say("what does it cost")
    rasa.payloads = [{"more": "cost"}, {"answer": "insurance"}]
    replies = await visitor.say("what does it cost and is it covered")
    assert [reply["topic"] for reply in replies] == ["insurance"]
