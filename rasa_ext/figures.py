"""Plain figures of speech, put plainly for the second net (data/safety/figures.yml says which and why).

"My phone is about to die" and "dying to know" lie near words of danger for an encoder. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = "figures.yml"
_PART = re.compile(r"\{(?P<family>\w+)\}|\((?P<may>[^)]+)\)|(?P<word>\S+)")


@dataclass(frozen=True)
class Figure:
    """One way of saying it: `plain` may use the families that `says` found."""

    says: re.Pattern[str]
    plain: str
    example: str

    def put(self, text: str) -> str:
        """`text` with this figure put plainly."""
        return self.says.sub(self._plain, text)

    def _plain(self, found: re.Match[str]) -> str:
        told = {name: word or "" for name, word in found.groupdict().items()}
        return " ".join(self.plain.format_map(told).split())


@dataclass(frozen=True)
class Figures:
    """All of them, tried in the file's order."""

    rows: tuple[Figure, ...]

    @classmethod
    def load(cls, safety: Path) -> Figures:
        """Read figures.yml in the folder `safety`. Raises OSError, KeyError."""
        about = YAML(typ="safe", pure=True).load((safety / FILE).read_text("utf-8"))
        families: dict[str, list[str]] = about["families"]
        return cls(tuple(_figure(row, says, families) for row in about["rows"] for says in row["says"]))

    def plainly(self, text: str) -> str:
        """`text` without figures of speech; itself where it has none."""
        for figure in self.rows:
            text = figure.put(text)
        return text


def _figure(row: dict[str, Any], says: str, families: dict[str, list[str]]) -> Figure:
    pattern = "".join(_part(found, families) for found in _PART.finditer(says))
    after = "|".join(map(_words, row.get("not_before", [])))
    unless = rf"(?!\W+(?:{after})\b)" if after else ""
    missing = "".join(f"(?P<{name}>(?!))?" for name in families if f"{{{name}}}" not in says)
    start = r"(?<![\w'])"
    return Figure(
        re.compile(rf"{start}{pattern}(?!\w){unless}{missing}", re.IGNORECASE), row["plain"], row["example"]
    )


def _part(found: re.Match[str], families: dict[str, list[str]]) -> str:
    gap = r"\s+" if found.start() else ""
    if found["may"]:
        return rf"(?:{gap}{_words(found['may'])})?"
    if found["family"]:
        longest_first = sorted(families[found["family"]], key=len, reverse=True)
        return rf"{gap}(?P<{found['family']}>{'|'.join(map(_words, longest_first))})"
    return gap + _words(found["word"])


def _words(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))
