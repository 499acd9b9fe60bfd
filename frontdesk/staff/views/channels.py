"""Who is told of what: a colleague's own choice, and the admin's for the operator's webhooks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.handoffs import channels, delivery
from frontdesk.handoffs.models import Case, Channel
from frontdesk.staff import log


def choices(to: str) -> dict[str, Any]:
    """What one receiver may choose from, and has chosen."""
    row = Channel.objects.filter(to=to).first()
    is_hook = to.startswith("hook:")
    whats = row.whats if row else list(channels.ANNOUNCED) if is_hook else []
    kinds = row.kinds if row else []
    return {
        "whats": [(key, title, key in whats) for key, title in channels.ANNOUNCED.items()],
        "kinds": [(key, title, key in kinds) for key, title in Case.Kind.choices],
        "only_mine": row.only_mine if row else True,
    }


def mine(request: HttpRequest) -> HttpResponse:
    """One's own: the address, what one is told, and about which cases."""
    user: Any = request.user
    address = request.POST.get("email", "").strip()[:254]
    try:
        if address:
            validate_email(address)
        with transaction.atomic():
            user.email = address
            user.save(update_fields=["email"])
            _keep(request, f"user:{user.pk}")
    except ValidationError:
        messages.error(request, "That is no e-mail address.")
    except ValueError:
        messages.error(request, "Choose from what is offered.")
    else:
        messages.success(request, "Saved.")
    return redirect("staff:account")


def hook(request: HttpRequest) -> HttpResponse:
    """What one of the operator's webhooks is told."""
    name = request.POST.get("name", "")
    if name not in delivery.webhooks():
        raise Http404
    try:
        with transaction.atomic():
            _keep(request, f"hook:{name}")
    except ValueError:
        messages.error(request, "Choose from what is offered.")
    else:
        messages.success(request, "Saved.")
    return redirect("staff:notices")


def _keep(request: HttpRequest, to: str) -> None:
    whats, kinds = request.POST.getlist("whats"), request.POST.getlist("kinds")
    channels.choose(to, whats=whats, kinds=kinds, only_mine="only_mine" in request.POST)
    log.write(request.user, "notices_chosen", timezone.now(), detail={"to": to, "whats": whats})
