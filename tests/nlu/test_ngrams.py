"""One text's features are those that scikit-learn's own transform makes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.feature_extraction import FeatureHasher

from rasa_ext.hashing import hashed
from rasa_ext.understanding_ngrams import HALF, Ngrams

TEXTS = ["how much is it", "how much, how much is one infusion?", "can i drive after", "Zoloft und Käse"]


@pytest.mark.parametrize("text", [*TEXTS, "how how how", "xyzzy", "", "can  i\nDRIVE käse", "\ud83d"])
def test_one_row_is_what_transform_makes(text: str) -> None:
    ngrams, _ = Ngrams.fit(TEXTS)
    wanted = (hstack([part.transform([text]) for part in ngrams.parts]).tocsr() * HALF).toarray()[0]
    found = np.zeros_like(wanted)
    places, values = ngrams.row(text)
    found[places] = values
    np.testing.assert_allclose(found, wanted, atol=1e-6)
    weights = np.random.default_rng(7).normal(size=(len(wanted), 3)).astype(np.float32)
    np.testing.assert_allclose(ngrams.dot([text], weights), [wanted @ weights], atol=1e-5)


def test_a_few_features_are_hashed_as_a_batch_of_them() -> None:
    features = ["w0=how", "k1=wh aux", "¿dónde", "", "w0=how"]
    hasher = FeatureHasher(2**12, alternate_sign=False, input_type="string")
    wanted = hasher.transform([features]).toarray()[0]
    assert (np.bincount(hashed(features, 2**12), minlength=2**12) == wanted).all()
