"""The second net for words of danger: a learned score on the sentence vectors that are there anyway.

It is trained only on the messages of data/safety/examples and the ordinary training examples. Its score is
that of a support vector machine (RBF kernel) on the vectors plus a linear one on the letters and words; two
more machines tell urgent from crisis and soft_check from none. Pure: NumPy and scikit-learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.kernel_approximation import Nystroem
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC, LinearSVC

from frontdesk.safety import Level
from rasa_ext.danger_pieces import pieces
from rasa_ext.minilm import Floats

DANGER = ("crisis", "urgent_medical")
GAMMA, COST = 0.5, 10.0
WORD = r"[a-z0-9']+|[?]"
LETTERS_SHARE = 0.5
MOST = 14_000  # examples a machine learns from exactly: its time grows with their square
FAR = 10  # one of so many of the rest is learned from too
LANDMARKS = 1000  # of the rough model that picks them
BUCKETS = 2**18  # of words, and as many of letters
FILE = "danger.npz"


@dataclass(frozen=True)
class Machine:
    """A support vector machine with an RBF kernel; `score` above 0 is its first side."""

    support: Floats  # (n, 768)
    weights: Floats  # (n,)
    offset: float

    @classmethod
    def fit(cls, vectors: Floats, target: Any, most: int = MOST) -> Machine:
        """Train on vectors of shape (m, 768) with a truth value each, of which about `most` matter."""
        chosen = _near_the_other_side(vectors, target, most)
        vectors, target = vectors[chosen], target[chosen]
        machine = SVC(C=COST, gamma=GAMMA, cache_size=1000).fit(vectors, target)
        kept = np.asarray(vectors[machine.support_], np.float32)
        return cls(kept, np.asarray(machine.dual_coef_[0], np.float32), float(machine.intercept_[0]))

    @cached_property
    def _squares(self) -> Floats:
        return np.asarray((self.support**2).sum(1), np.float32)

    def score(self, vectors: Floats) -> Floats:
        """One number a row of (k, 768)."""
        distances = (vectors**2).sum(1)[:, None] + self._squares - 2 * vectors @ self.support.T
        return np.asarray(np.exp(-GAMMA * distances) @ self.weights + self.offset, np.float32)


def _near_the_other_side(vectors: Floats, target: Any, most: int) -> Any:
    """Which examples to learn from: all that are true, of the others those a rough model finds most like.

    The rest would hardly be support vectors, and with them training takes four times as long. Some of them
    stay: without any, whatever is like no example at all would pass for true.
    """
    if len(target) <= most:
        return np.ones(len(target), bool)
    rough = make_pipeline(
        Nystroem(gamma=GAMMA, n_components=LANDMARKS, random_state=7),
        LinearSVC(C=COST, dual=False, tol=0.01, max_iter=60),
    )
    likeness = rough.fit(vectors, target).decision_function(vectors)
    ranked = np.flatnonzero(~target)[np.argsort(-likeness[~target])]
    nearest = max(1, most - int(np.count_nonzero(target)))
    chosen = target.copy()
    chosen[ranked[:nearest]] = True
    chosen[ranked[nearest::FAR]] = True
    return chosen


@dataclass(frozen=True)
class Hearing:
    """What the net hears in a message: `danger` over all its pieces, then what kind it would be."""

    danger: float
    urgent: bool
    soft: float


@dataclass(frozen=True)
class DangerNet:
    """Four machines: danger by vectors and by letters, urgent against crisis, soft_check against none."""

    danger: Machine
    letters: Floats  # (2 * BUCKETS + 1,), the last one the offset
    urgent: Machine
    soft: Machine

    @classmethod
    def fit(cls, texts: Sequence[str], levels: Sequence[str], vectors: Floats) -> DangerNet:
        """Train on texts with a level and a vector each; about a minute for 40 000 of them."""
        level = np.asarray(levels)
        danger = np.isin(level, DANGER)
        with ThreadPoolExecutor(2) as pool:  # libsvm lets go of the interpreter
            main = pool.submit(Machine.fit, vectors, danger)
            soft = pool.submit(Machine.fit, vectors[~danger], level[~danger] == "soft_check", MOST // 3)
            urgent = pool.submit(Machine.fit, vectors[danger], level[danger] == "urgent_medical")
            linear = LinearSVC().fit(_letters(texts), danger)
            spelled = np.append(linear.coef_[0], linear.intercept_).astype(np.float32)
            return cls(main.result(), spelled, urgent.result(), soft.result())

    def hear(self, texts: Sequence[str], vectors: Floats) -> Hearing:
        """Judge one message by its pieces (rasa_ext.danger_pieces): the most dangerous of them counts."""
        spelled = _letters(texts) @ self.letters[:-1] + self.letters[-1]
        scores = self.danger.score(vectors) + LETTERS_SHARE * spelled
        worst = int(scores.argmax())
        urgent = bool(self.urgent.score(vectors[worst : worst + 1])[0] > 0)
        return Hearing(float(scores[worst]), urgent, float(self.soft.score(vectors).max()))

    def save(self, folder: Path) -> None:
        """Write danger.npz, about 11 MB: a byte for each number of a vector is exact enough."""
        machines = {"danger": self.danger, "urgent": self.urgent, "soft": self.soft}
        stored: dict[str, Any] = {"letters": self.letters.astype(np.float16)}
        for name, machine in machines.items():
            step = np.maximum(np.abs(machine.support).max(axis=0), 1e-9) / 127
            stored[f"{name}_support"] = np.rint(machine.support / step).astype(np.int8)
            stored[f"{name}_step"] = step.astype(np.float32)
            stored[f"{name}_weights"] = machine.weights
            stored[f"{name}_offset"] = machine.offset
        np.savez_compressed(folder / FILE, **stored)

    @classmethod
    def load(cls, folder: Path) -> DangerNet:
        """Read what `save` wrote."""
        with np.load(folder / FILE, allow_pickle=False) as stored:
            danger, urgent, soft = (
                Machine(
                    np.asarray(stored[f"{name}_support"] * stored[f"{name}_step"], np.float32),
                    stored[f"{name}_weights"],
                    float(stored[f"{name}_offset"]),
                )
                for name in ("danger", "urgent", "soft")
            )
            return cls(danger, np.asarray(stored["letters"], np.float32), urgent, soft)


def read_examples(folder: Path) -> list[tuple[str, Level]]:
    """(text, level) of every line of data/safety/examples."""
    return [
        (line.strip(), level)
        for level in ("crisis", "urgent_medical", "soft_check", "none")
        for file in sorted((folder / "safety" / "examples" / level).glob("*.txt"))
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]


def training_pieces(examples: Sequence[tuple[str, Level]]) -> list[tuple[str, Level]]:
    """The examples, and the pieces of those without danger: no sentence of them is dangerous either."""
    parts = [(part, level) for text, level in examples if level not in DANGER for part in pieces(text)[1:]]
    return [*examples, *parts]


@lru_cache(maxsize=1)
def _hashers() -> tuple[HashingVectorizer, HashingVectorizer]:
    same: dict[str, Any] = {"n_features": BUCKETS, "alternate_sign": False, "binary": True}
    return (
        HashingVectorizer(ngram_range=(1, 3), token_pattern=WORD, **same),
        HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), **same),
    )


def _letters(texts: Sequence[str]) -> Any:
    """Words in runs of one to three and letters in runs of two to five, hashed: (n, 2 * BUCKETS), sparse."""
    clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    return sparse.hstack([hasher.transform(clean) for hasher in _hashers()]).tocsr()
