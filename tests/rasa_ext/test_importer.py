"""Rasa sees the curated content as its own training data, and nothing else of ours."""

from __future__ import annotations

import functools
import warnings
from pathlib import Path

import pytest

from bench.corpora import training
from frontdesk.clinic import load_answers, load_replies

pytest.importorskip("rasa")
ROOT = Path(__file__).resolve().parents[2]
SET_BY_CODE = {
    "clarify",
    "choose",
    "something_else",
    "several",
    "other_language",
    "contact_given",
    "declines_contact",
}


@pytest.fixture(scope="module")
def importer():  # type: ignore[no-untyped-def]
    from rasa_ext.importer import FrontdeskImporter

    made = FrontdeskImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")])
    for name in ("get_domain", "get_nlu_data", "get_stories"):  # each reads every file: once is enough
        setattr(made, name, functools.lru_cache(maxsize=1)(getattr(made, name)))
    return made


def test_every_answer_is_an_intent_with_its_examples_a_response_and_a_rule(importer) -> None:  # type: ignore[no-untyped-def]
    answers = load_answers(ROOT / "data")
    domain, nlu, stories = importer.get_domain(), importer.get_nlu_data(), importer.get_stories()
    examples = {(m.get("intent"), m.get("text")) for m in nlu.intent_examples}
    rules = {step.block_name for step in stories.story_steps}
    for slug, answer in answers.items():
        assert f"faq_{slug}" in domain.intents
        assert domain.responses[f"utter_faq_{slug}"][0]["custom"] == {"answer": slug}
        assert {(f"faq_{slug}", ask) for ask in answer.asks} <= examples
        assert f"answer faq_{slug}" in rules


def test_every_hand_written_example_reaches_rasa(importer) -> None:  # type: ignore[no-untyped-def]
    # Rasa leaves out, without a word, a line that is indented deeper than the first of its block
    read = {(m.get("intent"), m.get("text")) for m in importer.get_nlu_data().intent_examples}
    written = {(row.label, row.text) for row in training()}
    assert written <= read


def test_a_fixed_reply_that_a_rule_says_is_a_response_with_facts_in_place(importer) -> None:  # type: ignore[no-untyped-def]
    responses, replies = importer.get_domain().responses, load_replies(ROOT / "data")
    assert {"utter_greet", "utter_clinic_parking"} <= set(responses)
    for name, (response,) in responses.items():
        assert response["text"] and "{" not in response["text"]
        assert name.removeprefix("utter_") in replies or name.startswith("utter_faq_")


def test_rasas_own_validation_finds_nothing_but_the_intents_that_code_sets(importer) -> None:  # type: ignore[no-untyped-def]
    from rasa.validator import Validator

    validator = Validator.from_importer(importer)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        for check in (
            validator.verify_intents_in_stories,
            validator.verify_example_repetition_in_intents,
            validator.verify_utterances_in_stories,
            validator.verify_actions_in_stories_rules,
            validator.verify_forms_in_stories_rules,
            validator.verify_domain_validity,
        ):
            check()
    said = {str(warning.message) for warning in caught if warning.category is UserWarning}
    assert {message.split("'")[1] for message in said} == SET_BY_CODE, said


def test_every_intent_but_those_our_code_sets_has_examples_and_a_rule(importer) -> None:  # type: ignore[no-untyped-def]
    domain = importer.get_domain()
    learned = {message.get("intent") for message in importer.get_nlu_data().intent_examples}
    builtin = {"restart", "back", "session_start", "nlu_fallback"}
    assert set(domain.intents) - builtin - SET_BY_CODE == learned
    ruled = {
        event.intent_name
        for step in importer.get_stories().story_steps
        for event in step.events
        if hasattr(event, "intent_name")
    }
    assert set(domain.intents) - (builtin - {"nlu_fallback"}) <= ruled
