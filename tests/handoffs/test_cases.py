"""Raising, joining, moving, and the notices that go with it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from frontdesk.chat.models import Conversation
from frontdesk.chat.signals import danger_heard
from frontdesk.handoffs import notices, services
from frontdesk.handoffs.models import Case, Notice
from frontdesk.handoffs.services import MOVES, raise_case
from frontdesk.handoffs.tasks import announce, escalate

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)


@pytest.fixture
def conversation(db: None) -> Conversation:
    return Conversation.objects.create(token_hash="t", address_hash="", created_at=NOW, last_seen_at=NOW)


@pytest.fixture
def case(conversation: Conversation) -> Case:
    return raise_case(conversation, kind="intake", prefix="OT", now=NOW, person={"name": "Ana"})


@pytest.fixture
def actor(db: None) -> Any:
    return get_user_model().objects.create_user("dana")


@pytest.mark.promise("P02")
def test_a_second_call_joins(conversation: Conversation, case: Case) -> None:
    again = raise_case(
        conversation,
        kind="intake",
        prefix="OT",
        now=NOW,
        person={"phone": "+13125550111"},
        flags=[{"id": "a"}],
    )
    third = raise_case(conversation, kind="intake", prefix="OT", now=NOW, flags=[{"id": "a"}, {"id": "b"}])
    assert case.pk == again.pk == third.pk and Notice.objects.count() == 1
    assert third.person == {"name": "Ana", "phone": "+13125550111"}
    assert [flag["id"] for flag in third.flags] == ["a", "b"]


def test_becoming_urgent_is_due_sooner_and_announced(
    conversation: Conversation, case: Case, actor: Any
) -> None:
    services.assign(case, actor, actor=actor, now=NOW)
    raise_case(conversation, kind="intake", prefix="OT", now=NOW, urgent=True)
    case.refresh_from_db()
    assert case.urgent and case.due_at == NOW + timedelta(hours=1) and case.attended_at is None
    assert set(Notice.objects.values_list("what", flat=True)) == {"new", "urgent"}


def test_the_visitor_coming_back_ends_the_waiting(conversation: Conversation, case: Case, actor: Any) -> None:
    services.move(case, "waiting", actor=actor, now=NOW)
    raise_case(conversation, kind="intake", prefix="OT", now=NOW)
    case.refresh_from_db()
    assert case.status == "in_progress"


@pytest.mark.parametrize("before", Case.Status.values)
@pytest.mark.parametrize("after", Case.Status.values)
def test_the_allowed_moves(case: Case, actor: Any, before: str, after: str) -> None:
    Case.objects.update(status=before)
    if after == before or after in MOVES[before]:
        assert services.move(case, after, actor=actor, now=NOW).status == after
    else:
        with pytest.raises(ValueError, match="cannot become"):
            services.move(case, after, actor=actor, now=NOW)


def test_moves_that_make_no_sense(case: Case, actor: Any) -> None:
    with pytest.raises(ValueError, match="no such status"):
        services.move(case, "lost", actor=actor, now=NOW)
    with pytest.raises(ValueError, match="no such reason"):
        services.move(case, "closed", actor=actor, now=NOW, reason="bored")
    assert services.move(case, "closed", actor=actor, now=NOW).closed_reason == "other"


def test_a_closed_case_cannot_come_back_beside_an_open_one(
    conversation: Conversation, case: Case, actor: Any
) -> None:
    services.move(case, "closed", actor=actor, now=NOW)
    newer = raise_case(conversation, kind="intake", prefix="OT", now=NOW)
    assert newer.pk != case.pk
    with pytest.raises(ValueError, match="already has an open case"):
        services.move(case, "in_progress", actor=actor, now=NOW)
    case.refresh_from_db()
    assert case.status == "closed"


def test_danger_makes_one_urgent_case(conversation: Conversation) -> None:
    for _ in range(2):
        danger_heard.send(
            Conversation, conversation=conversation, message=None, level="crisis", rows=["plan"], now=NOW
        )
    case = Case.objects.get()
    assert (case.kind, case.urgent, case.due_at) == ("crisis", True, NOW + timedelta(minutes=15))
    assert case.flags[0]["id"] == "plan"


@pytest.mark.promise("P05")
class TestNotices:
    def test_a_rolled_back_case_is_never_announced(self, conversation: Conversation) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            raise_case(conversation, kind="person", prefix="OT", now=NOW)
            raise RuntimeError
        assert not Notice.objects.exists() and not DBTaskResult.objects.exists()

    def test_it_is_sent_once_and_says_nothing_of_the_person(self, case: Case) -> None:
        notice = Notice.objects.get()
        announce.call(notice.pk)
        announce.call(notice.pk)
        assert [sent.subject for sent in mail.outbox] == [f"New case {case.reference}"]
        assert "Ana" not in mail.outbox[0].body and "intake" not in mail.outbox[0].body

    def test_failures_are_retried_later_and_later_and_then_dead(
        self, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def down(*args: Any, **kwargs: Any) -> None:
            raise ConnectionRefusedError("mail.example refused ana@example.com")

        monkeypatch.setattr("frontdesk.handoffs.delivery.EmailMessage.send", down)
        notice = Notice.objects.get()
        waits = []
        for _ in notices.BACKOFF:
            announce.call(notice.pk)
            notice.refresh_from_db()
            assert notice.state == "waiting" and notice.error == "ConnectionRefusedError"
            waits.append(notice.next_try_at)
        assert waits == sorted(waits)
        announce.call(notice.pk)
        notice.refresh_from_db()
        assert notice.state == "dead"
        monkeypatch.undo()
        notices.try_again(notice, NOW)
        announce.call(notice.pk)
        notice.refresh_from_db()
        assert notice.state == "sent" and len(mail.outbox) == 1

    def test_a_notice_whose_worker_died_is_tried_again(self, case: Case) -> None:
        DBTaskResult.objects.all().delete()
        assert notices.sweep(NOW + timedelta(minutes=1)) == 0
        assert notices.sweep(NOW + timedelta(minutes=6)) == 1
        assert DBTaskResult.objects.count() == 1
        assert notices.sweep(NOW + timedelta(minutes=7)) == 0

    def test_an_overdue_case_is_announced_once(self, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            "frontdesk.handoffs.tasks.timezone.now", lambda: case.due_at + timedelta(minutes=1)
        )
        escalate.call(case.pk)
        escalate.call(case.pk)
        assert Notice.objects.filter(what="overdue").count() == 1
        Notice.objects.filter(what="overdue").delete()
        notices.sweep(case.due_at + timedelta(minutes=1))
        assert Notice.objects.filter(what="overdue").count() == 1

    def test_an_attended_case_is_not(self, case: Case, actor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        services.add_note(case, "Called.", actor=actor, now=NOW)
        monkeypatch.setattr(
            "frontdesk.handoffs.tasks.timezone.now", lambda: case.due_at + timedelta(minutes=1)
        )
        escalate.call(case.pk)
        assert not Notice.objects.filter(what="overdue").exists()

    def test_one_round_of_the_desk_clock(self, case: Case) -> None:
        call_command("watch_desk", "--once")
