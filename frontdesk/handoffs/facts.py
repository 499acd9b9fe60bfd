"""The clinic's facts and topic titles for those who work on cases, read once.

Not chat's whole content: a fault in a safety or reply file must not close the console.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from frontdesk.clinic import Clinic, load_answers, load_clinic
from frontdesk.clinic.yaml import read_yaml
from frontdesk.handoffs.hours import Hours, read_hours

ANSWER_MINUTES = 10  # where data/clinic.yml does not say


@lru_cache(maxsize=2)
def _clinic(folder: Path) -> Clinic:
    return load_clinic(folder)


@lru_cache(maxsize=2)
def _titles(folder: Path) -> dict[str, str]:
    return {slug: answer.title for slug, answer in load_answers(folder).items()}


def clinic() -> Clinic:
    """The facts of settings.CONTENT_DIR/clinic.yml."""
    return _clinic(Path(settings.CONTENT_DIR))


def topics() -> list[tuple[str, str]]:
    """Every curated answer's slug and title, by title."""
    titles = _titles(Path(settings.CONTENT_DIR))
    return sorted(titles.items(), key=lambda row: row[1].casefold())


def topic_groups() -> list[tuple[str, list[str]]]:
    """The groups of data/topics.yml, in its order: title and slugs."""
    return _groups(Path(settings.CONTENT_DIR))


@lru_cache(maxsize=2)
def _groups(folder: Path) -> list[tuple[str, list[str]]]:
    file = folder / "topics.yml"
    read = read_yaml(file.read_text("utf-8"), file)
    return [(str(title), [str(slug) for slug in slugs]) for title, slugs in read.items()]


def topic_title(slug: str) -> str:
    """The title of a curated answer, or "" for a slug that has none."""
    return _titles(Path(settings.CONTENT_DIR)).get(slug, "")


@lru_cache(maxsize=2)
def _hours(facts: Path) -> Hours:
    known = _clinic(facts)
    return read_hours(
        known.get("location.time_zone", "UTC"), known.get("hours.weekly", {}), known.get("hours.holidays")
    )


def clinic_hours() -> Hours:
    """The opening hours in the clinic's time zone."""
    return _hours(Path(settings.CONTENT_DIR))


def answer_within() -> timedelta:
    """How long a visitor waits for a person within opening hours before being told that nobody is there."""
    return timedelta(minutes=float(clinic().get("chat.answer_minutes", ANSWER_MINUTES)))
