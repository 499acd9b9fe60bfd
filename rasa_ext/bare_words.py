"""Whole messages too short to be learned: "no", "k", "never mind", "no, that's all". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = "bare_words.yml"
LONGEST = 60  # characters of such a message
_APART = re.compile(r"[^\w\s']+")


@dataclass(frozen=True)
class BareWords:
    """Rows of data/terms/bare_words.yml: an intent and its whole messages; the first counts."""

    rows: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def load(cls, file: Path) -> BareWords:
        """Read bare_words.yml."""
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        return cls(tuple((row["intent"], re.compile("|".join(row["says"]))) for row in rows))

    def intent(self, text: str) -> str | None:
        """What `text` is when it is one of these and nothing else."""
        if len(text) > LONGEST:
            return None
        said = " ".join(_APART.sub(" ", text.lower().replace("\u2019", "'")).split())
        return next((intent for intent, pattern in self.rows if pattern.fullmatch(said)), None)
