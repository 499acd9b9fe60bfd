"""Where a message may be divided."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_ext.joints import MARK, MOST, Joints, read_joined, unmarked
from rasa_ext.segments import ASKS, BACK, TOLD, Segments

TERMS = Path(__file__).resolve().parents[2] / "data/terms"


@pytest.fixture(scope="module")
def joints() -> Joints:
    return Joints.fit(text for text, _ in read_joined(TERMS))


def marked(text: str) -> Segments:
    """Stretches between the marks."""
    plain, places = unmarked(text)
    return Segments.of(plain, dict.fromkeys(places, 0.9))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("how much is it and do you take insurance", ["how much is it", "do you take insurance"]),
        (
            "Is it addictive? Also will it show up on a test",
            ["Is it addictive?", "will it show up on a test"],
        ),
        ("whats the price\nwhere are you located", ["whats the price", "where are you located"]),
        ("success rate? time off work?", ["success rate?", "time off work?"]),
        ("side effects? driving?", ["side effects?", "driving?"]),
        ("what does it feel like when it starts does it make you sick",
         ["what does it feel like when it starts", "does it make you sick"]),
        (
            "what is ketamine what does it do to the brain",
            ["what is ketamine", "what does it do to the brain"],
        ),
    ],
)  # fmt: skip
def test_a_likely_joint_lies_where_the_next_question_begins(
    joints: Joints, text: str, parts: list[str]
) -> None:
    places = joints.places(text)
    best = max(places, key=lambda place: places[place])
    assert list(Segments.of(text, {best: places[best]}).texts) == parts


def test_joints_learned_from_some_messages_are_found_in_others() -> None:
    rows = [text for text, _ in read_joined(TERMS)]
    learned = Joints.fit(rows[::2])
    asked = [unmarked(row) for row in rows[1::2] if MARK in row]
    found = [len(places & {*learned.places(text)}) / len(places) for text, places in asked]
    assert sum(found) / len(found) > 0.85


def test_what_is_kept_proposes_the_same(joints: Joints, tmp_path: Path) -> None:
    joints.save(tmp_path)
    text = "price? and how long until i feel it, also is it safe"
    kept = Joints.load(tmp_path).places(text)
    assert kept == pytest.approx(joints.places(text), abs=0.01)


@pytest.mark.parametrize("text", ["cost", "", "   ", "?", "!!! ..."])
def test_a_message_of_one_word_or_none_has_no_joint(joints: Joints, text: str) -> None:
    assert Segments.of(text, joints.places(text)).texts == ()


def test_a_long_message_has_few_stretches(joints: Joints) -> None:
    text = "my dog barks and what is the price, " * 40
    assert len(joints.places(text)) <= MOST
    assert len(Segments.of(text, joints.places(text)).texts) <= 9


def test_a_piece_that_says_nothing_is_no_piece() -> None:
    assert marked("what is it || and why").texts == ()
    assert len(marked("the price || and so on || and where are you").texts) == 2


def test_a_mark_stands_before_the_words_behind_it() -> None:
    text, places = unmarked("how much || and where")
    assert [text[place:] for place in places] == ["and where"]
    text, places = unmarked("how much\n|| where")
    assert [text[place:] for place in places] == ["where"]


def test_an_alternative_or_a_statement_must_be_hinted_at_by_the_whole() -> None:
    assert marked("is this approved || or is it experimental").forms == (BACK, TOLD)
    assert marked("my sister works days, || who drives me home").forms == (TOLD, BACK)
    assert marked("how long is it, || who drives me home").forms == (BACK, ASKS)


def test_a_question_told_or_under_a_condition_is_one_of_its_own() -> None:
    assert marked("do I qualify || and if I do what's the first visit like").forms == (ASKS, ASKS)
    assert marked("my mom has epilepsy, || she wants to know what the side effects are").forms[-1] == ASKS
    assert marked("I drive a school bus. || who gets to see my chart and file").forms[-1] == ASKS
    assert marked("I drive a school bus. || is there a fee").forms[-1] == BACK
