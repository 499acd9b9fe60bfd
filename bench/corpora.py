"""Texts the bench trains and measures on: the project's own data, and the public sets in FRONTDESK_SHARED."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from rasa_ext.embedding_cache import encode_all
from rasa_ext.minilm import model_folder
from rasa_ext.understanding_encoder import TwoLayerMiniLM

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("FRONTDESK_BENCH_CACHE", "/tmp/frontdesk_bench"))


@dataclass(frozen=True)
class Labelled:
    """`also` are other labels that count as acceptable."""

    text: str
    label: str
    also: frozenset[str] = frozenset()


def shared() -> Path | None:
    """The folder with the public sets, or None where it is absent."""
    folder = Path(os.environ.get("FRONTDESK_SHARED", str(ROOT.parent / "shared")))
    return folder if folder.is_dir() else None


def training() -> list[Labelled]:
    """Every example of data/faq and data/nlu."""
    rows = []
    for path in sorted((ROOT / "data/faq").glob("*.md")):
        front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        rows += [Labelled(str(ask), f"faq_{path.stem}") for ask in front["asks"]]
    for path in sorted((ROOT / "data/nlu").glob("*.yml")):
        for intent in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = (line.strip() for line in intent.get("examples", "").splitlines() if "intent" in intent)
            rows += [Labelled(line[2:].strip(), intent["intent"]) for line in lines if line.startswith("- ")]
    return rows


def messages(path: Path, labels: set[str]) -> list[Labelled]:
    """FAQ messages (text, topic, also) with topics as intent names; crisis rows are left to bench/safety."""

    def intent(topic: str) -> str:
        return topic if topic in labels else f"faq_{topic}"

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Labelled(row["text"], intent(row["topic"]), frozenset(map(intent, row["also"])))
        for row in rows
        if row["topic"] != "crisis"
    ]


def few_shot(path: Path) -> list[Labelled]:
    """One of the public sets: text and label a line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Labelled(row["text"], row["label"]) for row in rows]


def embeddings(rows: list[Labelled], name: str) -> NDArray[np.float32]:
    """Shape (n, 768), kept in CACHE under `name`."""
    encoder = TwoLayerMiniLM(model_folder())
    return encode_all([row.text for row in rows], encoder.encode, CACHE / f"{name}.npz")
