"""/chat: the whole conversation by plain forms, without any script. Each answer to a form is a redirect."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from frontdesk.chat import errors
from frontdesk.chat.content import content
from frontdesk.site import chat_form, conversation, cookie, pages
from frontdesk.site.chat_form import Form
from frontdesk.site.conversation import History, Sent
from frontdesk.site.inputs import field_for
from frontdesk.site.show import library, show
from frontdesk.site.thread import thread

log = logging.getLogger("frontdesk.site")
FORGED = errors.ApiError(
    403, "forged", "This form was open too long, or your browser blocks cookies. Please send it again."
)
ENDED = "This chat has ended. What you write now starts a new one."
EMPTY = Form("", "", "")


# csrf_exempt only for the middleware: `from_our_page` makes the same check and keeps what was typed
@csrf_exempt
async def chat(request: HttpRequest) -> HttpResponse:
    """GET: the conversation and its form. POST: send one message."""
    if request.method in ("GET", "HEAD"):
        return await _page(request, cookie.read(request), Form("", _about(request), ""))
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    token = cookie.read(request)
    try:
        form = chat_form.read(request)
    except errors.ApiError as error:
        return await _page(request, token, EMPTY, Sent(token, error=error))
    if not chat_form.from_our_page(request):
        form = form if _same_origin(request) else EMPTY
        alarm = conversation.danger_in(form)
        return await _page(request, token, form, Sent(token, error=FORGED, alarm=alarm))
    sent = await conversation.send(token, form, request.META.get("REMOTE_ADDR", ""))
    if sent.error or sent.urgent:
        return await _page(request, sent.token, form, sent)
    return _private(cookie.keep(redirect(f"{reverse('site:chat')}#latest"), sent.token))


@csrf_exempt
async def end(request: HttpRequest) -> HttpResponse:
    """POST: end and forget the chat."""
    if request.method != "POST":
        return redirect("site:chat")
    token = cookie.read(request)
    try:
        chat_form.read(request)
    except errors.ApiError as error:
        return await _page(request, token, EMPTY, Sent(token, error=error))
    if not chat_form.from_our_page(request):
        return await _page(request, token, EMPTY, Sent(token, error=FORGED))
    try:
        if token:
            await conversation.end(token)
    except DatabaseError as error:
        log.error("chat not erased cause=%s", type(error).__name__)
        return await _page(request, token, EMPTY, Sent(token, error=errors.unavailable()))
    return _private(cookie.keep(redirect("site:chat-ended"), None))


async def ended(request: HttpRequest) -> HttpResponse:
    """Says that the chat was forgotten."""
    return _private(show(request, "site/chat_ended.html"))


async def _page(
    request: HttpRequest, token: str | None, form: Form, sent: Sent | None = None
) -> HttpResponse:
    sent = sent or Sent(token)
    said = History([])
    try:
        said = await conversation.history(sent.token)
    except errors.ApiError as gone:
        sent = replace(sent, token=None, error=sent.error or gone)
        said = await conversation.history(None)
    except (DatabaseError, asyncio.TimeoutError) as problem:
        log.error("chat not read cause=%s", type(problem).__name__)
        sent = sent if sent.urgent else replace(sent, error=sent.error or errors.unavailable())
    error = sent.error
    status = error.status if error and error.status != 401 else 200
    response = show(request, "site/chat.html", _context(said, form, sent), status=status)
    if error and error.retry_after:
        response["Retry-After"] = str(error.retry_after)
    if sent.token or cookie.NAME in request.COOKIES:
        cookie.keep(response, sent.token)
    return _private(response)


def _context(said: History, form: Form, sent: Sent) -> dict[str, Any]:
    loaded = content()
    error = sent.error
    zone = ZoneInfo(loaded.clinic.get("location.time_zone", "UTC"))
    shown = thread(conversation.with_urgent(said, sent, form.text), zone)
    asked = shown.question["topic"] if shown.question and shown.question["kind"] == "question" else None
    # the same mark again only where the first try may have been stored after all
    client_id = form.client_id if error and error.status == 503 else ""
    return {
        "thread": shown,
        "field": field_for(asked),
        "client_id": client_id or chat_form.new_client_id(),
        "typed": "" if sent.urgent else form.text,
        "error": (ENDED if error.status == 401 else error.message) if error else "",
        # without its closing: that says that staff know
        "alarm": replace(pages.safety_reply(loaded, sent.alarm), closing="") if sent.alarm else None,
        "links": {level: pages.safety_reply(loaded, level).links for level in loaded.safety_replies.by_level},
        "with_staff": said.with_staff,
        "started": sent.token is not None,
        "max_text": settings.MAX_TEXT,
    }


def _about(request: HttpRequest) -> str:
    """The title of the topic whose page led here, to be sent or changed by the visitor."""
    entry = library().entry(request.GET.get("about", ""))
    return entry.title if entry else ""


def _same_origin(request: HttpRequest) -> bool:
    """Another site must not put words into our form, not even words that are never sent."""
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
