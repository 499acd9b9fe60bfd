"""TF-IDF of words and of letter groups: what survives misspellings and tells medicines apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = NDArray[np.float32]

WORDS: dict[str, object] = {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"}
LETTERS: dict[str, object] = {"analyzer": "char_wb", "ngram_range": (2, 5)}
HALF = np.float32(0.5**0.5)  # two unit vectors side by side make one unit vector


@dataclass(frozen=True)
class Ngrams:
    """Fitted vectorizers: letters, then words."""

    parts: tuple[TfidfVectorizer, ...]

    @classmethod
    def fit(cls, texts: list[str], least: int = 1) -> tuple[Ngrams, csr_matrix]:
        """The vocabulary of `texts`, and their features of shape (n, features).

        `least`: in how many texts a feature must stand.
        """
        parts = (_vectorizer({**LETTERS, "min_df": least}), _vectorizer({**WORDS, "min_df": least}))
        features = [part.fit_transform(texts) for part in parts]
        return cls(parts), hstack(features).tocsr() * HALF

    def dot(self, texts: list[str], weights: Floats) -> Floats:
        """Features of `texts` times `weights` (features, classes)."""
        features = hstack([part.transform(texts) for part in self.parts]).tocsr() * HALF
        rows = (features[number] for number in range(features.shape[0]))
        # a sparse product would copy all of `weights` (24 MB) for a handful of rows
        return np.array([row.data @ weights[row.indices] for row in rows], np.float32)

    def row(self, text: str) -> csr_matrix:
        """The features of one text, of shape (1, features)."""
        return hstack([part.transform([text]) for part in self.parts]).tocsr() * HALF

    def save(self, folder: Path) -> None:
        """Write ngrams.json and ngrams.npz."""
        terms = [sorted(part.vocabulary_, key=part.vocabulary_.__getitem__) for part in self.parts]
        (folder / "ngrams.json").write_text(json.dumps(terms), encoding="utf-8")
        np.savez_compressed(folder / "ngrams.npz", letters=self.parts[0].idf_, words=self.parts[1].idf_)

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        """Read what `save` wrote."""
        terms = json.loads((folder / "ngrams.json").read_text(encoding="utf-8"))
        parts = []
        with np.load(folder / "ngrams.npz", allow_pickle=False) as arrays:
            for settings, vocabulary, name in zip((LETTERS, WORDS), terms, ("letters", "words"), strict=True):
                part = _vectorizer(settings, {term: place for place, term in enumerate(vocabulary)})
                part.idf_ = arrays[name]
                parts.append(part)
        return cls(tuple(parts))


def _vectorizer(settings: dict[str, object], vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(**settings, vocabulary=vocabulary, sublinear_tf=True, dtype=np.float32)
