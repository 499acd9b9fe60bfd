"""What `make eval` draws: how far confidence can be trusted, and which topics are taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot as plt  # noqa: E402

Row = Mapping[str, Any]
BINS = 10
RIGHT = ("right", "also")
MOST_TOPICS = 30  # shown in the picture of mix-ups, those with most of them


def calibration(rows: Sequence[Row], file: Path) -> None:
    """Share right against confidence of the first guess, for every message with a topic of its own."""
    points = [(float(row["guess_share"]), bool(row["guess_right"])) for row in rows if "guess_share" in row]
    shares, right = np.array([p for p, _ in points]), np.array([r for _, r in points])
    heights = {"height_ratios": (3, 1)}
    figure, (top, bottom) = plt.subplots(2, 1, figsize=(5, 6), gridspec_kw=heights, sharex=True)
    top.plot([0, 1], [0, 1], color="0.7", linewidth=1, label="as good as it says")
    bins = np.minimum((shares * BINS).astype(int), BINS - 1)
    used = [b for b in range(BINS) if (bins == b).any()]
    seen = [right[bins == b].mean() for b in used]
    said = [shares[bins == b].mean() for b in used]
    error = sum((bins == b).mean() * abs(s - t) for b, s, t in zip(used, seen, said))
    top.plot(said, seen, "o-", label=f"measured (error {error:.3f})")
    top.set_ylabel("share of messages whose first guess is right")
    top.set_title(f"Calibration, {len(points)} messages")
    top.legend(loc="lower right")
    bottom.hist(shares, bins=BINS, range=(0, 1), color="0.5")
    bottom.set_xlabel("confidence of the first guess")
    bottom.set_ylabel("messages")
    _save(figure, file)


def mix_ups(rows: Sequence[Row], file: Path) -> None:
    """Which topic (down) was answered or offered first as which (across); the right ones are left out."""
    pairs = Counter((str(row["topic"]), str(row["guess"])) for row in rows if row.get("guess_right") is False)
    count = Counter(name for pair, n in pairs.items() for name in pair for _ in range(n))
    names = sorted(name for name, _ in count.most_common(MOST_TOPICS))
    table = np.array([[pairs.get((down, across), 0) for across in names] for down in names] or [[0]])
    size = max(4.0, 0.28 * len(names) + 2)
    figure, axes = plt.subplots(figsize=(size, size))
    axes.imshow(table, cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    for (down, across), n in np.ndenumerate(table):
        if n:
            colour = "white" if 2 * n > table.max() else "black"
            axes.text(across, down, str(n), ha="center", va="center", fontsize=7, color=colour)
    axes.set_ylabel("asked about")
    axes.set_xlabel("taken for")
    axes.set_title(f"Mix-ups of the first guess, {sum(pairs.values())} in all")
    _save(figure, file)


def _save(figure: plt.Figure, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(file, dpi=130)
    plt.close(figure)
