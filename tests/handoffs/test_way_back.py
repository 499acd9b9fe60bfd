"""A visitor who left gets a link to the answer, if they agreed; it opens once, with the date of birth."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from frontdesk.chat import errors
from frontdesk.chat import services as chat
from frontdesk.chat.models import Conversation
from frontdesk.chat.signals import erase_asked
from frontdesk.chat.tokens import new_token, token_hash
from frontdesk.handoffs import talk, visitor, way_back
from frontdesk.handoffs.models import Case, WayBack
from frontdesk.handoffs.services import raise_case

NOW = datetime.now(timezone.utc)
PERSON = {"name": "Ana Ruiz", "email": "ana@example.com", "date_of_birth": "1985-03-04", "email_ok": True}
TOKEN = new_token()
pytestmark = pytest.mark.django_db


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def case() -> Case:
    conversation = Conversation.objects.create(
        token_hash=token_hash(TOKEN), address_hash="", created_at=NOW, last_seen_at=NOW
    )
    return raise_case(conversation, kind="person", prefix="OT", now=NOW, person=PERSON)


@pytest.fixture
def dana(case: Case) -> Any:
    user = get_user_model().objects.create_user("dana", first_name="Dana")
    talk.join(case, user, at(1))
    return user


def answer(case: Case, user: Any, minutes: float) -> None:
    talk.say(case, user, "We have a place on Friday.", f"n{minutes}", at(minutes))


def test_away_gets_one_link_and_no_health_in_it(case: Case, dana: Any) -> None:
    answer(case, dana, 2)
    assert way_back.sweep(at(3)) == 0, "the visitor may still be there"
    assert [way_back.sweep(at(5)), way_back.sweep(at(5))] == [1, 0], "one answer, one link"
    assert DBTaskResult.objects.filter(task_path__endswith="mail_way_back").count() == 1
    way_back.deliver(WayBack.objects.get().pk, at(5))
    way_back.deliver(WayBack.objects.get().pk, at(5))
    assert len(mail.outbox) == 1 and mail.outbox[0].to == ["ana@example.com"]
    said = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    assert not [word for word in ("Ana", "Friday", "ketamine", "case", "1985") if word in said]


def test_who_reads_or_is_there_gets_none(case: Case, dana: Any) -> None:
    answer(case, dana, 2)
    visitor.from_visitor(case.conversation_id, writing=False, read=0, now=at(4))
    assert way_back.sweep(at(5)) == 0, "the page is open"
    visitor.from_visitor(case.conversation_id, writing=False, read=99, now=at(5))
    assert way_back.sweep(at(60)) == 0, "the answer was seen"


def test_without_leave_or_address_there_is_none(case: Case, dana: Any) -> None:
    for missing in ("email_ok", "email", "date_of_birth"):
        Case.objects.update(person={key: value for key, value in PERSON.items() if key != missing})
        answer(case, dana, 2)
        assert way_back.sweep(at(9)) == 0


def test_a_colleague_who_leaves_leaves_a_link(case: Case, dana: Any) -> None:
    answer(case, dana, 2)
    talk.give_back(case, at(2.1), user=dana)
    assert WayBack.objects.count() == 1


def test_it_opens_once_with_the_date_of_birth_and_ends_the_old_key(case: Case, dana: Any) -> None:
    answer(case, dana, 2)
    way_back.sweep(at(5))
    way_back.deliver(WayBack.objects.get().pk, at(5))
    path = re.search(r"/back/\S+", str(mail.outbox[0].body)).group()  # type: ignore[union-attr]
    client = Client()
    assert client.get(path).status_code == client.get(path).status_code == 200, "looking uses nothing up"
    assert client.post(path, {"born": "March 5, 1985"}).status_code == 422
    page = client.post(path, {"born": "03/04/1985"})
    assert page["Referrer-Policy"] == "no-referrer" and "Ana" not in page.content.decode()
    key = re.search(r'data-key="([^"]+)"', page.content.decode()).group(1)  # type: ignore[union-attr]
    messages = chat.messages_after(chat.find_conversation(key), 0)
    assert messages[-1].text == "We have a place on Friday."
    with pytest.raises(errors.ApiError):
        chat.find_conversation(TOKEN)
    assert client.get(path).status_code == client.post(path, {"born": "03/04/1985"}).status_code == 410
    assert {"mailed_back", "came_back"} < {event.what for event in case.events.all()}


def test_guessing_ends_it_and_so_does_forgetting(case: Case, dana: Any) -> None:
    answer(case, dana, 2)
    way_back.sweep(at(5))
    way = WayBack.objects.get()
    WayBack.objects.update(state="sent", token_hash=token_hash("t"), expires_at=at(99))
    for _ in range(way_back.MOST_GUESSES):
        assert way_back.open_chat("t", "01/01/1990", at(6)) is None
    assert way_back.open_chat("t", "03/04/1985", at(6)) is None
    WayBack.objects.filter(pk=way.pk).update(state="sent")
    erase_asked.send(Conversation, conversation=case.conversation, now=at(7))
    assert not WayBack.objects.exists()
