"""One line to write an audit row about someone of the staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from frontdesk.privacy import audit


def write(
    user: Any, action: str, now: datetime, *, subject: str = "", detail: Mapping[str, Any] | None = None
) -> None:
    """Append to the audit log; `user` None or signed out is kept as nobody. Needs a transaction."""
    known = user is not None and user.is_authenticated
    audit.write(
        action,
        actor_id=user.pk if known else None,
        actor=user.get_username() if known else "",
        subject=subject,
        detail=detail,
        now=now,
    )
