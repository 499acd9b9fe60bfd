"""A questionnaire's score drawn over its published bands: numbers for a small SVG plot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from frontdesk.staff.answers import bands_of

WIDTH = 320  # user units of the plot
PEG_TOP = 10.0  # the PEG scale's highest mean; it has no published bands


@dataclass(frozen=True)
class Band:
    """One published band as a stretch of the plot."""

    label: str
    span: str
    x: float
    width: float
    middle: float
    step: int  # 0 lowest … 4 highest, for its shade
    here: bool


@dataclass(frozen=True)
class Drawn:
    """A score with its plot; `x` is None while items are missing."""

    id: str
    name: str
    total: float | None
    shown: str
    band: str
    answered: int
    of: int
    source: str
    top: str
    bands: tuple[Band, ...]
    x: float | None


def draw(score: Any) -> Drawn:
    """Lay out one score of the intakes app."""
    published = bands_of(score.id)
    top = float(published[-1].high) if published else PEG_TOP
    unit = WIDTH / (top + 1 if published else top)
    bands = tuple(
        Band(
            label=band.label,
            span=f"{band.low:g}–{band.high:g}",
            x=round(band.low * unit, 1),
            width=round((band.high - band.low + 1) * unit - 1.5, 1),
            middle=round((band.low + (band.high - band.low + 1) / 2) * unit, 1),
            step=min(4, place),
            here=band.label == score.band,
        )
        for place, band in enumerate(published)
    )
    offset = 0.5 if published else 0.0
    return Drawn(
        id=score.id,
        name=score.name,
        total=score.total,
        shown="" if score.total is None else f"{score.total:g}",
        band=score.band,
        answered=score.answered,
        of=len(score.items),
        source=str(score.source.get("name", "")),
        top=f"{top:g}",
        bands=bands,
        x=None if score.total is None else round((score.total + offset) * unit, 1),
    )
