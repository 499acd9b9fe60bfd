"""Narrowing the list and the search, keeping a view, and the e-mails that went to files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from frontdesk.handoffs.finding import reindex
from frontdesk.handoffs.models import Case
from frontdesk.privacy.models import AuditEntry
from frontdesk.staff import words
from frontdesk.staff.models import SavedView


def day(moment: Any) -> str:
    return moment.astimezone(words.zone()).date().isoformat()


@pytest.mark.parametrize("where", ["list", "search"])
def test_by_state_of_the_case_owner_and_date(desk: Client, case: Case, now: Any, where: str) -> None:
    def found(**filters: str) -> bool:
        if where == "list":
            page = desk.get("/staff/cases/", filters)
        else:
            page = desk.post("/staff/search/", {"q": "garcia", **filters})
        return case.reference in page.content.decode()

    today, yesterday, tomorrow = day(now), day(now - timedelta(days=1)), day(now + timedelta(days=1))
    assert found() and found(status="new") and not found(status="waiting")
    assert found(since=today) or found(since=yesterday)
    assert found(since=yesterday, until=today) and not found(until=yesterday) and not found(since=tomorrow)
    assert found(since="31 December", status="bogus", kind="", owner="x"), "odd filters filter nothing"


def test_a_search_may_be_filters_alone_and_finds_closed_ones(desk: Client, case: Case) -> None:
    Case.objects.update(status="closed")
    assert case.reference not in desk.post("/staff/search/", {"q": ""}).content.decode()
    assert case.reference in desk.post("/staff/search/", {"status": "closed"}).content.decode()
    entry = AuditEntry.objects.filter(action="searched").latest("seq")
    assert entry.detail == {"by": "name", "found": 1, "with": ["status"]}


def test_by_the_state_someone_lives_in(desk: Client, case: Case) -> None:
    case.person = {**case.person, "state": "New Mexico"}
    case.save()
    reindex(case)
    for query, there in (("new mexico", True), ("New  Mexico ", True), ("mexico", False)):
        assert (case.reference in desk.post("/staff/search/", {"q": query}).content.decode()) == there


class TestSavedViews:
    FORM = {"view": "open", "kind": "intake", "since": "2026-11-01", "title": "Intakes of November"}

    def test_kept_shown_and_forgotten(self, desk: Client) -> None:
        page = desk.post("/staff/views/save/", self.FORM, follow=True).content.decode()
        assert page.count("Intakes of November") == 2 and "Forget the view" in page
        assert SavedView.objects.get().query == "view=open&kind=intake&since=2026-11-01"
        desk.post("/staff/views/save/", {**self.FORM, "title": "Renamed"})
        desk.post("/staff/views/remove/", {"saved": SavedView.objects.get().pk})
        assert not SavedView.objects.exists()

    def test_nobody_removes_anothers(
        self, desk: Client, person: Callable[..., Any], browser_of: Callable[[Any], Client]
    ) -> None:
        desk.post("/staff/views/save/", self.FORM)
        sam = browser_of(person("clinician"))
        kept = SavedView.objects.get().pk
        assert sam.post("/staff/views/remove/", {"saved": kept}).status_code == 404
        assert "Intakes of November" not in sam.get("/staff/cases/").content.decode()

    def test_what_is_not_kept(self, desk: Client) -> None:
        for form in ({**self.FORM, "title": " "}, {"view": "open", "title": "No filter"}):
            desk.post("/staff/views/save/", form)
        for number in range(14):
            desk.post("/staff/views/save/", {**self.FORM, "since": f"2026-10-{number + 1:02}"})
        assert SavedView.objects.count() == 12


def test_the_outbox_shows_notices_and_no_patients_link(
    person: Callable[..., Any], browser_of: Callable[[Any], Client], settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    EmailMessage("New case OT-1", "Sign in to see it.", to=[settings.STAFF_NOTICE_TO]).send()
    EmailMessage("You have an answer", "https://x.example/back/secret", to=["ana@example.com"]).send()
    page = browser_of(person("admin")).get("/staff/notices/").content.decode()
    assert "New case OT-1" in page and "Sign in to see it." in page
    assert "You have an answer" in page and "/back/" not in page and "ana@example.com" not in page
