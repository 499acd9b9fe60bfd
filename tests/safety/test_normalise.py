"""What the rules read, for what people type."""

from __future__ import annotations

import pytest

from frontdesk.safety import Screen
from frontdesk.safety.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("I DON’T wanna liiiive", "i do not want to live"),
        ("cant wont im ive", "can not will not i am i have"),
        ("k!ll mys3lf", "kill myself"),
        ("su1c1dal", "suicidal"),
        ("s*icide", "suicide"),
        ("d.i.e", "die"),
        ("i w a n t t o d i e", "i want to die"),
        ("killmyself", "kill myself"),
        ("my self over dose", "myself overdose"),
        ("sewerslide", "suicide"),
        ("wnat to dei", "want to die"),
        ("I just really want to die", "i want to die"),
        ("want\u200b to \u202edie\x00", "want to die"),
        ("\uff4b\uff49\uff4c\uff4c \u043c\u0443s\u0435lf", "kill myself"),
        ("kiII", "kill"),
        ("took 40mg at 5pm", "took 40 mg at 5 pm"),
        ("i. want. to. die.", "i want to die ."),
        ("stop? now!", "stop ? now ."),
    ],
)
def test_reads(screen: Screen, typed: str, read: str) -> None:
    assert normalise(typed, screen.spelling).text.strip(" .") == read.strip(" .")


@pytest.mark.parametrize(
    "word",
    [
        "homeless",
        "strange",
        "waited",
        "therapist",
        "together",
        "skills",
        "weekend",
        "breath",
        "hunting",
        "painted",
    ],
)
def test_ordinary_words_are_left_alone(screen: Screen, word: str) -> None:
    assert screen.spelling.repair(word) == (word,)
