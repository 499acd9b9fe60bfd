"""Finding cases by what is encrypted."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from frontdesk.chat.models import Conversation
from frontdesk.handoffs import finding
from frontdesk.handoffs.models import Case, CaseKey
from frontdesk.handoffs.receivers import forget
from frontdesk.handoffs.services import raise_case

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)


def make(number: int, **person: str) -> Case:
    conversation = Conversation.objects.create(
        token_hash=str(number) * 4, address_hash="", created_at=NOW, last_seen_at=NOW
    )
    return raise_case(conversation, kind="intake", prefix="OT", now=NOW, person=person)


@pytest.fixture
def ana(db: None) -> Case:
    make(2, name="Bob Smith", email="bob@example.com", phone="+13125550999")
    return make(1, name="Ana María Ruiz-García", email="Ana.Ruiz@Example.com", phone="+13125550111")


@pytest.mark.parametrize(
    "query",
    [
        "ana",
        "ANA",
        "garcia",
        "García",
        "gar",
        "ruiz ana",
        "Ruiz-García",
        "maria",
        "ana.ruiz@example.com",
        " Ana.Ruiz@example.com ",
        "3125550111",
        "(312) 555-0111",
        "+1 312 555 0111",
        "555-0111",
        "0111",
    ],
)
def test_found(ana: Case, query: str) -> None:
    assert list(finding.search(query)) == [ana]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "an",
        "arcia",
        "ana smith",
        "ana@example.com",
        "555-0112",
        "1",
        "@",
        "%",
        "' OR 1=1",
        "*" * 500,
    ],
)
def test_not_found(ana: Case, query: str) -> None:
    assert list(finding.search(query)) == []


def test_by_reference(ana: Case) -> None:
    whole = ana.reference
    for query in (
        whole,
        whole.lower(),
        whole[3:],
        whole.replace("-", ""),
        whole.replace("-", " "),
        f" {whole} ",
    ):
        assert list(finding.search(query)) == [ana], query


@pytest.mark.promise("P36")
def test_the_keys_tell_nothing_without_the_secret(ana: Case, settings: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM handoffs_casekey")
        assert "ana" not in str(cursor.fetchall()).lower().replace("aan", "")
    before = set(CaseKey.objects.values_list("digest", flat=True))
    settings.SECRET_KEY = "another-" + "q" * 50
    assert list(finding.search("garcia")) == []
    call_command("reindex_cases")
    assert list(finding.search("garcia")) == [ana]
    assert not before & set(CaseKey.objects.values_list("digest", flat=True))


def test_what_is_learned_later_is_found_and_what_changed_is_not(ana: Case) -> None:
    raise_case(ana.conversation, kind="intake", prefix="OT", now=NOW, person={"phone": "+13125550177"})
    assert list(finding.search("0177")) == [ana]
    assert list(finding.search("0111")) == []


@pytest.mark.promise("P37")
def test_an_erased_person_is_not_found(ana: Case) -> None:
    for _ in range(2):
        forget(None, conversation=ana.conversation, now=NOW)
    ana.refresh_from_db()
    assert (ana.person, ana.flags, ana.status, ana.closed_reason) == ({}, [], "closed", "erased")
    assert list(finding.search("garcia")) == []
    assert not CaseKey.objects.filter(case=ana).exists()
    assert list(finding.search(ana.reference)) == [ana]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("ana", "name"),
        ("a@b.c", "email"),
        ("312 555 0111", "phone"),
        ("OT-7F3K-2Q", "reference"),
        ("", "name"),
    ],
)
def test_the_log_learns_only_the_kind(query: str, kind: str) -> None:
    assert finding.what_kind(query) == kind


@pytest.mark.parametrize(
    "query", ["oneill", "O'Neill", "o’neill", "neill", "washington", "marcus oneill", "onei"]
)
def test_a_name_with_an_apostrophe_and_a_hyphen(ana: Case, query: str) -> None:
    ana.person = {"name": "Marcus O’Neill-Washington"}
    ana.save()
    finding.reindex(ana)
    assert list(finding.search(query)) == [ana]
