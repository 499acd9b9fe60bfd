"""The clinic's people: adding, roles, closing accounts, new passwords. For the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.staff import accounts, log, pages
from frontdesk.staff.forms import PersonForm, RolesForm
from frontdesk.staff.roles import LABELS
from frontdesk.staff.views import routes


def show(request: HttpRequest) -> HttpResponse:
    """Everyone; POST adds a person and shows the first password once."""
    if request.method == "POST":
        return _add(request)
    return _page(request)


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    people = (
        get_user_model()
        .objects.prefetch_related("groups", "sign_ins")
        .select_related("second_factor")
        .order_by("-is_active", "first_name", "username")
    )
    rows = [(person, {group.name for group in person.groups.all()}) for person in people]
    context = {
        "people": rows,
        "roles": list(LABELS.items()),
        "routes": routes.lines(),
        "route_options": routes.options(),
        **more,
    }
    return pages.show(request, "staff/team.html", context, status=400 if more.get("error") else 200)


def _add(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, error=form.first_error(), form=form)
    data, password = form.cleaned_data, accounts.new_password()
    try:
        with transaction.atomic():
            person = accounts.add_person(
                data["username"], data["roles"], name=data["name"], email=data["email"], password=password
            )
            _note(request, person, "added", roles=sorted(data["roles"]))
    except IntegrityError:
        return _page(request, error="That user name is taken.", form=form)
    except ValidationError as error:
        return _page(request, error=" ".join(error.messages), form=form)
    return _page(request, shown_once=(person.get_username(), password))


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change to one account, named by `do`."""
    person = get_user_model().objects.filter(pk=pk).first()
    if person is None:
        raise Http404
    do = request.POST.get("do", "")
    if person.pk == request.user.pk and do in ("close", "roles"):
        return _page(request, error="You cannot close your own account or change your own roles.")
    if do == "password":
        password = accounts.new_password()
        with transaction.atomic():
            accounts.reset_password(person, password)
            _note(request, person, "password")
        return _page(request, shown_once=(person.get_username(), password))
    if do == "roles":
        return _roles(request, person)
    if do not in accounts.CHANGES:
        raise Http404
    with transaction.atomic():
        accounts.CHANGES[do](person)
        _note(request, person, do)
    messages.success(request, "Done.")
    return redirect("staff:team")


def _roles(request: HttpRequest, person: Any) -> HttpResponse:
    form = RolesForm(request.POST)
    if not form.is_valid():
        return _page(request, error=form.first_error())
    with transaction.atomic():
        accounts.set_roles(person, form.cleaned_data["roles"])
        _note(request, person, "roles", roles=sorted(form.cleaned_data["roles"]))
    messages.success(request, "Roles saved.")
    return redirect("staff:team")


def _note(request: HttpRequest, person: Any, what: str, **more: Any) -> None:
    detail = {"account": person.pk, "what": what, **more}
    log.write(request.user, "account_changed", timezone.now(), detail=detail)
