"""`python -m frontdesk rotate_keys`: encrypt everything stored with the first of FRONTDESK_FIELD_KEYS."""

from __future__ import annotations

from typing import Any

from cryptography.fernet import Fernet
from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontdesk.privacy import keys
from frontdesk.privacy.fields import WrongKey


class Command(BaseCommand):
    help = (
        "Change the key of what is stored: put a new one (--new prints one) before the old ones in "
        "FRONTDESK_FIELD_KEYS, restart, run this, then remove the old ones. Backups keep the key they had."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new", action="store_true", help="only print a new random key")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new"]:
            self.stdout.write(Fernet.generate_key().decode())
            return
        try:
            done = keys.rotate()
        except WrongKey as error:
            raise CommandError(f"{error}: add the key it was written with") from None
        self.stdout.write(f"{done} rows are encrypted with the first key. The others can go.")
