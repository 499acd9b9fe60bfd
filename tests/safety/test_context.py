"""What the words around a match change, and what they must not."""

from __future__ import annotations

import pytest

from frontdesk.safety import Screen


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I am not suicidal", "none"),
        ("no thoughts of suicide or self harm", "none"),
        ("I am suicidal", "crisis"),
        ("I'm not suicidal, I just want to die", "crisis"),
        ("why shouldn't I kill myself", "crisis"),
        ("not a day goes by that I don't think about killing myself", "crisis"),
        ("does ketamine help with suicidal thoughts?", "none"),
        ("I have suicidal thoughts, does ketamine help?", "crisis"),
        ("I attempted suicide in 2015", "soft_check"),
        ("I attempted suicide last night", "crisis"),
        ("my father died by suicide in 2009", "none"),
        ("my son says he wants to die", "crisis"),
        ("I had a seizure as a child", "none"),
        ("she is having a seizure", "urgent_medical"),
        ("can ketamine cause chest pain?", "none"),
        ("I have chest pain", "urgent_medical"),
        ("I took 30 pills and I want to die", "crisis"),
        ("Suicidal ideation: denies. Self-harm: denies.", "none"),
        ("Thoughts of death? No. What are your hours?", "none"),
        ("My doctor asked if I wanted to die. I told him no.", "none"),
        ("he asked whether I'm suicidal and I told him no", "none"),
        ("they asked if I was suicidal and I said no but that's a lie", "crisis"),
        ("they asked if I was suicidal and I said no because they'd lock me up", "crisis"),
        ("my husband took 6 lozenges and won't wake up", "urgent_medical"),
        ("it never got so bad that I wanted to die", "none"),
        ("not at all for the better off dead one", "none"),
        ("Do I want to die? Yes.", "crisis"),
        ("Do I want to die? No one has ever asked me that. I do.", "crisis"),
        ("I want to die. No doubt about it.", "crisis"),
        ("they asked if I was suicidal and I said yes", "crisis"),
        ("this traffic makes me want to kill myself lol", "soft_check"),
    ],
)
def test_level(screen: Screen, text: str, level: str) -> None:
    assert screen.screen(text).level == level


def test_a_question_about_suicide_asks_for_the_resources_line(screen: Screen) -> None:
    verdict = screen.screen("Is Spravato approved for suicidal ideation?")
    assert (verdict.level, verdict.resources) == ("none", True)


def test_an_ordinary_question_does_not(screen: Screen) -> None:
    verdict = screen.screen("How much is an infusion?")
    assert (verdict.level, verdict.rows, verdict.resources) == ("none", (), False)


def test_rows_name_what_fired_and_never_the_text(screen: Screen) -> None:
    verdict = screen.screen("Zebulon wants you to know: I want to kill myself")
    assert "kill-self" in verdict.rows
    assert "zebulon" not in repr(verdict).lower()


def test_a_row_that_is_nearly_sure_leaves_room_for_the_second_net(screen: Screen) -> None:
    verdict = screen.screen("The rope broke")
    assert (verdict.level, verdict.sure, verdict.nearly) == ("crisis", False, True)
    verdict = screen.screen("The rope broke. I want to kill myself.")
    assert (verdict.level, verdict.sure) == ("crisis", True)


def test_after_a_crisis_that_is_sure_no_more_sentences_are_read(screen: Screen) -> None:
    verdict = screen.screen("I want to kill myself. I cut my wrists.")
    assert verdict.level == "crisis"
    assert verdict.rows == screen.screen("I want to kill myself.").rows
    assert screen.screen("I have chest pain. I want to kill myself.").level == "crisis"


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("I tried to hang myself in 1998", True),
        ("used to cut in high school", True),
        ("I tried to hang myself in 1998 and everything is pointless", False),
        ("I attempted suicide last night", False),
        ("what does it cost", False),
    ],
)
def test_what_lies_only_in_the_past_is_told_apart(text: str, past: bool, screen: Screen) -> None:
    assert screen.screen(text).past is past
