"""What is past its age is deleted, rows and all. The ages are facts of the clinic: data/clinic.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_tasks_db.models import DBTaskResult

from frontdesk.chat.models import Conversation, Message
from frontdesk.clinic import Clinic
from frontdesk.handoffs import facts
from frontdesk.handoffs.models import Case
from frontdesk.privacy import audit, holds

BATCH = 100  # conversations in one transaction
MACHINE_DAYS = 30  # finished background tasks and sign-in attempts; they hold ids, names and addresses


@dataclass(frozen=True)
class Keep:
    """`chats`: after the last message, without a case. `cases`: after closing, with chat and intake."""

    chats: timedelta
    cases: timedelta


@dataclass(frozen=True)
class Purged:
    """How many rows were deleted."""

    chats: int
    cases: int


def run(now: datetime) -> Purged:
    """One round by the clinic's ages."""
    keep = keep_of(facts.clinic())
    if keep is None:
        return Purged(0, 0)
    tidy(now, keep)
    return purge(now, keep)


def keep_of(clinic: Clinic) -> Keep | None:
    """The clinic's ages; None where it has not given both: then nothing is purged."""
    chats, cases = clinic.get("retention.chats_days"), clinic.get("retention.cases_days")
    if not chats or not cases:
        return None
    return Keep(timedelta(days=int(chats)), timedelta(days=int(cases)))


def due(now: datetime, keep: Keep) -> QuerySet[Conversation]:
    """Conversations past their age: quiet, without an open or recently closed case, not on legal hold."""
    mine = Case.objects.filter(conversation=OuterRef("pk"))
    kept_for_case = mine.filter(~Q(status=Case.Status.CLOSED) | Q(closed_at__gt=now - keep.cases))
    spoken = Message.objects.filter(conversation=OuterRef("pk"), at__gt=now - keep.chats)
    return (
        Conversation.objects.filter(last_seen_at__lte=now - keep.chats)
        .exclude(pk__in=holds.held())
        .exclude(Exists(spoken))
        .exclude(Exists(kept_for_case))
    )


def purge(now: datetime, keep: Keep) -> Purged:
    """Delete every due conversation with its cases and intakes; one audit row a batch. Repeatable."""
    chats = cases = 0
    while True:
        with transaction.atomic():
            old = list(due(now, keep).values_list("pk", flat=True)[:BATCH])
            if not old:
                return Purged(chats, cases)
            gone = Case.objects.filter(conversation__in=old).count()
            Conversation.objects.filter(pk__in=old).delete()
            detail = {"chats": len(old), "cases": gone}
            audit.write("purged", actor_id=None, actor="retention", detail=detail, now=now)
        chats, cases = chats + len(old), cases + gone


def tidy(now: datetime, keep: Keep) -> None:
    """Delete what the machinery leaves behind: ended sessions, old attempts and tasks, e-mails in files."""
    before = now - timedelta(days=MACHINE_DAYS)
    Session.objects.filter(expire_date__lt=now).delete()
    AccessAttempt.objects.filter(attempt_time__lt=before).delete()
    AccessLog.objects.filter(attempt_time__lt=before).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    for file in Path(settings.OUTBOX_DIR).glob("*.log"):
        if file.stat().st_mtime < (now - keep.chats).timestamp():
            file.unlink(missing_ok=True)
