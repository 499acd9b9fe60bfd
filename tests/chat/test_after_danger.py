"""The turns after words of danger: what was told has its own words, an intake goes on."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async

from actions.kept_words import _KEEPS
from frontdesk.chat import rasa_client
from frontdesk.chat.interrupted import KEEP, interrupted_words
from frontdesk.chat.models import Conversation, Message
from tests.chat.conftest import CRISIS, HELP, FakeRasa, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


UNKNOWN = [{"reply": "unknown"}]


async def test_in_the_frame_a_question_gets_its_reply_and_words_about_oneself_get_care(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    await visitor.say(CRISIS)
    rasa.payloads, rasa.intent = [{"reply": "clinic_wifi"}], "clinic_wifi"
    assert [reply["kind"] for reply in await visitor.say("wifi?")] == ["info", "crisis"]
    rasa.payloads, rasa.intent = UNKNOWN, "nlu_fallback"
    replies = await visitor.say("where do i pick up a parking permit")
    assert [reply["kind"] for reply in replies] == ["unknown", "crisis"]
    assert replies[-1]["text"].startswith("If things get hard")
    assert [reply["kind"] for reply in await visitor.say("the rain and the dark")] == ["crisis"]
    rasa.payloads, rasa.intent = [{"reply": "acknowledge"}], "acknowledge"
    assert [reply["kind"] for reply in await visitor.say("ok")] == ["crisis"]
    rasa.payloads, rasa.intent = [{"answer": "cost"}], "faq_cost"
    rasa.danger = {"level": "soft_check", "score": 0.1, "rows": ["hopeless"], "resources": True}
    (low,) = await visitor.say("i feel hopeless")
    assert low["kind"] == "crisis" and "988" in low["text"]
    rasa.danger = {}
    answer, line = await visitor.say("just kidding, how much does it cost")
    assert answer["topic"] == "cost"
    assert line["text"].startswith("Okay, thank you for telling me") and "988" in line["text"]


async def test_in_the_frame_what_a_hand_off_draws_to_itself_gets_care_and_a_question_where_it_stands(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    await visitor.say(CRISIS)
    rasa.payloads, rasa.intent = [{"reply": "hand_off_state_care", "reference": "OT-1"}], "hand_off_status"
    assert [reply["kind"] for reply in await visitor.say("just kidding")] == ["crisis"]
    assert [reply["kind"] for reply in await visitor.say("when will they call?")] == ["handoff", "crisis"]


async def test_a_question_is_answered_though_good_news_stand_before_it(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    await visitor.say(CRISIS)
    rasa.payloads, rasa.intent = [{"answer": "driving"}], "faq_driving"
    answer, line = await visitor.say("i feel great, can i drive to pick up my kids")
    assert answer["topic"] == "driving" and "988" in line["text"]
    rasa.payloads, rasa.intent = UNKNOWN, "nlu_fallback"
    assert [reply["kind"] for reply in await visitor.say("that didn't answer it")] == ["unknown", "crisis"]
    (care,) = await visitor.say("life is bad")
    assert care["kind"] == "crisis"


async def test_what_to_do_now_is_answered_by_those_who_help(visitor: Visitor, rasa: FakeRasa) -> None:
    (first,) = await visitor.say("my son just ate one of my lozenges")
    assert (
        first["kind"] == "urgent_medical" and "Poison Control" in first["text"] and "988" not in first["text"]
    )
    rasa.payloads, rasa.intent = [{"answer": "side_effects"}], "faq_side_effects"
    for said in ("he seems sleepy", "what do i do?? how long does it take"):
        (care,) = await visitor.say(said)
        assert care["kind"] == "urgent_medical" and "Poison Control" in care["text"], said
    assert [reply["kind"] for reply in await visitor.say("is sleepiness a side effect?")] == [
        "answer",
        "urgent_medical",
    ]


async def test_what_only_the_second_net_hears_is_about_what_was_heard_before(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    (first,) = await visitor.say("my husband beats me and he will kill me")
    rasa.danger = {"level": "crisis", "score": 0.3, "rows": ["net 0.30"], "resources": True}
    (second,) = await visitor.say("hes home soon")
    assert "To talk with a person at any hour" in first["text"]
    assert "To talk with a person at any hour" in second["text"]
    (third,) = await visitor.say("dont have anyone call my phone please he checks it")
    assert "do not want to be called" in third["text"]


async def test_spanish_words_of_danger_are_answered_in_spanish(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.danger = {"level": "crisis", "score": 0.4, "rows": ["net 0.40"], "resources": True}
    (reply,) = await visitor.say("me siento muy triste y ya no quiero vivir")
    assert "oprima 2" in reply["text"] and all(word in reply["text"] for word in HELP)
    rasa.danger, rasa.payloads, rasa.intent = {}, UNKNOWN, "other_language"
    (after,) = await visitor.say("estoy sola con mi hijo")
    assert "Sigo aquí" in after["text"] and "oprima 2" in after["text"]


TAKEN_BACK = [
    ("just kidding", "it was a joke", "i didnt mean it"),
    ("im ok now", "i feel better", "i won't do anything"),
    ("my sister took my phone", "sorry wrong chat", "that wasn't me"),
    ("nvm", "forget it", "never mind"),
    ("Ana", "hm", "well"),
]


@pytest.mark.parametrize("said", TAKEN_BACK)
async def test_what_is_taken_back_is_answered_each_time_in_other_words_and_the_flag_stays(
    visitor: Visitor, rasa: FakeRasa, said: tuple[str, ...]
) -> None:
    await visitor.say(CRISIS)
    rasa.payloads = [{"reply": "decline_medical_advice"}] if said[0] == "im ok now" else UNKNOWN
    texts = []
    for text in said:
        (reply,) = await visitor.say(text)
        assert reply["kind"] == "crisis"
        assert all(number in reply["text"] for number in ("988", "741741", "911"))
        texts.append(reply["text"])
    assert len(set(texts)) == len(said)
    assert (await Conversation.objects.aget()).care


async def test_an_alarm_that_is_said_again_begins_otherwise(visitor: Visitor) -> None:
    said = [(await visitor.say(CRISIS))[0]["text"] for _ in range(4)]
    assert all(text != following for text, following in zip(said, said[1:]))
    assert all(word in text for text in said for word in HELP)
    (other,) = await visitor.say("my husband beats me and he will kill me")
    assert "glad" in other["text"]


EMERGENCY = "she wont wake up after her infusion"


async def test_after_a_medical_emergency_the_words_are_of_one(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.failure = rasa_client.RasaUnavailable("ConnectError")
    (reply,) = await visitor.say(EMERGENCY)
    assert "want to die" not in reply["text"] and "988" not in reply["text"]
    rasa.failure, rasa.payloads = None, [{"answer": "emergencies"}]
    told = [await visitor.say(text) for text in ("she woke up", "ambulance is here", "im at the ER")]
    for (reply,) in told:
        assert reply["kind"] == "urgent_medical"
        assert "911" in reply["text"] and "741741" not in reply["text"]
    assert len({reply["text"] for (reply,) in told}) == 3
    rasa.payloads = [{"answer": "cost"}]
    answer, line = await visitor.say("what does it cost")
    assert line["kind"] == "urgent_medical" and "911" in line["text"]
    await visitor.say(CRISIS)
    assert "741741" in (await visitor.say("just kidding"))[-1]["text"]  # from now on the frame is a crisis


async def test_an_all_clear_that_the_second_net_doubts_has_its_words_and_the_alert(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.failure = rasa_client.RasaUnavailable("ConnectError")
    await visitor.say(EMERGENCY)
    rasa.failure = None
    rasa.danger = {"level": "urgent_medical", "score": 0.3, "rows": ["net 0.30"], "resources": True}
    (reply,) = await visitor.say("hes breathing again")
    assert (reply["kind"], "glad" in reply["text"]) == ("urgent_medical", True)
    stored = await Message.objects.filter(kind="urgent_medical").alatest("seq")
    assert stored.trace == {"rows": ["care", "clear", "net 0.30"]}
    (reply,) = await visitor.say("he looks strange")
    assert reply["text"].startswith("This still sounds like an emergency")  # what was heard before still is


NAME = {"draft": {"kind": "question", "topic": "first_name", "text": "What is your first name?"}}
CONSENT = {
    "draft": {
        "kind": "question",
        "topic": "consent",
        "text": "Do you agree?",
        "choices": [{"id": "consent_yes", "title": "I agree"}, {"id": "consent_no", "title": "No, thanks"}],
    }
}


@pytest.fixture
async def interrupted(visitor: Visitor, rasa: FakeRasa) -> Visitor:
    """A visitor whose intake an alarm interrupted at the first question."""
    rasa.payloads, rasa.active_loop = [CONSENT], "intake_form"
    await visitor.say("start the intake")
    await visitor.say(CRISIS)
    rasa.payloads, rasa.active_loop = UNKNOWN, ""
    return visitor


@pytest.mark.parametrize("text", ["go on", "ok, let's continue", "can we finish the form"])
async def test_an_intake_is_resumed_in_plain_words(interrupted: Visitor, rasa: FakeRasa, text: str) -> None:
    rasa.payloads, rasa.active_loop = [NAME], "intake_form"
    assert [reply["kind"] for reply in await interrupted.say(text)] == ["info", "question"]
    assert (rasa.asked[-1][2]["choice"], rasa.asked[-1][2]["active_loop"]) == ("resume_intake", "")
    await interrupted.say("Ana")
    assert rasa.asked[-1][2]["active_loop"] == "intake_form"


async def test_what_an_alarm_kept_from_the_open_question_is_known_until_it_is_asked_otherwise(
    interrupted: Visitor, rasa: FakeRasa
) -> None:
    chat = await Conversation.objects.aget()
    kept = sync_to_async(interrupted_words)
    assert await kept(chat.pk, before=99) == CRISIS
    offer = {"draft": {**NAME["draft"], "choices": [{"id": KEEP, "title": "Keep what I wrote"}]}}
    rasa.payloads, rasa.active_loop = [offer], "intake_form"
    await interrupted.say("go on")
    assert await kept(chat.pk, before=99) == CRISIS
    rasa.payloads = [NAME]
    await interrupted.say("what?")
    assert await kept(chat.pk, before=99) == ""


@pytest.mark.parametrize("text", ["keep it", "i just told you", "what i wrote above", "ok, use what I said"])
def test_the_words_are_kept_when_that_is_asked_for(text: str) -> None:
    assert _KEEPS.fullmatch(text.lower()) and not _KEEPS.fullmatch("i keep it locked away")


async def test_an_answer_to_the_open_question_resumes_it_too(interrupted: Visitor, rasa: FakeRasa) -> None:
    rasa.payloads, rasa.active_loop = [NAME], "intake_form"
    assert [reply["kind"] for reply in await interrupted.say("i agree")] == ["info", "question"]
    assert rasa.asked[-1][2]["choice"] == "consent_yes"
    assert rasa.asked[-1][2]["active_loop"] == "intake_form"


async def test_stop_ends_the_intake_with_its_own_words(interrupted: Visitor, rasa: FakeRasa) -> None:
    rasa.payloads, rasa.intent = [{"draft": {"kind": "info", "text": "I have stopped."}}], "goodbye"
    replies = await interrupted.say("please stop")
    assert [reply["kind"] for reply in replies] == ["info", "crisis"]
    assert rasa.asked[-1][1] == "stop" and rasa.asked[-1][2]["active_loop"] == "intake_form"
    assert [choice["id"] for choice in replies[-1]["choices"]] == ["call_me"]
    found = await Conversation.objects.aget()
    assert (found.care, found.active_loop, found.loop_paused) == (True, "", False)


@pytest.mark.parametrize("text", ["Ana", "yes", "ok", "i can't go on", "make it stop", "i am so alone"])
async def test_anything_else_leaves_it_waiting_and_says_how_to_go_on(
    interrupted: Visitor, rasa: FakeRasa, text: str
) -> None:
    reply = (await interrupted.say(text))[-1]
    assert reply["kind"] == "crisis"
    assert (await Conversation.objects.aget()).loop_paused
    if text == "Ana":
        assert 'say "go on"' in reply["text"]


async def test_a_failure_leaves_it_waiting(interrupted: Visitor, rasa: FakeRasa) -> None:
    rasa.failure = rasa_client.RasaUnavailable("ConnectError")
    assert [reply["kind"] for reply in await interrupted.say("stop")] == ["error", "crisis"]
    assert (await Conversation.objects.aget()).loop_paused


async def test_in_an_intake_that_goes_on_the_resources_stand_now_and_then(
    interrupted: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads, rasa.active_loop = [NAME], "intake_form"
    shown = [len(await interrupted.say(text)) == 2 for text in ("go on", *("abcdefghi"))]
    assert shown == [True, False, False, False, False] * 2
    rasa.danger = {"level": "soft_check", "score": 0.1, "rows": ["hopeless"], "resources": True}
    assert len(await interrupted.say("i feel hopeless")) == 2
    rasa.danger = {}
    assert len(await interrupted.say("Ana")) == 1
    await interrupted.say(CRISIS)
    assert len(await interrupted.say("go on")) == 2
    assert (await Conversation.objects.aget()).care


PAUSED = {
    "draft": {
        "kind": "info",
        "text": "Your place is kept.",
        "choices": [{"id": "resume_intake", "title": "Go on now"}],
    }
}


@pytest.mark.parametrize("text", ["continue", "ok let's go on", "keep going please"])
async def test_a_paused_intake_is_resumed_in_plain_words(visitor: Visitor, rasa: FakeRasa, text: str) -> None:
    rasa.payloads, rasa.intent = [PAUSED], "nlu_fallback"
    await visitor.say("later")
    rasa.payloads = UNKNOWN
    await visitor.say("hm")
    await visitor.say(text)
    assert rasa.asked[-1][2]["choice"] == "resume_intake"
    for payload, choice in (([{"answer": "cost"}], None), ([NAME], None)):
        rasa.payloads = payload  # more of that answer; a question, so that no intake waits
        await visitor.say("something else")
        await visitor.say(text)
        assert rasa.asked[-1][2]["choice"] == choice
