"""What the doors of this app return."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from frontdesk.interview import Draft


@dataclass(frozen=True)
class TurnResult:
    """What to say after a turn. `digression`: answer the message first, then call ask_again.

    `open`: the intake goes on. `alert` ("phq9_item9"): take the crisis path before saying the drafts.
    """

    drafts: tuple[Draft, ...] = ()
    digression: bool = False
    open: bool = False
    alert: str | None = None


@dataclass(frozen=True)
class Row:
    """One answer for staff: as shown, and in the person's own words."""

    question_id: str
    question: str
    answer: str
    words: str
    version: int


@dataclass(frozen=True)
class Section:
    """The answers of one part of the interview."""

    title: str
    rows: list[Row]


def to_json(result: TurnResult) -> dict[str, Any]:
    """A result as it is stored with its turn."""
    return asdict(result)


def from_json(stored: dict[str, Any]) -> TurnResult:
    """A stored result, equal to the first one."""
    drafts = tuple(Draft(**{**draft, "choices": tuple(draft["choices"])}) for draft in stored["drafts"])
    return TurnResult(drafts, stored["digression"], stored["open"], stored["alert"])
