"""Vectors kept in bytes, and what was learned on them is what is kept."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import simsimd
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


GREATEST = 127
FINE = 6.5  # steps in the root mean square of vectors that are learned on as they are kept (bench/README.md)


@dataclass(frozen=True)
class ByteVectors:
    """Rows of whole numbers in steps of one size: a fourth of the memory to be read for a message."""

    numbers: Bytes  # (n, width)
    step: float

    @classmethod
    def of(cls, vectors: Floats, fine: float = FINE) -> ByteVectors:
        """The nearest rows that can be kept, in steps of `fine` to their root mean square."""
        step = float(np.sqrt(np.mean(np.square(vectors, dtype=np.float64)))) / fine
        return cls(_whole(vectors, step), step)

    def like(self, vectors: Floats) -> ByteVectors:
        """Other vectors in the same steps: what is asked about is rounded as what was learned from."""
        return ByteVectors(_whole(vectors, self.step), self.step)

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, places: NDArray[np.int64] | NDArray[np.bool_]) -> ByteVectors:
        return ByteVectors(self.numbers[places], self.step)

    def floats(self) -> Floats:
        """The same rows as float32."""
        return np.ascontiguousarray(self.numbers * np.float32(self.step))

    def squares(self) -> Floats:
        """The squared length of each row."""
        return np.asarray((self.floats() ** 2).sum(axis=1), np.float32)

    def products(self, others: ByteVectors) -> Floats:
        """Scalar products with other rows of the same step, shape (len(self), len(others)), exact."""
        found = simsimd.cdist(self.numbers, others.numbers, "dot")
        return np.asarray(np.asarray(found) * self.step**2, np.float32)


def packed(numbers: Bytes) -> NDArray[np.uint8]:
    """Whole numbers as a file keeps them: a short code for what is common, and nothing looked for twice.

    In numbers without order that is a tenth less than what looks for repetitions.
    """
    coder = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
    code = coder.compress(np.ascontiguousarray(numbers.T).tobytes()) + coder.flush()
    return np.frombuffer(code, np.uint8)


def unpacked(code: NDArray[np.uint8], width: int) -> Bytes:
    """The rows of `width` numbers that `packed` was given."""
    numbers = np.frombuffer(zlib.decompress(code.tobytes()), np.int8)
    return np.ascontiguousarray(numbers.reshape(width, -1).T)


def as_bytes(weights: Floats) -> tuple[Bytes, Floats]:
    """Whole numbers from -127 to 127, and the step of each column."""
    step = np.maximum(np.abs(weights).max(axis=0), 1e-9) / GREATEST
    return np.rint(weights / step).astype(np.int8), np.asarray(step, np.float32)


def from_bytes(numbers: Bytes, step: Floats) -> Floats:
    """What `as_bytes` was given, nearly; given that again it changes nothing."""
    return np.ascontiguousarray(numbers * step, np.float32)


def _whole(vectors: Floats, step: float) -> Bytes:
    whole = np.rint(vectors / np.float32(step))
    return np.clip(whole, -GREATEST, GREATEST).astype(np.int8)
