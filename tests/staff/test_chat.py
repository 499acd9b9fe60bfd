"""A person in the visitor's chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from frontdesk.chat.models import Message
from frontdesk.handoffs import talk
from frontdesk.handoffs.models import Case, Takeover


def told(case: Case) -> list[tuple[str, str]]:
    rows = Message.objects.filter(conversation=case.conversation, sender__in=("staff", "system"))
    return [(row.sender, row.text) for row in rows]


def test_join_say_give_back(desk: Client, case: Case) -> None:
    one = f"/staff/cases/{case.reference}"
    desk.post(f"{one}/say/", {"text": "too early"})
    assert told(case) == []
    desk.post(f"{one}/join/")
    desk.post(f"{one}/join/")
    case.refresh_from_db()
    assert case.conversation.holder == "staff" and case.owner is not None and case.status == "in_progress"
    assert desk.post(f"{one}/say/", {"text": "Hello, Dana here.", "nonce": "n1"}).status_code == 302
    desk.post(f"{one}/say/", {"text": "Hello, Dana here.", "nonce": "n1"})
    desk.post(f"{one}/give-back/")
    desk.post(f"{one}/give-back/")
    case.conversation.refresh_from_db()
    assert case.conversation.holder == "assistant"
    assert [sender for sender, _ in told(case)] == ["system", "staff", "system"]
    assert told(case)[0][1].startswith("Dana from Oasis Therapeutics has joined")
    assert Message.objects.get(conversation=case.conversation, sender="staff").kind == "info"


def test_two_people_cannot_both_have_it(
    desk: Client, case: Case, person: Callable[..., Any], browser_of: Callable[[Any], Client]
) -> None:
    other = browser_of(person("clinician", name="Samuel Okafor"))
    one = f"/staff/cases/{case.reference}"
    desk.post(f"{one}/join/")
    assert "Dana is already in this chat" in other.post(f"{one}/join/", follow=True).content.decode()
    other.post(f"{one}/say/", {"text": "me too"})
    assert [sender for sender, _ in told(case)] == ["system"]


def test_the_open_page_gets_what_the_visitor_writes(
    desk: Client, case: Case, said: Callable[..., Message]
) -> None:
    desk.get(f"/staff/cases/{case.reference}/")
    live = f"/staff/cases/{case.reference}/live/"
    first = desk.post(live, {"after": "2"}).json()
    assert first["lines"] == "" and first["seq"] == 2
    said("<b>are you there?</b>")
    news = desk.post(live, {"after": "2"}).json()
    assert "&lt;b&gt;are you there?" in news["lines"] and news["seq"] == 4
    assert desk.post(live, {"after": "x"}).status_code == 409


@pytest.mark.promise("P09")
def test_a_visitor_is_not_left_waiting(
    case: Case, person: Callable[..., Any], said: Callable[..., Message], now: Any
) -> None:
    dana = person("front_desk")
    talk.join(case, dana, now - timedelta(minutes=1))
    said("hello?")
    assert talk.release_unanswered(now + timedelta(minutes=9)) == []
    talk.say(case, dana, "One moment.", "a", now + timedelta(minutes=9))
    assert talk.release_unanswered(now + timedelta(minutes=30)) == [], "the visitor was answered"
    message = said("are you still there?")
    Message.objects.filter(pk=message.pk).update(at=now + timedelta(minutes=31))
    assert talk.release_unanswered(now + timedelta(minutes=42)) == [case.conversation]
    case.conversation.refresh_from_db()
    assert case.conversation.holder == "assistant" and not Takeover.objects.exists()
    assert "(312) 555-0142" in told(case)[-1][1]


def test_no_chat_to_join_after_erasure(case: Case, person: Callable[..., Any], now: Any) -> None:
    type(case.conversation).objects.update(holder="erased")
    with pytest.raises(ValueError, match="forgotten"):
        talk.join(case, person("front_desk"), now)
