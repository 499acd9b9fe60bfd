"""One of the machines of the second net: kernel ridge regression of +1 and -1 on sentence vectors.

kernel = exp(-WIDTH * distance²) + 1 (Rifkin & Lippert 2007). Two trainings on the same examples agree.
Of many examples only those that matter are learned from. Pure: NumPy and SciPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rasa_ext.conjugate import solved
from rasa_ext.minilm import Floats
from rasa_ext.quantized import ByteVectors
from rasa_ext.symmetric import Symmetric

WIDTH, RIDGE = 1.0, 0.05
MOST = 35_000  # examples learned from: the time grows with their cube, and each is read for every message
FAR = 15  # one of so many of the rest is learned from too, or fewer: at most a quarter of the others
LANDMARKS = 750  # of each side, for the rough model that picks them


@dataclass(frozen=True)
class Machine:
    """`score` is about 1 for what is like the true examples and about -1 for what is like the others."""

    support: ByteVectors  # (n, 768)
    weights: Floats  # (n,)

    @classmethod
    def fit(cls, vectors: ByteVectors, target: Any, most: int = MOST) -> Machine:
        """Train on vectors of shape (m, 768) with a truth value each, of which about `most` matter.

        Raises FitError when the system cannot be solved.
        """
        chosen = _near_the_other_side(vectors.floats(), target, most)
        support = vectors[chosen]
        rows = support.floats()
        kernel = Symmetric.of(len(rows), lambda some: 1 + _nearness(rows[some], rows[some.start :]))
        ridge = np.full(len(rows), RIDGE, np.float32)
        weights = solved(kernel, ridge, _signs(target[chosen])[:, None])
        return cls(support, np.ascontiguousarray(weights[:, 0], np.float32))

    @cached_property
    def _squares(self) -> Floats:
        return self.support.squares()

    @cached_property
    def _offset(self) -> np.float32:
        return np.float32(self.weights.sum())

    def score(self, vectors: Floats) -> Floats:
        """One number a row of (k, 768)."""
        asked = self.support.like(vectors)
        near = _fading(asked.products(self.support), asked.floats(), self._squares)
        return np.asarray(near @ self.weights + self._offset, np.float32)


def _nearness(some: Floats, others: Floats) -> Floats:
    return _fading(some @ others.T, some, (others**2).sum(axis=1))


def _fading(products: Floats, some: Floats, squares: Floats) -> Floats:
    """The kernel of rows of `some` with others whose squared lengths and scalar products with them are known.

    It takes the place of `products`.
    """
    products *= np.float32(-2)
    products += squares
    products += (some**2).sum(axis=1)[:, None]
    np.maximum(products, 0, out=products)
    products *= np.float32(-WIDTH)
    return np.asarray(np.exp(products, out=products), np.float32)


def _signs(target: Any) -> Floats:
    return np.where(target, 1, -1).astype(np.float32)


def _near_the_other_side(vectors: Floats, target: Any, most: int) -> Any:
    """Which examples to learn from: all that are true, of the others those a rough model finds most like.

    Some of the rest stay: without any, whatever is like no example at all would pass for true.
    """
    if len(target) <= most:
        return np.ones(len(target), bool)
    likeness = _rough(vectors, target)
    ranked = np.flatnonzero(~target)[np.argsort(-likeness[~target], kind="stable")]
    nearest = max(1, most - int(np.count_nonzero(target)))
    chosen = target.copy()
    chosen[ranked[:nearest]] = True
    rest = ranked[nearest:]
    chosen[rest[:: max(FAR, len(rest) // (most // 4))]] = True
    return chosen


def _rough(vectors: Floats, target: Any) -> Floats:
    """A score by LANDMARKS of each side (Williams & Seeger 2001), both sides counting the same."""
    rng = np.random.default_rng(7)
    sides = (np.flatnonzero(target), np.flatnonzero(~target))
    picked = [rng.choice(side, min(LANDMARKS, len(side)), replace=False) for side in sides]
    landmarks = vectors[np.concatenate(picked)]
    features = _nearness(vectors, landmarks)
    share = target.mean()
    counts = np.where(target, 0.5 / share, 0.5 / (1 - share)).astype(np.float32)
    system = (features.T @ (features * counts[:, None])).astype(float)
    system += 0.1 * _nearness(landmarks, landmarks) + 1e-3 * np.eye(len(landmarks))
    weights = np.linalg.solve(system, (features.T @ (counts * _signs(target))).astype(float))
    return np.asarray(features @ weights.astype(np.float32), np.float32)
