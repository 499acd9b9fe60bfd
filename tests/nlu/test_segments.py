"""Where a message may be divided, and when it is."""

from __future__ import annotations

import pytest

from rasa_ext.segments import BACK, STORY, Reading, Segments, best


def pieces(text: str) -> list[str]:
    segments = Segments.of(text)
    return [t for t, (first, last) in zip(segments.texts, segments.spans) if last - first == 1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("how much is it and do you take insurance", ["how much is it", "do you take insurance"]),
        (
            "Is it addictive? Also will it show up on a test",
            ["Is it addictive?", "will it show up on a test"],
        ),
        ("whats the price\nwhere are you located", ["whats the price", "where are you located"]),
        (
            "do you take care credit / do you take medicaid",
            ["do you take care credit", "do you take medicaid"],
        ),
        ("success rate? time off work?", ["success rate?", "time off work?"]),
        ("side effects? driving?", ["side effects?", "driving?"]),
        ("scared of a bad trip... can I pick the music", ["scared of a bad trip...", "can I pick the music"]),
        (
            "what is ketamine what does it do to the brain",
            ["what is ketamine", "what does it do to the brain"],
        ),
    ],
)
def test_joints_are_found_between_pieces_that_say_something(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


@pytest.mark.parametrize("text", ["cost", "what is it and why", "how long does it last", ""])
def test_a_message_without_a_joint_has_no_stretches(text: str) -> None:
    assert Segments.of(text).texts == ()


def test_a_long_message_has_few_stretches() -> None:
    text = "my dog barks and my cat sleeps, " * 40
    assert len(Segments.of(text).texts) == 9


def test_an_alternative_or_a_statement_must_be_hinted_at_by_the_whole() -> None:
    assert Segments.of("is this approved or is it experimental").needs == (BACK, STORY)
    assert Segments.of("my sister works days, who drives me home").needs == (STORY, BACK)
    assert Segments.of("how long is it, who drives me home").needs == (BACK, 0.0)
    assert Segments.of("is my dad too old for this drug? he also takes tramadol").needs == (0.0, 0.0)


def test_a_question_told_or_under_a_condition_is_one_of_its_own() -> None:
    assert Segments.of("do I qualify and if I do what's the first visit like").needs == (0.0, 0.0)
    assert Segments.of("my mom has epilepsy, she wants to know what the side effects are").needs[-1] == 0.0
    assert Segments.of("I drive a school bus. who gets to see my chart and file").needs[-1] == 0.0
    assert Segments.of("I drive a school bus. is there a fee").needs[-1] == BACK


def test_the_division_with_the_strongest_weakest_part_wins() -> None:
    segments = Segments.of("where are you, do I need a ride, how long does it take")
    readings = [Reading("a", 0.9) for _ in segments.texts]
    assert best(segments, readings, 0.6) == ()  # the same thing thrice
    named = {"where are you": "hours", "do I need a ride": "escort", "how long does it take": "duration"}
    readings = [Reading(named.get(text), 0.9 if text in named else 0.0) for text in segments.texts]
    chosen = [segments.texts[number] for number in best(segments, readings, 0.6)]
    assert chosen == ["where are you", "do I need a ride", "how long does it take"]
    weak = [Reading(r.intent, 0.5) if r.intent == "escort" else r for r in readings]
    assert best(segments, weak, 0.6) == ()
    few = {"where are you, do I need a ride": "hours", "how long does it take": "duration"}
    surer = [Reading(few.get(text, named.get(text)), 0.95 if text in few else 0.8) for text in segments.texts]
    assert len(best(segments, surer, 0.6)) == 3  # plenty for each of three
