"""Vectors in bytes: what is kept is what was learned from, and a file gives back what it was given."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from rasa_ext.quantized import FINE, GREATEST, ByteVectors, as_bytes, from_bytes, packed, unpacked

NUMBERS = np.random.default_rng(7)


def test_products_are_those_of_the_rounded_rows() -> None:
    kept = ByteVectors.of(NUMBERS.normal(0, 0.1, (50, 768)).astype(np.float32))
    asked = NUMBERS.normal(0, 0.1, (3, 768)).astype(np.float32)
    asked[1] = 0
    asked[2, :5] = 40  # farther out than a byte reaches
    found = kept.like(asked)
    assert (found.numbers[2, :5] == GREATEST).all()
    assert np.abs(found.floats()[:2] - asked[:2]).max() <= kept.step / 2 * 1.001
    np.testing.assert_allclose(found.products(kept), found.floats() @ kept.floats().T, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(kept.squares(), (kept.floats() ** 2).sum(axis=1), rtol=1e-5)


def test_rounding_what_was_rounded_changes_nothing() -> None:
    vectors = NUMBERS.normal(0, 0.1, (50, 768)).astype(np.float32)
    once = ByteVectors.of(vectors)
    assert (once.like(once.floats()).numbers == once.numbers).all()
    assert np.sqrt(np.mean(vectors**2)) / once.step == pytest.approx(FINE)
    assert (once[np.arange(3)].numbers == once.numbers[:3]).all()


def test_a_file_gives_back_what_it_was_given_and_is_small() -> None:
    numbers = ByteVectors.of(NUMBERS.normal(0, 0.1, (500, 64)).astype(np.float32)).numbers
    code = packed(numbers)
    assert (unpacked(code, 64) == numbers).all()
    assert len(code) < 0.95 * len(zlib.compress(numbers.tobytes(), 9))


def test_weights_in_bytes_are_near_and_stay_as_they_are() -> None:
    weights = NUMBERS.normal(0, 0.1, (50, 8)).astype(np.float32)
    once = from_bytes(*as_bytes(weights))
    assert np.abs(once - weights).max() < 0.004
    assert np.allclose(from_bytes(*as_bytes(once)), once, atol=1e-7)
