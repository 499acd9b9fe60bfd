"""The public pages: start page, answers, crisis protocol, privacy, and what search engines ask for."""

from __future__ import annotations

import logging
from datetime import date

from django.contrib.sitemaps import Sitemap
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdesk.chat import counts
from frontdesk.chat.content import content
from frontdesk.safety import LEVELS
from frontdesk.site import pages, structured
from frontdesk.site.show import folder, library, show

log = logging.getLogger("frontdesk.site")
FAQ_TITLE = "Questions and answers"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A small clinic page that shows the widget in place."""
    page = pages.home(folder(), content().clinic)
    shown = library()
    context = {
        "page": page,
        "featured": shown.entries(page.featured),
        "asked": shown.entries(page.asked),
        "count": sum(len(group.entries) for group in shown.groups()),
    }
    return show(request, "site/home.html", context)


@require_safe
def faq(request: HttpRequest) -> HttpResponse:
    """All questions by group."""
    groups = library().groups()
    address = request.build_absolute_uri(reverse("site:faq"))
    data = structured.index_data(groups, address, FAQ_TITLE)
    context = {"title": FAQ_TITLE, "groups": groups, "structured": structured.script(data)}
    return show(request, "site/faq.html", context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One answer. Raises Http404 for an unknown topic and for one that must not be shown yet."""
    found = library().topic(slug)
    if found is None:
        raise Http404
    address = request.build_absolute_uri(request.path)
    data = structured.topic_data(found, address, content().clinic.fact("name"))
    reviewed_on = date.fromisoformat(found.reviewed["on"]) if found.reviewed else None
    context = {"topic": found, "reviewed_on": reviewed_on, "structured": structured.script(data)}
    return show(request, "site/topic.html", context)


@require_safe
def crisis_protocol(request: HttpRequest) -> HttpResponse:
    """What the assistant does when it hears danger: the protocol, the fixed replies, the rules counted."""
    loaded = content()
    context = {
        "page": pages.text_page(folder() / "safety" / "protocol.md", loaded.clinic),
        "replies": pages.safety_replies(loaded, folder()),
        "resources": [loaded.clinic.fill(text) for text in loaded.safety_replies.resources.values()],
        "openings": pages.openings(loaded, folder()),
        "rules": pages.rule_counts(folder()),
        "months": _months(),
    }
    return show(request, "site/crisis_protocol.html", context)


def _months() -> list[tuple[date, list[str]]]:
    """Monthly counts by level; none while the database cannot be read: the page itself must always open."""
    try:
        told = counts.by_month(timezone.now().date())
    except DatabaseError as error:
        log.error("monthly counts not read cause=%s", type(error).__name__)
        return []
    return [(month, [numbers.get(level, "0") for level in LEVELS[:3]]) for month, numbers in told]


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a visitor, in plain words."""
    page = pages.text_page(folder() / "pages" / "privacy.md", content().clinic)
    if page is None:
        raise Http404
    return show(request, "site/privacy.html", {"page": page})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the console, the chat and its API."""
    lines = ["User-agent: *", "Disallow: /api/", "Disallow: /staff/", "Disallow: /chat", ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('site:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class Pages(Sitemap[str]):
    """The fixed pages, by route name."""

    def items(self) -> list[str]:
        return ["site:home", "site:faq", "site:crisis-protocol", "site:privacy"]

    def location(self, item: str) -> str:
        return reverse(item)


class Topics(Sitemap[str]):
    """Every answer that may be shown, with the day of its review."""

    def items(self) -> list[str]:
        return [entry.slug for group in library().groups() for entry in group.entries]

    def location(self, item: str) -> str:
        return reverse("site:topic", kwargs={"slug": item})

    def lastmod(self, item: str) -> date | None:
        return library().reviewed_on(item)


SITEMAPS: dict[str, type[Sitemap[str]]] = {"pages": Pages, "topics": Topics}
