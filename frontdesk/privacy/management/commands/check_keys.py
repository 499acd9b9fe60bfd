"""`python -m frontdesk check_keys`: whether FRONTDESK_FIELD_KEYS open what is stored. Run at every start."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from frontdesk.privacy import keys


class Command(BaseCommand):
    help = "Check that FRONTDESK_FIELD_KEYS open what is stored; exits with 1 when they do not."

    def handle(self, *args: Any, **options: Any) -> None:
        if not keys.fit():
            raise CommandError("FRONTDESK_FIELD_KEYS do not open what is stored: put back the key it had.")
