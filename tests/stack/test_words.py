"""Every sentence the assistant stored, here and in every other test of the stack, is a curated one."""

from __future__ import annotations

import json

import pytest

from tests.stack.interview import walk
from tests.stack.processes import Stack, Visitor
from tests.stack.tracing import untraced

pytestmark = pytest.mark.stack
STORED = (
    "import json; from frontdesk.chat.models import Message;"
    " print(json.dumps(sorted({m.text for m in Message.objects.filter(sender='assistant')})))"
)


@pytest.mark.promise("P23")
def test_every_stored_sentence_traces_to_the_content(stack: Stack, visitor: Visitor) -> None:
    for text in (
        "hello",
        "how much is it? and can i drive home",
        "tell me more",
        "asdf ghjk",
        "are you a bot",
        "cuanto cuesta",
        "cuanto cuesta",
        "can someone call me",
        "312 555 0177",
        "i prefer email",
        "no calls please",
        "when will they call",
        "when will they call",
        "im really scared",
    ):
        visitor.say(text)
    walk(visitor, visitor.say("start the intake"), until="date_of_birth")
    for text in ("why", "help", "gibberish words", "what is ketamine", "back", "skip", "what did i say"):
        visitor.say(text)
    visitor.say("march 4 85")
    visitor.say("change my first name")
    visitor.say("Bea")
    walk(visitor, visitor.say("bea@example.com"))
    visitor.choose("review_confirm")
    visitor.say("i want to die")
    texts = json.loads(stack.manage("shell", "-v", "0", "-c", STORED).strip().splitlines()[-1])
    assert len(texts) > 20
    assert {text: left for text in texts if (left := untraced(text))} == {}


@pytest.mark.promise("P23")
@pytest.mark.parametrize(
    "text",
    [
        "Ketamine cures depression.",
        "What is your first name, dear?",
        "1. Horoscope: Leo",
        "Thank you. I have noted: Ana. You should stop your medicine",
        "Thank you. I have added your name. You should stop your medicine. Your reference is OT-RCMH-K4.",
    ],
)
def test_a_sentence_nobody_wrote_does_not_trace(text: str) -> None:
    assert untraced(text)
