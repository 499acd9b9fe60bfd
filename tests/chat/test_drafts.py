"""What the visitor reads comes from the content, and only from what may be served."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from frontdesk.chat.content import Content, load
from frontdesk.chat.drafts import Composer
from frontdesk.clinic import Clinic

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def content() -> Content:
    return load(Path("data"))


def composer(content: Content, require_review: bool = False) -> Composer:
    return Composer(content, today=TODAY, require_review=require_review)


@pytest.mark.promise("P23")
def test_with_review_required_only_reviewed_unexpired_answers_are_served(content: Content) -> None:
    cost = content.answers["cost"]
    for on, kind in ((None, "unknown"), (date(2026, 11, 1), "answer"), (date(2026, 1, 1), "unknown")):
        entry = replace(cost, reviewed_by="Dr. A. Example" if on else None, reviewed_on=on)
        changed = replace(content, answers={**content.answers, "cost": entry})
        draft = composer(changed, require_review=True).answer("cost")
        assert draft is not None and draft.kind == kind


@pytest.mark.promise("P23")
def test_every_reply_and_answer_is_the_files_text_with_facts_in_place(content: Content) -> None:
    for slug, entry in content.answers.items():
        for draft, text in (
            (composer(content).answer(slug), entry.short),
            (composer(content).more(slug), entry.long),
        ):
            assert draft is not None and draft.text == content.clinic.fill(text)
            assert "{{" not in draft.text
    for reply in content.replies.values():
        draft = composer(content).reply(reply.id, reference="OT-1234-56")
        assert draft is not None and "{" not in draft.text


def test_a_review_is_shown_with_its_name_and_day(content: Content) -> None:
    entry = replace(content.answers["cost"], reviewed_by="Dr. A. Example", reviewed_on=date(2026, 11, 1))
    changed = replace(content, answers={**content.answers, "cost": entry})
    draft = composer(changed).answer("cost")
    assert draft is not None and draft.reviewed == {"by": "Dr. A. Example", "on": "2026-11-01"}


def test_a_fact_the_clinic_has_not_given_is_said_to_be_unknown_with_a_way_to_staff(content: Content) -> None:
    facts = {key: value for key, value in content.clinic.facts.items() if key != "prices"}
    draft = composer(replace(content, clinic=Clinic(facts))).answer("cost")
    assert draft is not None
    assert "$" not in draft.text
    assert "do not have that detail" in draft.text and "(312) 555-0142" in draft.text


def test_clarify_offers_titles_by_slug_and_a_way_out(content: Content) -> None:
    draft = composer(content).clarify(["cost", "insurance", "no_such"])
    assert draft is not None and draft.kind == "clarify"
    assert [choice["id"] for choice in draft.choices] == ["cost", "insurance", "something_else"]


def test_what_names_no_content_is_dropped(content: Content) -> None:
    assert composer(content).compose([{"answer": "no_such"}, {"strange": 1}, {"reply": "no_such"}]) == []


def test_asked_again_a_person_is_offered_as_well(content: Content) -> None:
    draft = composer(content).compose([{"clarify": ["cost"], "again": True}])[0]
    assert [choice["id"] for choice in draft.choices] == ["cost", "something_else", "talk_to_person"]
