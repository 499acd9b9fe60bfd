"""The NumPy encoder gives the vectors of the released model."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import erf

from rasa_ext.embedding_cache import encode_all
from rasa_ext.minilm import CHUNK, WIDTH, EncoderError, MiniLM, _gelu, model_folder

# computed once with TFBertModel of transformers 4.49 (mean pooling, length 1) from the same weights
TEXTS = ["How much does one infusion cost?", "my mom takes lamotrigine, is that a problem??"]
FIRST_SIX = [
    [-0.021554, 0.035132, -0.02861, 0.013895, -0.025023, -0.063472],
    [0.014577, -0.071685, -0.069503, -0.007795, -0.119491, -0.006931],
]
LAST_TWO = [[0.043556, -0.061335], [0.078312, -0.004926]]


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM(model_folder())


def test_vectors_equal_the_reference(model: MiniLM) -> None:
    vectors = model.encode(TEXTS)
    assert vectors.shape == (2, WIDTH) and vectors.dtype == np.float32
    np.testing.assert_allclose(vectors[:, :6], FIRST_SIX, atol=2e-6)
    np.testing.assert_allclose(vectors[:, -2:], LAST_TWO, atol=2e-6)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_error_unit_is_exact_to_single_precision() -> None:
    x = np.concatenate([np.linspace(-12, 12, 2 * CHUNK + 5), [1e3, -1e3, 0.0, 1e-20]]).astype(np.float32)
    exact = x.astype(np.float64) * (1 + erf(x / np.sqrt(2.0))) / 2
    made = _gelu(x.copy().reshape(-1, 1))[:, 0]
    np.testing.assert_allclose(made, exact, rtol=3e-7, atol=1e-6)


def test_a_text_has_the_same_vector_alone_and_in_a_batch(model: MiniLM) -> None:
    batch = model.encode([*TEXTS, "x" * 3000, "word " * 900])
    for row, text in zip(batch, TEXTS):
        np.testing.assert_allclose(row, model.encode([text])[0], atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "\u202egnirts", "😀" * 500, "?"])
def test_odd_text_has_a_vector(model: MiniLM, text: str) -> None:
    assert np.isfinite(model.encode([text])).all()


def test_nothing_in_nothing_out(model: MiniLM) -> None:
    assert model.encode([]).shape == (0, WIDTH)


def test_other_weights_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "model.safetensors").write_bytes(b"not the model")
    with pytest.raises(EncoderError):
        MiniLM(tmp_path)


def test_the_cache_gives_the_same_and_encodes_only_what_is_new(tmp_path) -> None:  # type: ignore[no-untyped-def]
    asked: list[list[str]] = []

    def encode(texts: list[str]) -> np.ndarray:
        asked.append(texts)
        return np.array([[float(len(text))] * WIDTH for text in texts], np.float32)

    file = tmp_path / "cache" / "embeddings.npz"
    encode_all(["a", "bb"], encode, file)
    again = encode_all(["bb", "ccc", "a"], encode, file)
    assert [len(batch) for batch in asked] == [2, 1]
    assert again[:, 0].tolist() == [2.0, 3.0, 1.0]
    file.write_bytes(b"broken")
    assert encode_all(["a"], encode, file)[0, 0] == 1.0
