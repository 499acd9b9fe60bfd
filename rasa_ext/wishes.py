"""What a message in the intake is, apart from an answer: skip it, back, why, later, a person, a change …

Logistic regression on the sentence vector that is there anyway and on the words' letters, learned from
data/terms/wishes/*.yml and a part of the ordinary questions. frontdesk.interview decides what to do with it:
rules that know a wording for sure come first. Pure: NumPy and scikit-learn.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from ruamel.yaml import YAML
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from rasa_ext.minilm import Floats
from rasa_ext.understanding_kernel import centred
from rasa_ext.understanding_ngrams import Ngrams

Row = TypeVar("Row")
QUESTION = "question"
QUESTIONS = 700  # of the ordinary questions: enough to tell a question, few enough not to drown the wishes
COST = 10.0
FILE = "wishes.npz"


@dataclass(frozen=True)
class WishModel:
    """`names` are the kinds; `meaning` (768, kinds) and `letters` (features, kinds) their weights."""

    names: tuple[str, ...]
    centre: Floats
    meaning: Floats
    letters: Floats
    offset: Floats
    ngrams: Ngrams

    @classmethod
    def fit(cls, texts: list[str], kinds: list[str], vectors: Floats) -> WishModel:
        """Train on texts with their vectors of shape (n, 768); some seconds for 1500 texts."""
        centre = np.asarray(vectors.mean(axis=0), np.float32)
        ngrams, features = Ngrams.fit([text.casefold() for text in texts])
        both = sparse.hstack([centred(vectors, centre), features]).tocsr()  # nine numbers of ten are nothing
        machine = LogisticRegression(C=COST, max_iter=2000).fit(both, kinds)
        weights = np.asarray(machine.coef_.T, np.float32)
        width = vectors.shape[1]
        return cls(
            tuple(map(str, machine.classes_)),
            centre,
            weights[:width],
            np.ascontiguousarray(weights[width:]),
            np.asarray(machine.intercept_, np.float32),
            ngrams,
        )

    def hear(self, text: str, vector: Floats) -> tuple[str, float]:
        """The likeliest kind of one message and its probability."""
        meaning = centred(vector[None], self.centre) @ self.meaning
        scores = (meaning + self.ngrams.dot([text.casefold()], self.letters) + self.offset)[0]
        shares = np.exp(scores - scores.max())
        best = int(shares.argmax())
        return self.names[best], float(shares[best] / shares.sum())

    def save(self, folder: Path) -> None:
        """Write wishes.npz and the n-grams' own files, about 1 MB."""
        self.ngrams.save(folder)
        np.savez_compressed(
            folder / FILE,
            names=np.array(self.names),
            centre=self.centre,
            meaning=self.meaning,
            letters=self.letters,
            offset=self.offset,
        )

    @classmethod
    def load(cls, folder: Path) -> WishModel:
        """Read what `save` wrote."""
        with np.load(folder / FILE, allow_pickle=False) as kept:
            arrays = (kept[key] for key in ("centre", "meaning", "letters", "offset"))
            return cls(tuple(map(str, kept["names"])), *arrays, Ngrams.load(folder))


def read_wishes(folder: Path) -> list[tuple[str, str]]:
    """(text, kind) of data/terms/wishes: a file is named as its kind and holds the wordings."""
    yaml = YAML(typ="safe")
    files = sorted((folder / "terms" / "wishes").glob("*.yml"))
    return [(str(text), file.stem) for file in files for text in yaml.load(file.read_text("utf-8"))]


def some_of(rows: list[Row], most: int = QUESTIONS) -> list[Row]:
    """At most about `most` of `rows`, evenly spread."""
    return rows[:: max(1, -(-len(rows) // most))]
