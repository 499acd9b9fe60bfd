"""Working on a case: status, owner, notes, clearing a crisis. Each change and its audit row go together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.handoffs import crisis, joining, naming, routing, services, todos
from frontdesk.handoffs.models import Case
from frontdesk.staff import case_page, log
from frontdesk.staff.forms import MoveForm, NoteForm
from frontdesk.staff.roles import DESK

Change = Callable[[Case, datetime], Any]


def move(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the status."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _back(request, reference, error=form.first_error())
    status, reason = form.cleaned_data["status"], form.cleaned_data["reason"]
    return _change(
        request,
        reference,
        {"status": status},
        lambda case, now: services.move(case, status, actor=request.user, now=now, reason=reason),
        f"Status: {Case.Status(status).label}.",
    )


def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the case to someone who works on cases, or to nobody."""
    chosen = request.POST.get("owner", "")
    owner = None
    if chosen:
        people = get_user_model().objects.filter(is_active=True, groups__name__in=DESK).distinct()
        owner = people.filter(pk=int(chosen[:9])).first() if chosen.isdecimal() else None
        if owner is None:
            return _back(request, reference, error="Choose someone who works on cases.")
    return _change(
        request,
        reference,
        {"owner": owner.pk if owner else None},
        lambda case, now: services.assign(case, owner, actor=request.user, now=now),
        "The case is yours." if owner == request.user else "Owner changed.",
    )


def name(request: HttpRequest, reference: str) -> HttpResponse:
    """Write the name of someone who is known by it to staff only."""
    given = request.POST.get("name", "")
    return _change(
        request,
        reference,
        {"name": True},
        lambda case, now: naming.name_case(case, given, actor=request.user, now=now),
        "Name added. The case is found by it from now on.",
    )


def unite(request: HttpRequest, reference: str) -> HttpResponse:
    """Join another case of the same person to this one, by its reference."""
    other = Case.objects.filter(reference=request.POST.get("other", "")[:16]).first()
    if other is None:
        return _back(request, reference, error="That case does not exist.")
    return _change(
        request,
        reference,
        {"joined": other.reference},
        lambda case, now: joining.join_cases(case, other, actor=request.user, now=now),
        f"{other.reference} is joined to this case.",
    )


def note(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a note. Two people's notes do not collide."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _back(request, reference, error=form.first_error())
    chosen = request.POST.get("task_for", "")
    task_for = routing.workers().filter(pk=int(chosen[:9])).first() if chosen.isdecimal() else None
    if chosen and task_for is None:
        return _back(request, reference, error="Choose someone who works on cases.")
    text = form.cleaned_data["note"]
    return _change(
        request,
        reference,
        {"note": True, **({"task_for": task_for.pk} if task_for else {})},
        lambda case, now: todos.note(case, text, actor=request.user, now=now, task_for=task_for),
        "Task added." if task_for else "Note added.",
        check=False,
    )


def task_done(request: HttpRequest, reference: str) -> HttpResponse:
    """A task is done, whoever says so."""
    chosen = request.POST.get("todo", "")
    todo = int(chosen[:12]) if chosen.isdecimal() else 0
    return _change(
        request,
        reference,
        {"task_done": todo},
        lambda case, now: todos.finish(case, todo, actor=request.user, now=now),
        "Done.",
        check=False,
    )


def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask a clinician to clear a crisis: a task for them."""
    chosen = request.POST.get("person", "")
    person = crisis.clinicians().filter(pk=int(chosen[:9])).first() if chosen.isdecimal() else None
    return _change(
        request,
        reference,
        {"asked": person.pk if person else None},
        lambda case, now: todos.ask_to_clear(case, person, actor=request.user, now=now),
        "Asked. If it cannot wait, call a clinician as well.",
        check=False,
    )


def clear(request: HttpRequest, reference: str) -> HttpResponse:
    """End the care frame of a conversation in which danger was heard."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _back(request, reference, error="Say what was done before clearing a crisis.")
    return _change(
        request,
        reference,
        {"cleared": True},
        lambda case, now: services.clear_crisis(case, form.cleaned_data["note"], actor=request.user, now=now),
        "Crisis cleared. The case stays open until you close it.",
    )


def _change(
    request: HttpRequest,
    reference: str,
    detail: dict[str, Any],
    change: Change,
    done: str,
    *,
    check: bool = True,
) -> HttpResponse:
    """Do `change` unless someone else changed the case since this page was shown."""
    now = timezone.now()
    with transaction.atomic():
        case = case_page.find(reference, lock=True)
        if check and request.POST.get("version", "") not in ("", case_page.version(case)):
            return _back(
                request,
                reference,
                error=f"{case_page.last_change(case)} Please look again before you change it.",
            )
        try:
            change(case, now)
        except ValueError as error:
            return _back(request, reference, error=sentence(error))
        log.write(request.user, "changed", now, subject=case.reference, detail=detail)
    return _back(request, reference, done=done)


def _back(request: HttpRequest, reference: str, *, done: str = "", error: str = "") -> HttpResponse:
    if error:
        messages.error(request, error)
    else:
        messages.success(request, done)
    return redirect("staff:case", reference)


def sentence(error: ValueError) -> str:
    """A fault's text as a sentence."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
