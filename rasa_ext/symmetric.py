"""A symmetric matrix kept by half, for kernels of tens of thousands of examples. Pure: NumPy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BLOCK = 1000  # rows formed and multiplied at once


@dataclass(frozen=True)
class Symmetric:
    """Blocks of rows, each from its own diagonal on: a kernel of 43,000 examples takes 3.7 GB instead of 7.4.

    `blocks[i]`: shape (rows of the block, n - row number of its first).
    """

    blocks: tuple[Floats, ...]

    @classmethod
    def of(cls, size: int, part: Callable[[slice], Floats], block: int = BLOCK) -> Symmetric:
        """`part(rows)`: the entries of those rows from column `rows.start` on."""
        starts = range(0, size, block)
        return cls(
            tuple(np.ascontiguousarray(part(slice(at, min(at + block, size))), np.float32) for at in starts)
        )

    def __len__(self) -> int:
        return sum(len(rows) for rows in self.blocks)

    def __matmul__(self, other: Floats) -> Floats:
        """The product with a matrix of shape (n, k)."""
        found = np.zeros((len(self), other.shape[1]), np.float32)
        for at, end, rows in self._placed():
            found[at:end] += rows @ other[at:]
            found[end:] += rows[:, end - at :].T @ other[at:end]
        return found

    def columns(self, chosen: NDArray[np.int64]) -> Floats:
        """The columns numbered `chosen`, shape (n, len(chosen))."""
        found = np.empty((len(self), len(chosen)), np.float32)
        for at, end, rows in self._placed():
            right, inside = chosen >= at, (chosen >= at) & (chosen < end)
            found[at:end, right] = rows[:, chosen[right] - at]
            found[end:, inside] = rows[chosen[inside] - at, end - at :].T
        return found

    def dense(self) -> Floats:
        """The whole matrix."""
        return self.columns(np.arange(len(self)))

    def _placed(self) -> Iterator[tuple[int, int, Floats]]:
        at = 0
        for rows in self.blocks:
            yield at, at + len(rows), rows
            at += len(rows)
