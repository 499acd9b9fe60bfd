"""Notices that were sent, wait, or could not be delivered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.handoffs import delivery, fhir_push, notices, outbox
from frontdesk.handoffs.models import Notice
from frontdesk.staff import log, pages, words
from frontdesk.staff.views import channels

SHOWN = 100
ABOUT = {
    "new": "New case",
    "urgent": "Urgent",
    "overdue": "Overdue",
    "more": "More on a case",
    "record": "FHIR record",
}


def show(request: HttpRequest) -> HttpResponse:
    """Undelivered ones first, then the latest."""
    every = Notice.objects.select_related("case").order_by("-created_at", "-pk")
    people = {f"user:{person.pk}": words.person_name(person) for person in get_user_model().objects.all()}
    rows = {state: _told(every.filter(state=state)[:SHOWN], people) for state in Notice.State.values}
    hooks = [(target, channels.choices(f"hook:{name}")) for name, target in delivery.webhooks().items()]
    context = {
        **rows,
        "hooks": hooks,
        "to_files": outbox.in_use(),
        "letters": outbox.letters(_ours()) if outbox.in_use() else [],
    }
    return pages.show(request, "staff/notices.html", context)


def _ours() -> set[str]:
    staff = get_user_model().objects.exclude(email="").values_list("email", flat=True)
    return {str(settings.STAFF_NOTICE_TO), *staff}


def _told(rows: Iterable[Notice], people: Mapping[str, str]) -> list[tuple[Notice, str, str]]:
    """Each notice with what it is about and who gets it, in words."""
    return [(notice, _about(notice), _receiver(notice.to, people)) for notice in rows]


def _about(notice: Notice) -> str:
    return ABOUT.get(notice.what, notice.what.replace("_", " ").capitalize())


def _receiver(to: str, people: Mapping[str, str]) -> str:
    if to == fhir_push.TO:
        return "the chart’s FHIR server"
    if to.startswith("hook:"):
        return f"webhook “{to.removeprefix('hook:')}”"
    return f"e-mail to {words.shown(people.get(to, 'someone who left'))}" if to else "e-mail to the clinic"


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
