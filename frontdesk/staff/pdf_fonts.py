"""Letters for the PDF: a font of the system that has them, else the built-in one, which knows Latin-1."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFError, TTFont  # type: ignore[import-untyped]

FONTS = (
    (
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    ),
    (
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
    ),
)
LINES, LETTERS = 24, 34  # of one table cell at most: a cell higher than a page cannot be set
_LATIN = {"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "...", "→": "to"}


@dataclass(frozen=True)
class Family:
    """Names of registered fonts, and the letters they have (None: Latin-1)."""

    plain: str
    bold: str
    letters: frozenset[int] | None


@lru_cache(maxsize=1)
def family() -> Family:
    """The first family that this machine has."""
    for plain, bold in FONTS:
        if Path(plain).is_file() and Path(bold).is_file():
            try:
                face: Any = TTFont("Frontdesk", plain)
                pdfmetrics.registerFont(face)
                pdfmetrics.registerFont(TTFont("Frontdesk-Bold", bold))
            except TTFError:
                continue
            return Family("Frontdesk", "Frontdesk-Bold", frozenset(face.face.charToGlyph))
    return Family("Helvetica", "Helvetica-Bold", None)


def printable(text: str) -> str:
    """`text` with a box for each letter that the font does not have: nothing is left out silently."""
    letters = family().letters
    if letters is None:
        plain = "".join(_LATIN.get(letter, letter) for letter in text)
        return plain.encode("latin-1", "replace").decode("latin-1")
    return "".join(letter if letter == "\n" or ord(letter) in letters else "\u25a1" for letter in text)


def pieces(text: str) -> list[str]:
    """`text` in parts that each fit half a page, broken between lines or, in a long line, anywhere."""
    parts: list[str] = []
    part, height = "", 0
    for line in text.splitlines(keepends=True) or [""]:
        for start in range(0, len(line), LETTERS * LINES):
            bit = line[start : start + LETTERS * LINES]
            tall = 1 + len(bit) // LETTERS
            if part and height + tall > LINES:
                parts.append(part)
                part, height = "", 0
            part, height = part + bit, height + tall
    return [*parts, part]
