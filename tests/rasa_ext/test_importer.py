"""Rasa sees the curated content as its own training data, and nothing else of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.clinic import load_answers, load_replies

pytest.importorskip("rasa")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def importer():  # type: ignore[no-untyped-def]
    from rasa_ext.importer import FrontdeskImporter

    return FrontdeskImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")])


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


def test_every_fixed_reply_is_a_response_with_facts_in_place(importer) -> None:  # type: ignore[no-untyped-def]
    responses = importer.get_domain().responses
    for reply_id in load_replies(ROOT / "data"):
        text = responses[f"utter_{reply_id}"][0]["text"]
        assert text and "{" not in text


def test_every_intent_but_those_our_code_sets_has_examples_and_a_rule(importer) -> None:  # type: ignore[no-untyped-def]
    domain = importer.get_domain()
    learned = {message.get("intent") for message in importer.get_nlu_data().intent_examples}
    set_by_code = {"clarify", "choose", "something_else", "several", "other_language"}
    builtin = {"restart", "back", "session_start", "nlu_fallback"}
    assert set(domain.intents) - builtin - set_by_code == learned
    ruled = {
        event.intent_name
        for step in importer.get_stories().story_steps
        for event in step.events
        if hasattr(event, "intent_name")
    }
    assert set(domain.intents) - (builtin - {"nlu_fallback"}) <= ruled
