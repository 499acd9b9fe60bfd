"""Kernel ridge regression of one-hot labels on what a text means and how it is spelled.

kernel = exp(width * (cos - 1)) + LETTERS_SHARE * (cosine of TF-IDF n-grams)

with the cosine between centred sentence embeddings. Examples of a rare label weigh more, so that a label
with a thousand examples does not draw in what belongs to its small neighbours. For a small set the
inverse is formed as well: it gives every example's exact leave-one-out score (Rifkin & Lippert 2007).
bench/README.md has the comparison with other models.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import spotrf, spotri
from scipy.sparse import csr_matrix

from rasa_ext.conjugate import FitError, solved
from rasa_ext.quantized import ByteVectors
from rasa_ext.symmetric import Symmetric
from rasa_ext.understanding_ngrams import Ngrams

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LETTERS_SHARE = 0.1
EVENNESS = 0.8  # an example weighs (mean size of a label / size of its label) to this power
COMMON = 500  # features held dense while the kernel is formed
BLOCK = 1000  # rows of the kernel formed at once: what is sparse on the way is nearly full
LOOKED_AT = 2000  # examples for a first look
LOOSE = 1e-4  # added to the diagonal of their kernel
SMALL = 2500  # examples up to which leave-one-out scores are formed; more would cost minutes


@dataclass(frozen=True)
class Settings:
    """`width` sharpens the meaning kernel; `ridge` smooths."""

    width: float
    ridge: float


# The first is for many examples; which one a small set uses is chosen by leave-one-out log loss.
SETTINGS = (Settings(0.5, 0.05), Settings(1.0, 0.05), Settings(1.0, 0.2), Settings(2.0, 0.2))


@dataclass(frozen=True)
class Glance:
    """The same by a few of the examples, for what is plain at first sight: `dual` belongs to `examples`."""

    places: Ints  # (LOOKED_AT,), of all examples
    examples: ByteVectors
    dual: Floats

    @classmethod
    def of(cls, kept: ByteVectors, dual: Floats, width: float) -> Glance:
        """The model put onto LOOKED_AT examples, the nearest to it there is (Schölkopf et al. 1999)."""
        examples = kept.floats()
        places = np.random.default_rng(7).choice(len(examples), LOOKED_AT, replace=False)
        some = examples[places]
        wanted = np.zeros((LOOKED_AT, dual.shape[1]))
        for start in range(0, len(examples), BLOCK):
            rows = slice(start, start + BLOCK)
            wanted += np.exp(np.float32(width) * (some @ examples[rows].T - 1)) @ dual[rows]
        near = np.exp(np.float32(width) * (some @ some.T - 1)).astype(float)
        near[np.diag_indices_from(near)] += LOOSE
        return cls(places, kept[places], np.linalg.solve(near, wanted).astype(np.float32))


@dataclass(frozen=True)
class KernelModel:
    """Scores of about 0 (not this class) to 1. `dual` and `examples` are the training texts' side."""

    settings: Settings
    centre: Floats  # (width,)
    examples: ByteVectors  # (n, width), nearly unit length
    dual: Floats  # (n, classes)
    ngrams: Ngrams
    letters: Floats  # (features, classes): the n-gram part, collapsed to one weight a feature and class
    glance: Glance | None = None  # of a large set

    def meaning(self, embeddings: Floats) -> Floats:
        """What the vectors say, shape (m, classes)."""
        nearness = self.examples.like(centred(embeddings, self.centre)).products(self.examples)
        return np.asarray(np.exp(np.float32(self.settings.width) * (nearness - 1)) @ self.dual, np.float32)

    def spelling(self, texts: list[str]) -> Floats:
        """What the words and letters say, shape (m, classes). A text's scores are the sum of both."""
        return self.ngrams.dot(texts, self.letters)


def fit_kernel(
    texts: list[str], y: Ints, classes: int, embeddings: Floats, settings: Settings = SETTINGS[0]
) -> tuple[KernelModel, Floats | None]:
    """The model of examples with class numbers `y`, and a small set's leave-one-out scores (n, classes).

    Memory: half an n by n float32 matrix (3 GB for 39,000 examples); of a small set two whole ones. Raises
    FitError.
    """
    if not np.isfinite(embeddings).all():
        raise FitError("an embedding is not finite")
    centre = embeddings.mean(axis=0).astype(np.float32)
    examples = ByteVectors.of(centred(embeddings, centre))
    ngrams, features = Ngrams.fit(texts)
    kernel = _matrix(examples.floats(), features, settings)
    ridge = np.asarray(settings.ridge / weights(y, classes), np.float32)
    targets = np.eye(classes, dtype=np.float32)[y]
    dual, held_out = _solved(kernel, ridge, targets)
    letters = np.ascontiguousarray(features.T @ dual, np.float32) * np.float32(LETTERS_SHARE)
    glance = None if held_out is not None else Glance.of(examples, dual, settings.width)
    return KernelModel(settings, centre, examples, dual, ngrams, letters, glance), held_out


def _matrix(examples: Floats, features: csr_matrix, settings: Settings) -> Symmetric:
    """The kernel of all pairs."""
    spelled = likeness(features)

    def part(rows: slice) -> Floats:
        nearness = np.exp(np.float32(settings.width) * (examples[rows] @ examples[rows.start :].T - 1))
        return np.asarray(nearness + np.float32(LETTERS_SHARE) * spelled(rows), np.float32)

    return Symmetric.of(len(examples), part, BLOCK)


def likeness(features: csr_matrix) -> Callable[[slice], Floats]:
    """Products of some rows with all from the first of them on.

    The cost of a sparse product grows with the square of how often a feature occurs: the COMMON commonest
    make nine tenths of it, and are multiplied as a dense matrix.
    """
    order = np.argsort(-np.bincount(features.indices, minlength=features.shape[1]), kind="stable")
    common = features[:, order[:COMMON]].toarray()
    rare = features[:, order[COMMON:]].tocsr()
    other = rare.T.tocsc()
    return lambda rows: np.asarray(
        common[rows] @ common[rows.start :].T + (rare[rows] @ other[:, rows.start :]).toarray(), np.float32
    )


def weights(y: Ints, classes: int) -> Floats:
    """What each example counts; on average about 1."""
    sizes = np.maximum(np.bincount(y, minlength=classes), 1)
    return np.asarray((sizes.mean() / sizes[y]) ** EVENNESS, np.float32)


def centred(embeddings: Floats, centre: Floats) -> Floats:
    """Rows of `embeddings` minus `centre`, at length 1; centring spreads a narrow domain apart."""
    moved = embeddings - centre
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), np.float32)


def _solved(half: Symmetric, ridge: Floats, targets: Floats) -> tuple[Floats, Floats | None]:
    """The dual weights, and the leave-one-out scores when there are few examples."""
    if len(targets) > SMALL:
        return solved(half, ridge, targets), None
    kernel = half.dense()
    kernel[np.diag_indices_from(kernel)] += ridge
    factor, failed = spotrf(kernel.T, lower=1, overwrite_a=1)
    if failed:
        raise FitError("kernel matrix is not positive definite")
    inverted, failed = spotri(factor, lower=1, overwrite_c=1)
    if failed:
        raise FitError("kernel matrix is not positive definite")
    lower = np.tril(inverted)
    inverse = np.asarray(lower + np.tril(inverted, -1).T, np.float32)
    dual = inverse @ targets
    return dual, targets - dual / np.diag(inverse)[:, None]
