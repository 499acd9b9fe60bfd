"""A ridge system solved step by step has the solution that factoring it has."""

from __future__ import annotations

import numpy as np
import pytest

from rasa_ext import conjugate
from rasa_ext.conjugate import FitError, mirrored, solved
from rasa_ext.quantized import Floats


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
    factored = solved(kernel, ridge, targets)
    before = kernel.copy()
    monkeypatch.setattr(conjugate, "SMALL", 10)
    stepwise = solved(kernel, ridge, targets, examples)
    assert (kernel == before).all()
    np.testing.assert_allclose(kernel @ factored + ridge[:, None] * factored, targets, atol=1e-3)
    assert np.abs(kernel @ (stepwise - factored)).max() < 0.01  # what the scores differ by


@pytest.mark.parametrize("small", [10, 1000])
def test_what_has_no_solution_is_said(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(conjugate, "SMALL", small)
    for wrong in (-np.eye(50), np.full((50, 50), np.nan)):
        with pytest.raises(FitError):
            solved(wrong.astype(np.float32), np.full(50, 0.1, np.float32), np.ones((50, 1), np.float32))


@pytest.mark.parametrize("block", [1, 7, 40, 100])
def test_a_kernel_is_mirrored_at_its_diagonal(block: int) -> None:
    whole = kernel_of(40)
    upper = np.triu(whole) + np.tril(np.full_like(whole, np.nan), -1)
    assert (mirrored(upper, block) == np.triu(whole) + np.triu(whole, 1).T).all()
