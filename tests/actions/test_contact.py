"""A number or an address typed in the chat reaches the case, and nothing known is overwritten."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from frontdesk.chat.models import Conversation
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


@pytest.mark.django_db
def test_it_makes_a_case_or_joins_the_open_one(chat: Conversation) -> None:
    case = contact_left(chat.pk, "my phone is 312 555 0177", now=NOW)
    assert (case.kind, case.person) == ("person", {"phone": "+13125550177"})
    again = contact_left(chat.pk, "or 312 555 0188, ana@example.com", now=NOW)
    assert again.pk == case.pk
    assert again.person == {"phone": "+13125550177", "email": "ana@example.com"}


@pytest.mark.django_db
def test_in_the_care_frame_it_is_urgent(chat: Conversation) -> None:
    Conversation.objects.filter(pk=chat.pk).update(care=True)
    assert contact_left(chat.pk, "312 555 0177", now=NOW).urgent
    assert Case.objects.get().kind == "crisis"
