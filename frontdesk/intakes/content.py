"""The interview, its flags and the clinic, read once on first use and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from frontdesk.clinic import Clinic, load_clinic
from frontdesk.interview import Interview, load_interview
from frontdesk.interview.flags import Rule, load_flags


@dataclass(frozen=True)
class Content:
    """What an intake needs from data/."""

    clinic: Clinic
    interview: Interview
    rules: tuple[Rule, ...]


@lru_cache(maxsize=2)
def load(folder: Path) -> Content:
    """Read all of it. Raises ContentErrors (interview) or ContentError (clinic) with file and line."""
    clinic = load_clinic(folder)
    interview = load_interview(
        folder / "intake",
        states_served=tuple(str(code) for code in clinic.get("states_served", ())),
        minimum_age=int(clinic.get("minimum_age", 18)),
        fill=clinic.fill,
    )
    return Content(clinic, interview, load_flags(folder / "safety" / "red_flags.yml", interview))


def content() -> Content:
    """The content of settings.CONTENT_DIR."""
    return load(Path(settings.CONTENT_DIR))
