"""`python -m frontdesk backup FILE`: the whole database in one sealed file, while everything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from frontdesk.privacy import backup


class Command(BaseCommand):
    help = (
        "Back the database up into one file, sealed with FRONTDESK_FIELD_KEYS, while everything runs. "
        "The file holds no key: keep a copy of .env in another place, or it opens for nobody."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", help="a new file; without it backups/<time>.frontdesk in the data folder"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        target = Path(options["file"] or settings.DATA_DIR / "backups" / f"{now:%Y%m%d-%H%M%S}.frontdesk")
        if options["file"] is None:
            target.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            manifest = backup.make(target, now)
        except FileExistsError:
            raise CommandError("that file exists; a backup never overwrites one") from None
        except OSError as error:
            target.unlink(missing_ok=True)
            raise CommandError(f"the backup could not be written: {error.strerror}") from None
        except backup.CannotBackUp as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{manifest['bytes']:,} bytes of {manifest['engine']} were written to {target}")
