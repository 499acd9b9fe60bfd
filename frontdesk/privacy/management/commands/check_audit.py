"""`manage.py check_audit`: verify the chain of the audit log."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from frontdesk.privacy.audit import check_chain


class Command(BaseCommand):
    help = "Check every row of the audit log against the chain; exits with 1 when it is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        report = check_chain()
        if report.broken_at is not None:
            raise CommandError(f"the audit log is broken at row {report.broken_at}")
        self.stdout.write(f"The audit log is whole: {report.rows} rows, last digest {report.head}")
