"""The reference by e-mail: only to the given address, only when asked, a few times, nothing private in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from frontdesk.chat.models import Conversation
from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.intakes import receipts
from frontdesk.intakes.models import Intake
from tests.intakes.conftest import ALL, NOW, Talk

pytestmark = pytest.mark.django_db
PRIVATE = ("Ana", "Ruiz", "1985", "depress", "ketamine", "intake", "health")


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def finished(talk: Talk) -> Intake:
    talk.start()
    talk.all([*ALL, "confirm"])
    return Intake.objects.get()


def test_it_goes_to_the_given_address_with_the_reference_and_nothing_else(
    finished: Intake, conversation: Conversation
) -> None:
    assert receipts.ask(conversation.pk, NOW)
    assert mail.outbox == []  # the worker's
    receipts.deliver(finished.pk)
    (sent,) = mail.outbox
    assert sent.to == ["ana@example.com"]
    assert Case.objects.get().reference in sent.body
    assert not [word for word in PRIVATE if word.lower() in (sent.subject + sent.body).lower()]
    assert CaseEvent.objects.filter(what=receipts.ASKED).count() == 1


def test_it_is_no_way_to_flood_a_mailbox(finished: Intake, conversation: Conversation) -> None:
    before = DBTaskResult.objects.count()
    for _ in range(receipts.MOST + 3):
        assert receipts.ask(conversation.pk, NOW)
    assert DBTaskResult.objects.count() - before == receipts.MOST


def test_without_an_address_or_a_reference_nothing_is_sent(talk: Talk, conversation: Conversation) -> None:
    assert not receipts.ask(conversation.pk, NOW)
    talk.start()
    assert not receipts.ask(conversation.pk, NOW)
    receipts.deliver(999_999)
    assert mail.outbox == []
