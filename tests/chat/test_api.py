"""The chat API on the wire: its shapes, its errors, its promises about repeats and floods."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from frontdesk.chat import rasa_client
from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.openapi import document
from tests.chat.conftest import FakeRasa, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def conforms(value: Any, name: str) -> None:
    """Assert that `value` fits the named schema of the served description."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}
    jsonschema.Draft202012Validator(schema).validate(value)


async def test_opening_greets_and_gives_a_token_stored_only_as_a_hash(visitor: Visitor) -> None:
    conforms(visitor.opened, "Opened")
    assert visitor.opened["messages"][0]["kind"] == "greeting"
    assert len(visitor.token) >= 43  # 256 bits
    stored = await Conversation.objects.aget()
    assert visitor.token not in (stored.token_hash, str(stored.pk))


async def test_an_answer_carries_its_text_sources_and_missing_review(visitor: Visitor) -> None:
    (reply,) = await visitor.say("what does it cost?")
    conforms({"messages": [reply]}, "Messages")
    assert (reply["kind"], reply["topic"], reply["reviewed"]) == ("answer", "cost", None)
    assert "$475" in reply["text"]
    assert reply["choices"][0] == {"id": "more_cost", "title": "Tell me more"}


async def test_several_questions_give_several_answers(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.payloads = [{"answer": "cost"}, {"answer": "driving"}]
    assert [reply["topic"] for reply in await visitor.say("cost? and can I drive?")] == ["cost", "driving"]


async def test_history_holds_both_sides_in_order(visitor: Visitor) -> None:
    await visitor.say("one")
    await visitor.say("two")
    messages = (await visitor.get("messages?after=0")).json()["messages"]
    conforms({"messages": messages}, "Messages")
    assert [m["seq"] for m in messages] == [1, 2, 3, 4, 5]
    assert [m["from"] for m in messages] == ["assistant", "visitor", "assistant", "visitor", "assistant"]
    assert [m["seq"] for m in (await visitor.get("messages?after=3")).json()["messages"]] == [4, 5]


@pytest.mark.promise("P03")
@pytest.mark.promise("P04")
async def test_the_same_id_and_body_give_the_same_reply_and_ask_rasa_once(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    first = await visitor.send("hello", client_id="same")
    again = await visitor.send("hello", client_id="same")
    assert first.json() == again.json()
    assert len(rasa.asked) == 1


@pytest.mark.promise("P03")
async def test_the_same_id_with_another_body_is_refused(visitor: Visitor) -> None:
    await visitor.send("hello", client_id="same")
    response = await visitor.send("other", client_id="same")
    assert response.status_code == 409
    conforms(response.json(), "Error")


@pytest.mark.promise("P03")
async def test_a_validation_error_does_not_use_up_the_id(visitor: Visitor) -> None:
    assert (await visitor.send("x" * 4001, client_id="same")).status_code == 422
    assert (await visitor.send("short", client_id="same")).status_code == 200


@pytest.mark.promise("P07")
async def test_a_hundred_sends_at_once_are_each_stored_once_in_order(visitor: Visitor, settings: Any) -> None:
    settings.FLOOD_LIMITS = False
    await asyncio.gather(*(visitor.send(f"message {n}", client_id=f"id{n}") for n in range(40)))
    messages = (await visitor.get("messages?after=0")).json()["messages"]
    assert [m["seq"] for m in messages] == list(range(1, 82))
    sent = [m["text"] for m in messages if m["from"] == "visitor"]
    assert sorted(sent) == sorted(f"message {n}" for n in range(40))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": "hi"}, 422),
        ({"client_id": "a"}, 422),
        ({"client_id": "a", "text": "hi", "choice": "cost"}, 422),
        ({"client_id": "a", "text": ""}, 422),
        ({"client_id": "a", "text": "   \n "}, 422),
        ({"client_id": "a", "text": 7}, 422),
        ({"client_id": "a", "text": "x" * 4001}, 422),
        ({"client_id": "a" * 65, "text": "hi"}, 422),
        ({"client_id": {"a": 1}, "text": "hi"}, 422),
        ({"client_id": "a", "text": "hi", "sender": "root"}, 422),
        ({"client_id": "a", "choice": "never_offered"}, 422),
        ([1, 2], 400),
        ("text", 400),
        (None, 400),
    ],
)
async def test_each_bad_body_has_its_error(visitor: Visitor, body: Any, status: int) -> None:
    response = await visitor.post("messages", body)
    assert response.status_code == status
    conforms(response.json(), "Error")
    assert not await Message.objects.filter(sender="visitor").aexists()


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b'{"a":' * 5000, b'{"client_id": NaN'])
async def test_what_is_not_json_is_400(visitor: Visitor, raw: bytes) -> None:
    response = await visitor.post("messages", None, raw=raw)
    assert response.status_code == 400
    conforms(response.json(), "Error")


@pytest.mark.promise("P19")
async def test_more_than_64_kb_is_413(visitor: Visitor) -> None:
    for size in (65 * 1024, 1024 * 1024):
        response = await visitor.post("messages", {"client_id": "a", "text": "x" * size})
        assert response.status_code == 413
        conforms(response.json(), "Error")


