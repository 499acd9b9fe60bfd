"""Ridge systems too large to factor, by conjugate gradients: (kernel + ridge) @ x = targets.

A few thousand of the examples give the kernel's large directions, and the system is solved in what is left
of them: the Nyström preconditioner of Frangella, Tropp & Udell 2023, a dozen or three products with the
kernel where factoring would cost its cube. All columns are solved side by side.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cho_factor, cho_solve, cholesky, solve_triangular

from rasa_ext.symmetric import Symmetric

Floats = NDArray[np.float32]

EXAMPLES = 4000  # that the preconditioner knows the kernel by
SMALL = 4000  # systems up to this many rows are factored
TOLERANCE = 2e-3  # what may be left of the targets' length; the scores then differ by 0.01 and less
MOST_STEPS = 200
LOOSE = 1e-4  # of the kernel's mean diagonal, added to the diagonal of the chosen examples


class FitError(Exception):
    """The system could not be solved: examples are missing, or not finite."""


def solved(kernel: Symmetric, ridge: Floats, targets: Floats, examples: int = EXAMPLES) -> Floats:
    """x of (kernel + diag(ridge)) @ x = targets, shapes (n, n), (n,) and (n, k).

    Raises FitError when the system is not positive definite or the steps lead nowhere.
    """
    if len(kernel) <= SMALL:
        return _factored(kernel.dense(), ridge, targets)
    mean = np.float32(np.exp(np.log(ridge).mean()))
    scale = np.sqrt(mean / ridge)[:, None]  # then every row has the same ridge
    near = _preconditioner(kernel, scale, mean, examples)
    x = np.zeros_like(targets)
    left = scale * targets
    small = TOLERANCE * float(np.linalg.norm(left))
    towards = near(left)
    step, length = towards, (left * towards).sum(axis=0)
    for _ in range(MOST_STEPS):
        across = scale * (kernel @ (scale * step)) + mean * step
        share = length / np.maximum((step * across).sum(axis=0), np.float32(1e-30))
        x += share * step
        left -= share * across
        size = float(np.linalg.norm(left))
        if size <= small:
            return np.ascontiguousarray(scale * x)
        if not np.isfinite(size):
            break
        towards = near(left)
        before, length = length, (left * towards).sum(axis=0)
        step = towards + length / np.maximum(before, np.float32(1e-30)) * step
    raise FitError("the matrix is not positive definite")


def _factored(matrix: Floats, ridge: Floats, targets: Floats) -> Floats:
    matrix[np.diag_indices_from(matrix)] += ridge
    try:
        factor = cho_factor(matrix, lower=True, overwrite_a=True, check_finite=True)
    except (LinAlgError, ValueError):
        raise FitError("the matrix is not positive definite") from None
    return np.asarray(cho_solve(factor, targets, check_finite=False), np.float32)


def _preconditioner(
    kernel: Symmetric, scale: Floats, mean: np.float32, examples: int
) -> Callable[[Floats], Floats]:
    """v -> (low + mean)^-1 @ v, where low is the scaled kernel as some of its columns tell it."""
    chosen = np.sort(np.random.default_rng(7).choice(len(kernel), min(examples, len(kernel)), replace=False))
    columns = kernel.columns(chosen)
    columns *= scale
    columns *= scale[chosen].T
    corner = columns[chosen].astype(float)
    corner[np.diag_indices_from(corner)] += LOOSE * np.diag(corner).mean()
    try:
        half = cholesky(corner, lower=True).astype(np.float32)
        low = np.ascontiguousarray(solve_triangular(half, columns.T, lower=True, check_finite=False).T)
        inner = (low.T @ low).astype(float)
        inner[np.diag_indices_from(inner)] += mean
        factor = cholesky(inner, lower=True).astype(np.float32)
    except (LinAlgError, ValueError):
        raise FitError("the matrix is not positive definite") from None
    return lambda v: np.asarray(
        (v - low @ cho_solve((factor, True), low.T @ v, check_finite=False)) / mean, np.float32
    )
