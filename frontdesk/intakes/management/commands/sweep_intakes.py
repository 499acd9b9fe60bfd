"""`manage.py sweep_intakes`: erase what is old, remind once, send what was not sent, purge by age."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from frontdesk.handoffs import retention
from frontdesk.intakes import links
from frontdesk.intakes.retention import expire, remind
from frontdesk.intakes.unfinished import hand_over

log = logging.getLogger("frontdesk.intakes")


class Command(BaseCommand):
    help = (
        "Erase unfinished intakes that are too old, send the one reminder, send links that were not sent, "
        "hand to staff those left alone by people who may be reached, and delete chats and cases past the "
        "ages of data/clinic.yml."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=0.0, help="seconds between rounds; 0: one round")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            try:
                now = timezone.now()
                erased, reminded, again = expire(now), remind(now), links.sweep(now)
                told = f"erased {erased}, reminded {reminded}, sent again {again}"
                self.stdout.write(f"{told}, handed to staff {hand_over(now)}")
                purged = retention.run(now)
                self.stdout.write(f"past their age: {purged.chats} chats with {purged.cases} cases deleted")
            except DatabaseError as error:
                log.error("intake round failed cause=%s", type(error).__name__)
            if not options["every"]:
                return
            close_old_connections()
            time.sleep(options["every"])
