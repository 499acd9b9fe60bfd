"""Vectors kept in bytes, and what was learned on them is what is kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


EXACT = 127  # the greatest number: a fourth of the size
COARSE = 31  # for vectors that are learned on as they are kept: five bits or so when compressed


def as_bytes(vectors: Floats, greatest: int = EXACT) -> tuple[Bytes, Floats]:
    """Whole numbers from -`greatest` to `greatest` (at most 127), and the step of each column."""
    step = np.maximum(np.abs(vectors).max(axis=0), 1e-9) / greatest
    return np.rint(vectors / step).astype(np.int8), np.asarray(step, np.float32)


def from_bytes(numbers: Bytes, step: Floats) -> Floats:
    """What `as_bytes` was given, nearly; given that again with the same `greatest` it changes nothing."""
    return np.ascontiguousarray(numbers * step, np.float32)
