"""The list and the case page ask the same number of questions however many cases there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case


def queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert act().status_code == 200
    return len(captured)


@pytest.fixture
def many(db: None, now: Any) -> None:
    for number in range(60):
        at = now - timedelta(minutes=number)
        conversation = Conversation.objects.create(
            token_hash=f"many{number}", address_hash="", created_at=at, last_seen_at=at
        )
        raise_case(conversation, kind="person", prefix="OT", now=at, person={"name": f"Person {number}"})


def test_the_list(desk: Client, case: Case, request: pytest.FixtureRequest) -> None:
    Case.objects.update(kind="person", flags=[])  # a row that shows what was said
    desk.get("/staff/cases/")
    few = queries(lambda: desk.get("/staff/cases/"))
    request.getfixturevalue("many")
    assert queries(lambda: desk.get("/staff/cases/")) == few <= 10
    assert "Next" in desk.get("/staff/cases/").content.decode()
    assert "Previous" in desk.get("/staff/cases/?page=2").content.decode()
    assert queries(lambda: desk.post("/staff/search/", {"q": "person"})) <= 20


def test_the_case(
    desk: Client, case: Case, said: Callable[..., Message], request: pytest.FixtureRequest
) -> None:
    desk.get(f"/staff/cases/{case.reference}/")
    few = queries(lambda: desk.get(f"/staff/cases/{case.reference}/"))
    request.getfixturevalue("many")
    for number in range(20):
        said(f"message {number}")
    assert queries(lambda: desk.get(f"/staff/cases/{case.reference}/")) == few <= 30
