"""Which other sites may talk to the chat API, and what every page says about caching."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

ALLOWED_HEADERS = "Authorization, Content-Type, Last-Event-ID"


class EmbedMiddleware:
    """CORS for the clinic's own sites (FRONTDESK_EMBED_ORIGINS), exact origins, no credentials."""

    async_capable = True
    sync_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], Awaitable[HttpResponseBase]]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith("/api/chat/"):
            return await self.get_response(request)
        origin = request.headers.get("Origin", "")
        allowed = origin in settings.EMBED_ORIGINS
        preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = (
            HttpResponse(status=204 if allowed else 403) if preflight else await self.get_response(request)
        )
        response["Vary"] = "Origin"
        if allowed:
            response["Access-Control-Allow-Origin"] = origin
            response["Access-Control-Allow-Methods"] = "GET, POST"
            response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
            response["Access-Control-Max-Age"] = "600"
        return response
