"""Whole messages that say nothing of any topic are settled before anything learned is asked."""

from __future__ import annotations

import pytest

from frontdesk.project.env import ROOT
from rasa_ext.bare_words import FILE, BareWords
from rasa_ext.combine import combine
from rasa_ext.intents import Decision
from rasa_ext.pieces import Pieces

TERMS = ROOT / "data" / "terms"


@pytest.fixture(scope="module")
def bare() -> BareWords:
    return BareWords.load(TERMS / FILE)


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("no", "acknowledge"),
        ("K", "acknowledge"),
        ("No, that’s all.", "acknowledge"),
        ("never mind...", "acknowledge"),
        ("Nope. Nothing else", "acknowledge"),
        ("no thanks!", "thanks"),
        ("that's it, thanks", "thanks"),
        ("ok bye", "goodbye"),
        ("stop", "goodbye"),
        ("what else?", "tell_me_more"),
        ("Too long!", "simpler"),
        ("in plain words please", "simpler"),
        ("just the short version", "simpler"),
        ("please don’t call the police", "declines_contact"),
    ],
)
def test_a_bare_word_is_what_it_is(bare: BareWords, said: str, intent: str) -> None:
    assert bare.intent(said) == intent


@pytest.mark.parametrize(
    "said",
    [
        "no refunds?",
        "is the session too long",
        "is there a simpler form",
        "k hole",
        "nothing works for me",
        "that's all it costs?",
        "stop my meds",
        "never mind the cost, is it safe",
        "",
        "no " * 40,
    ],
)
def test_whatever_says_more_is_left_to_the_model(bare: BareWords, said: str) -> None:
    assert bare.intent(said) is None


def test_what_the_model_makes_of_a_bare_word_does_not_count() -> None:
    misuse = Decision("answer", "misuse", 0.9, (), (("misuse", 0.9),))
    assert combine(Pieces(("k",), intent="acknowledge"), [misuse]).intent == "acknowledge"
