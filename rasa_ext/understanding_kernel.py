"""Kernel ridge regression of one-hot labels on what a text means and how it is spelled.

kernel = exp(width * (cos - 1)) + LETTERS_SHARE * (cosine of TF-IDF n-grams)

with the cosine between centred sentence embeddings. One n by n system is solved, and its inverse
gives every example's exact leave-one-out score (Rifkin & Lippert 2007), so temperature and
thresholds are fitted on held-out scores at no cost. bench/README.md has the comparison with
logistic regression.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import spotrf, spotri

from rasa_ext.understanding_ngrams import Ngrams

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LETTERS_SHARE = 0.1
CHOOSE_ON = 2500  # examples up to which settings are chosen; more would cost minutes, and it matters less
AS_GOOD = 0.005  # log loss within which an earlier setting is kept


@dataclass(frozen=True)
class Settings:
    """`width` sharpens the meaning kernel; `ridge` smooths."""

    width: float
    ridge: float


# The first is for many examples: on all 7231 of data/ its leave-one-out log loss is within 0.001 of the best.
SETTINGS = (Settings(0.5, 0.05), Settings(1.0, 0.05), Settings(1.0, 0.2), Settings(2.0, 0.2))


class FitError(Exception):
    """The kernel system could not be solved: examples are missing or not finite."""


@dataclass(frozen=True)
class KernelModel:
    """Scores of about 0 (not this class) to 1. `dual` and `examples` are the training texts' side."""

    settings: Settings
    centre: Floats  # (width,)
    examples: Floats  # (n, width), unit length
    dual: Floats  # (n, classes)
    ngrams: Ngrams
    letters: Floats  # (features, classes): the n-gram part, collapsed to one weight a feature and class

    def scores(self, texts: list[str], embeddings: Floats) -> Floats:
        """Shape (m, classes)."""
        nearness = centred(embeddings, self.centre) @ self.examples.T
        meaning = np.exp(np.float32(self.settings.width) * (nearness - 1)) @ self.dual
        return np.asarray(meaning + self.ngrams.dot(texts, self.letters), np.float32)

    def nearest(self, embedding: Floats) -> tuple[int, float]:
        """Number of the closest training example and its cosine, for one row of `scores`' embeddings."""
        nearness = centred(embedding[None], self.centre)[0] @ self.examples.T
        best = int(nearness.argmax())
        return best, float(nearness[best])


def fit_kernel(
    texts: list[str], y: Ints, classes: int, embeddings: Floats, settings: Settings = SETTINGS[0]
) -> tuple[KernelModel, Floats]:
    """Fit on examples with class numbers `y`; returns the model and leave-one-out scores (n, classes).

    Memory: one n by n float32 matrix (200 MB for 7000 examples). Raises FitError.
    """
    if not np.isfinite(embeddings).all():
        raise FitError("an embedding is not finite")
    centre = embeddings.mean(axis=0).astype(np.float32)
    examples = centred(embeddings, centre)
    ngrams, features = Ngrams.fit(texts)
    kernel = np.asarray((features @ features.T).todense(), np.float32)
    kernel *= np.float32(LETTERS_SHARE)
    kernel += np.exp(np.float32(settings.width) * (examples @ examples.T - 1))
    kernel[np.diag_indices_from(kernel)] += np.float32(settings.ridge)
    inverse = _inverse(kernel)
    targets = np.eye(classes, dtype=np.float32)[y]
    dual = inverse @ targets
    held_out = targets - dual / np.diag(inverse)[:, None]
    letters = np.ascontiguousarray(features.T @ dual, np.float32) * np.float32(LETTERS_SHARE)
    return KernelModel(settings, centre, examples, dual, ngrams, letters), held_out


def centred(embeddings: Floats, centre: Floats) -> Floats:
    """Rows of `embeddings` minus `centre`, at length 1; centring spreads a narrow domain apart."""
    moved = embeddings - centre
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), np.float32)


def _inverse(kernel: Floats) -> Floats:
    factor, failed = spotrf(kernel, lower=1, overwrite_a=1)
    half, failed_too = (None, 1) if failed else spotri(factor, lower=1, overwrite_c=1)
    if half is None or failed_too:
        raise FitError("kernel matrix is not positive definite")
    lower = np.tril(half)
    return np.asarray(lower + np.tril(half, -1).T, np.float32)
