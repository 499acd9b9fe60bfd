"""Letters and words: ridge regression on TF-IDF n-grams, solved in closed form (one n by n system)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = NDArray[np.float32]

RIDGE = 0.5
SHARPNESS = 19.0  # ridge scores lie in about 0..1; this makes a softmax of them fit held-out examples
WORDS = {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"}
LETTERS = {"analyzer": "char_wb", "ngram_range": (2, 5)}


class NgramModel:
    """Probabilities from word and character n-grams; survives misspellings the encoder does not."""

    def __init__(self, vectorizers: list[TfidfVectorizer], weights: Floats) -> None:
        self._vectorizers = vectorizers
        self._weights = weights  # (features, classes)

    @classmethod
    def fit(cls, texts: list[str], y: NDArray[np.int64], classes: int) -> NgramModel:
        """Fit on `texts` with class numbers `y`; n-by-n system, so for up to some 10 000 examples."""
        vectorizers = [_vectorizer(LETTERS).fit(texts), _vectorizer(WORDS).fit(texts)]
        model = cls(vectorizers, np.zeros((0, 0), np.float32))
        features = model._features(texts)
        kernel = (features @ features.T).toarray()
        kernel[np.diag_indices_from(kernel)] += RIDGE
        targets = np.eye(classes, dtype=np.float32)[y]
        dual = solve(kernel, targets, assume_a="pos", overwrite_a=True, overwrite_b=True)
        return cls(vectorizers, np.asarray(features.T @ dual, np.float32))

    def predict(self, texts: list[str]) -> Floats:
        """Probabilities of shape (n, classes)."""
        scores = SHARPNESS * np.asarray(self._features(texts) @ self._weights)
        shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), np.float32)

    def _features(self, texts: list[str]) -> csr_matrix:
        return hstack([part.transform(texts) for part in self._vectorizers]).tocsr() * np.float32(0.5**0.5)

    def save(self, folder: Path) -> None:
        """Write ngrams.json (vocabularies) and ngrams.npz (weights, half precision)."""
        words = [{str(term): int(place) for term, place in part.vocabulary_.items()} for part in self._vectorizers]
        (folder / "ngrams.json").write_text(json.dumps(words), encoding="utf-8")
        arrays = {f"idf{number}": part.idf_ for number, part in enumerate(self._vectorizers)}
        np.savez_compressed(folder / "ngrams.npz", weights=self._weights.astype(np.float16), **arrays)

    @classmethod
    def load(cls, folder: Path) -> NgramModel:
        """Read what `save` wrote."""
        words = json.loads((folder / "ngrams.json").read_text(encoding="utf-8"))
        vectorizers = []
        with np.load(folder / "ngrams.npz", allow_pickle=False) as arrays:
            for number, (vocabulary, settings) in enumerate(zip(words, (LETTERS, WORDS), strict=True)):
                part = _vectorizer(settings, vocabulary)
                part.idf_ = arrays[f"idf{number}"]
                vectorizers.append(part)
            return cls(vectorizers, arrays["weights"].astype(np.float32))


def _vectorizer(settings: dict[str, object], vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(**settings, vocabulary=vocabulary, sublinear_tf=True, dtype=np.float32)
