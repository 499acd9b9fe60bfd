"""How somebody wants to be reached is heard in wordings nobody wrote down; nothing else is taken for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.project.env import ROOT
from rasa_ext.combine import combine
from rasa_ext.intents import Decision
from rasa_ext.joints import Joints
from rasa_ext.pieces import Pieces, Reader
from rasa_ext.understanding_reach import FILE, Reaching
from rasa_ext.understanding_taken_back import PERHAPS, PLAINLY

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
        ("dont forget to text me", ("text",), True),
        ("my dad doesn't want to speak to anybody", ("no anyone",), False),
        ("she doesnt like calls", ("no phone",), False),
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
        "my sister doesnt want to talk to me",
        "the nurse doesn't call back",
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


DENIED = [
    "my son refuses to speak to anyone",
    "mom isn't comfortable talking to a stranger",
    "my dad would prefer not to speak with staff",
    "he no longer wants to talk to a human",
    "she'd book online rather than talk to someone",
    "my wife never wants to talk to anyone",
    "too shy to talk to a doctor",
    "is there a way without speaking to anyone",
    "what if he doesn't want to talk to anybody?",
    "my brother doesn't want a real person, can he do it online",
]
WANTED = [
    "why cant i talk to a person",
    "can i not talk to a person?",
    "isn't there anyone i can speak to",
    "there is not a person i can talk to",
    "she doesn't want a bot, she wants a person",
    "i dont want this chat, human please",
    "i cant do this without talking to a person",
    "i would rather talk to someone",
    "im nervous, can I talk to a nurse",
    "he doesnt want to talk to a doctor but i need a nurse",
    "nobody called me back, I want to talk to someone",
    "my husband doesn't understand this, can he talk to a person",
]


@pytest.mark.parametrize("text", [*DENIED, *WANTED])
def test_a_person_who_is_denied_was_not_asked_for(reaching: Reaching, text: str) -> None:
    assert reaching.means_people(text) == (text in WANTED)


def test_beside_a_denied_person_the_question_is_answered(reaching: Reaching) -> None:
    text = "my son won't talk to a person, can he do it online"
    online = Decision("answer", "faq_telehealth", 0.9, (), (("faq_telehealth", 0.9),))
    pieces = Pieces((text, "a", "b"), clauses=(1, 2), people=reaching.means_people(text))
    assert combine(pieces, [PERSON, PERSON, online]).intent == "faq_telehealth"
    understood = combine(replace(pieces, people=True), [PERSON, PERSON, online])
    assert understood.parts == ("talk_to_person", "faq_telehealth")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nevermind", PERHAPS),
        ("wait, no", PERHAPS),
        ("hmm I changed my mind", PERHAPS),
        ("forget it, I'll call you myself", PERHAPS),
        ("nvm, i figured it out", PERHAPS),
        ("sorry, wrong button", PERHAPS),
        ("cancel", PERHAPS),
        ("can i cancel", PLAINLY),
        ("no person please", PLAINLY),
        ("please don't contact anybody", PLAINLY),
        ("could you cancel that please?", PLAINLY),
        ("ok cancel the request, I don't need anyone", PLAINLY),
        ("i didn't ask to talk to a human", PLAINLY),
        ("no dont send it to them", PLAINLY),
        ("how do I undo this?", PLAINLY),
    ],
)
def test_a_hand_off_is_taken_back_only_after_one(reaching: Reaching, text: str, kind: str) -> None:
    assert reaching.read(text, asked=True).ways == (kind,)
    assert not {PLAINLY, PERHAPS} & {*reaching.read(text, asked=False).ways}


@pytest.mark.parametrize(
    "text",
    [
        "how do i cancel my appointment",
        "what if i cancel late",
        "forget it, how much is it",
        "never mind the cost, is it safe",
        "i changed my mind about the spray",
        "i don't want it to hurt",
        "i didn't ask for a refund",
        "dont tell anyone",
        "i don't want to do this anymore",
        "when will they call",
        "what",
        "no",
    ],
)
def test_what_is_about_something_else_takes_nothing_back(reaching: Reaching, text: str) -> None:
    assert not reaching.read(text, asked=True).ways
