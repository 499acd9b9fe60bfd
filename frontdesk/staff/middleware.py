"""The door of the console: everything under /staff/ is refused unless access.py allows it.

Also here, because they hold for every page: the idle and the absolute end of a sign-in (kept on the
server), no caching, and what is said when something is missing or the database is busy.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve

from frontdesk.staff import gate, pages
from frontdesk.staff.gate import PREFIX

log = logging.getLogger("frontdesk.staff")
Next = Callable[[HttpRequest], Any]


class StaffMiddleware:
    """Works under ASGI and WSGI; requests that are not for the console pass untouched."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self._async = iscoroutinefunction(get_response)
        if self._async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)  # type: ignore[no-any-return]
        if self._async:
            return self._ahandle(request)
        refused = _refusal(request)
        return _private(refused or self.get_response(request))

    async def _ahandle(self, request: HttpRequest) -> HttpResponseBase:
        refused = await sync_to_async(_refusal)(request)
        return _private(refused or await self.get_response(request))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say plainly what went wrong; anything unforeseen stays an error of the server."""
        if not request.path_info.startswith(PREFIX):
            return None
        if isinstance(exception, Http404):
            return _private(pages.missing(request))  # type: ignore[return-value]
        if isinstance(exception, DatabaseError):
            log.error("database error cause=%s", type(exception).__name__)
            return _private(pages.busy(request))  # type: ignore[return-value]
        return None


def _refusal(request: HttpRequest) -> HttpResponseBase | None:
    try:
        name = resolve(request.path_info).url_name or ""
    except Resolver404:
        name = ""
    try:
        return gate.refusal(request, name)
    except DatabaseError:
        return pages.busy(request)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "no-store"
    return response
