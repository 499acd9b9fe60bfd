"""Whether somebody takes back the hand-off that was just made: "cancel it, i dont need a person". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 120  # characters of such a message
MOST_WORDS = 14  # of a stretch that one pattern is for
PLAINLY, PERHAPS = "taken back", "perhaps taken back"
_APOSTROPHES = re.compile(r"[\u2019']")
_APART = re.compile(r"[^\w\s]+")


@dataclass(frozen=True)
class TakenBack:
    """The patterns of `taken_back` in data/terms/reaching.yml; its comment says what each is for."""

    around: re.Pattern[str]
    behind: re.Pattern[str]
    plainly: re.Pattern[str]
    shrugs: re.Pattern[str]

    @classmethod
    def of(cls, rows: Mapping[str, Any]) -> TakenBack:
        """Of the rows as they were read."""
        joined = {name: row if isinstance(row, str) else "|".join(row) for name, row in rows.items()}
        return cls(**{name: re.compile(pattern) for name, pattern in joined.items()})

    def read(self, text: str) -> str:
        """PLAINLY, PERHAPS or "" for the whole of `text`, when the chat was handed to staff before it."""
        if len(text) > LONGEST:
            return ""
        words = _APART.sub(" ", _APOSTROPHES.sub("", text.lower())).split()
        # what the words up to each place come to; one long pattern would try them in ever more ways
        heard: list[set[str]] = [{""}, *(set() for _ in words)]
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + MOST_WORDS) + 1):
                if heard[start]:
                    heard[end] |= self._after(heard[start], " ".join(words[start:end]))
        found = heard[len(words)]
        return PLAINLY if PLAINLY in found else PERHAPS if PERHAPS in found else ""

    def _after(self, before: set[str], stretch: str) -> set[str]:
        """What `before` becomes with one more stretch of words; nothing where no pattern is it."""
        if self.plainly.fullmatch(stretch):
            return {PLAINLY}
        if self.shrugs.fullmatch(stretch):
            return {kind or PERHAPS for kind in before}
        if self.around.fullmatch(stretch):
            return before
        return before - {""} if self.behind.fullmatch(stretch) else set()
