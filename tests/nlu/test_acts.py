"""What kind of question it is, whichever medicine it names."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rasa_ext.terms import Terms
from rasa_ext.understanding_acts import ActModel

TERMS = Terms.load(Path(__file__).parents[2] / "data/terms")
MEDICINES = ("lamictal", "prozac", "xanax", "lithium", "adderall")
TEXTS = [
    text
    for name in MEDICINES
    for text in (
        f"how do i wean off {name}",
        f"should i stop my {name}",
        f"can people stay on {name} with ketamine",
        f"is {name} a problem during treatment",
        f"what does {name} cost at the pharmacy",
        f"who makes {name}",
    )
]
LABELS = ["medical_advice", "medical_advice", "faq_x", "faq_x", "out_of_scope", "out_of_scope"] * len(
    MEDICINES
)


def fitted() -> ActModel:
    model = ActModel.fit(TEXTS, LABELS, TERMS.masked)
    assert model is not None
    return model


def test_a_medicine_never_seen_does_not_hide_what_is_asked() -> None:
    model = fitted()
    said = model.shares(["how do i wean off Klonopin", "can people stay on Effexor with ketamine"])
    assert [("ordinary", *model.names)[i] for i in said.argmax(axis=1)] == ["medical_advice", "ordinary"]


def test_saved_and_loaded_it_says_the_same(tmp_path: Path) -> None:
    model = fitted()
    model.save(tmp_path)
    again = ActModel.load(tmp_path, TERMS.masked)
    assert again is not None
    np.testing.assert_allclose(again.shares(TEXTS), model.shares(TEXTS), atol=0.01)


def test_without_such_labels_there_is_nothing_to_learn(tmp_path: Path) -> None:
    assert ActModel.fit(["a", "b"], ["faq_x", "faq_y"], str.lower) is None
    assert ActModel.load(tmp_path, str.lower) is None
