"""Putting a case and its whole conversation on legal hold, and ending that."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from frontdesk.chat.erasing import forget
from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.privacy import audit
from frontdesk.privacy.models import LegalHold


def place(case: Case, *, actor: str, actor_id: int | None, now: datetime) -> bool:
    """Nothing of the case's conversation is deleted until `end`. False when it is on hold already."""
    with transaction.atomic():
        _, made = LegalHold.objects.get_or_create(
            conversation=case.conversation_id, defaults={"since": now, "by": actor}
        )
        if made:
            _write(case, "held", actor, actor_id, now)
        return made


def end(case: Case, *, actor: str, actor_id: int | None, now: datetime) -> bool:
    """End the hold, and forget the conversation now if its visitor asked for it meanwhile.

    False when there is no hold.
    """
    with transaction.atomic():
        hold = LegalHold.objects.select_for_update().filter(conversation=case.conversation_id).first()
        if hold is None:
            return False
        asked = hold.erase_asked_at is not None
        hold.delete()
        _write(case, "released", actor, actor_id, now)
        if asked:
            forget(case.conversation, now)
        return True


def _write(case: Case, what: str, actor: str, actor_id: int | None, now: datetime) -> None:
    CaseEvent.objects.create(case=case, at=now, actor_id=actor_id, what=what)
    audit.write(what, actor_id=actor_id, actor=actor, subject=case.reference, now=now)
