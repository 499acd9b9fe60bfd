"""Keeping a part of the list under a name, for oneself."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from frontdesk.staff import listing, log, saved_views
from frontdesk.staff.views.work import sentence


def save(request: HttpRequest) -> HttpResponse:
    """The filters as the list shows them, with a title."""
    wanted = listing.read_wanted(request.POST)
    if wanted is None:
        raise Http404
    try:
        with transaction.atomic():
            saved_views.save(request.user, request.POST.get("title", ""), wanted)
            log.write(request.user, "view_saved", timezone.now(), detail={"filters": sorted(wanted.filters)})
    except ValueError as error:
        messages.error(request, sentence(error))
    return redirect(f"{reverse('staff:cases')}?{wanted.query}")


def remove(request: HttpRequest) -> HttpResponse:
    """One of one's own."""
    chosen = request.POST.get("saved", "")
    with transaction.atomic():
        if not (chosen.isdecimal() and saved_views.remove(request.user, int(chosen[:12]))):
            raise Http404
        log.write(request.user, "view_removed", timezone.now())
    return redirect("staff:cases")
