"""What a message in the intake is: an answer, to which question and which choice, a change, skip it, back …

Ridge regression of one-hot labels on the sentence vector that is there anyway and on the words' letters,
learned from data/terms/wishes, data/intake/wordings and a part of the ordinary questions. frontdesk.interview
decides what to do with it: rules that know a wording for sure come first. Pure: NumPy and SciPy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from ruamel.yaml import YAML
from scipy.sparse import csr_matrix

from frontdesk.interview import load_interview
from frontdesk.interview.values import Question
from frontdesk.interview.wordings import Wording, choice_ids, read_wordings
from rasa_ext.conjugate import solved
from rasa_ext.minilm import Floats
from rasa_ext.quantized import as_bytes, from_bytes
from rasa_ext.symmetric import Symmetric
from rasa_ext.understanding_kernel import centred, likeness
from rasa_ext.understanding_ngrams import Ngrams

Row = TypeVar("Row")
QUESTION = "question"
QUESTIONS = 700  # of the ordinary questions: enough to tell a question, few enough not to drown the wishes
RIDGE, CHOICE_RIDGE = 0.3, 0.5
LETTERS = 0.5  # what the letters count beside the vector; for choices CHOICE_LETTERS
CHOICE_LETTERS = 1.0
EVENNESS = 0.8  # of choices, as in understanding_kernel
# inverse temperatures with the least log loss on messages of other authors (bench/README.md)
KIND_SHARPNESS, ABOUT_SHARPNESS, CHOICE_SHARPNESS = 8.0, 16.0, 7.0
WORD = re.compile(r"\w+")
KNOWN = 1 / 3  # of the words
SEVERAL = 0.45  # the score from which one of several choices is meant
ABOUT = 3  # of the questions a message may be about, the likeliest are told
NONE = "none"
FILE, NAMES = "wishes.npz", "wishes.json"


@dataclass(frozen=True)
class Heard:
    """`about`: (question id, probability), best first. `means`: question id → (choice id, probability)."""

    kind: str
    share: float
    about: tuple[tuple[str, float], ...]
    means: Mapping[str, tuple[str, float]]


@dataclass(frozen=True)
class Head:
    """Scores of `names`: `meaning` (768, names) for the vector, `letters` (features, names) for the words."""

    names: tuple[str, ...]
    meaning: Floats
    letters: Floats
    sharpness: float
    several: bool = False

    def meant(self, scores: Floats) -> tuple[str, float]:
        """The likeliest choice with its probability.

        Of several: their ids with commas between, and 0.5 to 1 by how far the nearest is from SEVERAL.
        """
        if not self.several:
            shares = self.shares(scores)
            return self.names[int(shares.argmax())], float(shares.max())
        score = dict(zip(self.names, map(float, scores), strict=True))
        ids = [name for name in self.names if score[name] >= SEVERAL and name != NONE]
        if not ids or score.get(NONE, 0.0) >= max(score.values()):
            ids = [max(self.names, key=score.__getitem__)]
        margin = min(abs(value - SEVERAL) for value in score.values())
        return ",".join(ids), min(1.0, 0.5 + margin)

    def shares(self, scores: Floats) -> Floats:
        """Probabilities of scores of shape (names,)."""
        shares = np.exp(np.float32(self.sharpness) * (scores - scores.max()))
        return np.asarray(shares / shares.sum(), np.float32)


@dataclass(frozen=True)
class WishModel:
    """`choices`: the heads that read choices, each with the ids of the questions it reads for."""

    centre: Floats
    ngrams: Ngrams
    kind: Head
    about: Head
    choices: tuple[tuple[tuple[str, ...], Head], ...]

    @classmethod
    def fit(
        cls, wordings: Sequence[Wording], vectors: Floats, questions: Mapping[str, Question] | None = None
    ) -> WishModel:
        """Train on wordings (of any kind) with their vectors of shape (n, 768). Raises FitError."""
        texts = [wording.text.casefold() for wording in wordings]
        centre = np.asarray(vectors.mean(axis=0), np.float32)
        moved = centred(vectors, centre)
        ngrams, features = Ngrams.fit(texts, least=2)
        kinds = _one_hot([wording.kind for wording in wordings])
        about = _one_hot([wording.question for wording in wordings])
        both = np.hstack([kinds[1], about[1]])
        dual = _solved(moved, features, both, LETTERS, np.full(len(texts), RIDGE, np.float32))
        cut = len(kinds[0])
        return cls(
            centre,
            ngrams,
            _head(kinds[0], moved, features, dual[:, :cut], LETTERS, KIND_SHARPNESS),
            _head(about[0], moved, features, dual[:, cut:], LETTERS, ABOUT_SHARPNESS),
            tuple(_choice_heads(wordings, moved, features, questions or {})),
        )

    def hear(self, text: str, vector: Floats) -> Heard:
        """What one message is."""
        meaning = centred(vector[None], self.centre)[0]
        heads = [self.kind, self.about, *(head for _, head in self.choices)]
        places, values = self.ngrams.row(text.casefold())
        scores = [meaning @ head.meaning + values @ head.letters[places] for head in heads]
        kind, about = self.kind.shares(scores[0]), self.about.shares(scores[1])
        best = int(kind.argmax())
        order = np.argsort(-about)[:ABOUT]
        means: dict[str, tuple[str, float]] = {}
        for (ids, head), row in zip(self.choices if self._knows(text) else (), scores[2:]):
            means |= dict.fromkeys(ids, head.meant(row))
        near = tuple((self.about.names[place], float(about[place])) for place in order)
        return Heard(self.kind.names[best], float(kind[best]), near, means)

    def _knows(self, text: str) -> bool:
        """Whether enough of the words were ever learned: letters struck at random mean no choice."""
        words = WORD.findall(text.casefold())
        known = self.ngrams.parts[1].vocabulary_
        return sum(word in known for word in words) >= max(1, KNOWN * len(words))

    def save(self, folder: Path) -> None:
        """Write wishes.json, wishes.npz and the n-grams' own files, some MB."""
        self.ngrams.save(folder)
        heads = [self.kind, self.about, *(head for _, head in self.choices)]
        questions = [[], [], *(ids for ids, _ in self.choices)]
        about = [
            {"names": head.names, "sharpness": head.sharpness, "several": head.several, "questions": ids}
            for head, ids in zip(heads, questions, strict=True)
        ]
        (folder / NAMES).write_text(json.dumps(about), encoding="utf-8")
        arrays: dict[str, Any] = {"centre": self.centre}
        for place, head in enumerate(heads):
            arrays[f"meaning{place}"] = head.meaning
            arrays[f"letters{place}"], arrays[f"step{place}"] = as_bytes(head.letters)
        np.savez_compressed(folder / FILE, **arrays)

    @classmethod
    def load(cls, folder: Path) -> WishModel:
        """Read what `save` wrote."""
        about = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        with np.load(folder / FILE, allow_pickle=False) as kept:
            heads = [
                Head(
                    tuple(one["names"]),
                    kept[f"meaning{place}"],
                    from_bytes(kept[f"letters{place}"], kept[f"step{place}"]),
                    one["sharpness"],
                    one["several"],
                )
                for place, one in enumerate(about)
            ]
            centre = kept["centre"]
        choices = tuple((tuple(one["questions"]), head) for one, head in zip(about[2:], heads[2:]))
        return cls(centre, Ngrams.load(folder), heads[0], heads[1], choices)


