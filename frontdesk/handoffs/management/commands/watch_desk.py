"""`manage.py watch_desk`: the clock of the desk. Run one beside the worker."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from frontdesk.handoffs import way_back
from frontdesk.handoffs.notices import sweep
from frontdesk.handoffs.talk import release_unanswered, tell_waiting

log = logging.getLogger("frontdesk.handoffs")


class Command(BaseCommand):
    help = (
        "Announce overdue cases, repeat notices whose worker died, give back unanswered chats, tell visitors "
        "whom nobody joined, and e-mail a link to those who left before an answer, for ever."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=20.0, help="seconds between rounds")
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            try:
                sweep(timezone.now())
                release_unanswered(timezone.now())
                tell_waiting(timezone.now())
                way_back.sweep(timezone.now())
            except DatabaseError as error:
                log.error("desk round failed cause=%s", type(error).__name__)
            if options["once"]:
                return
            close_old_connections()
            time.sleep(options["every"])
