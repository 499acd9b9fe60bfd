"""Taking a case out: FHIR, PDF, the command; each audited, each for those who may."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from frontdesk.handoffs.models import Case
from frontdesk.privacy.models import AuditEntry
from frontdesk.staff import case_page, pdf, pdf_fonts
from tests.handoffs.intakes import NOW, make


@pytest.fixture
def clinician(person: Callable[..., Any], browser_of: Callable[[Any], Client]) -> Client:
    return browser_of(person("clinician"))


@pytest.mark.promise("P39")
def test_fhir_and_pdf_leave_one_row_each(clinician: Client) -> None:
    case = make("depression")
    page = clinician.get(f"/staff/cases/{case.reference}/").content.decode()
    assert "FHIR R4 record" in page and "PDF for the chart" in page
    before = AuditEntry.objects.count()
    fhir = clinician.post(f"/staff/cases/{case.reference}/fhir/")
    assert fhir["Content-Type"] == "application/fhir+json" and case.reference in fhir["Content-Disposition"]
    assert json.loads(fhir.content)["type"] == "transaction"
    made = clinician.post(f"/staff/cases/{case.reference}/pdf/")
    assert made.content.startswith(b"%PDF-") and made["Cache-Control"] == "no-store"
    rows = AuditEntry.objects.order_by("seq")[before:]
    assert [(row.action, row.subject, row.detail) for row in rows] == [
        ("exported", case.reference, {"what": "fhir"}),
        ("exported", case.reference, {"what": "pdf"}),
    ]


def test_without_a_finished_intake_nothing_leaves_and_nothing_is_noted(clinician: Client, case: Case) -> None:
    before = AuditEntry.objects.filter(action="exported").count()
    answer = clinician.post(f"/staff/cases/{case.reference}/fhir/", follow=True).content.decode()
    assert "No FHIR record: this case has no finished intake." in answer
    assert "FHIR R4 record" not in answer
    assert AuditEntry.objects.filter(action="exported").count() == before


@pytest.mark.django_db
def test_the_command_writes_a_private_file_and_an_audit_row(tmp_path: Path) -> None:
    case = make("pain")
    for form in ("fhir", "pdf"):
        file = tmp_path / form
        call_command("export", case.reference, f"--as={form}", f"--to={file}")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600 and file.stat().st_size > 1000
    rows = AuditEntry.objects.filter(action="exported", actor="command")
    assert rows.count() == 2
    with pytest.raises(CommandError, match="could not be written"):
        call_command("export", case.reference, f"--to={tmp_path / 'fhir'}")
    with pytest.raises(CommandError, match="no case"):
        call_command("export", "OT-2222-22")
    assert rows.count() == 2, "no file, no row"


@pytest.mark.django_db
def test_a_pdf_takes_any_words(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make("own_words")
    case.person = {"name": "<b>Ana & \u202e漢字 \U0001f600" + "x" * 900}
    note = "\n".join(f"line {number}" for number in range(300)) + " word" * 2000 + "y" * 9000
    case.events.create(at=NOW, what="note", detail=note)
    page = case_page.build(case, NOW, whole=True)
    assert pdf.make(page, NOW, None).startswith(b"%PDF-")
    assert "".join(pdf_fonts.pieces(note)) == note
    monkeypatch.setattr(pdf_fonts, "family", lambda: pdf_fonts.Family("Helvetica", "Helvetica-Bold", None))
    pdf._styles.cache_clear()
    assert pdf.make(page, NOW, None).startswith(b"%PDF-")
    pdf._styles.cache_clear()
