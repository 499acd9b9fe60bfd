"""FRONTDESK_FIELD_KEYS against what is stored: whether they open it, and changing to a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction

from frontdesk.privacy.fields import EncryptedJSONField, EncryptedTextField, WrongKey

BATCH = 500


def columns() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model that has encrypted columns, with their names."""
    for model in apps.get_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, (EncryptedTextField, EncryptedJSONField))
        ]
        if names:
            yield model, names


def fit() -> bool:
    """Whether the keys open the newest row of every table that has encrypted columns."""
    for model, names in columns():
        try:
            model._default_manager.order_by("-pk").values_list(*names).first()
        except WrongKey:
            return False
    return True


def rotate() -> int:
    """Encrypt everything with the first key; returns how many rows. Repeatable: may be stopped and run again.

    Raises WrongKey when something opens with none of the keys; what was done before stays done.
    """
    done = 0
    for model, names in columns():
        pk = None
        while rows := _next(model, names, pk):
            with transaction.atomic():
                held = model._default_manager.select_for_update().filter(pk__in=[row.pk for row in rows])
                fresh = list(held.only("pk", *names))
                model._default_manager.bulk_update(fresh, names)
            pk, done = rows[-1].pk, done + len(rows)
    return done


def _next(model: type[models.Model], names: list[str], after: Any) -> list[Any]:
    rows = model._default_manager.order_by("pk").only("pk")
    return list((rows if after is None else rows.filter(pk__gt=after))[:BATCH])
