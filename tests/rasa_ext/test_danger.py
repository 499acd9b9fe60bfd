"""The second net learns, keeps and hears; what both nets make of a message together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from frontdesk.interview.values import ITEM_9
from frontdesk.safety import Verdict, load_screen
from rasa_ext.danger import (
    BUCKETS,
    DANGER,
    FILE,
    LETTERS_SHARE,
    DangerNet,
    Hearing,
    _letters,
    read_examples,
    training_pieces,
)
from rasa_ext.danger_component import harmless_wordings
from rasa_ext.danger_machine import Machine
from rasa_ext.danger_pieces import SENTENCE, pieces
from rasa_ext.danger_verdict import (
    AFTER_DENIAL,
    AFTER_DOUBTFUL,
    AFTER_NEARLY_SURE,
    AFTER_SOFT,
    ALONE,
    together,
)
from rasa_ext.encoder import encode_pieces
from rasa_ext.minilm import model_folder
from rasa_ext.quantized import ByteVectors, unpacked
from rasa_ext.understanding_encoder import TwoLayerMiniLM
from rasa_ext.wishes import all_wordings, interview_questions

DATA = Path(__file__).resolve().parents[2] / "data"
QUIET = Hearing(-2.0, urgent=False, soft=-1.0)


def test_it_hears_what_it_was_taught_and_survives_saving(tmp_path: Path) -> None:
    by_level: dict[str, list[str]] = {}
    for text, level in read_examples(DATA):
        by_level.setdefault(level, []).append(text)
    taught = [(text, level) for level in by_level for text in by_level[level][::12][:60]]
    texts, levels = [text for text, _ in taught], [level for _, level in taught]
    vectors = TwoLayerMiniLM(model_folder()).encode(texts)
    net = DangerNet.fit(texts, levels, vectors)
    net.save(tmp_path)
    again = DangerNet.load(tmp_path)
    heard = [again.hear([text], vectors[i : i + 1]) for i, text in enumerate(texts)]
    right = [(level in DANGER) == (found.danger > 0) for level, found in zip(levels, heard)]
    assert np.mean(right) > 0.95
    urgent = [found.urgent for level, found in zip(levels, heard) if level == "urgent_medical"]
    assert np.mean(urgent) > 0.8
    assert abs(heard[0].danger - net.hear(texts[:1], vectors[:1]).danger) < 0.02


@dataclass(frozen=True)
class _Given:
    """In the place of a machine: the first number of each vector."""

    def score(self, vectors: np.ndarray) -> np.ndarray:
        return vectors[:, 0]


@pytest.mark.parametrize(
    ("scores", "danger"),
    [([0.5], 0.5), ([-0.1, 0.2, -1.0], -0.01), ([-1.5, 0.9], 0.4), ([1.0, 0.2], 1.0)],
)
def test_a_piece_counts_less_where_the_whole_does_not_bear_it_out(scores: list[float], danger: float) -> None:
    given: Any = _Given()
    net = DangerNet(given, np.zeros(2 * BUCKETS + 1, np.float32), given, given)
    vectors = np.array(scores, np.float32)[:, None]
    assert net.hear(["words"] * len(scores), vectors).danger == pytest.approx(danger, abs=1e-5)


def test_of_many_examples_those_that_matter_are_learned_from() -> None:
    numbers = np.random.default_rng(7)
    target = np.arange(3000) % 5 == 0
    vectors = numbers.normal(0, 0.1, (3000, 32)).astype(np.float32)
    vectors[:, 0] += np.where(target, 0.4, -0.4)
    kept = ByteVectors.of(vectors[:2000])
    machine = Machine.fit(kept, target[:2000], most=600)
    assert np.mean((machine.score(vectors[2000:]) > 0) == target[2000:]) > 0.98
    again = Machine.fit(kept, target[:2000], most=600)
    assert (again.weights == machine.weights).all()  # two trainings agree
    assert len(machine.support) < 1000
    elsewhere = numbers.normal(0, 3, (200, 32)).astype(np.float32)
    assert (machine.score(elsewhere) < 0).all()  # like no example at all: no danger


def test_letters_of_one_text_are_read_as_those_of_a_batch() -> None:
    given: Any = _Given()
    weights = np.random.default_rng(7).normal(0, 1, 2 * BUCKETS + 1).astype(np.float32)
    net = DangerNet(given, weights, given, given)
    texts = ["I can't do this anymore", "no", "", "¿Dónde están? \U0001f622 \ud83d", "no no no no"]
    wanted = _letters(texts) @ weights[:-1] + weights[-1]
    quiet = np.full((1, 1), -9, np.float32)
    heard = [net.hear([text], quiet).danger for text in texts]
    np.testing.assert_allclose(heard, LETTERS_SHARE * wanted - 9, atol=1e-5)


@pytest.mark.parametrize(("danger", "soft"), [(-1.3, -1.0), (-1.1, -1.1), (0.5, 0.5)])
def test_a_reason_to_check_in_is_looked_for_near_danger_only(danger: float, soft: float) -> None:
    given: Any = _Given()
    net = DangerNet(given, np.zeros(2 * BUCKETS + 1, np.float32), given, given)
    assert net.hear(["words"], np.full((1, 1), danger, np.float32)).soft == pytest.approx(soft)


def test_a_long_message_is_read_whole_by_sentence_and_by_neighbours() -> None:
    assert pieces("one only") == ["one only"]
    assert pieces("I am fine. Really fine.") == ["I am fine. Really fine.", "I am fine.", "Really fine."]
    assert pieces("One here. Two here.\nThree here.")[4:] == ["One here. Two here.", "Two here. Three here."]
    words = [f"word{n}" for n in range(800)]
    long = " ".join(words)
    assert max(len(piece) for piece in pieces(long)[1:]) <= 2 * SENTENCE + 1
    assert set(" ".join(pieces(long)[1:]).split()) == set(words)
    assert pieces("") == [""]


def test_pieces_come_back_in_their_order() -> None:
    texts = [f"{'word ' * (n % 7)}{n}" for n in range(40)]

    def encode(batch: list[str]) -> np.ndarray:
        return np.array([[float(text.split()[-1])] for text in batch], np.float32)

    assert encode_pieces(texts, encode)[:, 0].tolist() == list(range(40))


def test_sentences_of_harmless_examples_are_taught_as_harmless_and_of_danger_only_whole() -> None:
    taught = training_pieces([("Hello. My back hurts.", "none"), ("Hello. I want to die.", "crisis")])
    assert ("My back hurts.", "none") in taught
    assert [text for text, level in taught if level == "crisis"] == ["Hello. I want to die."]


@pytest.mark.parametrize(
    ("rules", "danger", "level"),
    [
        (Verdict("crisis", ("a",), True), -9.0, "crisis"),  # a sure row stands, whatever the score
        (Verdict("crisis", ("a",), True, sure=False), AFTER_DOUBTFUL, "crisis"),
        (Verdict("crisis", ("a",), True, sure=False), AFTER_DOUBTFUL - 0.1, "none"),
        (Verdict("crisis", ("a",), True, sure=False, nearly=True), AFTER_NEARLY_SURE, "crisis"),
        (Verdict("soft_check", ("a+past",), True, past=True), ALONE, "crisis"),
        (Verdict("soft_check", ("a+past",), True, past=True), ALONE - 0.1, "soft_check"),
        (Verdict("crisis", ("a",), True, sure=False, nearly=True), AFTER_NEARLY_SURE - 0.1, "soft_check"),
        (Verdict("soft_check", ("b",), True), AFTER_SOFT, "crisis"),
        (Verdict("soft_check", ("b",), True), AFTER_SOFT - 0.1, "soft_check"),
        (Verdict("none", denied=True), ALONE, "soft_check"),  # a denial speaks against a mere score
        (Verdict("none", denied=True), AFTER_DENIAL, "crisis"),
        (Verdict("none"), ALONE, "crisis"),
        (Verdict("none"), ALONE - 0.1, "soft_check"),  # not an alarm, and not nothing
        (Verdict("none"), -0.5, "none"),
    ],
)
def test_together(rules: Verdict, danger: float, level: str) -> None:
    assert together(rules, Hearing(danger, urgent=False, soft=-1.0)).level == level


def test_the_score_and_the_rows_are_kept_for_review() -> None:
    heard = together(Verdict("crisis", ("plan-made",), True, sure=False), Hearing(0.4, urgent=True, soft=0.0))
    assert (heard.level, heard.rows) == ("crisis", ("plan-made", "net 0.40"))
    assert together(Verdict("none"), Hearing(1.0, urgent=True, soft=0.0)).level == "urgent_medical"


def test_a_question_about_suicide_keeps_its_resources_line_when_the_alarm_is_taken_back() -> None:
    heard = together(Verdict("crisis", ("suicide-word",), True, sure=False), QUIET)
    assert (heard.level, heard.resources) == ("none", True)
    assert not together(Verdict("none"), QUIET).resources


def test_no_wording_that_the_rules_hear_is_learned_as_harmless() -> None:
    screen = load_screen(DATA / "safety")
    wordings = all_wordings(DATA, interview_questions(DATA))
    harmless = {wording.text for wording in harmless_wordings(DATA)}
    heard = [wording.text for wording in wordings if screen.screen(wording.text).level in DANGER]
    assert len(heard) > 20 and not harmless & set(heard)
    of_item_9 = [wording for wording in wordings if wording.question == ITEM_9]
    elsewhere = {wording.text for wording in wordings if wording.question != ITEM_9}
    assert of_item_9 and not harmless & ({wording.text for wording in of_item_9} - elsewhere)


def test_a_vector_that_several_machines_learned_from_is_kept_once(tmp_path: Path) -> None:
    levels = ["crisis", "urgent_medical", "soft_check", "none"] * 10
    texts = [f"words {number}" for number in range(40)]
    vectors = np.random.default_rng(7).normal(size=(40, 768)).astype(np.float32)
    net = DangerNet.fit(texts, levels, vectors)
    net.save(tmp_path)
    with np.load(tmp_path / FILE) as kept:
        assert unpacked(kept["vectors"], 768).shape == (40, 768)
    again = DangerNet.load(tmp_path)
    for name in ("danger", "urgent", "soft"):
        one, other = getattr(net, name), getattr(again, name)
        assert np.allclose(one.score(vectors), other.score(vectors), atol=1e-4)
