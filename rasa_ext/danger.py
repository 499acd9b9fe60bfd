"""The second net for words of danger: a learned score on the sentence vectors that are there anyway.

It is trained only on the messages of data/safety/examples and the ordinary training examples. Its score is
that of a machine on the vectors (rasa_ext.danger_machine) plus a linear one on the letters and words; two
more machines tell urgent from crisis and soft_check from none. Pure: NumPy and scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.svm import LinearSVC

from frontdesk.safety import Level
from rasa_ext.danger_machine import Machine
from rasa_ext.danger_pieces import pieces
from rasa_ext.hashing import hashed
from rasa_ext.minilm import Floats
from rasa_ext.quantized import ByteVectors, packed, unpacked

DANGER = ("crisis", "urgent_medical")
WORD = r"[a-z0-9']+|[?]"
LETTERS_SHARE = 0.5
# What one piece says, the whole message must bear out (bench/README.md): of many harmless sentences one
# sounds like danger by chance. Never by more than MOST_OFF: one dangerous sentence in a long story stays one.
WHOLE_SHARE, MOST_OFF = 0.7, 0.5
LONG = 6  # pieces from which a whole message that none of them bears out counts less
NEAR = -1.0  # the score below which it is not asked what kind of danger it would be ...
SOFT_NEAR = -1.2  # ... and the one below which it is no reason to check in either
MOST_URGENT, MOST_SOFT = 4_000, 8_000  # examples for the two machines that tell kinds apart
BUCKETS = 2**18  # of words, and as many of letters
FILE = "danger.npz"
MACHINES = ("danger", "urgent", "soft")


@dataclass(frozen=True)
class Hearing:
    """What the net hears in a message: `danger` over all its pieces, then what kind it would be.

    `soft` is -1 where danger is out of the question.
    """

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
        """Train on texts with a level and a vector each."""
        level = np.asarray(levels)
        kept = ByteVectors.of(vectors)
        danger = np.isin(level, DANGER)
        linear = LinearSVC().fit(_letters(texts), danger)
        return cls(
            Machine.fit(kept, danger),
            np.append(linear.coef_[0], linear.intercept_).astype(np.float32),
            Machine.fit(kept[danger], level[danger] == "urgent_medical", MOST_URGENT),
            Machine.fit(kept[~danger], level[~danger] == "soft_check", MOST_SOFT),
        )

    def hear(self, texts: Sequence[str], vectors: Floats) -> Hearing:
        """Judge one message by its pieces (rasa_ext.danger_pieces), of which the first is the whole.

        The most dangerous counts, less a share of what it lies above the whole message; where that is the
        whole of a long message, less a share of what it lies above its most dangerous piece.
        """
        spelled = np.array([self._spelled(text) for text in texts], np.float32)
        scores = self.danger.score(vectors) + LETTERS_SHARE * spelled
        worst = int(scores.argmax())
        other = scores[0] if worst else scores[1:].max() if len(scores) > LONG else scores[0]
        off = min(WHOLE_SHARE * float(scores[worst] - other), MOST_OFF)
        near = scores[worst] > NEAR  # what is far from any danger is of neither kind
        urgent = bool(near and self.urgent.score(vectors[worst : worst + 1])[0] > 0)
        danger = float(scores[worst]) - off
        soft = float(self.soft.score(vectors).max()) if danger >= SOFT_NEAR else -1.0
        return Hearing(danger, urgent, soft)

    def _spelled(self, text: str) -> float:
        """What the letters say of one text: `_letters` without the checks of a batch (bench/README.md)."""
        clean = text.encode("utf-8", "replace").decode("utf-8")
        found = float(self.letters[-1])
        for part, analyze in enumerate(_analyzers()):
            places = np.unique(hashed({*analyze(clean)}, BUCKETS))
            if len(places):
                found += float(self.letters[part * BUCKETS + places].sum()) / len(places) ** 0.5
        return found

    def save(self, folder: Path) -> None:
        """Write danger.npz: each vector once, in a byte for a number, though several machines have it."""
        rows = [machine.support.numbers for machine in self._machines]
        vectors, places = np.unique(np.vstack(rows), axis=0, return_inverse=True)
        stored: dict[str, Any] = {"vectors": packed(vectors), "step": self.danger.support.step}
        stored["width"] = vectors.shape[1]
        stored["letters"] = self.letters.astype(np.float16)
        ends = np.cumsum([len(row) for row in rows])
        for name, machine, mine in zip(MACHINES, self._machines, np.split(places.reshape(-1), ends)):
            stored[f"{name}_places"] = mine.astype(np.int32)
            stored[f"{name}_weights"] = machine.weights
        np.savez_compressed(folder / FILE, **stored)

    @classmethod
    def load(cls, folder: Path) -> DangerNet:
        """Read what `save` wrote."""
        with np.load(folder / FILE, allow_pickle=False) as stored:
            numbers = unpacked(stored["vectors"], int(stored["width"]))
            vectors = ByteVectors(numbers, float(stored["step"]))
            danger, urgent, soft = (
                Machine(vectors[stored[f"{name}_places"]], stored[f"{name}_weights"]) for name in MACHINES
            )
            return cls(danger, np.asarray(stored["letters"], np.float32), urgent, soft)

    @property
    def _machines(self) -> tuple[Machine, Machine, Machine]:
        return self.danger, self.urgent, self.soft


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


@lru_cache(maxsize=1)
def _analyzers() -> tuple[Callable[[str], list[str]], ...]:
    return tuple(hasher.build_analyzer() for hasher in _hashers())


def _letters(texts: Sequence[str]) -> Any:
    """Words in runs of one to three and letters in runs of two to five, hashed: (n, 2 * BUCKETS), sparse."""
    clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    return sparse.hstack([hasher.transform(clean) for hasher in _hashers()]).tocsr()
