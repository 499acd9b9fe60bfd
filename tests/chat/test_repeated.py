"""The same words are not said twice in a row: the longer answer is, then a person is offered."""

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


async def test_in_place_of_the_same_short_answer_the_longer_one_is_told(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads = [{"answer": "suicidal_ideation"}]
    *_, first = await visitor.say("is it shown to help with suicidal thoughts in studies")
    *_, second = await visitor.say("do you treat people who had an attempt years ago")
    assert (second["kind"], second["topic"]) == ("answer", "suicidal_ideation")
    assert second["text"] != first["text"] and "past attempt" in second["text"]
    rasa.payloads = [{"answer": "driving"}]
    await visitor.say("can i drive")
    rasa.payloads = [{"answer": "suicidal_ideation"}]
    assert (await visitor.say("and what do studies say"))[-1]["text"] == first["text"]  # not just above


async def test_beside_another_answer_it_is_left_out(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.payloads = [{"more": "cost"}]
    await visitor.say("what does it cost")
    rasa.payloads = [{"more": "cost"}, {"answer": "insurance"}]
    replies = await visitor.say("what does it cost and is it covered")
    assert [reply["topic"] for reply in replies] == ["insurance"]


async def test_a_fixed_reply_is_said_in_other_words_while_it_is_before_the_eyes(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads = [{"reply": "no_simpler"}]
    first, second, third = [(await visitor.say("simpler"))[0] for _ in range(3)]
    assert first["text"] != second["text"] == third["text"]
    assert first["choices"] == second["choices"]


async def test_what_leans_on_a_hand_off_is_told_so_but_not_in_the_intake(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads = [{"reply": "hand_off", "reference": "OT-7F3K-2Q", "when": "Soon."}]
    await visitor.say("talk to a person")
    rasa.payloads, rasa.active_loop = [{"reply": "thanks"}], "intake_form"
    await visitor.say("thanks")
    await visitor.say("Maria")
    assert [metadata["last_topic"] for _, _, metadata in rasa.asked] == ["", "hand_off", ""]


@pytest.mark.parametrize("text", ["just the number pls", "only give me the price", "tl;dr"])
async def test_who_asks_for_no_more_than_the_figure_gets_the_short_answer(
    text: str, visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads = [{"answer": "cost"}]
    (first,) = await visitor.say("what does it cost")
    assert (await visitor.say(text))[-1]["text"] == first["text"]
