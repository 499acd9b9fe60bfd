"""Filters of the console's templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from frontdesk.staff import answers, words

LONGEST = 70  # characters of an option
register = template.Library()
register.filter("shown", words.shown)
register.filter("person", words.person_name)
register.filter("initials", words.initials)
register.filter("label", answers.label_of)


@register.filter
def clock(moment: datetime | None) -> str:
    return words.clock(moment, timezone.now()) if moment else ""


@register.filter
def hour(moment: datetime) -> str:
    return words.clock(moment, moment)


@register.filter
def whole_clock(moment: datetime | None) -> str:
    return words.clock(moment) if moment else ""


@register.filter
def ago(moment: datetime) -> str:
    return words.ago(timezone.now() - moment)


@register.filter
def until(moment: datetime) -> str:
    return words.until(moment, timezone.now())


@register.filter
def breakable(address: str) -> SafeString:
    """An e-mail address that may break before its @."""
    name, at, domain = address.rpartition("@")
    return format_html("{}<wbr>{}{}", name, at, domain)


@register.inclusion_tag("staff/_icon.html")
def icon(name: str) -> dict[str, Any]:
    """A picture from the sprite; decoration only, so hidden from screen readers."""
    return {"name": name}


@register.filter
def title_word(action: str) -> str:
    """ "signed_in" → "Signed in"."""
    return action.replace("_", " ").capitalize()


@register.filter
def told(detail: dict[str, Any]) -> str:
    """ "what: pdf, filters: kind status" from an audit row's ids, counts and names."""
    parts = []
    for key, value in detail.items():
        if value not in (None, "", []):
            shown = " ".join(map(str, value)) if isinstance(value, list) else str(value)
            parts.append(f"{key.replace('_', ' ')}: {shown}")
    return ", ".join(parts)


@register.simple_tag
def options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """<option>s of (value, title): long lists of them are what a template loop is slowest at."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (
                value,
                " selected" if value == chosen else "",
                title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…",
            )
            for value, title in pairs
        ),
    )
