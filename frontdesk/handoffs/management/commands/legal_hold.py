"""`manage.py legal_hold OT-7F3K-2Q`: keep a case and its chat whatever their age; `--end` ends that."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from frontdesk.handoffs import holds
from frontdesk.handoffs.models import Case


class Command(BaseCommand):
    help = "Put a case with its whole chat and intake on legal hold: neither age nor 'forget me' deletes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="such as OT-7F3K-2Q")
        parser.add_argument("--end", action="store_true", help="end the hold")

    def handle(self, *args: Any, **options: Any) -> None:
        case = Case.objects.filter(reference=options["reference"]).first()
        if case is None:
            raise CommandError("there is no case with that reference")
        change = holds.end if options["end"] else holds.place
        changed = change(case, actor="command", actor_id=None, now=timezone.now())
        state = "not on hold any more" if options["end"] else "on hold"
        self.stdout.write(f"{case.reference} is {state}{'' if changed else ' (it was before)'}")
