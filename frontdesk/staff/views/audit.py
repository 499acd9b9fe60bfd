"""The audit log, for the admin: rows, newest first, and whether the chain is whole."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from frontdesk.privacy import audit, triggers
from frontdesk.privacy.models import AuditEntry
from frontdesk.staff import log, pages

PAGE = 100
ACTIONS = (
    "viewed", "printed", "searched", "exported", "changed", "denied", "signed_in", "signed_out",
    "session_ended", "second_factor", "password_changed", "account_changed", "chain_checked",
    "answer_signed", "erased",
)  # fmt: skip


def show(request: HttpRequest) -> HttpResponse:
    """GET ?subject= ?action= ?page=; ?check=1 walks the whole chain."""
    subject, action = request.GET.get("subject", "").strip().upper()[:40], request.GET.get("action", "")
    raw = request.GET.get("page", "")
    page = max(1, int(raw)) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 1
    entries = AuditEntry.objects.all()
    if subject:
        entries = entries.filter(subject=subject)
    if action in ACTIONS:
        entries = entries.filter(action=action)
    report = None
    if "check" in request.GET:
        report = audit.check_chain()
        with transaction.atomic():
            log.write(request.user, "chain_checked", timezone.now(), detail={"broken_at": report.broken_at})
    found = list(entries[(page - 1) * PAGE : page * PAGE + 1])
    context = {
        "entries": found[:PAGE],
        "more": len(found) > PAGE,
        "page_number": page,
        "subject": subject,
        "action": action,
        "actions": ACTIONS,
        "report": report,
        "protected": triggers.protected(),
    }
    return pages.show(request, "staff/audit.html", context)
