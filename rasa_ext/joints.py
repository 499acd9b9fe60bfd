"""Where one question of a message may end and the next begin, learned from data/terms/joined.yml.

Each gap before a word is judged by the words and kinds of words around it (logistic regression on hashed
features). It only proposes: rasa_ext.segments and rasa_ext.dividing decide. Pure: NumPy and scikit-learn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import LogisticRegression

from rasa_ext.clauses import AUX, FUNCTION, JOINERS, OPENERS, SUBJECTS, WH, asks
from rasa_ext.hashing import hashed
from rasa_ext.minilm import Floats

MARK = "||"  # stands in joined.yml where the next question begins, before the word that joins it
FILE = "joints.npz"
MOST = 3  # joints of a message: four pieces, ten stretches
LIKELY = 0.015  # from which probability a gap is proposed
COST = 3.0  # inverse strength of the penalty
BUCKETS = 2**16
FAR = 6  # words from the ends that are told apart
ASKED = 12  # words back in which the question before may have begun
# (from the word at the gap, how many): words, and kinds of words
RUNS = ((0, 1), (1, 1), (-1, 1), (-2, 1), (0, 2), (-1, 2), (0, 3))
ORDERS = ((0, 2), (0, 3), (-1, 3), (-2, 4), (0, 4))
TOKEN = re.compile(r"[\w][\w'’]*|[^\w\s]|\n")
LEADS = frozenset("(\"'#$&+-*•=@")  # signs with which a piece may begin


@dataclass(frozen=True)
class Joints:
    """`weights` of shape (BUCKETS,) over hashed features, and `offset`."""

    weights: Floats
    offset: float

    @classmethod
    def fit(cls, marked: Iterable[str]) -> Joints:
        """Learn from messages with MARK where a question ends; those with one question have none."""
        features, ends = [], []
        for message in marked:
            text, places = unmarked(message)
            for place, found in _gaps(text):
                features.append(found)
                ends.append(place in places)
        model = LogisticRegression(C=COST, max_iter=200, solver="liblinear", random_state=7)
        model.fit(_hasher().transform(features), np.array(ends))
        return cls(np.asarray(model.coef_[0], np.float32), float(model.intercept_[0]))

    def places(self, text: str) -> dict[int, float]:
        """Where pieces begin in `text`, at most MOST, with the likelihood of each."""
        gaps = list(_gaps(text))
        if not gaps:
            return {}
        scores = np.array([self.weights[hashed(features, BUCKETS)].sum() for _, features in gaps])
        scores += self.offset
        shares = 1 / (1 + np.exp(-scores))
        best = sorted(np.argsort(-shares, kind="stable")[:MOST])
        return {gaps[at][0]: float(shares[at]) for at in best if shares[at] >= LIKELY}

    def save(self, folder: Path) -> None:
        """Write joints.npz, some 100 kB."""
        weights = np.append(self.weights, self.offset).astype(np.float16)
        np.savez_compressed(folder / FILE, weights=weights)

    @classmethod
    def load(cls, folder: Path) -> Joints:
        """Read what `save` wrote."""
        with np.load(folder / FILE) as kept:
            weights = np.asarray(kept["weights"], np.float32)
        return cls(weights[:-1], float(weights[-1]))


def read_joined(terms: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The messages of joined.yml with their marks, and what each stretch of them asks."""
    rows = YAML(typ="safe").load((terms / "joined.yml").read_text(encoding="utf-8"))
    return [(str(row["text"]), tuple(map(str, row["asks"]))) for row in rows]


def unmarked(message: str) -> tuple[str, frozenset[int]]:
    """A message without its marks, and where the words behind them begin."""
    text, places = "", set()
    for number, piece in enumerate(message.split(MARK)):
        if number:
            piece = piece.lstrip(" ")
            text += "" if text[-1:].isspace() or piece[:1].isspace() else " "
            first = TOKEN.search(piece.replace("\n", " "))
            places.add(len(text) + (first.start() if first else 0))
        text += piece
    return text, frozenset(places)


@lru_cache(maxsize=1)
def _hasher() -> FeatureHasher:
    return FeatureHasher(BUCKETS, alternate_sign=False, input_type="string")


def _kind(word: str) -> str:
    bare = word.replace("'", "")
    for name, words in (("wh", WH), ("aux", AUX), ("subject", SUBJECTS), ("joiner", JOINERS | {"n"})):
        if bare in words:
            return name
    if not word[0].isalnum():
        return word
    return "opener" if bare in OPENERS else "function" if bare in FUNCTION else "word"


def _gaps(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every place where a piece may begin, with what stands around it."""
    found = [(match.group().lower().replace("’", "'"), match.start()) for match in TOKEN.finditer(text)]
    words = ["<", "<", *(word for word, _ in found), ">", ">", ">"]
    kinds = [_kind(word) for word in words]
    total = sum(word[0].isalnum() for word, _ in found)
    before = 0
    for number, (word, place) in enumerate(found):
        at = number + 2
        begins = word[0].isalnum() or word in LEADS
        if begins and 0 < before < total:
            yield place, _around(words, kinds, at, before, total - before, text, place)
        before += word[0].isalnum()


def _around(
    words: list[str], kinds: list[str], at: int, before: int, behind: int, text: str, place: int
) -> list[str]:
    asked = any(kind in ("wh", "aux") for kind in kinds[max(2, at - ASKED) : at])
    asking = any(kind in ("wh", "aux") for kind in kinds[at : at + FAR])
    left, right = text[:place], text[place:]
    runs = [words[at + first : at + first + count] for first, count in RUNS]
    orders = [kinds[at + first : at + first + count] for first, count in ORDERS]
    return [
        *(f"w{number}={' '.join(run)}" for number, run in enumerate(runs)),
        *(f"k{number}={' '.join(order)}" for number, order in enumerate(orders)),
        f"before={min(before, FAR)}",
        f"behind={min(behind, FAR)}",
        f"behind={min(behind, FAR - 2)} {kinds[at]}",
        f"asks={asks(left)} {asks(right)}",
        f"asked={asked} {kinds[at]}",
        f"asked={asked} {kinds[at]} {kinds[at + 1]}",
        f"asking={asking} {kinds[at]}",
        f"signs={'?' in left[-3:]} {right.rstrip().endswith('?')}",
    ]
