"""Background work of hand-offs, run by the worker from the same database (a transactional outbox)."""

from __future__ import annotations

import logging

from django.utils import timezone
from django_tasks import task

log = logging.getLogger("frontdesk.handoffs")


@task()
def announce(notice_id: int) -> None:
    """Deliver one notice. It holds a reference and no personal or health content."""
    from frontdesk.handoffs import delivery, fhir_push, notices
    from frontdesk.handoffs.models import Notice
    from frontdesk.handoffs.outcomes import NotDelivered, TargetGone

    notice = Notice.objects.select_related("case").filter(pk=notice_id).first()
    if notice is None or notice.state != Notice.State.WAITING:
        return
    try:
        send = fhir_push.send if notice.to == fhir_push.TO else delivery.send
        send(notice, timezone.now())
    except NotDelivered as error:
        gone = isinstance(error, TargetGone)
        notices.failed(notice, str(error), timezone.now(), for_good=gone)
        log.error("notice failed case=%s what=%s try=%s", notice.case.reference, notice.what, notice.attempts)
        return
    notices.delivered(notice, timezone.now())
    log.info("notice sent case=%s what=%s", notice.case.reference, notice.what)


@task()
def escalate(case_id: int) -> None:
    """At a case's due time: announce it again when still nobody has attended to it."""
    from frontdesk.handoffs import notices

    now = timezone.now()
    case = notices.overdue(now).filter(pk=case_id).first()
    if case is not None:
        notices.notify(case, "overdue", now)


@task()
def mail_way_back(way_id: int) -> None:
    """Send one link to an answer in the chat."""
    from frontdesk.handoffs import way_back

    way_back.deliver(way_id, timezone.now())
