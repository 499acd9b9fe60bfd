"""`python -m frontdesk embed`: the lines a clinic pastes into its website."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from frontdesk.site.embedding import snippet


class Command(BaseCommand):
    """Prints the embed line twice: always the newest widget, and one exact file with its fingerprint."""

    help = "Print what to paste into the clinic's website"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--base", default=settings.PUBLIC_URL, help="where visitors reach this server")

    def handle(self, *args: Any, **options: Any) -> None:
        base = str(options["base"]).rstrip("/")
        ways = {
            "Always the newest widget": snippet(base, pinned=False),
            "Exactly this one (paste again after each update)": snippet(base, pinned=True),
            "For a site that takes no scripts": f'<iframe src="{base}/chat/frame" title="Chat"></iframe>',
        }
        for title, lines in ways.items():
            self.stdout.write(f"{title}:\n\n{lines}\n")
        sites = ", ".join(settings.EMBED_ORIGINS) or "none yet"
        self.stdout.write(f"Sites that may embed it (FRONTDESK_EMBED_ORIGINS): {sites}")
