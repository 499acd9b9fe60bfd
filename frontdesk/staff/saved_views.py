"""Parts of the list that people keep for themselves, beside the views everyone has."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from frontdesk.staff.listing import Wanted
from frontdesk.staff.models import SavedView

MOST = 12  # of one person: the side of the page is no archive


def of(user: Any) -> QuerySet[SavedView]:
    """The views `user` keeps, by title."""
    return SavedView.objects.filter(user=user)


def current(user: Any, wanted: Wanted) -> SavedView | None:
    """The saved view that is this part of the list, or None."""
    return of(user).filter(query=wanted.query).first() if wanted.filters else None


def save(user: Any, title: str, wanted: Wanted) -> SavedView:
    """Keep it under `title`; the same part again only gets the new title. Raises ValueError."""
    title = " ".join(title.split())[:40]
    if not title:
        raise ValueError("give the view a name")
    if not wanted.filters:
        raise ValueError("choose a filter first: the views without one are there already")
    if current(user, wanted) is None and of(user).count() >= MOST:
        raise ValueError(f"{MOST} views are kept at most: remove one first")
    return SavedView.objects.update_or_create(user=user, query=wanted.query, defaults={"title": title})[0]


def remove(user: Any, pk: int) -> bool:
    """Forget one of one's own."""
    return of(user).filter(pk=pk).delete()[0] > 0
