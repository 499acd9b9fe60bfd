"""Coming back: by a link from another device, reminded once, erased in the end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from frontdesk.chat.models import Conversation, Message
from frontdesk.intakes import links, retention, services
from frontdesk.intakes.models import Answer, Intake, Link, Turn
from tests.intakes.conftest import ALL, FACTS, NOW, Talk

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.intakes.urls")]
PRIVATE = ("Ana", "Ruiz", "1985", "depress", "ketamine", "intake", "health questions")


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PUBLIC_URL = "https://chat.clinic.example/"


def pause(talk: Talk) -> Link:
    talk.start()
    talk.all([*FACTS, "depression"])
    talk.say("later")
    return Link.objects.get()


def deliver(link: Link, now: datetime | None = None) -> str:
    links.deliver(link.pk, now or datetime.now(timezone.utc))
    body = str(mail.outbox[-1].body)
    found = re.search(r"https://chat\.clinic\.example(/intake/\S+)", body)
    assert found, body
    return found.group(1)


def test_later_says_where_the_link_goes_and_the_task_is_in_the_same_transaction(talk: Talk) -> None:
    pause(talk)
    assert "a…@example.com" in talk.last.drafts[0].text and "ana@" not in talk.last.drafts[0].text
    assert DBTaskResult.objects.count() == 1
    assert str(DBTaskResult.objects.get().args_kwargs["args"]) == str([Link.objects.get().pk])
    talk.say("later", seq=talk.seq)
    assert Link.objects.count() == 1, "a repeated message sends no second link"


def test_without_an_address_or_a_birthday_there_is_no_link(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:3])
    talk.say("later")
    assert not Link.objects.exists()


def test_the_message_holds_no_health_words_no_name_and_only_a_hash_is_kept(talk: Talk) -> None:
    link = pause(talk)
    address = deliver(link)
    message = mail.outbox[0]
    assert message.to == ["ana@example.com"]
    words = (str(message.subject) + str(message.body)).casefold().replace(address.casefold(), "")
    assert not any(word.casefold() in words for word in PRIVATE if word != "intake")
    assert address.rsplit("/", 1)[1] not in str(Link.objects.values())


def test_nothing_is_shown_before_the_date_of_birth_and_looking_uses_nothing_up(talk: Talk) -> None:
    address = deliver(pause(talk))
    for _ in range(3):
        page = Client().get(address)
        assert page.status_code == 200
        assert not any(word in page.content.decode() for word in ("Ana", "Ruiz", "1985-", "frontdesk-chat"))
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    wrong = Client().post(address, {"born": "03/05/1985"})
    assert wrong.status_code == 422 and "data-key" not in wrong.content.decode()


def test_the_right_date_goes_on_in_a_new_chat_once(talk: Talk) -> None:
    address = deliver(pause(talk))
    page = Client().post(address, {"born": "March 4, 1985"})
    found = re.search(r'data-key="([\w-]+)"', page.content.decode())
    assert page.status_code == 200 and found
    from frontdesk.chat.services import find_conversation

    chat = find_conversation(found.group(1))
    assert chat.pk != talk.id and chat.active_loop == "intake_form"
    assert Intake.objects.get().conversation == chat
    shown = Message.objects.get(conversation=chat)
    assert (shown.kind, shown.topic) == ("question", "concern_since")
    assert "Ana" not in shown.text
    after = Talk(chat)
    after.seq = shown.seq
    assert after.say("two years").drafts[0].topic == "diagnoses"
    assert not services.is_open(talk.id)
    assert Client().get(address).status_code == 410
    assert Client().post(address, {"born": "03/04/1985"}).status_code == 410


def test_five_wrong_dates_end_the_link(talk: Talk) -> None:
    address = deliver(pause(talk))
    codes = [Client().post(address, {"born": f"01/0{n}/1990"}).status_code for n in range(1, 6)]
    assert codes == [422, 422, 422, 422, 410]
    assert Client().post(address, {"born": "03/04/1985"}).status_code == 410


def test_a_dead_link_says_so_shortly_and_leads_on(talk: Talk) -> None:
    page = Client().get("/intake/not-a-link")
    html = page.content.decode()
    heading = re.search(r"<h1>(.*?)</h1>", html)
    assert page.status_code == 410 and heading and heading.group(1) == "This link does not work any more"
    assert re.search(r"<p>You can start again[^<]*</p>", html)
    assert re.search(r'<a class="button primary" href="/chat" data-frontdesk-open>Open the chat</a>', html)
    assert html.count('href="tel:') >= 3  # the header, the button, 911
    assert 'data-page="/intake"' in html, "the address holds a token: it is not told as the page"


def test_a_link_lives_seven_days_and_a_newer_one_replaces_it(talk: Talk) -> None:
    first = deliver(pause(talk))
    talk.start()
    talk.say("later")
    second = deliver(Link.objects.latest("pk"))
    assert first != second
    assert Client().get(first).status_code == 410
    Link.objects.filter(state="sent").update(expires_at=datetime.now(timezone.utc))
    assert Client().get(second).status_code == 410


def test_later_said_again_and_again_floods_no_mailbox(talk: Talk) -> None:
    pause(talk)
    for _ in range(6):
        talk.start()
        talk.say("later")
    assert Link.objects.count() == links.MOST_A_DAY


def test_one_reminder_after_three_days_and_none_after_stop(
    talk: Talk, another: Callable[[str], Talk]
) -> None:
    talk.start()
    talk.all(FACTS)
    stopped = another("stopped")
    stopped.start()
    stopped.all(FACTS)
    stopped.say("stop")
    assert retention.remind(NOW + timedelta(days=2)) == 0
    assert retention.remind(NOW + timedelta(days=4)) == 1
    assert retention.remind(NOW + timedelta(days=5)) == 0
    assert Link.objects.get().intake.conversation == talk.conversation
    links.deliver(Link.objects.get().pk, NOW + timedelta(days=4))
    assert "will not remind you again" in str(mail.outbox[0].body)


def test_nobody_in_danger_is_reminded_by_a_program(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS)
    Conversation.objects.update(care=True)
    assert retention.remind(NOW + timedelta(days=4)) == 0


def test_a_failed_sending_is_tried_again(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    link = pause(talk)

    def broken(self: object) -> None:
        raise OSError("no mail server")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        links.deliver(link.pk, NOW)
    link.refresh_from_db()
    assert (link.state, link.attempts) == ("waiting", 1)
    assert links.sweep(NOW + timedelta(minutes=10)) == 1
    deliver(link)
    link.refresh_from_db()
    assert link.state == "sent"


def test_expiry_and_forgetting_take_links_and_moved_intakes_along(talk: Talk) -> None:
    from frontdesk.chat.signals import erase_asked

    link = pause(talk)
    assert Client().post(deliver(link), {"born": "3/4/1985"}).status_code == 200
    erase_asked.send(None, conversation=talk.conversation, now=NOW)
    assert not Intake.objects.exists() and not Answer.objects.exists() and not Link.objects.exists()
    assert not Turn.objects.exists()


def test_a_sent_intake_is_not_opened_by_its_old_link(talk: Talk) -> None:
    address = deliver(pause(talk))
    talk.start()
    talk.all(ALL[len(FACTS) + 1 :])
    talk.say("!review_confirm")
    assert Intake.objects.get().status == "submitted"
    assert Client().post(address, {"born": "03/04/1985"}).status_code == 410
