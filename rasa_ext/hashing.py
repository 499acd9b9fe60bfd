"""Where scikit-learn's hashers put a feature, for a handful of features without the checks of a batch."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from sklearn.utils.murmurhash import murmurhash3_bytes_s32


def hashed(features: Iterable[str], buckets: int) -> NDArray[np.int64]:
    """The bucket of each feature, as a FeatureHasher without alternating signs has it."""
    return np.array(
        [abs(murmurhash3_bytes_s32(name.encode("utf-8", "replace"), 0)) % buckets for name in features],
        np.int64,
    )
