"""How somebody wants to be reached is heard in wordings nobody wrote down; nothing else is taken for it."""

from __future__ import annotations

import pytest

from frontdesk.project.env import ROOT
from rasa_ext.combine import combine
from rasa_ext.intents import Decision
from rasa_ext.joints import Joints
from rasa_ext.pieces import Pieces, Reader
from rasa_ext.understanding_reach import FILE, Reaching

PERSON = Decision("answer", "talk_to_person", 0.9, (), (("talk_to_person", 0.9),))


@pytest.fixture(scope="module")
def reaching() -> Reaching:
    return Reaching.load(ROOT / "data" / "terms" / FILE)


@pytest.mark.parametrize(
    ("text", "ways", "asks"),
    [
        ("i prefer email", ("email",), False),
        ("e-mail is better, actually", ("email",), False),
        ("Don’t text me", ("no text",), False),
        ("no calls or texts", ("no phone", "no text"), False),
        ("please no phone calls", ("no phone",), False),
        ("cancel the call", ("no phone",), False),
        ("i changed my mind, i don't want a call", ("no phone",), False),
        ("im deaf so i cant call", ("no phone",), False),
        ("dont call, text me", ("no phone", "text"), False),
        ("no, call me instead", ("phone",), True),
        ("no call me instead", ("phone",), True),
        ("no voicemail please", ("no voicemail",), False),
        ("I don't want to talk to anyone", ("no anyone",), False),
        ("only talk to me, not my wife", ("anyone",), False),
        ("you can text me too", ("text",), True),
        ("my number is 312 555 0166 but please text because i cant hear well", ("text",), False),
        ("call me tomorrow at 10", ("phone",), True),
        ("i'd like a call", ("phone",), True),
    ],
)
def test_a_wish_is_heard(reaching: Reaching, text: str, ways: tuple[str, ...], asks: bool) -> None:
    wish = reaching.read(text, asked=False)
    assert (wish.ways, wish.asks) == (ways, asks)


@pytest.mark.parametrize("text", ["not before 9am", "mornings are best", "im free after 3", "tomorrow"])
def test_a_time_alone_is_one_only_after_a_hand_off(reaching: Reaching, text: str) -> None:
    assert reaching.read(text, asked=True).ways == ("time",)
    assert not reaching.read(text, asked=False).ways


@pytest.mark.parametrize(
    "text",
    [
        "they never call me back",
        "you're not going to call my wife, are you",
        "phone instead of video",
        "i need to call off my visit",
        "talk me through it please",
        "he wont talk to anyone",
        "you never call",
        "no one called me back",
        "still no call",
        "i will call tomorrow",
        "i just sent an email",
        "i got your text",
        "can you email me?",
        "best way to reach billing",
        "let me talk to a person please",
        "please just talk to me",
        "don't call 911",
        "i took it at 9am",
        "before i decide",
        "never mind",
        "stop",
        "no",
        "",
    ],
)
def test_nothing_else_is(reaching: Reaching, text: str) -> None:
    assert not reaching.read(text, asked=True).ways


@pytest.fixture(scope="module")
def reader() -> Reader:
    joints = Joints.fit(["how much is it and || where are you", "is it safe || how long does it take"])
    return Reader(["how much is it"], {}, ROOT / "data" / "terms", joints)


@pytest.mark.parametrize(
    ("text", "last", "intent", "contact", "reach"),
    [
        ("dont txt me", "", None, True, ("no text",)),
        ("call me after 5", "", "talk_to_person", False, ("phone",)),
        ("call me after 5", "hand_off", None, True, ("phone",)),
        ("312 555 0177, evenings", "", None, True, ("left", "time")),
        ("312 555 0177", "hand_off", None, True, ()),
    ],
)
def test_it_is_for_the_open_case_or_asks_for_one(
    reader: Reader, text: str, last: str, intent: str | None, contact: bool, reach: tuple[str, ...]
) -> None:
    pieces = reader.read(text, last)
    assert (pieces.intent, pieces.contact, pieces.reach) == (intent, contact, reach)
    assert not reader.read(text, last, in_intake=True).reach  # an answer there


def test_staff_get_the_chat_only_when_somebody_was_asked_for(reaching: Reaching) -> None:
    for text, intent in (("im at the hospital", "nlu_fallback"), ("get me a human", "talk_to_person")):
        pieces = Pieces((text,), people=reaching.means_people(text))
        assert combine(pieces, [PERSON]).intent == intent
