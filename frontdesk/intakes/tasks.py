"""Background work of intakes, run by the worker from the same database."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task


@task()
def mail_link(link_id: int) -> None:
    """Send one link back to an unfinished intake."""
    from frontdesk.intakes import links

    links.deliver(link_id, timezone.now())


@task()
def mail_receipt(intake_id: int) -> None:
    """Send the reference number of a finished intake."""
    from frontdesk.intakes import receipts

    receipts.deliver(intake_id)
