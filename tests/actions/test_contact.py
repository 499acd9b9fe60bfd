"""A number or an address typed in the chat reaches the case, and nothing known is overwritten."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.left import contact_left
from frontdesk.handoffs.models import Case
from rasa_ext.understanding_contact import leaves_contact

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)


@pytest.fixture
def chat() -> Conversation:
    return Conversation.objects.create(
        token_hash="t" * 64, address_hash="a" * 64, created_at=NOW, last_seen_at=NOW
    )


@pytest.mark.parametrize(
    "text",
    [
        "my phone is 312 555 0177",
        "312-555-0177",
        "sure, ana@example.com is best, thanks",
        "please have somebody call me at (312) 555-0177 after 5, I'm Ana",
        "could someone phone me tomorrow at 312-555-0177? I have questions about the spray",
    ],
)
def test_a_way_to_be_reached_is_heard(text: str) -> None:
    assert leaves_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "is 312 555 0177 your number",
        "can I text you at 312 555 0177?",
        "I tried 6 infusions in 2019",
        "my insurance id is 123456",
        "how much is it",
        "312 555 0177 is what I called on Monday and nobody answered and then I was told that I would need "
        "to bring records from two other doctors",
    ],
)
def test_a_question_or_another_number_is_not(text: str) -> None:
    assert not leaves_contact(text)


@pytest.mark.parametrize(
    "text",
    ["555-0142", "5550142, ask for Dana", "608", "no, area code 608", "ana at example dot com", "a@example"],
)
def test_right_after_a_hand_off_half_a_number_or_address_is_one(text: str) -> None:
    assert leaves_contact(text, asked=True) and not leaves_contact(text)


@pytest.mark.parametrize("text", ["im 45", "is it 5550142?", "i have 2 kids", "born 3/5/1985", "so $3050"])
def test_another_number_is_none_even_then(text: str) -> None:
    assert not leaves_contact(text, asked=True)


@pytest.mark.django_db
def test_it_makes_a_case_or_joins_the_open_one(chat: Conversation) -> None:
    case = contact_left(chat.pk, "my phone is 312 555 0177", now=NOW).case
    assert (case.kind, case.person) == ("person", {"phone": "+13125550177"})
    left = contact_left(chat.pk, "or 312 555 0188, ana@example.com", now=NOW)
    assert (left.case.pk, left.reply) == (case.pk, "contact_noted")
    assert left.case.person == {"phone": "+13125550177", "email": "ana@example.com"}


@pytest.mark.django_db
def test_a_number_put_right_takes_the_place_of_the_first(chat: Conversation) -> None:
    contact_left(chat.pk, "my phone is 312 555 0177", now=NOW)
    left = contact_left(chat.pk, "sorry its 608-555-0142", now=NOW)
    assert (left.reply, left.case.person) == ("contact_changed", {"phone": "+16085550142"})
    assert left.case.events.filter(what="contact_changed").exists()


@pytest.mark.django_db
def test_the_area_code_is_asked_for_and_makes_the_number_whole(chat: Conversation) -> None:
    for seq, text, reply, person in (
        (1, "555-0142", "number_unclear", {}),
        (3, "oh its 608", "contact_noted", {"phone": "+16085550142"}),
        (5, "ana@example", "address_unclear", {"phone": "+16085550142"}),
    ):
        Message.objects.create(conversation=chat, seq=seq, sender="visitor", kind="text", text=text, at=NOW)
        left = contact_left(chat.pk, text, now=NOW)
        assert (left.reply, left.case.person) == (reply, person)
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_a_name_is_added_and_not_overwritten(chat: Conversation) -> None:
    both = contact_left(chat.pk, "my name is tom lee, 773 555 0121", now=NOW)
    assert both.case.person == {"phone": "+17735550121", "name": "Tom Lee"}
    assert contact_left(chat.pk, "Maria", now=NOW, named=True).case.person["name"] == "Tom Lee"
    fuller = contact_left(chat.pk, "im tom lee baker", now=NOW, named=True)
    assert fuller.case.person["name"] == "Tom Lee Baker"
    left = contact_left(chat.pk, "sorry, its Thomas Lee", now=NOW, named=True)
    assert (left.reply, left.case.person["name"]) == ("name_noted", "Thomas Lee")


@pytest.mark.django_db
def test_in_the_care_frame_it_is_urgent(chat: Conversation) -> None:
    Conversation.objects.filter(pk=chat.pk).update(care=True)
    assert contact_left(chat.pk, "312 555 0177", now=NOW).case.urgent
    assert Case.objects.get().kind == "crisis"
