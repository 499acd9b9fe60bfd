"""Who else has a case open, and who is writing there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from frontdesk.handoffs.models import Case
from frontdesk.staff import words
from frontdesk.staff.models import Presence

HERE = timedelta(seconds=40)  # seen this lately: the page is still open
WRITING = timedelta(seconds=12)
NOTED_EVERY = timedelta(seconds=10)


def arrive(case: Case, user: Any, now: datetime) -> None:
    """The page was opened. Call it in the transaction that audits the look."""
    Presence.objects.update_or_create(case=case, user=user, defaults={"seen_at": now, "writing_at": None})


def still_here(case: Case, user: Any, now: datetime, *, writing: bool, opened_after: datetime) -> bool:
    """The open page says it is still there; False when it was not opened since `opened_after`."""
    presence = Presence.objects.filter(case=case, user=user, seen_at__gt=opened_after).first()
    if presence is None:
        return False
    if writing or now - presence.seen_at > NOTED_EVERY:
        changes = {"seen_at": now, **({"writing_at": now} if writing else {})}
        Presence.objects.filter(pk=presence.pk).update(**changes)
    return True


def others(case: Case, user: Any, now: datetime) -> list[str]:
    """ "Dana is looking at this case", for everyone but `user`."""
    here = (
        Presence.objects.select_related("user").filter(case=case, seen_at__gt=now - HERE).exclude(user=user)
    )
    return [_told(row, now) for row in here.order_by("user_id")]


def _told(row: Presence, now: datetime) -> str:
    does = "is writing" if _writes(row, now) else "is looking at this case"
    return f"{words.shown(words.person_name(row.user))} {does}"


def _writes(row: Presence, now: datetime) -> bool:
    return row.writing_at is not None and now - row.writing_at < WRITING
