"""What is past its age goes, whole; what is open, recent or on legal hold stays. The clock is an argument."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.utils import timezone

from frontdesk.chat.models import Conversation, Message
from frontdesk.clinic import Clinic, load_clinic
from frontdesk.clinic.checks import _retention_faults
from frontdesk.handoffs import holds, retention, services
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.retention import Keep, Purged, keep_of
from frontdesk.privacy.models import AuditEntry
from tests.handoffs.intakes import NOW, make
from tests.privacy.everything import person, where_found

pytestmark = [pytest.mark.django_db, pytest.mark.promise("P38")]
KEEP = Keep(chats=timedelta(days=90), cases=timedelta(days=2555))
DAY = timedelta(days=1)


def chat(last: datetime = NOW, token: str = "chat") -> Conversation:
    conversation = Conversation.objects.create(
        token_hash=token, address_hash="", created_at=last, last_seen_at=last
    )
    Message.objects.create(
        conversation=conversation, seq=1, sender="visitor", kind="text", text="hi", at=last
    )
    return conversation


def close(case: Case, at: datetime = NOW) -> None:
    services.move(case, "closed", actor=None, now=at, reason="booked")


def test_a_chat_without_a_case_goes_after_its_days_and_not_before() -> None:
    chat()
    assert retention.purge(NOW + 90 * DAY - timedelta(seconds=1), KEEP) == Purged(0, 0)
    assert retention.purge(NOW + 90 * DAY, KEEP) == Purged(1, 0)
    assert retention.purge(NOW + 90 * DAY, KEEP) == Purged(0, 0)
    assert not Conversation.objects.exists() and not Message.objects.exists()


def test_a_message_of_staff_counts_as_life() -> None:
    conversation = chat()
    Message.objects.create(
        conversation=conversation, seq=2, sender="staff", kind="info", text="hello", at=NOW + 50 * DAY
    )
    assert retention.purge(NOW + 100 * DAY, KEEP) == Purged(0, 0)
    assert retention.purge(NOW + 140 * DAY, KEEP) == Purged(1, 0)


def test_an_open_case_is_never_too_old_and_a_closed_one_has_its_own_age() -> None:
    case = make("depression")
    assert retention.purge(NOW + 20000 * DAY, KEEP) == Purged(0, 0)
    close(case, NOW + 10 * DAY)
    assert retention.purge(NOW + 2564 * DAY, KEEP) == Purged(0, 0)
    assert retention.purge(NOW + 2565 * DAY, KEEP) == Purged(1, 1)


def test_nothing_of_the_person_is_left_in_any_table() -> None:
    conversation = person()
    close(Case.objects.get())
    Message.objects.update(at=NOW)
    assert where_found()
    assert retention.purge(NOW + 3000 * DAY, KEEP) == Purged(1, 1)
    assert where_found() == set()
    assert not Conversation.objects.filter(pk=conversation.pk).exists()


def test_a_case_on_legal_hold_stays_until_the_hold_ends() -> None:
    held, other = make("depression", "a"), make("pain", "b")
    for case in (held, other):
        close(case)
    holds.place(held, actor="dana", actor_id=None, now=NOW)
    assert retention.purge(NOW + 3000 * DAY, KEEP) == Purged(1, 1)
    assert Case.objects.get() == held
    holds.end(held, actor="dana", actor_id=None, now=NOW + 3000 * DAY)
    assert retention.purge(NOW + 3000 * DAY, KEEP) == Purged(1, 1)


def test_each_batch_leaves_one_audit_row_with_numbers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for n in range(3):
        chat(token=str(n))
    assert retention.purge(NOW + 91 * DAY, KEEP) == Purged(3, 0)
    rows = [(row.action, row.detail) for row in AuditEntry.objects.order_by("seq")]
    assert rows == [("purged", {"chats": 2, "cases": 0}), ("purged", {"chats": 1, "cases": 0})]


def test_the_ages_are_the_clinics_and_without_them_nothing_is_deleted() -> None:
    shipped = keep_of(load_clinic(Path("data")))
    assert shipped == KEEP
    assert keep_of(Clinic({})) is None


@pytest.mark.parametrize(
    ("ages", "fault"),
    [
        ({"chats_days": 90, "cases_days": 2555}, ""),
        ({}, ""),
        ({"chats_days": 90}, "needs"),
        ({"chats_days": 0, "cases_days": 10}, "needs"),
        ({"chats_days": "90 days", "cases_days": 99}, "needs"),
        ({"chats_days": 90, "cases_days": 30}, "less time"),
    ],
)
def test_ages_that_cannot_be_are_named(ages: dict[str, Any], fault: str) -> None:
    found = [
        problem.message for problem in _retention_faults(Clinic({"retention": ages}), Path("clinic.yml"))
    ]
    assert len(found) == bool(fault) and all(fault in message for message in found)


def test_the_sweep_purges_by_the_machines_clock_and_tidies(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX_DIR = tmp_path
    now = timezone.now()
    old, young = tmp_path / "old.log", tmp_path / "young.log"
    for file, age in ((old, 91), (young, 1)):
        file.write_text("To: someone")
        os.utime(file, times=(file.stat().st_atime, (now - age * DAY).timestamp()))
    chat(now - 91 * DAY, "old")
    kept = chat(now, "young")
    AccessAttempt.objects.create(username="dana", failures_since_start=1)
    AccessAttempt.objects.update(attempt_time=now - 31 * DAY)
    call_command("sweep_intakes")
    assert list(Conversation.objects.all()) == [kept]
    assert [file.name for file in tmp_path.iterdir()] == ["young.log"]
    assert not AccessAttempt.objects.exists()


def test_the_command_sets_and_ends_a_hold(capsys: pytest.CaptureFixture[str]) -> None:
    case = make("depression")
    call_command("legal_hold", case.reference)
    call_command("legal_hold", case.reference, "--end")
    assert [event.what for event in case.events.filter(what__in=("held", "released"))] == ["held", "released"]
