"""`python -m frontdesk restore FILE`: a backup into an empty installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from frontdesk.privacy import audit, backup, keys
from frontdesk.privacy.sealed import Unsealable


class Command(BaseCommand):
    help = (
        "Put a backup into this installation and bring it up to this version. Stop Frontdesk first. "
        "The .env must hold the keys and secrets of the installation that was backed up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="made by `python -m frontdesk backup`")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="also over data that is here; SQLite's file is moved aside",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = backup.restore(Path(options["file"]), replace=options["replace"], now=timezone.now())
        except OSError as error:
            raise CommandError(f"the backup could not be read: {error.strerror}") from None
        except (Unsealable, backup.CannotBackUp) as error:
            raise CommandError(f"nothing was restored: {error}") from None
        self.stdout.write(f"Restored as it was on {manifest['made_at']}.")
        if not keys.fit():
            raise CommandError("some of it does not open with FRONTDESK_FIELD_KEYS: add the older keys")
        report = audit.check_chain()
        if report.broken_at is not None:
            raise CommandError(
                f"the audit log does not fit at row {report.broken_at}: is DJANGO_SECRET_KEY the one it had?"
            )
        self.stdout.write(f"Everything opens, and the audit log is whole ({report.rows} rows).")
