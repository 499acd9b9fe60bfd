"""Writing and checking the audit log.

Write inside the transaction that does what is recorded: then both stand or neither does.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from frontdesk.privacy.models import AuditEntry, AuditHead

START = "0" * 64  # what the first row names as the row before it


class NotInTransaction(Exception):
    """An audit row must share its transaction with what it records."""


@dataclass(frozen=True)
class ChainReport:
    """`rows` checked; `broken_at` is the first row number that does not fit, None when all do."""

    rows: int
    broken_at: int | None
    head: str


def write(
    action: str,
    *,
    actor_id: int | None,
    actor: str,
    subject: str = "",
    detail: Mapping[str, Any] | None = None,
    now: datetime,
) -> AuditEntry:
    """Append one row. Raises NotInTransaction outside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(action)
    head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1)
    entry = AuditEntry(
        seq=head.seq + 1,
        at=now,
        actor_id=actor_id,
        actor=actor,
        action=action,
        subject=subject,
        detail=dict(detail or {}),
        previous=head.digest or START,
    )
    entry.digest = _digest(entry, settings.SECRET_KEY)
    entry.save(force_insert=True)
    AuditHead.objects.filter(pk=1).update(seq=entry.seq, digest=entry.digest)
    return entry


def check_chain() -> ChainReport:
    """Walk every row from the first and compare the end with the head."""
    secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    previous, seq = START, 0
    for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=1000):
        known = any(hmac.compare_digest(entry.digest, _digest(entry, secret)) for secret in secrets)
        if entry.seq != seq + 1 or entry.previous != previous or not known:
            return ChainReport(seq, seq + 1, previous)
        previous, seq = entry.digest, entry.seq
    head = AuditHead.objects.filter(pk=1).first()
    whole = (
        head is None and seq == 0 or head is not None and (head.seq, head.digest or START) == (seq, previous)
    )
    return ChainReport(seq, None if whole else seq + 1, previous)


def _digest(entry: AuditEntry, secret: str) -> str:
    row = [
        entry.seq,
        entry.at.astimezone(timezone.utc).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor,
        entry.action,
        entry.subject,
        entry.detail,
        entry.previous,
    ]
    raw = json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
    return hmac.new(f"frontdesk.audit.{secret}".encode(), raw, sha256).hexdigest()
