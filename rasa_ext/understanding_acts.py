"""What kind of thing is said, whatever medicine or condition it is said about.

"How do I wean off Lamictal" and "can I stay on Lamictal" name the same medicine, and the name draws both
to the same topic. Here names are hidden behind their kind (data/terms) and only the words around them
count: a question about oneself, misuse, something not for this clinic, or an ordinary question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from rasa_ext.understanding_kernel import Floats
from rasa_ext.understanding_ngrams import one_row

Mask = Callable[[str], str]  # a text with names of medicines and conditions replaced by their kind

ORDINARY = "ordinary"
ACTS = ("medical_advice", "misuse", "out_of_scope")
COST = 3.0
WEIGHT = 3.0  # length of a row of features
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SETTINGS: dict[str, object] = {
    "analyzer": "word",
    "ngram_range": (1, 3),
    "sublinear_tf": True,
    "token_pattern": r"(?u)\b\w+'?\w*\b",
    "dtype": np.float32,
}


@dataclass(frozen=True)
class ActModel:
    """Shares of ORDINARY and of each of `names`, in that order."""

    names: tuple[str, ...]
    vectorizer: TfidfVectorizer
    weights: Floats  # (features, 1 + names)
    offset: Floats
    mask: Mask

    @classmethod
    def fit(cls, texts: Sequence[str], labels: Sequence[str], mask: Mask) -> ActModel | None:
        """None when none of ACTS is among `labels`."""
        names = tuple(name for name in ACTS if name in labels)
        if not names:
            return None
        vectorizer = TfidfVectorizer(**SETTINGS, min_df=2)
        features = vectorizer.fit_transform([_hidden(text, mask) for text in texts]) * np.float32(WEIGHT)
        y = [1 + names.index(label) if label in names else 0 for label in labels]
        model = LogisticRegression(C=COST, max_iter=200, class_weight="balanced").fit(features, y)
        rows, offset = model.coef_, model.intercept_
        if len(names) == 1:  # scikit-learn keeps one row for two classes
            rows, offset = np.vstack([-rows, rows]) / 2, np.hstack([-offset, offset]) / 2
        return cls(names, vectorizer, np.asarray(rows.T, np.float32), np.asarray(offset, np.float32), mask)

    def shares(self, texts: Sequence[str]) -> Floats:
        """Probabilities of shape (m, 1 + names)."""
        rows = (one_row(self.vectorizer, self._idf, _hidden(text, self.mask)) for text in texts)
        scores = np.array([WEIGHT * values @ self.weights[places] + self.offset for places, values in rows])
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)

    @cached_property
    def _idf(self) -> Floats:
        return np.asarray(self.vectorizer.idf_, np.float32)

    def save(self, folder: Path) -> None:
        """Write acts.json and acts.npz."""
        vocabulary = self.vectorizer.vocabulary_
        about = {"names": self.names, "terms": sorted(vocabulary, key=vocabulary.__getitem__)}
        (folder / "acts.json").write_text(json.dumps(about), encoding="utf-8")
        arrays = {"idf": self.vectorizer.idf_, "offset": self.offset}
        np.savez_compressed(folder / "acts.npz", weights=self.weights.astype(np.float16), **arrays)

    @classmethod
    def load(cls, folder: Path, mask: Mask) -> ActModel | None:
        """Read what `save` wrote; None when nothing was."""
        if not (folder / "acts.json").is_file():
            return None
        about = json.loads((folder / "acts.json").read_text(encoding="utf-8"))
        vocabulary = {term: place for place, term in enumerate(about["terms"])}
        vectorizer = TfidfVectorizer(**SETTINGS, vocabulary=vocabulary)
        with np.load(folder / "acts.npz", allow_pickle=False) as arrays:
            vectorizer.idf_ = arrays["idf"]
            weights, offset = arrays["weights"].astype(np.float32), arrays["offset"].astype(np.float32)
        return cls(tuple(about["names"]), vectorizer, weights, offset, mask)


def _hidden(text: str, mask: Mask) -> str:
    return NUMBER.sub("0", mask(text))
