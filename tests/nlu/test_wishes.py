"""The learned wishes: what they are learned from, and that a saved model hears what the fitted one heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from frontdesk.interview.wishes import COMMANDS
from rasa_ext.minilm import model_folder
from rasa_ext.understanding_encoder import TwoLayerMiniLM
from rasa_ext.wishes import WishModel, read_wishes, some_of

DATA = Path(__file__).resolve().parents[2] / "data"


def test_every_command_of_the_interview_has_rows_to_learn_from() -> None:
    rows = read_wishes(DATA)
    kinds = {kind for _, kind in rows}
    assert kinds == {*COMMANDS, "change", "explain", "question", "answer"}
    assert all(sum(kind == each for _, kind in rows) >= 14 for each in kinds)
    texts = [text.casefold() for text, _ in rows]
    assert len(set(texts)) == len(texts)


def test_a_part_of_the_questions_is_spread_over_all_of_them() -> None:
    assert some_of(list(range(10)), 5) == [0, 2, 4, 6, 8]
    assert some_of([1, 2], 5) == [1, 2]


@pytest.fixture(scope="module")
def fitted() -> tuple[WishModel, TwoLayerMiniLM]:
    encoder = TwoLayerMiniLM(model_folder())
    rows = read_wishes(DATA)
    texts = [text for text, _ in rows]
    vectors = np.vstack([encoder.encode(texts[at : at + 64]) for at in range(0, len(texts), 64)])
    return WishModel.fit(texts, [kind for _, kind in rows], vectors), encoder


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("could you skip that for me", "skip"),
        ("may i go to the question before", "back"),
        ("why on earth would you need that", "why"),
        ("dinner is ready, will finish afterwards", "later"),
        ("i want a human to do this with me", "person"),
        ("oh i forgot a pill i take, warfarin", "change"),
        ("warfarin and a water pill", "answer"),
    ],
)
def test_unseen_wordings_are_heard(fitted: tuple[WishModel, TwoLayerMiniLM], text: str, kind: str) -> None:
    model, encoder = fitted
    assert model.hear(text, encoder.encode([text])[0])[0] == kind


def test_a_saved_model_hears_the_same(fitted: tuple[WishModel, TwoLayerMiniLM], tmp_path: Path) -> None:
    model, encoder = fitted
    model.save(tmp_path)
    vector = encoder.encode(["not now please"])[0]
    name, share = model.hear("not now please", vector)
    again, as_before = WishModel.load(tmp_path).hear("not now please", vector)
    assert again == name and as_before == pytest.approx(share, abs=1e-4)
