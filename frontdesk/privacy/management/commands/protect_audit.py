"""`manage.py protect_audit`: make the database itself refuse to change the audit log."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from frontdesk.privacy.triggers import protect


class Command(BaseCommand):
    help = "Set the triggers that keep the audit log append-only. Safe to repeat; run it after migrate."

    def handle(self, *args: Any, **options: Any) -> None:
        protect()
