"""The whole conversation by forms alone: no script, nothing lost, nothing sent twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.db import OperationalError

from frontdesk.chat import rasa_client, services
from frontdesk.chat.models import Conversation, Message
from frontdesk.site import cookie
from tests.chat.conftest import FakeRasa
from tests.site.conftest import FORM, Visitor, fields_of

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = {
    "draft": {
        "kind": "question",
        "text": "What is your date of birth?",
        "topic": "date_of_birth",
        "choices": [{"id": "skip", "title": "Skip"}],
        "progress": {"done": 3, "total": 20},
    }
}


async def test_looking_stores_nothing_and_shows_greeting_and_help(visitor: Visitor) -> None:
    assert "I am the automated assistant" in visitor.page.words
    assert {"tel:911", "tel:988", "sms:988"} <= set(visitor.page.links)
    assert not any(tag == "script" for tag, _ in visitor.page.elements)
    assert not await Conversation.objects.aexists()
    assert cookie.NAME not in visitor.http.cookies


async def test_a_whole_conversation_through_the_form(visitor: Visitor, rasa: FakeRasa) -> None:
    page = await visitor.say("what does it cost?")
    assert "what does it cost?" in page.words
    assert "$475" in page.words
    assert "not yet reviewed by a clinician" in page.words
    assert "latest" in page.ids
    rasa.payloads = [{"more": "cost"}]
    page = await visitor.press("more_cost")
    assert "The total depends on the treatment" in page.words
    rasa.payloads, rasa.active_loop = [QUESTION], "intake_form"
    page = await visitor.say("start the intake")
    assert "Question 4 of 20" in page.words
    field = next(attrs for tag, attrs in page.elements if attrs.get("id") == "text")
    assert field["autocomplete"] == "bday"
    rasa.payloads = [{"answer": "driving"}]
    page = await visitor.press("skip")
    assert rasa.asked[-1][2]["choice"] == "skip"
    assert [m.sender async for m in Message.objects.order_by("seq")] == ["assistant", "visitor"] * 4 + [
        "assistant"
    ]
    assert await Conversation.objects.acount() == 1
    assert 'href="https://' in page.html  # the sources


async def test_a_button_of_the_greeting_works_first(visitor: Visitor) -> None:
    page = await visitor.press("cost")
    assert "$475" in page.words
    assert "What does it cost?" in page.words


async def test_only_the_current_turn_can_be_pressed(visitor: Visitor) -> None:
    page = await visitor.say("cost?")
    assert [set(form["choices"]) for form in page.forms if form["choices"]] == [
        {"more_cost", "insurance", "payment_options"}
    ]


@pytest.mark.promise("P25")
@pytest.mark.promise("P33")
async def test_the_key_is_in_a_signed_strict_cookie_and_nowhere_else(visitor: Visitor, settings: Any) -> None:
    await visitor.say("hello")
    kept = visitor.http.cookies[cookie.NAME]
    assert (kept["httponly"], kept["samesite"], kept["path"], kept["max-age"]) == (
        True,
        "Strict",
        "/chat",
        "",
    )
    token = kept.value.split(":")[0]
    assert services.token_hash(token) == (await Conversation.objects.aget()).token_hash
    assert token not in visitor.page.html
    assert visitor.response["Cache-Control"] == "no-store"
    other = "y" if token[0] == "x" else "x"
    visitor.http.cookies[cookie.NAME] = other + kept.value[1:]
    assert "hello" not in (await visitor.look()).words


@pytest.mark.promise("P27")
@pytest.mark.parametrize("missing", ["csrfmiddlewaretoken", "cookie"])
async def test_a_form_without_its_token_is_refused_and_its_words_are_kept(
    visitor: Visitor, missing: str
) -> None:
    fields = {**visitor.page.forms[-1]["fields"], "text": "my <b>long</b> question"}
    if missing == "cookie":
        visitor.http.cookies.clear()
    else:
        del fields[missing]
    page = await visitor.post(fields, origin="http://testserver")
    assert visitor.response.status_code == 403
    assert page.typed == "my <b>long</b> question"
    assert not await Conversation.objects.aexists()
    assert (await visitor.post({"client_id": "a"}, "/chat/end")).words
    assert visitor.response.status_code == 403


@pytest.mark.promise("P27")
async def test_another_site_can_neither_send_nor_prefill(visitor: Visitor) -> None:
    fields = {**visitor.page.forms[-1]["fields"], "text": "not mine"}
    page = await visitor.post(fields, origin="https://evil.example")
    assert visitor.response.status_code == 403
    assert page.typed == ""
    assert not await Message.objects.aexists()


@pytest.mark.promise("P19")
@pytest.mark.promise("P31")
async def test_hostile_text_is_text(visitor: Visitor, settings: Any) -> None:
    settings.FLOOD_LIMITS = False
    hostile = [
        "<script>alert(1)</script>",
        "</textarea><img src=x onerror=alert(1)>",
        "{{ clinic.name }}{% csrf_token %}",
        "\x00null \u202egnirts",
        '" autofocus onfocus="alert(1)',
        "javascript:alert(1)",
    ]
    for text in hostile:
        page = await visitor.say(text)
        names = {tag for tag, _ in page.elements}
        assert "script" not in names
        assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
        assert " ".join(text.split()) in page.words
    page = await visitor.say("</textarea><script>" + "x" * 4000)
    assert page.typed.startswith("</textarea><script>x")


@pytest.mark.promise("P03")
async def test_sending_the_same_form_again_is_one_message(visitor: Visitor, rasa: FakeRasa) -> None:
    fields = {**visitor.page.forms[-1]["fields"], "text": "what does it cost?"}
    before = visitor.http.cookies.copy()
    other = Visitor()
    other.http.cookies = before  # the second press leaves before the first answer has set the cookie
    await asyncio.gather(visitor.post(fields), other.post(fields))
    await visitor.post(fields)
    assert await Conversation.objects.acount() == 1
    assert await Message.objects.filter(sender="visitor").acount() == 1
    assert len(rasa.asked) == 1
    page = await visitor.post({**fields, "text": "something else"})
    assert visitor.response.status_code == 409
    assert page.typed == "something else"
    assert "something else" in (await visitor.say(page.typed)).words


@pytest.mark.parametrize(("text", "words"), [("  \n ", "type a message first"), ("y" * 4001, "under 4,000")])
async def test_a_refused_message_stays_in_the_box(visitor: Visitor, text: str, words: str) -> None:
    page = await visitor.say(text)
    assert visitor.response.status_code == 422
    assert words in page.words
    assert page.typed.strip() == text.strip()
    assert not await Message.objects.filter(sender="visitor").aexists()


async def test_line_ends_of_forms_do_not_count_twice(visitor: Visitor) -> None:
    await visitor.say("a\r\n" * 1999)
    assert visitor.response.status_code == 200
    assert (await Message.objects.aget(sender="visitor")).text == "a\n" * 1999


@pytest.mark.promise("P12")
async def test_a_database_that_fails_is_no_success(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: Any, **__: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(services, "accept", locked)
        page = await visitor.say("my question")
    assert visitor.response.status_code == 503
    assert page.typed == "my question"
    assert "my question" in (await visitor.say(page.typed)).words
    assert await Conversation.objects.acount() == 1


@pytest.mark.promise("P11")
async def test_with_rasa_gone_the_visitor_is_told(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.failure = rasa_client.RasaUnavailable("ConnectError")
    assert "(312) 555-0142" in (await visitor.say("what does it cost?")).words


async def test_while_a_person_has_the_chat_their_words_are_shown(visitor: Visitor, rasa: FakeRasa) -> None:
    await visitor.say("hello")
    await Conversation.objects.aupdate(holder="staff")
    asked = len(rasa.asked)
    page = await visitor.say("are you there?")
    assert "You are writing with our team" in page.words
    assert "are you there?" in page.words
    assert len(rasa.asked) == asked


@pytest.mark.promise("P37")
async def test_end_and_forget(visitor: Visitor) -> None:
    await visitor.say("please forget me later")
    fields = next(form["fields"] for form in visitor.page.forms if form["action"] == "/chat/end")
    page = await visitor.post(fields, "/chat/end")
    assert "Your chat is forgotten" in page.words
    assert not await Message.objects.aexists()
    assert visitor.http.cookies[cookie.NAME].value == ""
    assert "forget me later" not in (await visitor.look()).words


async def test_a_chat_ended_elsewhere_says_so_and_keeps_the_words(visitor: Visitor) -> None:
    await visitor.say("hello")
    await asyncio.to_thread(services.erase, await Conversation.objects.aget())
    page = await visitor.say("one thing more")
    assert "This chat has ended" in page.words
    assert page.typed == "one thing more"
    assert "one thing more" in (await visitor.say(page.typed)).words


async def test_the_topic_that_led_here_is_only_proposed(visitor: Visitor) -> None:
    assert (await visitor.look("/chat?about=cost")).typed == "How much does treatment cost?"
    assert (await visitor.look("/chat?about=%3Cb%3E")).typed == ""
    assert not await Message.objects.aexists()


async def test_what_no_browser_sends_is_refused(visitor: Visitor) -> None:
    for data, kind in ((b"{}", "application/json"), (b"x" * 200_000, FORM), (b"\xff=\xfe&&&", FORM)):
        response = await visitor.http.post("/chat", data, content_type=kind)
        assert response.status_code in (403, 413, 422)
    assert (await visitor.http.put("/chat", fields_of({}), content_type=FORM)).status_code == 405
    assert not await Conversation.objects.aexists()
