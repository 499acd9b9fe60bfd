"""A choice may be pressed or typed."""

from __future__ import annotations

import pytest

from frontdesk.chat.typed import typed_choice
from tests.chat.conftest import FakeRasa, Visitor

CHOICES = [
    {"id": "more_cost", "title": "Tell me more"},
    {"id": "insurance", "title": "Does insurance cover ketamine or Spravato?"},
    {"id": "something_else", "title": "Something else"},
]


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("1", "more_cost"),
        ("2.", "insurance"),
        ("the second one", "insurance"),
        ("Option 3", "something_else"),
        ("last one", "something_else"),
        ("does insurance cover ketamine or spravato", "insurance"),
        ("TELL ME MORE!", "more_cost"),
        ("none of these", "something_else"),
        ("No.", "something_else"),
        ("yes", None),
        ("4", None),
        ("0", None),
        ("2 infusions", None),
        ("one more question", None),
        ("", None),
        ("?", None),
    ],
)
def test_number_place_or_words_name_a_choice(text: str, choice: str | None) -> None:
    assert typed_choice(text, CHOICES) == choice


def test_yes_takes_the_only_choice_and_no_takes_none() -> None:
    person = [{"id": "talk_to_person", "title": "Talk to a person"}]
    assert typed_choice("Yes, please", person) == "talk_to_person"
    assert typed_choice("no", person) is None


@pytest.mark.parametrize(
    "text", ["Hablar con una persona", "quiero hablar con una persona", "sí", "talk to a person"]
)
def test_a_title_in_two_languages_is_named_in_either(text: str) -> None:
    person = [{"id": "talk_to_person", "title": "Talk to a person / Hablar con una persona"}]
    assert typed_choice(text, person) == "talk_to_person"


def test_nothing_was_offered() -> None:
    assert typed_choice("1", []) is None
    assert typed_choice("last", []) is None


@pytest.mark.django_db(transaction=True)
async def test_a_typed_number_reaches_rasa_as_the_choice(visitor: Visitor, rasa: FakeRasa) -> None:
    await visitor.say("price")
    await visitor.say("2")
    assert rasa.asked[-1][2]["choice"] == "insurance"
    await visitor.say("how long is a session")
    assert rasa.asked[-1][2]["choice"] is None


@pytest.mark.django_db(transaction=True)
async def test_an_open_question_reads_a_number_itself(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.active_loop = "intake_form"
    await visitor.say("price")
    await visitor.say("2")
    assert rasa.asked[-1][2]["choice"] is None
