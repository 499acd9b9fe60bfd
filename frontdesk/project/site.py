"""The example clinic's page with the widget, the widget's script, and the error pages."""

from __future__ import annotations

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from frontdesk.chat.content import content


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A small clinic page that shows the widget in place."""
    loaded = content()
    topics = [loaded.answers[slug] for slug in FEATURED if slug in loaded.answers]
    return render(request, "site/home.html", {"clinic": loaded.clinic.facts, "topics": topics})


FEATURED = ("what_is_ketamine", "infusion_experience", "side_effects", "cost", "eligibility", "booking")


@require_safe
def widget(request: HttpRequest) -> HttpResponse:
    """The stable address of the widget; the file itself is served under a content hash."""
    return HttpResponseRedirect(staticfiles_storage.url("widget.js"))


def _error(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"error": {"code": code, "message": message}}, status=status)
    return render(request, "site/error.html", {"status": status, "message": message}, status=status)


@csrf_exempt
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 400, "bad_request", "That request could not be read.")


@csrf_exempt
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 404, "not_found", "There is nothing at this address.")


@csrf_exempt
def server_error(request: HttpRequest) -> HttpResponse:
    return _error(request, 500, "server_error", "Something on our side is not working. Please try again.")
