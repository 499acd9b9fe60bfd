"""TF-IDF of words and of letter groups: what survives misspellings and tells medicines apart."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

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
        # a sparse product would copy all of `weights` (24 MB) for a handful of rows
        return np.array([values @ weights[places] for places, values in map(self.row, texts)], np.float32)

    def row(self, text: str) -> tuple[Ints, Floats]:
        """The features of one text that are not 0: their places and values."""
        rows = [one_row(part, idf, text) for part, idf in zip(self.parts, self._idf)]
        starts = np.cumsum([0, *(len(part.vocabulary_) for part in self.parts[:-1])])
        places = np.concatenate([places + start for (places, _), start in zip(rows, starts)])
        return places, np.concatenate([values for _, values in rows]) * HALF

    @cached_property
    def _idf(self) -> list[Floats]:
        return [np.asarray(part.idf_, np.float32) for part in self.parts]

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


def one_row(vectorizer: TfidfVectorizer, idf: Floats, text: str) -> tuple[Ints, Floats]:
    """What the fitted vectorizer's `transform` makes of one text, without checks that cost ten times that.

    `idf`: its weights, which it would sum anew each time. Sublinear counts are taken for granted.
    """
    known = map(vectorizer.vocabulary_.get, vectorizer.build_analyzer()(text))
    counts = Counter(place for place in known if place is not None)
    places = np.fromiter(counts.keys(), np.int64, len(counts))
    values = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * idf[places]
    return places, np.asarray(values / max(float(np.linalg.norm(values)), 1e-12), np.float32)


def _vectorizer(settings: dict[str, object], vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(**settings, vocabulary=vocabulary, sublinear_tf=True, dtype=np.float32)
