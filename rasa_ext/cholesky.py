"""A large positive definite system solved in blocks, in the memory of its matrix.

LAPACK's `spotrf`, as SciPy's OpenBLAS 0.3.18 has it, writes past the end of some matrices of more than 36,000
rows, and that ends the process. Which ones, only their exact number of rows decides.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cholesky, solve_triangular

Floats = NDArray[np.float32]
BLOCK = 2000  # rows at a time


class FitError(Exception):
    """The system could not be solved: examples are missing or not finite."""


def solved(matrix: Floats, targets: Floats, block: int = BLOCK) -> Floats:
    """x of matrix @ x = targets, shapes (n, n) and (n, k). Of `matrix` the part on and below the diagonal is
    read, and overwritten. Raises FitError when it is not positive definite."""
    parts = [slice(start, min(start + block, len(matrix))) for start in range(0, len(matrix), block)]
    for number, part in enumerate(parts):
        try:
            matrix[part, part] = cholesky(matrix[part, part], lower=True, check_finite=False)
        except LinAlgError:
            raise FitError("the matrix is not positive definite") from None
        below = slice(part.stop, None)
        panel = solve_triangular(matrix[part, part], matrix[below, part].T, lower=True, check_finite=False).T
        matrix[below, part] = panel
        for other in parts[number + 1 :]:
            left = panel[other.start - part.stop :]
            matrix[other.start :, other] -= left @ left[: other.stop - other.start].T
    found = np.array(targets, np.float32)
    for part in parts:
        found[part] -= matrix[part, : part.start] @ found[: part.start]
        found[part] = solve_triangular(matrix[part, part], found[part], lower=True, check_finite=False)
    for part in reversed(parts):
        found[part] -= matrix[part.stop :, part].T @ found[part.stop :]
        found[part] = solve_triangular(
            matrix[part, part], found[part], lower=True, trans=1, check_finite=False
        )
    return found
