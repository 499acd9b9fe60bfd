"""The page behind a link in an e-mail. Nothing personal is shown before the date of birth is right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontdesk.intakes import resuming
from frontdesk.intakes.content import content
from frontdesk.interview.show import say

LONGEST = 60  # characters of a date


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the date of birth; with the right one hand this browser the key of a new chat.

    Opening the page uses nothing up: mail programs look at links before people do.
    """
    now = timezone.now()
    if request.method == "POST":
        born = request.POST.get("born", "")[:LONGEST]
        address = request.META.get("REMOTE_ADDR", "")
        key = resuming.open_link(token, born, address=address, now=now)
        if key is not None:
            return _page(request, "go", key=key)
    if resuming.find(token, now) is None:
        return _page(request, "gone", status=410)
    return _page(request, "ask", status=422 if request.method == "POST" else 200)


def _page(request: HttpRequest, which: str, *, status: int = 200, key: str = "") -> HttpResponse:
    loaded = content()
    names = ("title", "ask", "label", "button", "wrong", "gone_title", "gone", "go", "go_button")
    words = {name: say(loaded.interview, f"page_{name}") for name in names}
    context = {
        "which": which,
        "words": words,
        "clinic": loaded.clinic.facts,
        "key": key,
        "wrong": status == 422,
    }
    response = render(request, "chat/back.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"  # the address holds the token
    response["X-Robots-Tag"] = "noindex"
    return response
