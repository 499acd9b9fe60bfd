"""A ridge system solved step by step has the solution that factoring it has."""

from __future__ import annotations

import numpy as np
import pytest

from rasa_ext import conjugate
from rasa_ext.conjugate import FitError, solved
from rasa_ext.quantized import Floats
from rasa_ext.symmetric import Symmetric


def halved(whole: Floats, block: int = 70) -> Symmetric:
    return Symmetric.of(len(whole), lambda rows: whole[rows, rows.start :], block)


def kernel_of(rows: int) -> Floats:
    some = np.random.default_rng(7).normal(size=(rows, 20)).astype(np.float32)
    squares = (some**2).sum(axis=1)
    return np.asarray(np.exp(-0.05 * (squares[:, None] + squares - 2 * some @ some.T)), np.float32)


@pytest.mark.parametrize("examples", [5, 60, 300])
def test_both_ways_solve_the_same_system(monkeypatch: pytest.MonkeyPatch, examples: int) -> None:
    kernel = kernel_of(300)
    numbers = np.random.default_rng(8)
    ridge = numbers.uniform(0.02, 0.3, 300).astype(np.float32)
    targets = numbers.normal(size=(300, 3)).astype(np.float32)
    factored = solved(halved(kernel), ridge, targets)
    monkeypatch.setattr(conjugate, "SMALL", 10)
    stepwise = solved(halved(kernel), ridge, targets, examples)
    np.testing.assert_allclose(kernel @ factored + ridge[:, None] * factored, targets, atol=1e-3)
    assert np.abs(kernel @ (stepwise - factored)).max() < 0.01  # what the scores differ by


@pytest.mark.parametrize("small", [10, 1000])
def test_what_has_no_solution_is_said(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(conjugate, "SMALL", small)
    for wrong in (-np.eye(50), np.full((50, 50), np.nan)):
        with pytest.raises(FitError):
            solved(
                halved(wrong.astype(np.float32)), np.full(50, 0.1, np.float32), np.ones((50, 1), np.float32)
            )


@pytest.mark.parametrize("block", [1, 7, 40, 100])
def test_half_a_matrix_is_as_good_as_a_whole_one(block: int) -> None:
    whole, other = kernel_of(40), np.random.default_rng(9).normal(size=(40, 3)).astype(np.float32)
    whole = np.triu(whole) + np.triu(whole, 1).T  # to the last bit
    half, chosen = halved(whole, block), np.array([0, 3, 6, 7, 39])
    assert len(half) == 40 and sum(rows.size for rows in half.blocks) <= 40 * (40 + block) // 2
    np.testing.assert_allclose(half @ other, whole @ other, rtol=1e-4, atol=1e-5)
    assert (half.columns(chosen) == whole[:, chosen]).all()
    assert (half.dense() == whole).all()
