"""The list of cases, searching in it, and taking it out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from frontdesk.handoffs import facts, finding
from frontdesk.handoffs.models import Case
from frontdesk.staff import csv_export, listing, log, pages, quotes, saved_views, words
from frontdesk.staff.answers import flag_choices
from frontdesk.staff.roles import DESK, roles_of


def show_list(request: HttpRequest) -> HttpResponse:
    """One view of the cases, a page at a time."""
    now, wanted = timezone.now(), listing.read_wanted(request.GET)
    if wanted is None:
        raise Http404
    cases = listing.selection(wanted, request.user, now)
    start = (wanted.page - 1) * listing.PAGE
    found = list(cases[start : start + listing.PAGE + 1])
    context = {
        "view": wanted.view,
        "rows": _rows(request, found, now),
        "more": len(found) > listing.PAGE,
        "now": now,
        "saved": saved_views.current(request.user, wanted),
        **_filters(wanted),
    }
    return pages.show(request, "staff/cases.html", context)


def _rows(request: HttpRequest, found: list[Case], now: datetime) -> list[listing.Row]:
    """One page of what was found, with what was said where this person may read it."""
    shown = found[: listing.PAGE]
    return listing.rows(shown, now, quotes.of(shown, roles_of(request.user)))


def _filters(wanted: listing.Wanted) -> dict[str, Any]:
    """What the filters offer and what is chosen."""
    people = get_user_model().objects.filter(groups__name__in=DESK).distinct()
    return {
        "wanted": wanted,
        "kinds": Case.Kind.choices,
        "statuses": Case.Status.choices,
        "flags": flag_choices(),
        "topics": facts.topics(),
        "flag_title": dict(flag_choices()).get(wanted.flag, ""),
        "topic_title": facts.topic_title(wanted.topic),
        "days": list(listing.DAYS.items()),
        "people": people.order_by("first_name"),
    }


def search(request: HttpRequest) -> HttpResponse:
    """By reference, name, phone, e-mail or state, and by every filter; closed cases too.

    POST, so that no name is in an address or its history.
    """
    now, query = timezone.now(), request.POST.get("q", "").strip()
    wanted = listing.read_wanted({**request.POST.dict(), "view": "open"}) or listing.Wanted(
        listing.VIEWS["open"]
    )
    with transaction.atomic():
        cases = finding.search(query) if query or not wanted.filters else Case.objects.all()
        cases = listing.narrow(cases, wanted, now).select_related("owner").order_by("-urgent", "-created_at")
        found = list(cases[: listing.PAGE + 1])
        detail: dict[str, Any] = {"by": finding.what_kind(query), "found": min(len(found), listing.PAGE)}
        if wanted.filters:
            detail["with"] = sorted(wanted.filters)
        log.write(request.user, "searched", now, detail=detail)
    context = {
        "query": words.shown(query),
        "rows": _rows(request, found, now),
        "more": len(found) > listing.PAGE,
        **_filters(wanted),
    }
    return pages.show(request, "staff/search.html", context)


def pulse(request: HttpRequest) -> HttpResponse:
    """How many cases changed since the list was shown: numbers only."""
    since = parse_datetime(request.GET.get("since", ""))
    if since is None or since.tzinfo is None:
        return JsonResponse({"changed": 0, "urgent": 0})
    newer = Case.objects.filter(listing.OPEN, updated_at__gt=since)
    return JsonResponse({"changed": newer.count(), "urgent": newer.filter(urgent=True, status="new").count()})


def export(request: HttpRequest) -> HttpResponse:
    """The cases of a view as CSV, at most listing.EXPORT of them."""
    now, wanted = timezone.now(), listing.read_wanted(request.POST)
    if wanted is None:
        raise Http404
    with transaction.atomic():
        cases = list(listing.selection(wanted, request.user, now)[: listing.EXPORT])
        detail = {"what": "list", "view": wanted.view.id, "cases": len(cases)}
        log.write(request.user, "exported", now, detail=detail)
    rows = [listing.as_record(case) for case in cases]
    return csv_export.response(f"cases-{wanted.view.id}.csv", listing.RECORD, rows)
