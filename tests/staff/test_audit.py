"""Each look, search, export and denial leaves exactly one row, in the transaction of what it records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from frontdesk.handoffs.models import Case
from frontdesk.privacy import audit, triggers
from frontdesk.privacy.models import AuditEntry, AuditHead

pytestmark = pytest.mark.promise("P39")


def rows_after(act: Callable[[], Any]) -> list[tuple[str, str]]:
    """(action, subject) of the rows that `act` added, oldest first."""
    before = AuditEntry.objects.count()
    act()
    return list(AuditEntry.objects.order_by("seq").values_list("action", "subject")[before:])


@pytest.fixture
def clinician(person: Callable[..., Any], browser_of: Callable[[Any], Client]) -> Client:
    return browser_of(person("clinician"))


def test_one_row_each(clinician: Client, case: Case) -> None:
    one, ref = f"/staff/cases/{case.reference}/", case.reference
    looks: list[tuple[Callable[[], Any], list[tuple[str, str]]]] = [
        (lambda: clinician.get(one), [("viewed", ref)]),
        (lambda: clinician.get(f"{one}?whole=1"), [("viewed", ref)]),
        (lambda: clinician.get(f"{one}print/"), [("printed", ref)]),
        (lambda: clinician.post(f"{one}export/"), [("exported", ref)]),
        (lambda: clinician.post("/staff/export/", {"view": "open"}), [("exported", "")]),
        (lambda: clinician.post("/staff/search/", {"q": "Ana"}), [("searched", "")]),
        (lambda: clinician.get("/staff/audit/"), [("denied", "audit")]),
        (lambda: clinician.post(f"{one}note/", {"note": "Called."}), [("changed", ref)]),
        (lambda: clinician.post(f"{one}move/", {"status": "in_progress"}), [("changed", ref)]),
        (lambda: clinician.post(f"{one}move/", {"status": "nonsense"}), []),
        (lambda: clinician.get("/staff/cases/OT-2222-22/"), []),
        (lambda: clinician.get("/staff/cases/"), []),
        (lambda: Client().get(one), [("denied", "case")]),
        (lambda: Client().get("/staff/"), []),
        (
            lambda: Client().post("/staff/sign-in/", {"username": "x", "password": "y"}),
            [("denied", "sign-in")],
        ),
    ]
    for place, (act, expected) in enumerate(looks):
        assert rows_after(act) == expected, place


def test_the_live_part_adds_no_row_and_needs_an_audited_look(clinician: Client, case: Case) -> None:
    live = f"/staff/cases/{case.reference}/live/"
    assert clinician.post(live, {"after": "1"}).status_code == 409
    clinician.get(f"/staff/cases/{case.reference}/")
    assert rows_after(lambda: clinician.post(live, {"after": "1"})) == []


def test_no_row_no_look(clinician: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("frontdesk.privacy.audit.AuditEntry.save", fails)
    answer = clinician.get(f"/staff/cases/{case.reference}/")
    assert answer.status_code == 503
    assert b"Ana" not in answer.content


def test_no_change_no_row(clinician: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("frontdesk.staff.views.work.log.write", fails)
    assert rows_after(lambda: clinician.post(f"/staff/cases/{case.reference}/note/", {"note": "x"})) == []
    assert not case.events.filter(what="note").exists()


def test_rows_hold_no_personal_text(clinician: Client, case: Case) -> None:
    clinician.post("/staff/search/", {"q": "Ana Ruiz"})
    clinician.post("/staff/search/", {"q": "ana@example.com"})
    clinician.get(f"/staff/cases/{case.reference}/")
    kept = str([entry.detail for entry in AuditEntry.objects.all()])
    kept += str(list(AuditEntry.objects.values_list("actor", "action", "subject")))  # digests hold any digits
    assert "Ruiz" not in kept and "example.com" not in kept and "555" not in kept


@pytest.mark.django_db
def test_a_row_needs_a_transaction(monkeypatch: pytest.MonkeyPatch, now: Any) -> None:
    monkeypatch.setattr(connection, "in_atomic_block", False)
    with pytest.raises(audit.NotInTransaction):
        audit.write("viewed", actor_id=1, actor="x", now=now)


@pytest.mark.django_db
class TestChain:
    @pytest.fixture(autouse=True)
    def five(self, now: Any) -> None:
        for number in range(5):
            with transaction.atomic():
                audit.write("viewed", actor_id=1, actor="dana", subject=f"OT-{number}", now=now)

    def test_whole(self) -> None:
        assert audit.check_chain().broken_at is None
        call_command("check_audit")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("actor", "someone"),
            ("subject", "OT-9"),
            ("detail", {"a": 1}),
            ("actor_id", 2),
            ("action", "printed"),
        ],
    )
    def test_a_changed_row(self, field: str, value: Any) -> None:
        AuditEntry.objects.filter(seq=3).update(**{field: value})
        assert audit.check_chain().broken_at == 3

    def test_a_removed_row(self) -> None:
        AuditEntry.objects.filter(seq=2).delete()
        assert audit.check_chain().broken_at == 2

    def test_a_cut_off_tail(self) -> None:
        AuditEntry.objects.filter(seq__gte=4).delete()
        assert audit.check_chain().broken_at == 4

    def test_everything_removed(self) -> None:
        AuditEntry.objects.all().delete()
        assert audit.check_chain().broken_at == 1
        AuditHead.objects.all().delete()
        assert audit.check_chain().broken_at is None  # an empty log is whole: keep the last digest elsewhere

    def test_a_rotated_key_keeps_the_chain(self, settings: Any, now: Any) -> None:
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-" + "z" * 50
        with transaction.atomic():
            audit.write("viewed", actor_id=1, actor="dana", now=now)
        assert audit.check_chain().broken_at is None
        settings.SECRET_KEY_FALLBACKS = []
        assert audit.check_chain().broken_at == 1

    def test_the_database_refuses_changes(self) -> None:
        triggers.protect()
        triggers.protect()
        assert triggers.protected()
        for change in (
            lambda: AuditEntry.objects.filter(seq=1).update(actor="x"),
            lambda: AuditEntry.objects.filter(seq=1).delete(),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                change()
        assert audit.check_chain().rows == 5


def test_the_page_shows_the_rows_and_the_chain(
    person: Callable[..., Any], browser_of: Callable[[Any], Client], case: Case
) -> None:
    admin = browser_of(person("admin"))
    admin.get(f"/staff/cases/{case.reference}/")
    page = admin.get("/staff/audit/?check=1").content.decode()
    assert "The log is whole" in page and case.reference in page and "protect_audit" in page
    AuditEntry.objects.filter(seq=1).update(actor="nobody")
    assert "row 1 does not fit" in admin.get("/staff/audit/?check=1").content.decode()
    assert case.reference not in admin.get("/staff/audit/?action=denied").content.decode()
