"""Reading a visitor's HTTP request: size, JSON, fields and token, each with its own clear error."""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from frontdesk.chat import errors
from frontdesk.chat.services import Incoming

_CLIENT_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_CHOICE = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_json(request: HttpRequest, allowed: set[str]) -> dict[str, Any]:
    """The body as an object with only `allowed` keys. Raises ApiError 400, 413 or 422."""
    declared = request.headers.get("Content-Length", "0")
    if declared.isdigit() and int(declared) > settings.MAX_BODY:
        raise errors.too_large()
    raw = request.body
    if len(raw) > settings.MAX_BODY:
        raise errors.too_large()
    try:
        body = json.loads(raw.decode("utf-8")) if raw.strip() else {}
    except (ValueError, RecursionError):
        raise errors.bad_json() from None
    if not isinstance(body, dict):
        raise errors.bad_json()
    unknown = sorted(set(body) - allowed)
    if unknown:
        raise errors.invalid(f"Only these fields are known here: {', '.join(sorted(allowed))}.")
    return body


def read_incoming(body: dict[str, Any]) -> Incoming:
    """The message to send. Raises ApiError 422 saying what is wrong, never echoing it."""
    client_id, text, choice = body.get("client_id"), body.get("text"), body.get("choice")
    if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
        raise errors.invalid("client_id must be 1 to 64 letters, digits or _ . : -")
    if (text is None) == (choice is None):
        raise errors.invalid("Send either text or choice.")
    if choice is not None:
        if not isinstance(choice, str) or not _CHOICE.fullmatch(choice):
            raise errors.invalid("choice must be the id of one of the choices shown.")
        return Incoming(client_id, None, choice)
    if not isinstance(text, str):
        raise errors.invalid("text must be text.")
    if len(text) > settings.MAX_TEXT:
        raise errors.invalid(f"Please keep a message under {settings.MAX_TEXT:,} characters.")
    if not text.strip():
        raise errors.invalid("Please type a message first.")
    return Incoming(client_id, text, None)


def read_opening(body: dict[str, Any]) -> tuple[str, str]:
    """Locale and page of a new conversation; the page is a path, its query and fragment are dropped."""
    locale, page = body.get("locale", "en"), body.get("page", "")
    if locale is None or locale == "":
        locale = "en"
    if not isinstance(locale, str) or len(locale) > 16 or not _LOCALE.fullmatch(locale):
        raise errors.invalid("locale looks like en or en-US.")
    if page is None:
        page = ""
    if not isinstance(page, str):
        raise errors.invalid("page must be text.")
    path = page.split("?")[0].split("#")[0].replace("\x00", "")
    return locale, path.encode("utf-8", "replace").decode()[:200]


def read_token(request: HttpRequest) -> str:
    """The bearer token. Raises ApiError 401."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise errors.unauthorized()
    return token.strip()


def read_seq(raw: str | None, name: str) -> int:
    """A message number, 0 when absent. Raises ApiError 422."""
    if not raw:
        return 0
    if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
        raise errors.invalid(f"{name} must be a message number.")
    return int(raw)
