"""The ready-made replies: to read for everyone at the desk, to change for clinicians and admins."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.handoffs import canned, canned_edit
from frontdesk.staff import log, pages
from frontdesk.staff.views.work import sentence


def show(request: HttpRequest) -> HttpResponse:
    """Each as a visitor would get it, and as it is written."""
    filled = {reply.id: reply.text for reply in canned.replies()}
    rows = [(reply, filled.get(reply.key, "")) for reply in canned_edit.replies()]
    context = {"replies": rows, "longest": canned_edit.LONGEST, "new": None}
    return pages.show(request, "staff/canned.html", context)


def change(request: HttpRequest) -> HttpResponse:
    """Save, remove or restore one, named by `do`."""
    now, do, key = timezone.now(), request.POST.get("do", ""), request.POST.get("key", "")[:40]
    title, text = request.POST.get("title", ""), request.POST.get("text", "").replace("\r\n", "\n")
    if do not in ("save", "remove", "restore"):
        raise Http404
    try:
        with transaction.atomic():
            if do == "save":
                key = canned_edit.save(key, title, text, actor=request.user, now=now)
            elif do == "remove":
                canned_edit.remove(key, actor=request.user, now=now)
            else:
                canned_edit.restore(key)
            log.write(request.user, "canned_changed", now, subject=key, detail={"what": do})
    except ValueError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, "Saved. It is offered from now on." if do == "save" else "Done.")
    return redirect("staff:canned")
