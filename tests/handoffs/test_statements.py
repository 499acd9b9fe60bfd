"""Whichever statement fails, the tables are as before or as after: never between."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs import services, talk
from frontdesk.handoffs.models import Case, CaseEvent, CaseKey, Notice, Takeover

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)
pytestmark = [pytest.mark.promise("P15"), pytest.mark.django_db(transaction=True)]


class Fails:
    """Lets `after` writing or reading statements through, then refuses one."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(" ", 1)[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            self.left -= 1
            if self.left < 0:
                raise DatabaseError("refused by the test")
        return execute(sql, params, many, context)


def tables() -> list[Any]:
    skip = {"token_hash"}
    return [
        [
            {key: value for key, value in row.items() if key not in skip}
            for row in model.objects.order_by("pk").values()
        ]
        for model in (Case, CaseEvent, CaseKey, Notice, Takeover, Message, Conversation)
    ]


@pytest.fixture
def case(db: None) -> Case:
    conversation = Conversation.objects.create(
        token_hash="t", address_hash="", created_at=NOW, last_seen_at=NOW
    )
    return services.raise_case(conversation, kind="person", prefix="OT", now=NOW, person={"name": "Ana"})


def acts(case: Case, user: Any) -> dict[str, Callable[[], Any]]:
    return {
        "raise": lambda: services.raise_case(
            case.conversation, kind="intake", prefix="OT", now=NOW, urgent=True, person={"name": "Ana Ruiz"}
        ),
        "rejoin": lambda: services.raise_case(
            case.conversation, kind="person", prefix="OT", now=NOW, urgent=True, person={"name": "Bo"}
        ),
        "move": lambda: services.move(case, "closed", actor=user, now=NOW, reason="booked"),
        "assign": lambda: services.assign(case, user, actor=user, now=NOW),
        "clear": lambda: services.clear_crisis(case, "safe", actor=user, now=NOW),
        "join": lambda: talk.join(case, user, NOW),
    }


@pytest.mark.parametrize("name", ["raise", "rejoin", "move", "assign", "clear", "join"])
def test_the_nth_statement_fails(case: Case, name: str) -> None:
    user = get_user_model().objects.create_user("dana")
    act = acts(case, user)[name]
    before = tables()
    for number in range(60):
        finished = False
        with connection.execute_wrapper(Fails(number)), contextlib.suppress(DatabaseError):
            act()
            finished = True
        if finished:
            assert number > 2
            assert tables() != before
            return
        assert tables() == before, f"statement {number} of {name} left half of it"
    pytest.fail("it never came to an end")
