"""Announcing cases: a row in the same transaction as the case, delivered by the worker, retried, or dead."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from frontdesk.handoffs import channels
from frontdesk.handoffs.models import Case, CaseEvent, Notice
from frontdesk.handoffs.tasks import announce, escalate

# waits after the 1st, 2nd, … failed try; after the last the notice is dead and the admin sees it
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (0.5, 2, 10, 30, 120))
RECORD = "record"  # a FHIR bundle on its way to the chart (handoffs/fhir_push.py)
LOST_AFTER = timedelta(minutes=5)  # a waiting notice this late lost its worker: try again


def notify(case: Case, what: str, now: datetime) -> None:
    """Announce `what` (a key of channels.ANNOUNCED) once to each receiver, with the change of the case."""
    made = [tell(case, what, to, now) for to in channels.receivers(case, what)]
    if what == "overdue" and any(made):
        CaseEvent.objects.create(case=case, at=now, what="overdue")
    if any(made) and case.due_at is not None and what != "overdue":
        escalate.using(run_after=case.due_at).enqueue(case.pk)


def tell(case: Case, what: str, to: str, now: datetime, *, number: int = 0) -> bool:
    """One notice to one receiver; False when it was made before."""
    notice, created = Notice.objects.get_or_create(
        case=case, what=what, to=to, number=number, defaults={"created_at": now, "next_try_at": now}
    )
    if created:
        announce.enqueue(notice.pk)
    return created


def tell_event(event: CaseEvent) -> None:
    """Tell the JSON webhooks what happened to a case."""
    if event.what in channels.EVENTS:
        for to in channels.of_events(event.case):
            tell(event.case, event.what, to, event.at, number=event.pk)


def delivered(notice: Notice, now: datetime) -> None:
    """Note that it arrived; of a record, in the case's history too."""
    with transaction.atomic():
        notice.state, notice.sent_at, notice.next_try_at = Notice.State.SENT, now, None
        notice.save(update_fields=["state", "sent_at", "next_try_at"])
        if notice.what == RECORD:
            CaseEvent.objects.create(case=notice.case, at=now, what="record_sent")


def failed(notice: Notice, error: str, now: datetime, *, for_good: bool = False) -> None:
    """Note a failed try and plan the next one, or give the notice up."""
    with transaction.atomic():
        notice.attempts += 1
        notice.error = error[:60]
        if for_good or notice.attempts > len(BACKOFF):
            notice.state, notice.next_try_at = Notice.State.DEAD, None
            if notice.what == RECORD:  # someone asked for it and looks at the case
                CaseEvent.objects.create(case=notice.case, at=now, what="record_failed")
        else:
            notice.next_try_at = now + BACKOFF[notice.attempts - 1]
            announce.using(run_after=notice.next_try_at).enqueue(notice.pk)
        notice.save(update_fields=["attempts", "error", "state", "next_try_at"])


def try_again(notice: Notice, now: datetime) -> None:
    """Give a dead notice a new round of tries."""
    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(
            state=Notice.State.WAITING, attempts=0, error="", next_try_at=now
        )
        announce.enqueue(notice.pk)


def sweep(now: datetime) -> int:
    """Enqueue notices whose worker died, and those of cases overdue without one. Returns how many."""
    lost = Notice.objects.filter(state=Notice.State.WAITING, next_try_at__lt=now - LOST_AFTER)
    with transaction.atomic():
        for notice in lost:
            Notice.objects.filter(pk=notice.pk).update(next_try_at=now)
            announce.enqueue(notice.pk)
        late = overdue(now).exclude(notices__what="overdue")
        for case in late:
            notify(case, "overdue", now)
        return len(lost) + len(late)


def overdue(now: datetime) -> QuerySet[Case]:
    """Open cases nobody attended to by their due time."""
    return Case.objects.exclude(status=Case.Status.CLOSED).filter(attended_at__isnull=True, due_at__lt=now)
