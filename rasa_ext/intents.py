"""Which topic or flow a message is about: calibrated probabilities and what to do with them.

The model is understanding_kernel.KernelModel; this file turns its scores into probabilities,
and probabilities into a decision. Pure: numpy, scipy and scikit-learn only.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from rasa_ext.understanding_kernel import (
    AS_GOOD,
    CHOOSE_ON,
    SETTINGS,
    Floats,
    Ints,
    KernelModel,
    Settings,
    fit_kernel,
)
from rasa_ext.understanding_ngrams import Ngrams

Kind = Literal["answer", "clarify", "unknown"]
Progress = Callable[[str], None]

FAQ_PREFIX = "faq_"
OUT_OF_SCOPE = "out_of_scope"
SAFER = ("medical_advice", "misuse")  # declined when close: a wrong decline costs less than a wrong answer
CHOICES = 3


@dataclass(frozen=True)
class Thresholds:
    """Probabilities: `answer` from leave-one-out predictions, the others judgement (bench/README.md)."""

    answer: float = 0.5  # of a topic or a flow, to be acted on without asking: likelier right than not
    safer: float = 0.40  # of medical_advice or misuse, to decline
    safer_ratio: float = 0.7  # they win at this share of the best probability
    clarify: float = 0.15  # summed over the topics offered


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

    def __init__(
        self, labels: list[str], kernel: KernelModel, sharpness: float, thresholds: Thresholds | None = None
    ) -> None:
        self.labels = labels
        self.thresholds = thresholds or Thresholds()
        self._kernel, self._sharpness = kernel, sharpness

    @classmethod
    def fit(
        cls,
        texts: list[str],
        labels: list[str],
        embeddings: Floats,
        *,
        seed: int = 7,
        progress: Progress | None = None,
    ) -> IntentModel:
        """Train on examples with embeddings of shape (n, width); about 30 s for 7000 examples on one core.

        Exact, so `seed` changes nothing; it stays for the callers of a trained component.
        """
        say = progress or (lambda _line: None)
        names = sorted(set(labels))
        y = np.searchsorted(names, labels)
        say(f"fitting {len(texts)} examples of {len(names)} intents")
        settings = choose_settings(texts, y, embeddings)
        kernel, held_out = fit_kernel(texts, y, len(names), embeddings, settings)
        sharpness = fit_sharpness(held_out, y)
        say(f"held-out accuracy {np.mean(held_out.argmax(axis=1) == y):.3f}")
        return cls(names, kernel, sharpness)

    def predict(self, texts: list[str], embeddings: Floats) -> Floats:
        """Probabilities of shape (n, len(self.labels))."""
        if not texts:
            return np.zeros((0, len(self.labels)), np.float32)
        return softmax(self._sharpness * self._kernel.scores(texts, embeddings))

    def decide(
        self, probabilities: Floats, text: str | None = None, embedding: Floats | None = None
    ) -> Decision:
        """What to do with one row of `predict`. `text` and `embedding` are of the same message."""
        order = np.argsort(-probabilities)
        ranking = tuple((self.labels[i], float(probabilities[i])) for i in order)
        share, (intent, confidence) = dict(ranking), ranking[0]
        limits = self.thresholds
        for safer in SAFER:
            if share.get(safer, 0.0) >= max(limits.safer, limits.safer_ratio * confidence):
                intent, confidence = safer, share[safer]
        topics = tuple(name for name, _ in ranking if name.startswith(FAQ_PREFIX))[:CHOICES]
        sure = confidence >= (limits.safer if intent in SAFER else limits.answer)
        if sure and intent != OUT_OF_SCOPE:
            return Decision("answer", intent, confidence, topics, ranking)
        if not sure and sum(share[name] for name in topics) >= limits.clarify:
            return Decision("clarify", intent, confidence, topics, ranking)
        return Decision("unknown", intent, confidence, (), ranking)

    def save(self, folder: Path) -> None:
        """Write intents.json, intents.npz, ngrams.json and ngrams.npz into `folder`, about 25 MB."""
        folder.mkdir(parents=True, exist_ok=True)
        about = {
            "labels": self.labels,
            "sharpness": self._sharpness,
            "thresholds": asdict(self.thresholds),
            "settings": asdict(self._kernel.settings),
        }
        (folder / "intents.json").write_text(json.dumps(about), encoding="utf-8")
        kernel = self._kernel
        np.savez_compressed(
            folder / "intents.npz",
            centre=kernel.centre,
            dual=kernel.dual,
            examples=kernel.examples.astype(np.float16),
            letters=kernel.letters.astype(np.float16),
        )
        kernel.ngrams.save(folder)

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote. Raises OSError or KeyError on a folder that is not a model."""
        about = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        with np.load(folder / "intents.npz", allow_pickle=False) as arrays:
            centre, examples, dual, letters = (
                np.ascontiguousarray(arrays[name], np.float32)
                for name in ("centre", "examples", "dual", "letters")
            )
        kernel = KernelModel(
            Settings(**about["settings"]), centre, examples, dual, Ngrams.load(folder), letters
        )
        return cls(about["labels"], kernel, about["sharpness"], Thresholds(**about["thresholds"]))


def softmax(scores: Floats) -> Floats:
    """Row-wise softmax of shape (n, k)."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), np.float32)


def log_loss(held_out: Floats, y: Ints, sharpness: float) -> float:
    """Mean of -log of the right label's probability."""
    shares = softmax(held_out * np.float32(sharpness))[np.arange(len(y)), y]
    return float(-np.log(shares + 1e-9).mean())


def fit_sharpness(held_out: Floats, y: Ints) -> float:
    """The inverse temperature (Guo et al. 2017) with the least log loss on held-out scores."""
    return min((float(t) for t in np.geomspace(2.0, 60.0, 40)), key=lambda t: log_loss(held_out, y, t))


def choose_settings(texts: list[str], y: Ints, embeddings: Floats) -> Settings:
    """The first of SETTINGS about as good as the best by leave-one-out log loss; a large set: the first."""
    if len(texts) > CHOOSE_ON:
        return SETTINGS[0]
    losses = []
    for settings in SETTINGS:
        _, held_out = fit_kernel(texts, y, int(y.max()) + 1, embeddings, settings)
        losses.append(log_loss(held_out, y, fit_sharpness(held_out, y)))
    return next(s for s, loss in zip(SETTINGS, losses, strict=True) if loss <= min(losses) + AS_GOOD)
