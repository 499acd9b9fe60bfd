"""Plain figures of speech, put plainly for the learned score (data/safety/figures.yml says which and why).

"My phone is about to die" and "dying to know" lie near words of danger for an encoder; the rules know them
by their own rows, and read what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.safety.rules import read
from frontdesk.safety.values import Problem, SafetyDataError

FILE = "figures.yml"
_PART = re.compile(r"\{(?P<family>\w+)\}|\((?P<may>[^)]+)\)|(?P<word>[^\s{}()]+)")
_NAMED = re.compile(r"\{(\w+)\}")
Families = Mapping[str, list[str]]


@dataclass(frozen=True)
class Figure:
    """One figure of speech: `says` are its ways of saying it, `plain` may use the families they found."""

    id: str
    says: tuple[re.Pattern[str], ...]
    plain: str
    example: str

    def put(self, text: str) -> str:
        """`text` with this figure put plainly."""
        for says in self.says:
            text = says.sub(self._plain, text)
        return text

    def _plain(self, found: re.Match[str]) -> str:
        return " ".join(self.plain.format_map(found.groupdict()).split())


@dataclass(frozen=True)
class Figures:
    """All of them, tried in the file's order."""

    rows: tuple[Figure, ...]

    def plainly(self, text: str) -> str:
        """`text` without figures of speech; itself where it has none."""
        for figure in self.rows:
            text = figure.put(text)
        return text


def load_figures(folder: Path) -> Figures:
    """Read figures.yml of data/safety; raises SafetyDataError naming the row that cannot be used."""
    about = read(folder / FILE)
    if not isinstance(about, dict) or not {"families", "rows"} <= set(about):
        raise SafetyDataError(f"{FILE} must hold families and rows")
    return Figures(tuple(_figure(row, about["families"]) for row in about["rows"]))


def check_figures(folder: Path) -> Iterator[Problem]:
    """What keeps figures.yml from being used, and rows that do not change their own example."""
    try:
        rows = load_figures(folder).rows
    except SafetyDataError as error:
        yield Problem(folder / FILE, 1, str(error))
        return
    for row in rows:
        if row.put(row.example) == row.example:
            yield Problem(folder / FILE, 1, f"{row.id}: its example stays as it is")


def _figure(row: Mapping[str, Any], families: Families) -> Figure:
    try:
        after = [str(word) for word in row.get("not_before", [])]
        says = tuple(_pattern(str(said), after, families) for said in row["says"])
        figure = Figure(str(row["id"]), says, str(row["plain"]), str(row["example"]))
    except KeyError as error:
        raise SafetyDataError(f"{FILE}, row {row.get('id', '?')}: {error} is missing") from error
    wanted = set(_NAMED.findall(figure.plain))
    if not all(wanted <= set(pattern.groupindex) for pattern in says):
        raise SafetyDataError(f"{FILE}, row {figure.id}: plain has a family that is not said")
    return figure


def _pattern(said: str, after: list[str], families: Families) -> re.Pattern[str]:
    words = "".join(_part(found, families) for found in _PART.finditer(said))
    unless = rf"(?!\W+(?:{'|'.join(map(_words, after))})\b)" if after else ""
    return re.compile(rf"(?<![\w']){words}(?!\w){unless}", re.IGNORECASE)


def _part(found: re.Match[str], families: Families) -> str:
    gap = r"\s+" if found.start() else ""
    if found["may"]:
        return rf"(?:{gap}{_words(found['may'])})?"
    if found["family"]:
        longest_first = sorted(map(str, families[found["family"]]), key=len, reverse=True)
        return rf"{gap}(?P<{found['family']}>{'|'.join(map(_words, longest_first))})"
    return gap + _words(found["word"])


def _words(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))
