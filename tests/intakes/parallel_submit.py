"""Twenty confirms at once against a real SQLite file; prints one line of JSON. Run by test_robust.py."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.project.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from frontdesk.chat.models import Conversation
    from frontdesk.handoffs.models import Case, Notice
    from frontdesk.intakes.services import Understanding, take_turn
    from tests.intakes.conftest import ALL, NOW, Talk

    talk = Talk(
        Conversation.objects.create(token_hash="t" * 64, address_hash="a", created_at=NOW, last_seen_at=NOW)
    )
    talk.start()
    talk.all(ALL)

    def confirm(number: int) -> str | None:
        # half of them repeat one message, half are messages of their own
        seq = talk.seq + 1 + (number if number % 2 else 0)
        try:
            result = take_turn(
                talk.id, seq=seq, text="", choice="review_confirm", understanding=Understanding(), now=NOW
            )
            return result.drafts[0].reference
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        references = list(pool.map(confirm, range(20)))
    kinds = list(Case.objects.values_list("kind", flat=True))
    print(json.dumps({"references": references, "cases": kinds, "notices": Notice.objects.count()}))


if __name__ == "__main__":
    main()
