"""`manage.py sweep_intakes`: once a day, or often: erase what is old, remind once, send what was not sent."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from frontdesk.intakes import links
from frontdesk.intakes.retention import expire, remind


class Command(BaseCommand):
    help = "Erase unfinished intakes that are too old, send the one reminder, send links that were not sent."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        erased, reminded, sent_again = expire(now), remind(now), links.sweep(now)
        self.stdout.write(f"erased {erased}, reminded {reminded}, sent again {sent_again}")
