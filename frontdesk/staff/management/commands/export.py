"""`manage.py export OT-7F3K-2Q --as fhir`: one case into a file that only its owner may read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from frontdesk.handoffs.fhir.values import NotExportable
from frontdesk.privacy import audit
from frontdesk.staff import case_page, fhir_export, pdf

ENDINGS = {"fhir": "fhir.json", "pdf": "pdf"}


class Command(BaseCommand):
    help = "Write one case into a file: FHIR R4 (a transaction Bundle) or PDF. The export is audited."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="such as OT-7F3K-2Q")
        parser.add_argument("--as", dest="form", choices=sorted(ENDINGS), default="fhir")
        parser.add_argument(
            "--to", help="the file; made, never overwritten. Without it: <reference>.<ending>"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        form, now = options["form"], timezone.now()
        try:
            with transaction.atomic():
                case = case_page.find(options["reference"])
                detail = {"what": form}
                audit.write(
                    "exported", actor_id=None, actor="command", subject=case.reference, detail=detail, now=now
                )
                content = _content(case, form, now)
                file = Path(options["to"] or f"{case.reference}.{ENDINGS[form]}")
                _write(file, content)
        except Http404 as error:
            raise CommandError("there is no case with that reference") from error
        except (NotExportable, fhir_export.Faulty) as error:
            raise CommandError(f"no record was written: {error}") from error
        except OSError as error:
            raise CommandError(f"the file could not be written: {error.strerror}") from error
        self.stdout.write(f"{case.reference} was written to {file}")


def _content(case: Any, form: str, now: Any) -> bytes:
    if form == "fhir":
        return json.dumps(fhir_export.make(case, now), indent=1).encode()
    return pdf.make(case_page.build(case, now, whole=True), now, None)


def _write(file: Path, content: bytes) -> None:
    """A new file, readable by its owner alone."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
