"""The content the web process serves, read once on first use and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from frontdesk.clinic import Answer, Clinic, Reply, load_answers, load_clinic
from frontdesk.clinic import load_replies as load_fixed_replies
from frontdesk.clinic.suggestions import load_suggestions
from frontdesk.safety import Replies, Screen, Told, load_replies, load_screen, load_told


@dataclass(frozen=True)
class Content:
    """Everything a visitor can be told, and the screen that hears danger."""

    clinic: Clinic
    answers: dict[str, Answer]
    replies: dict[str, Reply]
    screen: Screen
    told: Told
    safety_replies: Replies
    suggestions: Mapping[str, tuple[str, ...]]  # path of a page → topics


@lru_cache(maxsize=2)
def load(folder: Path) -> Content:
    """Read all of `folder`. Raises ContentError with file and line."""
    screen = load_screen(folder / "safety")
    return Content(
        clinic=load_clinic(folder),
        answers=load_answers(folder),
        replies=load_fixed_replies(folder),
        screen=screen,
        told=load_told(folder / "safety", screen),
        safety_replies=load_replies(folder / "safety"),
        suggestions=load_suggestions(folder),
    )


def content() -> Content:
    """The content of settings.CONTENT_DIR."""
    return load(Path(settings.CONTENT_DIR))
