"""Typing and read state between a visitor and the colleague in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from frontdesk.handoffs.models import Takeover

FRESH = timedelta(seconds=8)  # writing is shown for so long after the last sign of it


@dataclass(frozen=True)
class Sign:
    """What one side may know of the other: its name while it writes, and how far it has read."""

    writing: str
    read: int


def from_visitor(conversation: UUID, *, writing: bool, read: int, now: datetime) -> Sign:
    """The visitor's page says it is there; returns what it may show of the colleague.

    Nothing is kept, and nothing shown, while the assistant has the chat.
    """
    standing = Takeover.objects.select_related("user").filter(conversation_id=conversation).first()
    if standing is None:
        return Sign("", 0)
    changes: dict[str, object] = {"visitor_writing_at": now if writing else None, "visitor_seen_at": now}
    if read > standing.visitor_read:
        changes["visitor_read"] = read
    Takeover.objects.filter(pk=standing.pk).update(**changes)
    name = str(standing.user.first_name or "Our team")
    return Sign(name if _fresh(standing.staff_writing_at, now) else "", standing.staff_read)


def from_staff(conversation: UUID, user: object, *, writing: bool, read: int, now: datetime) -> Sign:
    """A colleague's page says it is there; only the one in the chat leaves a sign for the visitor."""
    standing = Takeover.objects.filter(conversation_id=conversation).first()
    if standing is None:
        return Sign("", 0)
    if standing.user_id == getattr(user, "pk", None):
        changes: dict[str, object] = {"staff_writing_at": now if writing else None}
        if read > standing.staff_read:
            changes["staff_read"] = read
        Takeover.objects.filter(pk=standing.pk).update(**changes)
    return Sign("visitor" if _fresh(standing.visitor_writing_at, now) else "", standing.visitor_read)


def _fresh(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and abs(now - moment) < FRESH
