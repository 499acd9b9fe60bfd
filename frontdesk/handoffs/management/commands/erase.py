"""`python -m frontdesk erase OT-7F3K-2Q`: forget the person of a case, as "forget me" in the chat does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from frontdesk.chat.erasing import forget
from frontdesk.handoffs.joining import related
from frontdesk.handoffs.models import Case
from frontdesk.privacy import audit


class Command(BaseCommand):
    help = (
        "Forget the person of a case: the chat, the intake and the case are emptied, with those joined to "
        "it; an empty row stays. A legal hold delays it. There is no way back but a backup."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="such as OT-7F3K-2Q")
        parser.add_argument("--yes", action="store_true", help="do not ask whether it is meant")

    def handle(self, *args: Any, **options: Any) -> None:
        case = Case.objects.filter(reference=options["reference"].upper()).first()
        if case is None:
            raise CommandError("there is no case with that reference")
        cases = [case, *case.joined_cases.all()]
        named = ", ".join(one.reference for one in cases)
        if not options["yes"] and input(f"Erase {named}? Type the reference again: ") != case.reference:
            raise CommandError("nothing was erased")
        others = [one.reference for one in related(case) if one not in cases]
        for one in cases:
            self._erase(one)
        if others:
            self.stdout.write(f"Of the same phone, e-mail or chat, not erased: {', '.join(others)}")

    def _erase(self, case: Case) -> None:
        now = timezone.now()
        with transaction.atomic():
            done = forget(case.conversation, now)
            detail = {"what": "erased" if done else "held"}
            audit.write(
                "erased", actor_id=None, actor="command", subject=case.reference, detail=detail, now=now
            )
        told = "is erased" if done else "is on legal hold: it is erased when the hold ends"
        self.stdout.write(f"{case.reference} {told}")
