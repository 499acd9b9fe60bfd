"""Legal holds: what must be kept whatever its age and whoever asks to be forgotten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from frontdesk.privacy.models import LegalHold


def is_held(conversation: UUID) -> bool:
    """Whether nothing of this conversation may be deleted now."""
    return LegalHold.objects.filter(conversation=conversation).exists()


def held() -> list[UUID]:
    """Every conversation on hold."""
    return list(LegalHold.objects.values_list("conversation", flat=True))


def note_erasure(conversation: UUID, now: datetime) -> bool:
    """Remember that the visitor asked to be forgotten; done when the hold ends. False when there is none."""
    asked = LegalHold.objects.filter(conversation=conversation)
    asked.filter(erase_asked_at=None).update(erase_asked_at=now)
    return asked.exists()
