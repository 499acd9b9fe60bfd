"""Which topic or flow a message is about: calibrated probabilities and what to do with them.

Two small models look at a clause, one at its meaning (sentence embedding), one at its letters
and words (n-grams, for misspellings and names of medicines); their probabilities are averaged.
bench/README.md has what each part is worth. Pure: numpy, scipy and scikit-learn only.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from rasa_ext.understanding_ngrams import NgramModel

Floats = NDArray[np.float32]
Kind = Literal["answer", "clarify", "unknown"]
Progress = Callable[[str], None]

FAQ_PREFIX = "faq_"
OUT_OF_SCOPE = "out_of_scope"
SAFER = ("medical_advice", "misuse")  # declined when close: a wrong decline costs less than a wrong answer
FOLDS = 4
EMBEDDING_C = 10.0  # design.md section 2


@dataclass(frozen=True)
class Thresholds:
    """Probabilities, chosen on out-of-fold predictions of the training data (see bench/README.md)."""

    answer: float = 0.42
    flow: float = 0.45
    clarify: float = 0.30  # summed over the candidates offered
    safer_ratio: float = 0.7  # advice or misuse wins at this share of the best probability


@dataclass(frozen=True)
class Decision:
    """`candidates` are FAQ intents (best first, at most three); `ranking` is every label with its share."""

    kind: Kind
    intent: str
    confidence: float
    candidates: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]


class IntentModel:
    """Fitted classifier over `labels`; build it with `fit` or `load`."""

    def __init__(self, labels: list[str], weights: Floats, bias: Floats, ngrams: NgramModel,
                 temperature: float = 1.0, thresholds: Thresholds | None = None) -> None:
        self.labels = labels
        self.temperature = temperature
        self.thresholds = thresholds or Thresholds()
        self._weights, self._bias, self._ngrams = weights, bias, ngrams

    @classmethod
    def fit(cls, texts: list[str], labels: list[str], embeddings: Floats, *, seed: int = 7,
            progress: Progress | None = None) -> IntentModel:
        """Train on examples with embeddings of shape (n, 384); about 30 s for 5000 examples."""
        say = progress or (lambda _line: None)
        names = sorted(set(labels))
        y = np.searchsorted(names, labels)
        held_out = np.zeros((len(texts), len(names)), np.float32)
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(embeddings, y)
        for number, (train, test) in enumerate(folds, 1):
            part = cls._fit_parts([texts[i] for i in train], y[train], embeddings[train], names)
            held_out[test] = part.predict([texts[i] for i in test], embeddings[test])
            say(f"held-out fold {number} of {FOLDS}")
        model = cls._fit_parts(texts, y, embeddings, names)
        model.temperature = fit_temperature(held_out, y)
        say(f"{len(names)} intents, held-out accuracy {np.mean(held_out.argmax(1) == y):.3f}")
        return model

    @classmethod
    def _fit_parts(cls, texts: list[str], y: NDArray[np.int64], embeddings: Floats,
                   names: list[str]) -> IntentModel:
        linear = LogisticRegression(C=EMBEDDING_C, max_iter=300).fit(embeddings, y)
        ngrams = NgramModel.fit(texts, y, len(names))
        return cls(names, linear.coef_.astype(np.float32), linear.intercept_.astype(np.float32), ngrams)

    def predict(self, texts: list[str], embeddings: Floats) -> Floats:
        """Probabilities of shape (n, len(self.labels))."""
        meaning = softmax(embeddings @ self._weights.T + self._bias)
        mixed = (meaning + self._ngrams.predict(texts)) / 2
        return softmax(np.log(mixed + 1e-9) * self.temperature)

    def decide(self, probabilities: Floats, text: str | None = None,
               embedding: Floats | None = None) -> Decision:
        """What to do with one row of `predict`. `text` and `embedding` are of the same message."""
        order = np.argsort(-probabilities)
        ranking = tuple((self.labels[i], float(probabilities[i])) for i in order)
        share = dict(ranking)
        intent, confidence = ranking[0]
        for safer in SAFER:
            if share.get(safer, 0.0) >= self.thresholds.safer_ratio * confidence:
                intent, confidence = safer, share[safer]
        topics = tuple(name for name, _ in ranking if name.startswith(FAQ_PREFIX))[:3]
        is_topic = intent.startswith(FAQ_PREFIX)
        needed = self.thresholds.answer if is_topic else self.thresholds.flow
        if intent == OUT_OF_SCOPE:
            return Decision("unknown", intent, confidence, (), ranking)
        if confidence >= needed or intent in SAFER:
            return Decision("answer", intent, confidence, topics, ranking)
        if sum(share[name] for name in topics) >= self.thresholds.clarify:
            return Decision("clarify", intent, confidence, topics, ranking)
        return Decision("unknown", intent, confidence, (), ranking)

    def save(self, folder: Path) -> None:
        """Write intents.json, intents.npz and the n-gram files into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        about = {"labels": self.labels, "temperature": self.temperature, "thresholds": asdict(self.thresholds)}
        (folder / "intents.json").write_text(json.dumps(about), encoding="utf-8")
        np.savez_compressed(folder / "intents.npz", weights=self._weights, bias=self._bias)
        self._ngrams.save(folder)

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote. Raises OSError or KeyError on a folder that is not a model."""
        about = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        with np.load(folder / "intents.npz", allow_pickle=False) as arrays:
            weights, bias = arrays["weights"], arrays["bias"]
        return cls(about["labels"], weights, bias, NgramModel.load(folder), about["temperature"],
                   Thresholds(**about["thresholds"]))


def softmax(scores: Floats) -> Floats:
    """Row-wise softmax of shape (n, k)."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), np.float32)


def fit_temperature(probabilities: Floats, y: NDArray[np.int64]) -> float:
    """The sharpening that minimises the log loss of held-out `probabilities` (Guo et al. 2017)."""
    logs = np.log(probabilities + 1e-9)
    rows = np.arange(len(y))
    grid = np.linspace(0.5, 3.0, 51)
    losses = [-np.log(softmax(logs * t)[rows, y] + 1e-9).mean() for t in grid]
    return float(grid[int(np.argmin(losses))])
