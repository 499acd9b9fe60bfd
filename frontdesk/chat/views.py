"""The chat API (ARCHITECTURE.md). Each view reads the request, calls one door, answers JSON."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from frontdesk.chat import errors, services, turn
from frontdesk.chat.content import content
from frontdesk.chat.drafts import Composer
from frontdesk.chat.erasing import forget
from frontdesk.chat.events import stream
from frontdesk.chat.greeting import greeting
from frontdesk.chat.openapi import document
from frontdesk.chat.requests import read_incoming, read_json, read_opening, read_seq, read_token

log = logging.getLogger("frontdesk.chat")
View = Callable[[HttpRequest], Coroutine[Any, Any, HttpResponseBase]]


def api(*methods: str) -> Callable[[View], View]:
    """Allow `methods` and answer every failure in the API's shape. No cookies: CSRF does not apply."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @functools.wraps(view)
        async def guarded(request: HttpRequest) -> HttpResponseBase:
            try:
                if request.method not in methods:
                    raise errors.method_not_allowed()
                response = await view(request)
            except errors.ApiError as error:
                response = error.response()
            except RequestDataTooBig:
                response = errors.too_large().response()
            except DatabaseError as error:
                log.error("database error view=%s cause=%s", view.__name__, type(error).__name__)
                response = errors.unavailable().response()
            response["Cache-Control"] = "no-store"
            return response

        return guarded

    return wrap


@api("POST")
async def conversations(request: HttpRequest) -> HttpResponseBase:
    """Open a conversation; the only time its token is shown."""
    locale, page = read_opening(read_json(request, {"locale", "page"}))
    opened = await sync_to_async(_open)(request.META.get("REMOTE_ADDR", ""), locale, page)
    return JsonResponse(opened, status=201)


def _open(address: str, locale: str, page: str) -> dict[str, object]:
    now = timezone.now()
    composer = Composer(content(), today=now.date(), require_review=settings.REQUIRE_REVIEW)
    first = greeting(content(), composer, page)
    conversation, token = services.open_conversation(address=address, locale=locale, page=page, now=now)
    drafts = [first] if first else []
    rows = services.record(conversation, drafts, in_reply_to=None, now=now)
    return {
        "conversation": str(conversation.pk),
        "token": token,
        "messages": [services.as_json(row) for row in rows],
    }


@api("GET", "POST")
async def messages(request: HttpRequest) -> HttpResponseBase:
    """POST: send one message and get its replies. GET: everything after a number."""
    token = read_token(request)
    if request.method == "POST":
        incoming = read_incoming(read_json(request, {"client_id", "text", "choice"}))
        return JsonResponse({"messages": await turn.take(token, incoming)})
    after = read_seq(request.GET.get("after"), "after")
    return JsonResponse({"messages": await sync_to_async(_after)(token, after)})


def _after(token: str, seq: int) -> list[dict[str, object]]:
    conversation = services.find_conversation(token)
    return [services.as_json(row) for row in services.messages_after(conversation, seq)]


@api("GET")
async def events(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events: each message once, from after Last-Event-ID."""
    token = read_token(request)
    after = read_seq(request.headers.get("Last-Event-ID"), "Last-Event-ID")
    conversation = await sync_to_async(services.find_conversation)(token)
    response = StreamingHttpResponse(stream(token, conversation.pk, after), content_type="text/event-stream")
    response["X-Accel-Buffering"] = "no"
    return response


@api("POST")
async def erase(request: HttpRequest) -> HttpResponseBase:
    """Forget me: the conversation ends at once and what was said is removed."""
    read_json(request, set())
    token = read_token(request)
    return JsonResponse({"erased": await sync_to_async(_erase)(token)}, status=202)


def _erase(token: str) -> bool:
    return forget(services.find_conversation(token), timezone.now())


@api("GET")
async def schema(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI description of this API."""
    return HttpResponse(json.dumps(document()), content_type="application/json")


@api("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
async def missing(request: HttpRequest) -> HttpResponseBase:
    """Any other address under /api/."""
    raise errors.not_found()
