"""The words on the case page and of the answers: short first, one name for one thing, who may do what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from frontdesk.handoffs.models import Case
from frontdesk.intakes.results import Row, Section


def test_short_names_first_and_consent_last(desk: Client, case: Case, monkeypatch: Any) -> None:
    sections = [
        Section("Consent", [Row("consent", "Do you agree that we keep your answers?", "I agree", "", 1)]),
        Section("About you", [Row("contact_ok", "May we leave a voice message there?", "Neither", "", 1)]),
        Section("Old", [Row("gone", "A question that is asked no more?", "Yes", "", 1)]),
    ]
    monkeypatch.setattr("frontdesk.intakes.services.answers_for_case", lambda case: sections)
    page = desk.get(f"/staff/cases/{case.reference}/").content.decode()
    answers = page.split('id="answers"')[1].split("</section>")[0]
    assert '<dt title="May we leave a voice message there?">Messages</dt>' in answers
    assert '<dt title="">A question that is asked no more?</dt>' in answers
    assert re.findall("<h3>(.*?)</h3>", answers) == ["About you", "Old", "Consent"]


def test_one_name_for_ready_made_replies(desk: Client, case: Case) -> None:
    page = desk.get("/staff/canned/").content.decode()
    assert "Canned" not in page and "<h1>Ready-made replies</h1>" in page


class TestAnswers:
    def test_a_clinician_is_told_who_signs(
        self, person: Callable[..., Any], browser_of: Callable[[Any], Client]
    ) -> None:
        client = browser_of(person("clinician"))
        assert "Nobody has it yet: an admin can give it on the page “Team”" in self.text(client)
        person("reviewer", name="Rita Blom")
        assert "Ask Rita Blom, or an admin for the role" in self.text(client)
        rita = browser_of(person("clinician", "reviewer", name="Ruth Vale"))
        assert "Signing needs" not in self.text(rita)

    def text(self, client: Client) -> str:
        page = client.get("/staff/answers/").content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", page).split())

    def test_they_stand_under_their_topics(self, desk: Client) -> None:
        page = desk.get("/staff/answers/").content.decode()
        groups = re.findall(r"<h2[^>]*>([^<]+)<", page)
        assert [title.strip() for title in groups][:2] == ["What it is", "Status and forms"]
        practical = page.split(">Practical")[1].split("</section>")[0]
        assert "data/faq/cost.md" in practical and "data/faq/nausea.md" not in practical
        assert page.count("data/faq/cost.md") == 1
