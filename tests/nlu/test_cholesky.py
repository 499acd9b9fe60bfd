"""A system solved in blocks has the solution it has as a whole."""

from __future__ import annotations

import numpy as np
import pytest

from rasa_ext.cholesky import FitError, solved


@pytest.mark.parametrize("rows", [1, 40, 99, 120, 121])
def test_blocks_change_nothing(rows: int) -> None:
    rng = np.random.default_rng(7)
    some = rng.normal(size=(rows, rows + 5)).astype(np.float32)
    whole = some @ some.T + 5 * np.eye(rows, dtype=np.float32)
    targets = rng.normal(size=(rows, 3)).astype(np.float32)
    lower = np.tril(whole) + np.triu(np.full_like(whole, np.nan), 1)  # what lies above is not read
    assert np.allclose(whole @ solved(lower, targets, block=40), targets, atol=1e-3)
    upper = np.asfortranarray(np.tril(whole))
    assert np.allclose(whole @ solved(upper, targets, block=40), targets, atol=1e-3)


def test_what_has_no_factor_is_said() -> None:
    with pytest.raises(FitError):
        solved(-np.eye(50, dtype=np.float32), np.ones((50, 1), np.float32), block=20)
