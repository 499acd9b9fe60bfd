"""The form of the plain chat page: what was sent, and whether it came from our own page."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from frontdesk.chat import errors
from frontdesk.chat.requests import read_incoming
from frontdesk.chat.services import Incoming

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Form:
    """The fields as sent; `text` has the line ends people see, not those of HTTP."""

    client_id: str
    text: str
    choice: str

    def incoming(self) -> Incoming:
        """The message. Raises ApiError 422 with words for people."""
        body: dict[str, Any] = {"client_id": self.client_id}
        body |= {"choice": self.choice} if self.choice else {"text": self.text}
        return read_incoming(body)


def read(request: HttpRequest) -> Form:
    """Raises ApiError 413 and 422 for what no browser sends."""
    if request.content_type != FORM:
        raise errors.invalid("Please use the form on this page.")
    try:
        fields = request.POST
    except RequestDataTooBig:
        raise errors.too_large() from None
    text = fields.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    return Form(fields.get("client_id", ""), text, fields.get("choice", ""))


def new_client_id() -> str:
    """128 random bits: the form's own mark, so that a second press is not a second message."""
    return secrets.token_urlsafe(16)


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def from_our_page(request: HttpRequest) -> bool:
    """Django's own check against forged forms, answered here so that what was typed is not lost."""
    check = _Check(lambda _: HttpResponse())
    check.process_request(request)
    return check.process_view(request, lambda _: HttpResponse(), (), {}) is None
