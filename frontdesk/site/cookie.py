"""The key to a visitor's conversation on the plain chat page: a signed cookie that no script can read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAME = "frontdesk_chat"
SALT = "frontdesk.site.chat"
PATH = "/chat"
IDLE_SECONDS = 12 * 3600  # without use; the browser forgets it earlier, when it is closed


def read(request: HttpRequest) -> str | None:
    """The token, None when there is none, it is too old, or somebody changed it."""
    return request.get_signed_cookie(NAME, default=None, salt=SALT, max_age=IDLE_SECONDS) or None


def keep(response: HttpResponse, token: str | None) -> HttpResponse:
    """Give the browser `token` with a fresh date, or take away what it has."""
    if token is None:
        response.delete_cookie(NAME, path=PATH, samesite="Strict")
    else:
        response.set_signed_cookie(
            NAME,
            token,
            salt=SALT,
            path=PATH,
            httponly=True,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
