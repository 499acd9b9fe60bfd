"""How other sites get the chat: the widget's address, its fingerprint, and a page for an iframe."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from frontdesk.chat.content import content
from frontdesk.site.show import show

WIDGET = "widget.js"
REDIRECT_SECONDS = 300  # a new widget reaches every site within this time


@require_safe
def widget(request: HttpRequest) -> HttpResponse:
    """The stable address of the widget; the file itself is served under a content hash.

    A tag with `integrity` also has `crossorigin`, and then this answer needs the CORS header as well.
    """
    response = HttpResponseRedirect(staticfiles_storage.url(WIDGET))
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = f"public, max-age={REDIRECT_SECONDS}"
    return response


def framed(request: HttpRequest) -> HttpResponseBase:
    """The chat alone, for an iframe on a site that takes no scripts; only the clinic's own may frame it."""
    allowed = list(settings.EMBED_ORIGINS) or [NONE]
    return xframe_options_exempt(csp_replace({"frame-ancestors": allowed})(_framed))(request)


@require_safe
def _framed(request: HttpRequest) -> HttpResponse:
    return show(request, "site/framed.html")


def integrity() -> str:
    """The Subresource Integrity value of the built widget. Raises FileNotFoundError before `make widget`."""
    found = finders.find(WIDGET)
    if not isinstance(found, str):
        raise FileNotFoundError(f"{WIDGET} is not built: run make widget")
    return "sha384-" + base64.b64encode(hashlib.sha384(Path(found).read_bytes()).digest()).decode()


def snippet(base: str, *, pinned: bool) -> str:
    """What a clinic pastes into its pages. `pinned` names the exact file and its fingerprint."""
    return render_to_string(
        "site/embed.html",
        {
            "base": base,
            "src": base + (staticfiles_storage.url(WIDGET) if pinned else "/widget.js"),
            "integrity": integrity() if pinned else "",
            "clinic": content().clinic.facts,
        },
    ).strip()
