"""The classifier: what it decides, that it survives saving, and that it refuses what it does not know."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest

from rasa_ext import intents, understanding_kernel
from rasa_ext.intents import IntentModel, Thresholds
from rasa_ext.understanding_kernel import LETTERS_SHARE, SETTINGS, FitError, _matrix, fit_kernel
from rasa_ext.understanding_ngrams import Ngrams

EXAMPLES = {
    "faq_cost": [
        "how much is it",
        "what is the price",
        "how much does one infusion cost",
        "price list please",
        "what do you charge",
        "cost of an infusion",
    ],
    "faq_driving": [
        "can i drive after",
        "when can i drive again",
        "is driving allowed that day",
        "drive home after",
        "can i drive myself home",
        "driving the next day",
    ],
    "faq_nausea": [
        "will i throw up",
        "does it make you nauseous",
        "nausea medicine",
        "i get sick to my stomach",
        "is vomiting common",
        "what helps with nausea",
    ],
    "medical_advice": [
        "should i stop my zoloft",
        "what dose do i need",
        "should i skip my xanax",
        "how many mg should i take",
        "am i bipolar",
        "should i take my pills",
    ],
    "out_of_scope": [
        "who won the game",
        "what is the weather",
        "write me a poem",
        "best pizza in town",
        "how do i fix my sink",
        "translate hello",
    ],
}


def vectors(texts: list[str]) -> np.ndarray:
    """A stand-in for the encoder: words hashed to 64 numbers."""
    rows = np.full((len(texts), 64), 0.01, np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.split():
            row[zlib.crc32(word.encode()) % 64] += 1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    texts = [text for group in EXAMPLES.values() for text in group]
    labels = [label for label, group in EXAMPLES.items() for _ in group]
    return IntentModel.fit(texts, labels, vectors(texts))


def decide(model: IntentModel, shares: dict[str, float]):
    return model.decide(np.array([shares.get(label, 0.0) for label in model.labels], np.float32))


def test_a_question_like_the_examples_gets_its_topic(model: IntentModel) -> None:
    shares = model.predict(["how much is one infusion"], vectors(["how much is one infusion"]))
    assert model.labels[int(shares.argmax())] == "faq_cost"
    assert shares.sum() == pytest.approx(1.0, abs=1e-5)


def test_saved_and_loaded_it_says_the_same(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again, texts = IntentModel.load(tmp_path), ["can i drive", "nausea", "xyz"]
    assert again.labels == model.labels
    np.testing.assert_allclose(
        again.predict(texts, vectors(texts)), model.predict(texts, vectors(texts)), atol=0.01
    )


def test_no_text_gives_no_rows(model: IntentModel) -> None:
    assert model.predict([], np.zeros((0, 64), np.float32)).shape == (0, len(model.labels))


def test_a_sure_topic_is_answered_and_an_unsure_one_asked_back(model: IntentModel) -> None:
    assert decide(model, {"faq_cost": 0.9}).kind == "answer"
    asked = decide(model, {"faq_cost": 0.4, "faq_driving": 0.3, "out_of_scope": 0.3})
    assert (asked.kind, asked.candidates[:2]) == ("clarify", ("faq_cost", "faq_driving"))


def test_only_topics_are_ever_offered_as_choices(model: IntentModel) -> None:
    made = decide(model, {"faq_cost": 0.3, "medical_advice": 0.2, "faq_driving": 0.2, "out_of_scope": 0.3})
    assert all(name.startswith("faq_") for name in made.candidates) and len(made.candidates) <= 3


def test_advice_wins_when_it_is_close(model: IntentModel) -> None:
    made = decide(model, {"faq_nausea": 0.05, "medical_advice": 0.45, "out_of_scope": 0.5})
    assert (made.kind, made.intent, made.aside) == ("answer", "medical_advice", None)


def test_a_likely_topic_is_answered_beside_what_is_for_a_clinician(model: IntentModel) -> None:
    made = decide(model, {"faq_nausea": 0.52, "medical_advice": 0.45})
    assert (made.kind, made.intent, made.aside) == ("answer", "faq_nausea", "medical_advice")


def test_out_of_scope_is_unknown_and_keeps_the_guess(model: IntentModel) -> None:
    made = decide(model, {"out_of_scope": 0.9, "faq_cost": 0.1})
    assert (made.kind, made.intent, made.candidates) == ("unknown", "out_of_scope", ())
    assert made.ranking[1] == ("faq_cost", pytest.approx(0.1))


def test_nothing_likely_is_unknown(model: IntentModel) -> None:
    assert decide(model, {"faq_cost": 0.05, "faq_driving": 0.04}).kind == "unknown"


def test_probabilities_stand_in_order_of_the_thresholds() -> None:
    limits = Thresholds()
    assert 0 < limits.clarify < limits.aside < limits.safer <= limits.answer < 1


def test_a_doubtful_personal_question_is_marked_beside_the_answer(model: IntentModel) -> None:
    made = decide(model, {"faq_nausea": 0.7, "medical_advice": 0.25})
    assert (made.kind, made.intent, made.aside) == ("answer", "faq_nausea", "medical_advice")
    assert decide(model, {"faq_nausea": 0.95, "medical_advice": 0.05}).aside is None


def test_leave_one_out_scores_equal_refitting_without_the_example() -> None:
    texts = [text for group in EXAMPLES.values() for text in group]
    y = np.repeat(np.arange(len(EXAMPLES)), 6)
    kernel, held_out = fit_kernel(texts, y, len(EXAMPLES), vectors(texts))
    assert held_out is not None
    assert held_out.shape == (len(texts), len(EXAMPLES))
    own = kernel.meaning(vectors(texts)) + kernel.spelling(texts)
    assert own.argmax(axis=1).tolist() == y.tolist()
    assert (held_out[np.arange(len(y)), y] < own[np.arange(len(y)), y]).all()


def test_examples_that_are_not_finite_are_a_fault() -> None:
    with pytest.raises(FitError):
        fit_kernel(["a b", "c d"], np.array([0, 1]), 2, np.full((2, 4), np.nan, np.float32))


def test_the_kernel_is_the_same_whether_features_are_held_dense_or_sparse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [text for texts in EXAMPLES.values() for text in texts]
    _, features = Ngrams.fit(texts)
    unit = vectors(texts) / np.linalg.norm(vectors(texts), axis=1, keepdims=True)
    spelled = (features @ features.T).toarray()
    plain = np.exp(SETTINGS[0].width * (unit @ unit.T - 1)) + LETTERS_SHARE * spelled
    monkeypatch.setattr(understanding_kernel, "BLOCK", 5)
    for common in (0, 7, 10_000):
        monkeypatch.setattr(understanding_kernel, "COMMON", common)
        made = _matrix(unit, features, SETTINGS[0])
        np.testing.assert_allclose(made.dense(), plain, atol=1e-5)


def test_a_large_model_looks_at_all_examples_where_a_few_leave_a_doubt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(understanding_kernel, "SMALL", 10)
    monkeypatch.setattr(intents, "SMALL", 10)
    monkeypatch.setattr(understanding_kernel, "LOOKED_AT", 20)
    texts = [text for group in EXAMPLES.values() for text in group]
    labels = [label for label, group in EXAMPLES.items() for _ in group]
    fitted = IntentModel.fit(texts, labels, vectors(texts))
    fitted.save(tmp_path)
    large = IntentModel.load(tmp_path)
    asked = ["what does it cost", "can i drive", "purple elephant"]
    monkeypatch.setattr(intents, "PLAIN", 2.0)  # nothing is plain: all examples, as without a first look
    exact = large.predict(asked, vectors(asked))
    monkeypatch.setattr(intents, "PLAIN", 0.0)
    looked = large.predict(asked, vectors(asked))
    assert not np.allclose(looked, exact)
    assert looked.argmax(axis=1).tolist()[:2] == exact.argmax(axis=1).tolist()[:2]
    assert np.allclose(looked.sum(axis=1), 1, atol=1e-5)
