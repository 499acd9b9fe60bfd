"""Finding a person again and reaching them: what was written in the chat, a name added, links to press."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdesk.chat.models import Message
from frontdesk.handoffs import finding
from frontdesk.handoffs.models import Case, CaseKey
from frontdesk.handoffs.receivers import forget
from frontdesk.handoffs.services import raise_case
from frontdesk.privacy.models import AuditEntry


def reach_of(client: Client, case: Case) -> str:
    page = client.get(f"/staff/cases/{case.reference}/").content.decode()
    return page.split('id="reach"')[1].split("</section>")[0]


class TestWrittenInTheChat:
    WRITTEN = ("0177", "312-555-0177", "3125550177", "555-0177", "Ruth@Example.com")

    @pytest.mark.parametrize("before", [True, False])
    def test_it_is_found(
        self, desk: Client, conversation: Any, said: Callable[..., Message], now: Any, before: bool
    ) -> None:
        """Whether it was written before the case was raised or after."""
        if before:
            said("my number is 312-555-0177, or ruth@example.com")
        case = raise_case(conversation, kind="person", prefix="OT", now=now)
        if not before:
            said("my number is 312-555-0177, or ruth@example.com")
            said("2 of us, 10 am, 2026")
        for query in self.WRITTEN:
            assert list(finding.search(query)) == [case], query
            assert case.reference in desk.post("/staff/search/", {"q": query}).content.decode()
        raise_case(conversation, kind="person", prefix="OT", now=now, person={"name": "Ruth"})
        assert list(finding.search("0177")) == [case], "a new look at the person keeps it"
        finding.reindex(case)
        assert list(finding.search("0177")) == [case]

    def test_it_makes_nobody_the_same_person(
        self, case: Case, conversation: Any, said: Callable[..., Message], now: Any
    ) -> None:
        """A number that somebody only mentions may be anyone's."""
        from tests.staff.test_person import again

        said("my mother has 312-555-0199")
        other = again("u", now, phone="312-555-0199")
        assert not other.events.filter(what="linked").exists()

    def test_it_is_forgotten_with_the_chat(self, case: Case, said: Callable[..., Message], now: Any) -> None:
        said("call 312-555-0177")
        forget(None, conversation=case.conversation, now=now)
        assert not CaseKey.objects.filter(case=case).exists()


class TestAName:
    @pytest.fixture
    def unnamed(self, case: Case) -> Case:
        case.person = {"phone": "+13125550111"}
        case.save()
        finding.reindex(case)
        return case

    def test_it_is_added_once_and_found(self, desk: Client, unnamed: Case) -> None:
        one = f"/staff/cases/{unnamed.reference}"
        assert "Add name" in desk.get(f"{one}/").content.decode()
        for odd in ("  ", "12", "x" * 200):
            desk.post(f"{one}/name/", {"name": odd})
        unnamed.refresh_from_db()
        assert "name" not in unnamed.person
        page = desk.post(f"{one}/name/", {"name": "  Ruth   Ellery "}, follow=True).content.decode()
        assert "<bdi>Ruth Ellery</bdi></h1>" in page and "Add name" not in page
        assert "Added the person’s name" in page
        assert list(finding.search("ellery")) == [unnamed]
        entry = AuditEntry.objects.filter(action="changed").latest("seq")
        assert entry.detail == {"name": True} and entry.subject == unnamed.reference

    def test_what_the_visitor_told_is_not_written_over(self, desk: Client, case: Case) -> None:
        one = f"/staff/cases/{case.reference}"
        answer = desk.post(f"{one}/name/", {"name": "Somebody Else"}, follow=True).content.decode()
        assert "has a name" in answer
        case.refresh_from_db()
        assert case.person["name"] == "Ana Ruiz García"

    def test_a_slip_in_an_added_name_can_be_put_right(self, desk: Client, unnamed: Case) -> None:
        one = f"/staff/cases/{unnamed.reference}"
        desk.post(f"{one}/name/", {"name": "Ruth Elery"})
        assert "Change name" in desk.get(f"{one}/").content.decode()
        desk.post(f"{one}/name/", {"name": "Ruth Ellery"})
        unnamed.refresh_from_db()
        assert unnamed.person["name"] == "Ruth Ellery"
        assert list(finding.search("elery")) == []


class TestLinks:
    def hrefs(self, client: Client, case: Case, **person: Any) -> list[str]:
        case.person = {**case.person, **person}
        case.save()
        return re.findall(r'href="((?:tel|sms|mailto):[^"]+)"', reach_of(client, case))

    CALL, TEXT, MAIL = "tel:+13125550111", "sms:+13125550111", "mailto:ana@example.com"

    @pytest.mark.parametrize(
        ("consent", "texts"),
        [
            ("Yes, both", True),
            ("Text only", True),
            ("Voice message only", False),
            ("Neither", False),
            (None, False),
        ],
    )
    def test_texting_only_with_leave(self, desk: Client, case: Case, consent: str, texts: int) -> None:
        found = self.hrefs(desk, case, **({"contact_ok": consent} if consent else {}))
        assert found == [self.CALL, *([self.TEXT] if texts else []), self.MAIL]

    def test_a_number_that_cannot_be_read_and_one_from_the_chat(
        self, desk: Client, case: Case, said: Callable[..., Message]
    ) -> None:
        said("or call 312.555.0150, jo@example.com")
        found = self.hrefs(desk, case, phone="ask my wife", contact_ok="Yes, both")
        assert found == [self.MAIL, "tel:+13125550150", "mailto:jo@example.com"]
