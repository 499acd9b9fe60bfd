"""A second opinion beside the kernel: multinomial logistic regression on the same sentence embeddings.

Alone it is the weaker of the two, but it errs elsewhere: together they are surer where both agree and
less sure where they do not, which is what the choice between answering and asking back lives on.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from rasa_ext.understanding_kernel import Floats, Ints

COST = 3.0  # inverse strength of the penalty, at embeddings of length LENGTH
LENGTH = 3.0
STEPS = 60  # of L-BFGS; more steps change no decision worth naming


@dataclass(frozen=True)
class LogisticModel:
    """`weights` (width, classes) act on embeddings less `centre`."""

    centre: Floats
    weights: Floats
    offset: Floats

    def log_shares(self, embeddings: Floats) -> Floats:
        """Logarithms of the probabilities, shape (m, classes)."""
        scores = (embeddings - self.centre) @ self.weights + self.offset
        top = scores.max(axis=1, keepdims=True)
        return np.asarray(scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True)), np.float32)


def fit_logistic(y: Ints, classes: int, embeddings: Floats) -> LogisticModel:
    """Fit on embeddings (n, width) with class numbers `y`, every class counting the same."""
    centre = embeddings.mean(axis=0).astype(np.float32)
    moved = embeddings - centre
    scale = np.float32(LENGTH / max(float(np.linalg.norm(moved, axis=1).mean()), 1e-9))
    model = LogisticRegression(C=COST, max_iter=STEPS, class_weight="balanced")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # STEPS is enough, see above
        model.fit(np.asarray(moved * scale, np.float32), y)
    weights = np.zeros((embeddings.shape[1], classes), np.float32)
    offset = np.full(classes, -1e3, np.float32)  # a class without examples is never chosen
    rows, offsets = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        rows, offsets = np.vstack([-rows, rows]) / 2, np.hstack([-offsets, offsets]) / 2
    weights[:, model.classes_] = scale * rows.T
    offset[model.classes_] = offsets
    return LogisticModel(centre, weights, offset)
