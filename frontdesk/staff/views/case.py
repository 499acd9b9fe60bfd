"""One case: looking at it, printing it, taking it out."""

from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from frontdesk.handoffs import canned, crisis, fhir_push, talk, todos
from frontdesk.staff import case_page, csv_export, log, pages, presence, words
from frontdesk.staff.forms import MoveForm
from frontdesk.staff.roles import DESK


def show(request: HttpRequest, reference: str) -> HttpResponse:
    """The page. Looking and its audit row are one transaction; rendering comes after it."""
    now = timezone.now()
    with transaction.atomic():
        case = case_page.find(reference)
        log.write(request.user, "viewed", now, subject=case.reference)
        presence.arrive(case, request.user, now)
        page = case_page.build(case, now, whole="whole" in request.GET)
        todos.seen(case, request.user, now)
    first = page.name.split()[0] if page.name else ""
    context = {
        "page": page,
        "case": case,
        "version": case_page.version(case),
        "others": presence.others(case, request.user, now),
        "people": get_user_model()
        .objects.filter(is_active=True, groups__name__in=DESK)
        .distinct()
        .order_by("first_name"),
        "clinicians": crisis.clinicians() if page.uncleared else [],
        "reasons": MoveForm().fields["reason"],
        "canned": [
            (item.title, item.for_person(first, talk.first_name(request.user))) for item in canned.replies()
        ],
        "fhir_host": target.host if (target := fhir_push.server()) else "",
        "nonce": secrets.token_urlsafe(16),
    }
    return pages.show(request, "staff/case.html", context)


def print_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole case on paper."""
    now = timezone.now()
    with transaction.atomic():
        case = case_page.find(reference)
        log.write(request.user, "printed", now, subject=case.reference)
        page = case_page.build(case, now, whole=True)
    return pages.show(request, "staff/print.html", {"page": page, "case": case, "now": now})


def export(request: HttpRequest, reference: str) -> HttpResponse:
    """The answers as CSV."""
    now = timezone.now()
    with transaction.atomic():
        case = case_page.find(reference)
        log.write(request.user, "exported", now, subject=case.reference, detail={"what": "answers"})
        page = case_page.build(case, now)
    rows = [
        (case.reference, section.title, row.question_id, row.question, row.answer, row.words, row.version)
        for section in page.sections
        for row in section.rows
    ]
    rows += [
        (
            case.reference,
            "Scores",
            score.id,
            score.name,
            "incomplete" if score.total is None else score.total,
            score.band,
            "",
        )
        for score in page.scores
    ]
    header = ("Reference", "Section", "Question id", "Question", "Answer", "Own words", "Version")
    return csv_export.response(f"{words.shown(case.reference)}.csv", header, rows)
