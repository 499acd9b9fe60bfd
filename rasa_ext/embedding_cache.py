"""Embeddings of training examples kept between trainings, so that a changed answer trains in seconds.

Only curated examples are ever kept, never a visitor's words.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from rasa_ext.minilm import WEIGHTS_SHA256, Floats
from rasa_ext.understanding_encoder import TWO_WIDTH

CACHE = "FRONTDESK_EMBEDDING_CACHE"  # names a file in the folder of the kept ones; set by rasa_ext.train
BATCH = 32  # of like length together: little padding, and small enough for the cache


def kept(name: str) -> Path | None:
    """The file `name` beside the one that CACHE names; None where nothing is to be kept."""
    cache = os.environ.get(CACHE)
    return Path(cache).with_name(name) if cache else None


def encode_all(texts: list[str], encode: Callable[[list[str]], Floats], file: Path | None) -> Floats:
    """Embeddings of `texts`, shape (n, 768); those in `file` are read, new ones are added to it."""
    keys = [
        hashlib.sha256(f"{WEIGHTS_SHA256}\0{TWO_WIDTH}\0{text}".encode("utf-8", "replace")).hexdigest()
        for text in texts
    ]
    known = _read(file)
    wanted = {key: text for key, text in zip(keys, texts) if key not in known}
    ordered = sorted(wanted, key=lambda key: len(wanted[key]))
    bar = tqdm(
        total=len(ordered),
        desc="  encoding examples",
        unit="ex",
        ncols=72,
        mininterval=2,
        disable=not ordered,
    )
    batches = [ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH)]
    # NumPy lets go of the interpreter in its products: a batch a core is faster than a product over all
    with bar, threadpool_limits(1), ThreadPoolExecutor(max(1, len(os.sched_getaffinity(0)))) as pool:
        texts_of = ([wanted[key] for key in batch] for batch in batches)
        for batch, vectors in zip(batches, pool.map(encode, texts_of)):
            known.update(zip(batch, vectors))
            bar.update(len(batch))
    if file is not None and wanted:
        _write(file, {key: known[key] for key in dict.fromkeys(keys)})
    return np.stack([known[key] for key in keys]) if keys else np.zeros((0, TWO_WIDTH), np.float32)


def _read(file: Path | None) -> dict[str, Floats]:
    if file is None or not file.is_file():
        return {}
    try:
        with np.load(file) as stored:
            return dict(zip((str(key) for key in stored["keys"]), stored["vectors"]))
    except (OSError, ValueError, KeyError):
        return {}  # a half-written cache is only a slower training


def _write(file: Path, vectors: dict[str, Floats]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part.npz")
    np.savez(part, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
    part.replace(file)
