"""`manage.py reindex_cases`: build the search keys anew, after DJANGO_SECRET_KEY changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from frontdesk.handoffs.finding import reindex
from frontdesk.handoffs.models import Case


class Command(BaseCommand):
    help = "Make the keys by which cases are found anew. Needed after DJANGO_SECRET_KEY was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for case in Case.objects.order_by("pk").iterator(chunk_size=500):
            with transaction.atomic():
                reindex(case)
            done += 1
        self.stdout.write(f"{done} cases can be found again.")
