"""Vectors kept in bytes, and what was learned on them is what is kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import simsimd
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


EXACT = 127  # the greatest number: a fourth of the size
COARSE = 31  # for vectors that are learned on as they are kept: five bits or so when compressed


@dataclass(frozen=True)
class ByteVectors:
    """Rows of whole numbers, each column in its own step: a fourth of the memory to be read for a message."""

    numbers: Bytes  # (n, width)
    step: Floats  # (width,)

    @classmethod
    def of(cls, vectors: Floats, greatest: int = COARSE) -> ByteVectors:
        """The nearest rows that can be kept."""
        return cls(*as_bytes(vectors, greatest))

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, places: NDArray[np.int64] | NDArray[np.bool_]) -> ByteVectors:
        return ByteVectors(self.numbers[places], self.step)

    def floats(self) -> Floats:
        """The same rows as float32."""
        return from_bytes(self.numbers, self.step)

    def squares(self) -> Floats:
        """The squared length of each row."""
        return np.asarray((self.floats() ** 2).sum(axis=1), np.float32)

    def products(self, vectors: Floats) -> Floats:
        """Scalar products with rows of (k, width), shape (k, n).

        A row goes in as two bytes a number, the second for what the first leaves: errors below 1e-4 of the
        lengths, where one byte alone would move the scores that are sums over all rows (bench/README.md).
        """
        wanted = vectors * self.step
        unit = np.maximum(np.abs(wanted).max(axis=1, keepdims=True), 1e-30) / EXACT
        first = np.rint(wanted / unit)
        rest = np.rint((wanted / unit - first) * (2 * EXACT))
        both = np.vstack([first, rest]).astype(np.int8)
        found = np.asarray(simsimd.cdist(both, self.numbers, "dot"))  # exact: whole numbers
        first_part, rest_part = found[: len(vectors)], found[len(vectors) :]
        return np.asarray((first_part + rest_part / (2 * EXACT)) * unit, np.float32)


def as_bytes(vectors: Floats, greatest: int = EXACT) -> tuple[Bytes, Floats]:
    """Whole numbers from -`greatest` to `greatest` (at most 127), and the step of each column."""
    step = np.maximum(np.abs(vectors).max(axis=0), 1e-9) / greatest
    return np.rint(vectors / step).astype(np.int8), np.asarray(step, np.float32)


def from_bytes(numbers: Bytes, step: Floats) -> Floats:
    """What `as_bytes` was given, nearly; given that again with the same `greatest` it changes nothing."""
    return np.ascontiguousarray(numbers * step, np.float32)
