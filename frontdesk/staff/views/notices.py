"""Notices that were sent, wait, or could not be delivered."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.handoffs import notices
from frontdesk.handoffs.models import Notice
from frontdesk.staff import log, pages

SHOWN = 100


def show(request: HttpRequest) -> HttpResponse:
    """Undelivered ones first, then the latest."""
    every = Notice.objects.select_related("case").order_by("-created_at")
    context = {
        "dead": list(every.filter(state=Notice.State.DEAD)[:SHOWN]),
        "waiting": list(every.filter(state=Notice.State.WAITING)[:SHOWN]),
        "sent": list(every.filter(state=Notice.State.SENT)[:SHOWN]),
    }
    return pages.show(request, "staff/notices.html", context)


def again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new round of tries for one that was given up."""
    now = timezone.now()
    with transaction.atomic():
        notice = Notice.objects.select_related("case").filter(pk=pk, state=Notice.State.DEAD).first()
        if notice is None:
            raise Http404
        notices.try_again(notice, now)
        log.write(request.user, "changed", now, subject=notice.case.reference, detail={"notice": "again"})
    messages.success(request, "The notice will be tried again.")
    return redirect("staff:notices")
