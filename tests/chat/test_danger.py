"""Words of danger are answered first, whatever else fails, and the chat stays in the care frame."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError
from django.utils import timezone

from frontdesk.chat import counts, rasa_client, services, turn
from frontdesk.chat.models import Conversation, HeardCount, Message
from frontdesk.handoffs.models import Case, Notice
from tests.chat.conftest import CRISIS, HELP, FakeRasa, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


async def test_the_fixed_reply_names_every_way_to_help_and_rasa_is_not_asked(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    (reply,) = await visitor.say(CRISIS)
    assert (reply["kind"], reply["topic"]) == ("crisis", None)
    assert all(word in reply["text"] for word in HELP)
    assert [choice["id"] for choice in reply["choices"]] == ["call_me"]
    assert rasa.asked == []


async def test_an_urgent_case_and_its_notice_are_made_at_once(visitor: Visitor) -> None:
    await visitor.say(CRISIS)
    await visitor.say(CRISIS)
    case = await Case.objects.aget()
    assert (case.kind, case.urgent) == ("crisis", True)
    assert await Notice.objects.filter(case=case, what="urgent").acount() == 1


async def test_a_medical_emergency_has_its_own_reply(visitor: Visitor) -> None:
    (reply,) = await visitor.say("i took way too much ketamine and i have chest pain")
    assert reply["kind"] == "urgent_medical"
    assert "911" in reply["text"] and "1-800-222-1222" in reply["text"]


async def test_the_care_frame_stays_whatever_is_said_next(visitor: Visitor, rasa: FakeRasa) -> None:
    await visitor.say(CRISIS)
    rasa.payloads = [{"reply": "acknowledge"}]
    for text in ("ok", "nvm", "I'm fine now, just kidding"):
        replies = await visitor.say(text)
        assert replies[-1]["kind"] == "crisis"
        assert "988" in replies[-1]["text"]
    rasa.payloads = [{"answer": "cost"}]
    answer, line = await visitor.say("what does it cost")
    assert (answer["kind"], line["kind"]) == ("answer", "crisis")
    assert "988" in line["text"] and len(line["text"]) < 120  # the answer is not buried
    assert [choice["id"] for choice in line["choices"]] == ["call_me"]
    rasa.payloads = [{"reply": "decline_medical_advice"}]
    declined = await visitor.say("should i stop my zoloft before")
    assert [reply["kind"] for reply in declined] == ["decline", "crisis"]
    rasa.payloads = [{"reply": "decline_misuse"}]
    assert [reply["kind"] for reply in await visitor.say("no sitter")] == ["crisis"]
    assert (await Conversation.objects.aget()).care


async def test_an_intake_stops_and_goes_on_only_by_the_visitors_choice(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    question = {"draft": {"kind": "question", "topic": "first_name", "text": "What is your first name?"}}
    rasa.payloads, rasa.active_loop = [question], "intake_form"
    await visitor.say("start the intake")
    await visitor.say(CRISIS)
    rasa.payloads, rasa.active_loop = [{"reply": "acknowledge"}], ""
    replies = await visitor.say("ok")
    assert rasa.asked[-1][2]["active_loop"] == ""
    assert [choice["id"] for choice in replies[-1]["choices"]] == ["call_me", "resume_intake"]
    rasa.payloads, rasa.active_loop = [question], "intake_form"
    response = await visitor.send(choice="resume_intake")
    assert [m["kind"] for m in response.json()["messages"]] == ["info", "question"]
    await visitor.say("Ana")
    assert rasa.asked[-1][2]["active_loop"] == "intake_form"


async def test_an_answer_of_the_interview_that_means_danger_is_heard(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads, rasa.active_loop = (
        [{"alert": "phq9_item9"}, {"draft": {"kind": "question", "text": "Next?"}}],
        "intake_form",
    )
    replies = await visitor.say("several days")
    assert [reply["kind"] for reply in replies] == ["crisis"]
    assert (await Case.objects.aget()).urgent


@pytest.mark.promise("P21")
async def test_it_works_with_rasa_gone_and_when_flooding(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.failure = rasa_client.RasaUnavailable("ConnectError")
    for n in range(30):
        await visitor.send(f"m{n}")
    (reply,) = await visitor.say(CRISIS)
    assert reply["kind"] == "crisis"


@pytest.mark.promise("P21")
async def test_it_works_with_the_database_locked_and_the_alert_follows(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept, calls = services.accept, []

    def locked_twice(*args: Any, **kwargs: Any) -> services.Accepted:
        calls.append(1)
        if len(calls) <= 2:
            raise OperationalError("database is locked")
        return accept(*args, **kwargs)

    monkeypatch.setattr(services, "accept", locked_twice)
    monkeypatch.setattr(turn, "DANGER_SECONDS", 1.0)
    monkeypatch.setattr(turn, "LATER_SECONDS", (1.5, 0.01, 0.01))
    (reply,) = await visitor.say(CRISIS)
    assert reply["kind"] == "crisis" and len(calls) == 1
    for _ in range(500):
        await asyncio.sleep(0.02)
        with suppress(OperationalError):  # the writing thread has the table
            if await Case.objects.aexists():
                break
    assert (await Case.objects.aget()).urgent
    stored = await Message.objects.aget(kind="crisis")
    assert reply["seq"] == stored.seq  # shown once, not twice, when it arrives again


async def test_without_danger_a_locked_database_is_said_plainly(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(services, "accept", locked)
    response = await visitor.send("what does it cost")
    assert response.status_code == 503
    assert response.json()["error"]["retry_after"] > 0 and response["Retry-After"]


async def test_a_question_about_suicide_gets_its_answer_and_the_resources(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads = [{"answer": "suicidal_ideation"}]
    replies = await visitor.say("does ketamine help with suicidal thoughts?")
    assert [reply["kind"] for reply in replies] == ["info", "answer"]
    assert "988" in replies[0]["text"]


async def test_the_second_net_takes_the_same_path_and_is_stored_for_review(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.danger = {"level": "urgent_medical", "score": 0.91, "rows": ["net 0.91"], "resources": True}
    (reply,) = await visitor.say("a wording no rule foresaw")
    assert reply["kind"] == "urgent_medical"
    stored = await Message.objects.aget(kind="urgent_medical")
    assert stored.trace == {"rows": ["net 0.91"]}
    assert (await Case.objects.aget()).urgent


async def test_a_doubtful_score_adds_the_resources_to_the_ordinary_reply(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.danger = {"level": "soft_check", "score": 0.1, "rows": ["net 0.10"], "resources": True}
    replies = await visitor.say("everything is grey since march")
    assert [reply["kind"] for reply in replies] == ["info", "answer"]
    assert "988" in replies[0]["text"]


async def test_a_reason_to_check_in_is_a_quiet_flag(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.danger = {"level": "soft_check", "score": 0.1, "rows": ["hopeless", "net 0.10"], "resources": True}
    await visitor.say("i feel hopeless")
    case = await Case.objects.aget()
    assert (case.kind, case.urgent, case.due_at) == ("check_in", False, None)
    assert [flag["id"] for flag in case.flags] == ["hopeless", "net 0.10"]
    assert not await Notice.objects.aexists()
    await visitor.say(CRISIS)
    case = await Case.objects.aget()
    assert (case.kind, case.urgent) == ("crisis", True) and case.due_at is not None
    assert await Notice.objects.filter(what="urgent").acount() == 1


async def test_months_are_counted_without_identities_and_small_numbers_are_not_told(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    for _ in range(5):
        await visitor.say(CRISIS)
    first = await visitor.send(CRISIS, client_id="again")
    again = await visitor.send(CRISIS, client_id="again")
    assert first.json() == again.json()
    rasa.danger = {"level": "soft_check", "score": 0.1, "rows": ["hopeless"], "resources": True}
    await visitor.say("i feel hopeless")
    today = timezone.now().date()
    assert {field.name for field in HeardCount._meta.fields} == {"id", "month", "level", "number"}
    assert await sync_to_async(counts.by_month)(today) == []  # a month is told when it is over
    later = (today.replace(day=1) + timedelta(days=40)).replace(day=1)
    told = await sync_to_async(counts.by_month)(later)
    assert told == [(today.replace(day=1), {"crisis": "6", "soft_check": "under 5"})]


async def test_the_second_net_stays_quiet_below_its_threshold(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.danger = {"level": "none", "score": 0.2, "rows": [], "resources": False}
    assert [reply["kind"] for reply in await visitor.say("what does it cost")] == ["answer"]


DOUBTFUL = "i have a plan"


async def test_the_second_net_decides_where_the_rules_are_not_sure(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.danger = {"level": "none", "score": -1.2, "rows": [], "resources": False}
    assert [reply["kind"] for reply in await visitor.say(DOUBTFUL)] == ["answer"]
    rasa.danger = {"level": "crisis", "score": 0.1, "rows": ["plan-made", "net 0.10"], "resources": True}
    assert [reply["kind"] for reply in await visitor.say(DOUBTFUL)] == ["crisis"]
    stored = await Message.objects.aget(kind="crisis")
    assert stored.trace == {"rows": ["plan-made", "net 0.10"]}


async def test_rules_that_are_nearly_sure_ask_the_second_net_too(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.danger = {
        "level": "soft_check",
        "score": -1.2,
        "rows": ["attempt-now", "net -1.20"],
        "resources": True,
    }
    said = "put my affairs in order, finally opened the drawer"
    assert [reply["kind"] for reply in await visitor.say(said)] == ["info", "answer"]


@pytest.mark.promise("P21")
async def test_rules_that_are_not_sure_stand_when_the_second_net_cannot_be_asked(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.failure = rasa_client.RasaUnavailable("ConnectError")
    assert [reply["kind"] for reply in await visitor.say(DOUBTFUL)] == ["crisis"]
    assert (await Case.objects.aget()).urgent


@pytest.mark.promise("P21")
async def test_they_stand_when_the_second_net_is_slow_or_the_visitor_too_fast(
    visitor: Visitor, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "DOUBTFUL_SECONDS", 0.3)

    async def hung(*args: Any) -> rasa_client.RasaReply:
        await asyncio.sleep(1.0)
        raise rasa_client.RasaUnavailable("ReadTimeout")

    monkeypatch.setattr(rasa_client, "ask", hung)
    assert [reply["kind"] for reply in await visitor.say(DOUBTFUL)] == ["crisis"]
    await asyncio.sleep(1.2)  # the late answer changes nothing
    assert await Message.objects.filter(kind="crisis").acount() == 1
    monkeypatch.setattr(rasa_client, "ask", rasa.ask)
    for n in range(30):
        await visitor.send(f"m{n}")
    assert [reply["kind"] for reply in await visitor.say(DOUBTFUL)] == ["crisis"]


async def test_they_stand_while_a_person_has_the_conversation(visitor: Visitor, rasa: FakeRasa) -> None:
    await visitor.say("hello")
    await Conversation.objects.aupdate(holder=Conversation.Holder.STAFF)
    rasa.asked.clear()
    assert await visitor.say("see you at three") == []
    assert [reply["kind"] for reply in await visitor.say(DOUBTFUL)] == ["crisis"]
    assert rasa.asked == []
    assert (await Case.objects.aget()).urgent


async def test_what_was_answered_before_danger_is_not_gone_on_about(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.payloads = [{"answer": "cost"}]
    await visitor.say("what does it cost")
    await visitor.say(CRISIS)
    await visitor.say("just kidding")
    assert rasa.asked[-1][2]["last_topic"] == ""


async def test_who_is_having_a_hard_time_is_not_told_that_the_bot_is_not_sure(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.payloads = [{"reply": "unknown"}]
    *_, reply = await visitor.say("im not ok")
    assert "so hard right now" in reply["text"]
    *_, reply = await visitor.say("can you fly")
    assert "not sure" in reply["text"]