def read_wishes(folder: Path) -> list[tuple[str, str]]:
    """(text, kind) of data/terms/wishes: a file is named as its kind and holds the wordings."""
    yaml = YAML(typ="safe")
    files = sorted((folder / "terms" / "wishes").glob("*.yml"))
    return [(str(text), file.stem) for file in files for text in yaml.load(file.read_text("utf-8"))]


def all_wordings(folder: Path, questions: Mapping[str, Question]) -> list[Wording]:
    """Everything people say in the intake, of a content folder."""
    wishes = [Wording(text, kind) for text, kind in read_wishes(folder)]
    return [*wishes, *read_wordings(folder / "intake", questions)]


def interview_questions(folder: Path) -> Mapping[str, Question]:
    """The intake's questions by id, of a content folder. Raises ContentErrors."""
    return load_interview(folder / "intake", states_served=(), minimum_age=18).by_id


def as_told(heard: Heard) -> dict[str, Any]:
    """The same as JSON, for the message and the tracker."""
    return {
        "name": heard.kind,
        "confidence": round(heard.share, 3),
        "about": [[key, round(share, 3)] for key, share in heard.about],
        "means": {key: [choice, round(share, 3)] for key, (choice, share) in heard.means.items()},
    }


def some_of(rows: list[Row], most: int = QUESTIONS) -> list[Row]:
    """At most about `most` of `rows`, evenly spread."""
    return rows[:: max(1, -(-len(rows) // most))]


def _one_hot(labels: Sequence[str]) -> tuple[tuple[str, ...], Floats]:
    """Names and (n, names); an empty label belongs to none."""
    names = tuple(sorted(set(labels) - {""}))
    place = {name: number for number, name in enumerate(names)}
    hot = np.zeros((len(labels), len(names)), np.float32)
    for row, label in enumerate(labels):
        if label:
            hot[row, place[label]] = 1
    return names, hot


def _solved(moved: Floats, features: csr_matrix, targets: Floats, letters: float, ridge: Floats) -> Floats:
    spelled = likeness(features)
    kernel = Symmetric.of(
        len(moved),
        lambda rows: np.asarray(
            moved[rows] @ moved[rows.start :].T + np.float32(letters) * spelled(rows), np.float32
        ),
    )
    return solved(kernel, ridge, targets)


def _head(
    names: tuple[str, ...],
    moved: Floats,
    features: csr_matrix,
    dual: Floats,
    letters: float,
    sharpness: float,
    several: bool = False,
) -> Head:
    spelled = np.ascontiguousarray(features.T @ dual, np.float32) * np.float32(letters)
    return Head(
        names, np.ascontiguousarray(moved.T @ dual), from_bytes(*as_bytes(spelled)), sharpness, several
    )


def _choice_heads(
    wordings: Sequence[Wording], moved: Floats, features: csr_matrix, questions: Mapping[str, Question]
) -> list[tuple[tuple[str, ...], Head]]:
    found = []
    for ids in sorted({wording.choices for wording in wordings if wording.choice}, key=sorted):
        rows = [place for place, wording in enumerate(wordings) if wording.choices == ids]
        read = [question for question in questions.values() if choice_ids(question) == ids]
        several = any(question.type == "multi_choice" for question in read)
        names, hot = _hot_choices([wordings[place].choice for place in rows])
        sizes = hot.sum(axis=0)
        even = ((sizes.mean() / sizes) ** EVENNESS)[hot.argmax(axis=1)]
        weights = np.ones(len(rows)) if several else even
        near, spelled = moved[rows], features[rows]
        dual = _solved(near, spelled, hot, CHOICE_LETTERS, np.asarray(CHOICE_RIDGE / weights, np.float32))
        head = _head(names, near, spelled, dual, CHOICE_LETTERS, CHOICE_SHARPNESS, several)
        found.append((tuple(question.id for question in read), head))
    return found


def _hot_choices(labels: Sequence[str]) -> tuple[tuple[str, ...], Floats]:
    """As _one_hot, of ids with commas between them."""
    names = tuple(sorted({name for label in labels for name in label.split(",")}))
    hot = np.array([[name in label.split(",") for name in names] for label in labels], np.float32)
    return names, hot
