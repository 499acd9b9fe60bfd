"""Forgetting a person: every column of every table is read afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, models

from frontdesk.chat.erasing import forget
from frontdesk.chat.models import Conversation
from frontdesk.handoffs import holds
from frontdesk.handoffs.models import Case
from frontdesk.privacy.models import AuditEntry
from tests.handoffs.intakes import NOW
from tests.privacy.everything import CANARY, person, personal_models, where_found

pytestmark = [pytest.mark.django_db, pytest.mark.promise("P37")]


def test_a_person_is_in_many_tables_and_then_in_none() -> None:
    conversation = person()
    fields = [field for model in personal_models() for field in model._meta.get_fields()]
    could = [f for f in fields if isinstance(f, (models.CharField, models.TextField, models.JSONField))]
    before = where_found()
    assert len(before) >= 20 and len(before) >= len(could) / 2, before
    for _ in range(2):
        assert forget(conversation, NOW)
        assert where_found() == set()


def test_what_stays_is_a_tombstone_without_content() -> None:
    conversation = person()
    reference = Case.objects.get().reference
    forget(conversation, NOW)
    case = Case.objects.get()
    assert (case.reference, case.status, case.closed_reason) == (reference, "closed", "erased")
    assert (case.person, case.flags, case.gave) == ({}, [], {})
    stone = Conversation.objects.get()
    assert (stone.holder, stone.page, stone.address_hash, stone.last_topic) == ("erased", "", "", "")


@pytest.mark.promise("P15")
def test_whichever_statement_fails_all_is_kept_or_all_is_gone() -> None:
    conversation = person()
    whole = where_found()
    for allowed in range(500):
        left = [allowed]

        def fails(execute: Any, sql: str, *rest: Any, left: list[int] = left) -> Any:
            if "SAVEPOINT" not in sql:
                left[0] -= 1
                if left[0] < 0:
                    raise DatabaseError("refused by the test")
            return execute(sql, *rest)

        try:
            with connection.execute_wrapper(fails):
                forget(conversation, NOW)
        except DatabaseError:
            assert where_found() == whole
        else:
            assert allowed > 10
            break
    assert where_found() == set()


@pytest.mark.promise("P38")
def test_on_legal_hold_the_chat_ends_and_the_rest_goes_when_the_hold_ends() -> None:
    conversation = person()
    token, whole = conversation.token_hash, where_found()
    case = Case.objects.get()
    assert holds.place(case, actor="dana", actor_id=None, now=NOW)
    assert not holds.place(case, actor="dana", actor_id=None, now=NOW)
    assert not forget(conversation, NOW)
    conversation.refresh_from_db()
    assert conversation.token_hash != token
    assert where_found() == whole
    assert holds.end(case, actor="dana", actor_id=None, now=NOW + timedelta(days=1))
    assert where_found() == set()
    assert [row.action for row in AuditEntry.objects.order_by("seq")] == ["held", "released"]
    assert CANARY not in str(list(AuditEntry.objects.values()))