@pytest.mark.promise("P29")
async def test_a_wrong_token_says_the_same_everywhere(visitor: Visitor) -> None:
    visitor.token = "x" * 43
    answers = [
        await visitor.send("hi"),
        await visitor.get("messages?after=0"),
        await visitor.get("events"),
        await visitor.post("erase", {}),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1


async def test_no_token_is_401_and_other_addresses_are_404_and_methods_405(visitor: Visitor) -> None:
    visitor.token = ""
    assert (await visitor.post("messages", {"client_id": "a", "text": "hi"})).status_code == 401
    assert (await visitor.http.get("/api/chat/nothing")).status_code == 404
    assert (await visitor.http.delete("/api/chat/messages")).status_code == 405
    for response in (await visitor.http.get("/api/chat/nothing"), await visitor.http.put("/api/chat/erase")):
        conforms(response.json(), "Error")


async def test_a_choice_works_only_when_it_was_offered(visitor: Visitor, rasa: FakeRasa) -> None:
    assert (await visitor.send(choice="more_cost")).status_code == 422
    await visitor.say("cost")
    response = await visitor.send(choice="more_cost")
    assert response.status_code == 200
    assert rasa.asked[-1][1:] == ("Tell me more", {**rasa.asked[-1][2], "choice": "more_cost"})


@pytest.mark.promise("P20")
async def test_a_typed_slash_command_is_text(visitor: Visitor, rasa: FakeRasa) -> None:
    for text in ("/restart", "  /session_start", '/faq_cost{"a": 1}', "///back", "/"):
        assert await visitor.say(text)
    assert not any(text.startswith("/") for _, text, _ in rasa.asked)
    stored = [m.text async for m in Message.objects.filter(sender="visitor").order_by("seq")]
    assert stored[0] == "/restart"


@pytest.mark.promise("P34")
async def test_a_flood_gets_a_polite_429_and_others_go_on(visitor: Visitor) -> None:
    for n in range(30):
        assert (await visitor.send(f"m{n}")).status_code == 200
    refused = await visitor.send("one more")
    assert refused.status_code == 429
    assert refused.json()["error"]["retry_after"] > 0
    other = await Visitor("10.1.1.1").open()
    assert (await other.send("hello")).status_code == 200


@pytest.mark.promise("P34")
async def test_an_address_opens_at_most_six_chats(visitor: Visitor) -> None:
    for _ in range(5):
        await Visitor().open()
    assert (await Visitor().post("conversations", {})).status_code == 429


@pytest.mark.promise("P09")
@pytest.mark.promise("P11")
async def test_with_rasa_gone_the_visitor_is_told_and_the_message_kept(
    visitor: Visitor, rasa: FakeRasa
) -> None:
    rasa.failure = rasa_client.RasaUnavailable("ConnectError")
    (reply,) = await visitor.say("what does it cost?")
    assert reply["kind"] == "error"
    assert "(312) 555-0142" in reply["text"]
    assert await Message.objects.filter(sender="visitor").acount() == 1


@pytest.mark.promise("P09")
async def test_silence_from_rasa_is_not_passed_on(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.payloads = []
    assert [reply["kind"] for reply in await visitor.say("hello")] == ["error"]
    rasa.payloads = [{"answer": "no_such_topic"}]
    assert [reply["kind"] for reply in await visitor.say("hello")] == ["error"]


@pytest.mark.promise("P19")
async def test_hostile_text_is_text(visitor: Visitor, shared: Path, settings: Any) -> None:
    settings.FLOOD_LIMITS = False
    strings = [s for s in json.loads((shared / "eval" / "blns.json").read_text()) if s.strip()]
    strings += ["\x00null", "\ud800 lone", "\u202egnirts", "x" * 4000]
    for text in strings:
        response = await visitor.send(text)
        assert response.status_code == 200, text[:20].encode("ascii", "replace")
        assert response.json()["messages"]
    kept = [m["text"] for m in await everything(visitor) if m["from"] == "visitor"]
    assert kept == strings


async def everything(visitor: Visitor) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    while page := (await visitor.get(f"messages?after={len(messages)}")).json()["messages"]:
        messages += page
    return messages


@pytest.mark.promise("P37")
async def test_erase_removes_what_was_said_and_ends_the_chat(visitor: Visitor) -> None:
    await visitor.say("please forget me later")
    response = await visitor.post("erase", {})
    assert response.status_code == 202
    assert not await Message.objects.aexists()
    assert (await visitor.send("hello")).status_code == 401


async def test_events_stream_each_message_once_from_the_given_number(visitor: Visitor) -> None:
    await visitor.say("one")
    response = await visitor.get("events", **{"Last-Event-ID": "1"})
    assert response["Content-Type"] == "text/event-stream"
    seen: list[int] = []
    async for chunk in response.streaming_content:
        for line in chunk.decode().splitlines():
            if line.startswith("data: "):
                message = json.loads(line[6:])
                conforms({"messages": [message]}, "Messages")
                seen.append(message["seq"])
        if len(seen) == 2:
            await visitor.say("two")
        if len(seen) >= 4:
            break
    assert seen == [2, 3, 4, 5]


async def test_other_sites_are_allowed_by_exact_origin_only(visitor: Visitor) -> None:
    for origin, allowed in (("https://www.clinic.example", True), ("https://evil.example", False)):
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        preflight = await visitor.http.options("/api/chat/messages", headers=headers)
        assert (preflight.headers.get("Access-Control-Allow-Origin") == origin) is allowed
        assert preflight.status_code == (204 if allowed else 403)


async def test_the_served_description_names_every_route(visitor: Visitor) -> None:
    served = (await visitor.http.get("/api/schema")).json()
    from frontdesk.chat.urls import urlpatterns

    routes = {f"/api/{p.pattern}" for p in urlpatterns if "*" not in str(p.pattern)}
    assert set(served["paths"]) == routes


async def test_page_addresses_lose_their_query(visitor: Visitor) -> None:
    other = await Visitor("10.0.0.9").open(page="/prices?email=a@b.example#x", locale="en-US")
    stored = await Conversation.objects.aget(pk=other.opened["conversation"])
    assert stored.page == "/prices"
