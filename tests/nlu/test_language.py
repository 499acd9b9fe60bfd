"""Messages in another language are told from English with slips."""

from __future__ import annotations

import pytest

from rasa_ext.spelling import Speller
from rasa_ext.terms import Terms
from rasa_ext.understanding_language import LanguageGuard


@pytest.fixture(scope="module")
def guard(speller: Speller, terms: Terms) -> LanguageGuard:
    known = {word for name in terms.names for word in name.split()}
    return LanguageGuard.create(speller.known | known)


@pytest.mark.parametrize(
    "text",
    [
        "cuanto cuesta",
        "hola",
        "¿aceptan seguro médico?",
        "quiero hablar con alguien",
        "puedo manejar despues del tratamiento",
        "mi esposa tiene depresion",
        "no hablo ingles",
        "que es la ketamina",
        "ya no quiero vivir",
        "q es spravato",
    ],
)
def test_spanish_is_recognised(guard: LanguageGuard, text: str) -> None:
    assert guard.foreign(text) == "es"


@pytest.mark.parametrize(
    "text",
    [
        "combien ça coûte",
        "сколько стоит лечение",
        "这个多少钱",
        "magkano po ang gamot",
        "chi phi bao nhieu",
    ],
)
def test_other_languages_are_recognised(guard: LanguageGuard, text: str) -> None:
    assert guard.foreign(text) not in (None, "en")


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "k drip?",
        "troche vs rdt?",
        "i'm on celexa",
        "xanax",
        "im depresed n tired",
        "",
        "👍",
        "555-0142",
        "wat is it",
    ],
)
def test_english_with_slips_and_names_is_english(guard: LanguageGuard, text: str) -> None:
    assert guard.foreign(text) is None
