"""A person in every table, and looking for them in every column of the database."""

from __future__ import annotations

import json
from typing import Any

from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.models import CaseEvent, Takeover, Todo, WayBack
from frontdesk.intakes.models import Intake, Link, Turn
from frontdesk.privacy.fields import EncryptedJSONField
from tests.handoffs.intakes import NOW, make

CANARY = "zebrafinch"
NOBODYS = {"Route", "Channel", "CannedReply", "HeardCount"}  # settings of staff, and monthly counts
# words of the program, not of a person; they stay in the tombstone
CODES = {
    ("Conversation", "locale"),
    ("Case", "team"),
    ("CaseEvent", "what"),
    ("Notice", "what"),
    ("Notice", "to"),
    ("Notice", "error"),
}


def person() -> Conversation:
    """One person's conversation with a row in every table, the canary in every field that can hold words."""
    case = make("urgent", token="erase-me")
    conversation, user = case.conversation, get_user_model().objects.create_user("dana")
    event = CaseEvent.objects.create(case=case, at=NOW, what="note", detail=CANARY)
    Takeover.objects.create(conversation=conversation, case=case, user=user, since=NOW)
    Todo.objects.create(case=case, event=event, user=user, what="task", at=NOW)
    intake = Intake.objects.get(conversation=conversation)
    Turn.objects.create(intake=intake, conversation=conversation, seq=1, result={}, at=NOW)
    Link.objects.create(intake=intake, purpose="resume", created_at=NOW)
    WayBack.objects.create(case=case, created_at=NOW)
    asked = Message.objects.get(conversation=conversation, seq=1)
    Message.objects.filter(seq=2).update(in_reply_to=asked, offers=True)
    for model in personal_models():
        assert model.objects.exists(), f"plant a row of {model.__name__} here"
        first = model.objects.filter(pk=model.objects.order_by("pk")[0].pk)  # some fields are unique
        for name, value in _words(model):
            first.update(**{name: value})
    return conversation


def personal_models() -> list[Any]:
    """Every model of the apps that know visitors."""
    found = [m for app in ("chat", "handoffs", "intakes") for m in apps.get_app_config(app).get_models()]
    return [model for model in found if model.__name__ not in NOBODYS]


def _words(model: Any) -> list[tuple[str, Any]]:
    fields = []
    for field in model._meta.get_fields():
        if not isinstance(field, (models.CharField, models.TextField, models.JSONField)):
            continue
        if field.choices or field.unique or (model.__name__, field.name) in CODES:
            continue
        if isinstance(field, (EncryptedJSONField, models.JSONField)):
            is_list = field.default is list
            fields.append((field.name, [{"id": CANARY}] if is_list else {"note": CANARY}))
        else:
            fields.append((field.name, CANARY))
    return fields


def where_found(canary: str = CANARY) -> set[str]:
    """Each table.column of the whole database that holds the canary, plain or encrypted."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found |= {f"{table}.{name}" for name, value in zip(names, row) if canary in _opened(value)}
    return found


def _opened(value: Any) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    if text.startswith("gAAAA"):
        text = Fernet(settings.FIELD_KEYS[0]).decrypt(text.encode()).decode("utf-8", "replace")
        return json.dumps(text)
    return text
