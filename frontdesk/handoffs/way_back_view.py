"""The page behind a link to an answer in the chat. Nothing is shown before the date of birth is right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontdesk.handoffs import canned, way_back
from frontdesk.handoffs.facts import clinic

LONGEST = 60  # characters of a date


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the date of birth; with the right one hand this browser a key of the chat.

    Opening the page uses nothing up: mail programs look at links before people do.
    """
    now, key = timezone.now(), None
    if request.method == "POST":
        key = way_back.open_chat(token, request.POST.get("born", "")[:LONGEST], now)
    gone = key is None and way_back.find(token, now) is None
    wrong = request.method == "POST" and key is None and not gone
    context = {
        "which": "go" if key else "gone" if gone else "ask",
        "words": canned.way_back(),
        "clinic": clinic().facts,
        "key": key,
        "wrong": wrong,
    }
    response = render(request, "chat/back.html", context, status=410 if gone else 422 if wrong else 200)
    response["Referrer-Policy"] = "no-referrer"  # the address holds the token
    response["X-Robots-Tag"] = "noindex"
    return response
