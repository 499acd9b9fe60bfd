"""Fits the weights of rasa_ext/dividing.py: `python -m bench.dividing`, with a trained model.

From data/terms/joined.yml (joints learned from its other half, so that they are met as a visitor's are) and
from spent test messages about one thing. Prints the weights to be put into the file.
"""

from __future__ import annotations

import json
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from frontdesk.project.env import ROOT, load_env
from frontdesk.project.model import model_file
from rasa_ext.combine import in_good_faith
from rasa_ext.dividing import divisions
from rasa_ext.encoder import encode_pieces
from rasa_ext.intents import Decision, IntentModel
from rasa_ext.joints import Joints, read_joined, unmarked
from rasa_ext.minilm import model_folder
from rasa_ext.pieces import READER, Pieces, Reader
from rasa_ext.terms import Terms
from rasa_ext.understanding_encoder import TwoLayerMiniLM

SINGLE = ("faq_b", "faq_c", "flows_d", "flows_e", "and_single", "and_single_c")
NAMES = {"start_intake": "intake_start", "talk_to_person": "handoff"}  # intent: what joined.yml calls it
Row = tuple[str, frozenset[str], frozenset[str]]  # a message, what it asks, what else would be right


class Understanding:
    """Reader and classifier of the trained model, without Rasa around them."""

    def __init__(self, folder: Path, terms: Path) -> None:
        place = {file.name: file.parent for file in folder.rglob("*") if file.is_file()}
        self.reader = Reader.load(place[READER], terms)
        self._model = IntentModel.load(place["intents.json"], Terms.load(terms).masked)
        self._encoder = TwoLayerMiniLM(model_folder())

    def __call__(self, text: str) -> tuple[Pieces, list[Decision]]:
        pieces = self.reader.read(text, None)
        vectors = encode_pieces(list(pieces.texts), self._encoder.encode)
        whole, *parts = map(self._model.decide, self._model.predict(list(pieces.texts), vectors))
        return pieces, [whole, *(in_good_faith(whole, part) for part in parts)]


def weighed(understand: Understanding, rows: Sequence[Row]) -> Iterator[tuple[dict[str, float], bool]]:
    """The traits of every division of every message, and whether it is right."""
    for text, asked, also in tqdm(rows, ncols=72, mininterval=1):
        pieces, decisions = understand(text)
        for division, traits in divisions(pieces, decisions):
            intents = [decisions[pieces.stretches[number]].intent for number in division]
            found = {NAMES.get(intent, intent.removeprefix("faq_")) for intent in intents}
            yield traits, len(asked) > 1 and found <= asked | also and len(found & asked) > 1


def spent() -> list[Row]:
    """Messages about one thing."""
    files = [ROOT / "bench" / f"blind_{name}.jsonl" for name in SINGLE]
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [(row["text"], frozenset({row["topic"]}), frozenset(row.get("also") or ())) for row in rows]


def main() -> None:
    env = load_env()
    model = model_file(env.data_dir)
    if model is None:
        raise SystemExit("no trained model; run `make train`")
    terms = env.content_dir / "terms"
    with tarfile.open(model) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder, filter="data")
        understand = Understanding(Path(folder), terms)
    rows = read_joined(terms)
    halves = (rows[: len(rows) // 2], rows[len(rows) // 2 :])
    found = list(weighed(understand, spent()))
    for half, other in (halves, halves[::-1]):
        understand.reader.joints = Joints.fit(text for text, _ in other)
        asked = [(unmarked(text)[0], frozenset(asks) - {"told"}, frozenset()) for text, asks in half]
        found += weighed(understand, asked)
    names = list(found[0][0])
    fit = LogisticRegression(C=1.0, max_iter=5000, fit_intercept=False)
    fit.fit(np.array([list(traits.values()) for traits, _ in found]), np.array([right for _, right in found]))
    for name, value in zip(names, fit.coef_[0], strict=True):
        print(f'    "{name}": {value:.2f},')


if __name__ == "__main__":
    main()
