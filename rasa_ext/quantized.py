"""Vectors kept in bytes: a fourth of the size, and what was learned on them is what is kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


def as_bytes(vectors: Floats) -> tuple[Bytes, Floats]:
    """Whole numbers from -127 to 127, and the step of each column: a fourth of the size."""
    step = np.maximum(np.abs(vectors).max(axis=0), 1e-9) / 127
    return np.rint(vectors / step).astype(np.int8), np.asarray(step, np.float32)


def from_bytes(numbers: Bytes, step: Floats) -> Floats:
    """What `as_bytes` was given, nearly; given that again, it changes nothing more."""
    return np.ascontiguousarray(numbers * step, np.float32)
