"""The second net for words of danger: a learned score on the sentence vectors that are there anyway.

A support vector machine (RBF kernel) between the messages of danger in data/safety/examples.yml and
everything else people write: that file's hard negatives and all ordinary training examples. It adds to
the rules of frontdesk.safety and never takes anything back from them. Pure: NumPy and scikit-learn.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML
from sklearn.svm import SVC

from rasa_ext.minilm import Floats

DANGER = ("crisis", "urgent_medical")
GAMMA = 0.5
COST = 10.0
# Chosen on five-fold held-out scores of the training messages: 2 % of the hard negatives and 0.3 % of the
# ordinary questions lie above it (bench/README.md, the second net).
THRESHOLD = 0.55
# Above this the reply is the ordinary one with the line of resources, and a flag for staff: about 1 % of
# ordinary questions, and most of what neither the rules nor THRESHOLD hear.
SOFT = -0.3
FILE = "danger.npz"


@dataclass(frozen=True)
class DangerNet:
    """`score` above THRESHOLD means danger; `levels` are those of the supporting messages of danger."""

    support: Floats  # (n, 768)
    weights: Floats  # (n,)
    offset: float
    levels: tuple[str, ...]  # (n,), "none" for the other side

    @classmethod
    def fit(cls, vectors: Floats, levels: list[str]) -> DangerNet:
        """Train on vectors of shape (n, 768) with a level each; a few seconds for 9000 messages."""
        target = np.isin(levels, DANGER)
        machine = SVC(C=COST, gamma=GAMMA).fit(vectors, target)
        kept = machine.support_
        return cls(
            np.asarray(vectors[kept], np.float32),
            np.asarray(machine.dual_coef_[0], np.float32),
            float(machine.intercept_[0]),
            tuple(levels[i] if levels[i] in DANGER else "none" for i in kept),
        )

    def hear(self, vectors: Floats) -> tuple[str, float]:
        """The level and the highest score over a message's pieces (m, 768).

        A level of danger above THRESHOLD, "soft_check" above SOFT, otherwise "none".
        """
        distances = (vectors**2).sum(1)[:, None] + (self.support**2).sum(1) - 2 * vectors @ self.support.T
        scores = np.exp(-GAMMA * distances) @ self.weights + self.offset
        piece = int(scores.argmax())
        if scores[piece] < THRESHOLD:
            return ("soft_check" if scores[piece] >= SOFT else "none"), float(scores[piece])
        dangerous = np.array([level != "none" for level in self.levels])
        nearest = int(np.where(dangerous, distances[piece], np.inf).argmin())
        return self.levels[nearest], float(scores[piece])

    def save(self, folder: Path) -> None:
        """Write danger.npz, about 8 MB."""
        np.savez_compressed(
            folder / FILE,
            support=self.support.astype(np.float16),
            weights=self.weights,
            offset=self.offset,
            levels=np.array(self.levels),
        )

    @classmethod
    def load(cls, folder: Path) -> DangerNet:
        """Read what `save` wrote."""
        with np.load(folder / FILE, allow_pickle=False) as stored:
            support = np.asarray(stored["support"], np.float32)
            levels = tuple(str(level) for level in stored["levels"])
            return cls(support, stored["weights"], float(stored["offset"]), levels)


def read_examples(folder: Path) -> list[tuple[str, str]]:
    """(text, level) of data/safety/examples.yml; soft_check counts as no danger here."""
    loaded = YAML(typ="safe").load((folder / "safety" / "examples.yml").read_text("utf-8"))
    return [
        (str(text), str(level))
        for level, categories in loaded.items()
        for texts in categories.values()
        for text in texts
    ]
