"""Which topic or flow a message is about: calibrated probabilities and what to do with them.

Two models vote on the topic, understanding_kernel and understanding_logistic, and a third on the kind of
question, understanding_acts. This file makes probabilities of their scores, and a decision of these.
Pure: numpy, scipy and scikit-learn only.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from rasa_ext.quantized import ByteVectors, as_bytes, from_bytes, packed, unpacked
from rasa_ext.understanding_acts import ActModel, Mask
from rasa_ext.understanding_kernel import (
    SETTINGS,
    SMALL,
    Floats,
    Glance,
    Ints,
    KernelModel,
    Settings,
    fit_kernel,
)
from rasa_ext.understanding_logistic import LogisticModel, fit_logistic
from rasa_ext.understanding_ngrams import Ngrams

Kind = Literal["answer", "clarify", "unknown"]
Progress = Callable[[str], None]

FAQ_PREFIX = "faq_"
OUT_OF_SCOPE = "out_of_scope"
SAFER = ("medical_advice", "misuse")  # declined when close: a wrong decline costs less than a wrong answer
CHOICES = 3
# The following four: bench/README.md, measured on examples of another author than the training examples'.
SHARPNESS = 11.0  # of the kernel's scores on a large set, where no held-out scores are formed
SECOND_SHARE = 0.5  # what the logistic regression's logarithms count beside the kernel's scores
ACT_SHARE = 0.8  # what the kind of question counts, in logarithms
SAFER_SHARE = 0.45  # what the kind of question alone gives medical_advice or misuse ...
BORNE_OUT = {"misuse": 0.1}  # ... where this much says so already: it must not be said to "k" or "so yes?"
PLAIN = 0.95  # the probability by a few examples from which the others are not looked at
AS_GOOD = 0.005  # log loss within which an earlier setting is kept


@dataclass(frozen=True)
class Thresholds:
    """Probabilities; measured in bench/README.md."""

    answer: float = 0.6  # of a topic or a flow, to be acted on without asking
    safer: float = 0.38  # of medical_advice or misuse, to decline
    safest: float = 0.25  # of these when nothing else is likelier
    aside: float = 0.20  # of medical_advice, to say beside an answer that this is for a clinician
    beside: float = 0.10  # of a topic, to be said beside the word that this is for a clinician
    clarify: float = 0.10  # summed over the topics offered


@dataclass(frozen=True)
class Decision:
    """`candidates` are FAQ intents (best first, at most three); `ranking` is every label with its share.

    `aside`: the flow to be said beside the answer.
    """

    kind: Kind
    intent: str
    confidence: float
    candidates: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]
    aside: str | None = None


class IntentModel:
    """Fitted classifier over `labels`; build it with `fit` or `load`."""

    def __init__(
        self,
        labels: list[str],
        kernel: KernelModel,
        logistic: LogisticModel,
        acts: ActModel | None = None,
        sharpness: float = SHARPNESS,
        thresholds: Thresholds | None = None,
    ) -> None:
        self.labels = labels
        self.thresholds = thresholds or Thresholds()
        self._kernel, self._logistic, self._acts, self._sharpness = kernel, logistic, acts, sharpness

    @classmethod
    def fit(
        cls,
        texts: list[str],
        labels: list[str],
        embeddings: Floats,
        *,
        mask: Mask = str.lower,
        seed: int = 7,
        progress: Progress | None = None,
    ) -> IntentModel:
        """Train on examples with embeddings of shape (n, width); bench/README.md has the time it takes.

        `mask` hides names of medicines and conditions behind their kind (Terms.masked).
        Exact up to rounding, so `seed` changes nothing; it stays for the callers of a trained component.
        """
        say = progress or (lambda _line: None)
        names = sorted(set(labels))
        y = np.searchsorted(names, labels)
        say(f"fitting {len(texts)} examples of {len(names)} intents: kernel (1 of 3)")
        settings = choose_settings(texts, y, embeddings)
        kernel, held_out = fit_kernel(texts, y, len(names), embeddings, settings)
        say("fitting: logistic regression (2 of 3)")
        logistic = fit_logistic(y, len(names), embeddings)
        say("fitting: kinds of questions (3 of 3)")
        acts = ActModel.fit(texts, labels, mask)
        sharpness = SHARPNESS if held_out is None else fit_sharpness(held_out, y)
        return cls(names, kernel, logistic, acts, sharpness)

    def predict(self, texts: list[str], embeddings: Floats) -> Floats:
        """Probabilities of shape (n, len(self.labels)).

        A large model looks at a few of its examples first, and at all for what is not PLAIN by these.
        """
        if not texts:
            return np.zeros((0, len(self.labels)), np.float32)
        spelling = self._kernel.spelling(texts)
        acts = None if self._acts is None else self._acts.shares(texts)
        glance = self._kernel.glance
        if glance is None:
            return self._shares(self._kernel.meaning(embeddings) + spelling, embeddings, acts)
        some = replace(self._kernel, examples=glance.examples, dual=glance.dual)
        shares = self._shares(some.meaning(embeddings) + spelling, embeddings, acts)
        left = shares.max(axis=1) < PLAIN
        if left.any():
            scores = self._kernel.meaning(embeddings[left]) + spelling[left]
            shares[left] = self._shares(scores, embeddings[left], None if acts is None else acts[left])
        return shares

    def scores(self, texts: list[str], embeddings: Floats) -> Floats:
        """The sum of both models before it is made a probability, shape (n, len(self.labels)).

        Its highest tells how near any example is, where a probability only compares labels: what to refuse by
        when no examples of what is out of scope were learned.
        """
        return self._sum(self._kernel.meaning(embeddings) + self._kernel.spelling(texts), embeddings)

    def _sum(self, kernel: Floats, embeddings: Floats) -> Floats:
        both = self._sharpness * kernel + SECOND_SHARE * self._logistic.log_shares(embeddings)
        return np.asarray(both, np.float32)

    def _shares(self, kernel: Floats, embeddings: Floats, kinds: Floats | None) -> Floats:
        scores = self._sum(kernel, embeddings)
        return softmax(scores) if self._acts is None or kinds is None else self._with_acts(scores, kinds)

    def _with_acts(self, scores: Floats, kinds: Floats) -> Floats:
        assert self._acts is not None
        place = {name: 1 + number for number, name in enumerate(self._acts.names)}
        for column, label in enumerate(self.labels):
            if label in place or label.startswith(FAQ_PREFIX):  # small talk and practical matters: no act
                scores[:, column] += ACT_SHARE * np.log(kinds[:, place.get(label, 0)] + 1e-9)
        shares = softmax(scores)
        for label in SAFER:
            if label in place:
                column = self.labels.index(label)
                likely = shares[:, column] >= BORNE_OUT.get(label, 0.0)
                wanted = np.maximum(shares[:, column], likely * SAFER_SHARE * kinds[:, place[label]])
                others = np.maximum(1 - shares[:, column], 1e-9)
                shares *= ((1 - wanted) / others)[:, None]
                shares[:, column] = wanted
        return shares

    def decide(self, probabilities: Floats) -> Decision:
        """What to do with one row of `predict`."""
        order = np.argsort(-probabilities)
        ranking = tuple((self.labels[i], float(probabilities[i])) for i in order)
        share, (intent, confidence) = dict(ranking), ranking[0]
        limits = self.thresholds
        for safer in SAFER:
            if share.get(safer, 0.0) >= limits.safer and intent not in SAFER:
                intent, confidence = safer, share[safer]
        if intent in SAFER and confidence < limits.safer:
            confidence = limits.safer if confidence >= limits.safest else confidence
        topics = tuple(name for name, _ in ranking if name.startswith(FAQ_PREFIX))[:CHOICES]
        sure = confidence >= (limits.safer if intent in SAFER else limits.answer)
        if sure and intent != OUT_OF_SCOPE:
            doubt = intent in topics and share.get(SAFER[0], 0.0) >= limits.aside
            if intent == SAFER[0] and topics and share[topics[0]] >= limits.beside:
                intent, doubt = topics[0], True
            return Decision("answer", intent, confidence, topics, ranking, SAFER[0] if doubt else None)
        if not sure and sum(share[name] for name in topics) >= limits.clarify:
            return Decision("clarify", intent, confidence, topics, ranking)
        return Decision("unknown", intent, confidence, (), ranking)

    def save(self, folder: Path) -> None:
        """Write the model's files into `folder`; bench/README.md has their size."""
        folder.mkdir(parents=True, exist_ok=True)
        about = {
            "labels": self.labels,
            "sharpness": self._sharpness,
            "thresholds": asdict(self.thresholds),
            "settings": asdict(self._kernel.settings),
        }
        (folder / "intents.json").write_text(json.dumps(about), encoding="utf-8")
        kernel = self._kernel
        letters, letters_step = as_bytes(kernel.letters)  # half of the file, were it more exact
        np.savez_compressed(
            folder / "intents.npz",
            centre=kernel.centre,
            dual=kernel.dual.astype(np.float16),
            examples=packed(kernel.examples.numbers),
            step=kernel.examples.step,
            letters=packed(letters),
            letters_step=letters_step,
            second_centre=self._logistic.centre,
            second_weights=self._logistic.weights,
            second_offset=self._logistic.offset,
            **({} if kernel.glance is None else _kept(kernel.glance)),
        )
        kernel.ngrams.save(folder)
        if self._acts is not None:
            self._acts.save(folder)

    @classmethod
    def load(cls, folder: Path, mask: Mask = str.lower) -> IntentModel:
        """Read what `save` wrote; `mask` as for `fit`. Raises OSError or KeyError if `folder` is no model."""
        about = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        with np.load(folder / "intents.npz", allow_pickle=False) as arrays:
            numbers = unpacked(arrays["examples"], len(arrays["centre"]))
            examples = ByteVectors(numbers, float(arrays["step"]))
            letters = unpacked(arrays["letters"], len(about["labels"]))
            floats = (name for name in arrays.files if name not in ("examples", "step", "letters"))
            stored = {name: np.ascontiguousarray(arrays[name], np.float32) for name in floats}
        kernel = KernelModel(
            Settings(**about["settings"]),
            stored["centre"],
            examples,
            stored["dual"],
            Ngrams.load(folder),
            from_bytes(letters, stored["letters_step"]),
        )
        if "glance" in stored:
            places = stored["glance"].astype(int)
            glance = Glance(places, kernel.examples[places], stored["glance_dual"])
            kernel = replace(kernel, glance=glance)
        second = LogisticModel(stored["second_centre"], stored["second_weights"], stored["second_offset"])
        thresholds = Thresholds(**about["thresholds"])
        acts = ActModel.load(folder, mask)
        return cls(about["labels"], kernel, second, acts, about["sharpness"], thresholds)


def _kept(glance: Glance) -> dict[str, Any]:
    return {"glance": glance.places.astype(np.int32), "glance_dual": glance.dual.astype(np.float16)}


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
    if len(texts) > SMALL:
        return SETTINGS[0]
    losses = []
    for settings in SETTINGS:
        _, held_out = fit_kernel(texts, y, int(y.max()) + 1, embeddings, settings)
        if held_out is not None:
            losses.append(log_loss(held_out, y, fit_sharpness(held_out, y)))
    return next(s for s, loss in zip(SETTINGS, losses, strict=True) if loss <= min(losses) + AS_GOOD)
