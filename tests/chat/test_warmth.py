"""Nobody who tells of a hard time gets only "I am not sure", and nobody reads the same words twice."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk.chat.content import content
from frontdesk.chat.drafts import Composer, Draft
from frontdesk.chat.repeating import afresh
from frontdesk.chat.warmth import warmly
from frontdesk.safety import Verdict

STATE = Draft("handoff", "This chat is with our staff.", trace={"intent": "hand_off_status"})
MORE = Draft("answer", "The longer answer.", topic="age_limits", trace={"intent": "tell_me_more"})
NONE = Verdict("none")


@pytest.fixture
def composer() -> Composer:
    return Composer(content(), today=date(2026, 11, 23), require_review=False)


def said(composer: Composer, text: str, *drafts: Draft | None, soft: Verdict = NONE) -> list[Draft]:
    return warmly([draft for draft in drafts if draft], text, soft, content(), composer)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("im really scared", "fear"),
        ("I'm so nervous about all this", "fear"),
        ("my brother died last month", "hard_time"),
        ("i just want my husband back", "hard_time"),
        ("im at the hospital", "in_hospital"),
    ],
)
def test_kind_words_take_the_place_of_not_being_sure(composer: Composer, text: str, reply: str) -> None:
    wanted = composer.reply(reply)
    assert wanted is not None
    for draft in (composer.reply("unknown"), STATE, MORE):
        (warm,) = said(composer, text, draft)
        assert (warm.text, warm.choices) == (wanted.text, wanted.choices)


def test_the_nearest_titles_stay_with_the_kind_words(composer: Composer) -> None:
    (warm,) = said(composer, "im scared of needles", composer.clarify(["routes", "bad_trip"]))
    ids = [choice["id"] for choice in warm.choices]
    assert ids == ["routes", "bad_trip", "monitoring_staff", "talk_to_person"]


def test_a_decline_stays_whole_after_a_word_of_sorrow(composer: Composer) -> None:
    decline, sorry = composer.reply("decline_medical_advice"), composer.reply("sorry_to_hear")
    assert said(composer, "i lost my job last week", decline) == [sorry, decline]


def test_an_answer_a_question_and_misuse_are_left_alone(composer: Composer) -> None:
    answer, unknown, misuse = (
        composer.answer("bad_trip"),
        composer.reply("unknown"),
        composer.reply("decline_misuse"),
    )
    assert said(composer, "im scared", answer) == [answer]
    assert said(composer, "what if i am scared?", unknown) == [unknown]
    assert said(composer, "what can i do if im scared", unknown) == [unknown]
    assert said(composer, "im scared", misuse) == [misuse]
    assert said(composer, "can i bring a plant", unknown) == [unknown]


def test_other_words_for_who_has_read_these(composer: Composer) -> None:
    draft = composer.reply("hand_off_state", reference="OT-1", when="Soon.", left="By phone.")
    assert draft is not None and len(draft.again) == 2
    read: set[str] = set()
    for wanted in (draft.text, *draft.again, draft.again[-1]):
        assert afresh(draft, read).text == wanted
        assert "{" not in wanted and "  " not in wanted
        read.add(wanted)


def test_a_visitors_own_words_are_no_slot(composer: Composer) -> None:
    draft = composer.reply("reach_noted", said="{left} {reference}", reference="OT-1", left="By mail.")
    assert draft is not None and draft.text.endswith("\u201c{left} {reference}\u201d. By mail.")
