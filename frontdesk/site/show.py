"""Rendering a page of the site with what all pages share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from frontdesk.chat.content import content
from frontdesk.site.topics import Library


def folder() -> Path:
    """Where the content is read from."""
    return Path(settings.CONTENT_DIR)


def library() -> Library:
    """The answers that may be shown today."""
    today = timezone.now().date()
    return Library(content(), folder(), today=today, require_review=settings.REQUIRE_REVIEW)


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page; `canonical` is its own address without anything behind the path."""
    shared = {
        "clinic": content().clinic.facts,
        "canonical": request.build_absolute_uri(request.path),
        "here": request.path,
        "privacy_url": request.build_absolute_uri(reverse("site:privacy")),
    }
    return render(request, template, {**shared, **(context or {})}, status=status)
