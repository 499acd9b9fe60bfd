"""The learned wishes: what they are learned from, and that a saved model hears what the fitted one heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from frontdesk.interview.wishes import COMMANDS
from rasa_ext.minilm import model_folder
from rasa_ext.understanding_encoder import TwoLayerMiniLM
from rasa_ext.wishes import WishModel, all_wordings, interview_questions, read_wishes, some_of

DATA = Path(__file__).resolve().parents[2] / "data"
SOME = ("contact_ok", "transport")  # of the questions with wordings of their own: all take a minute


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
    questions = interview_questions(DATA)
    rows = all_wordings(DATA, questions)
    kept = [row for row in rows if not row.question or row.question in SOME]
    texts = [row.text for row in kept]
    vectors = np.vstack([encoder.encode(texts[at : at + 64]) for at in range(0, len(texts), 64)])
    return WishModel.fit(kept, vectors, questions), encoder


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
    assert model.hear(text, encoder.encode([text])[0]).kind == kind


@pytest.mark.parametrize(
    ("text", "question", "choice"),
    [
        ("texts only, grandpa plays every recording out loud", "contact_ok", "text"),
        ("my uncle said he will take me and bring me back", "transport", "yes"),
        ("five nights out of seven i suppose, so well over half", "gad7_3", "2"),
        ("that never once crossed my mind", "phq9_7", "0"),
    ],
)
def test_choices_are_read_by_likeness(
    fitted: tuple[WishModel, TwoLayerMiniLM], text: str, question: str, choice: str
) -> None:
    model, encoder = fitted
    assert model.hear(text, encoder.encode([text])[0]).means[question][0] == choice


def test_letters_struck_at_random_mean_no_choice(fitted: tuple[WishModel, TwoLayerMiniLM]) -> None:
    model, encoder = fitted
    assert model.hear("gurp nimlo fa", encoder.encode(["gurp nimlo fa"])[0]).means == {}


def test_a_change_is_heard_with_the_question_it_is_about(fitted: tuple[WishModel, TwoLayerMiniLM]) -> None:
    model, encoder = fitted
    text = "oh my nephew cannot take me home after all, sorry"
    heard = model.hear(text, encoder.encode([text])[0])
    assert heard.kind == "change" and heard.about[0][0] == "transport"


def test_a_saved_model_hears_the_same(fitted: tuple[WishModel, TwoLayerMiniLM], tmp_path: Path) -> None:
    model, encoder = fitted
    model.save(tmp_path)
    vector = encoder.encode(["not now please"])[0]
    heard = model.hear("not now please", vector)
    again = WishModel.load(tmp_path).hear("not now please", vector)
    assert again.kind == heard.kind and again.share == pytest.approx(heard.share, abs=1e-4)
    assert {key: choice for key, (choice, _) in again.means.items()} == {
        key: choice for key, (choice, _) in heard.means.items()
    }
    assert [key for key, _ in again.about] == [key for key, _ in heard.about]
