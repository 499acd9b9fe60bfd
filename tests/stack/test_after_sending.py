"""After an intake was sent, on real processes: corrections reach staff, answers come from what is known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.stack.interview import walk
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.stack


def case_of(stack: Stack, visitor: Visitor) -> dict[str, Any]:
    """Who the case says the person is, and the notes on it."""
    code = (
        "import json; from frontdesk.handoffs.models import Case;"
        f" case = Case.objects.get(conversation_id='{visitor.id}');"
        " notes = [event.detail for event in case.events.filter(what='note')];"
        " print(json.dumps([case.person, notes]))"
    )
    person, notes = json.loads(stack.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1])
    return {**person, "notes": notes}


def test_from_the_wish_to_book_to_what_was_forgotten(stack: Stack, visitor: Visitor) -> None:
    assert visitor.say("hi, i'd like to book a consultation")[-1]["choices"][0]["id"] == "start_intake"
    assert visitor.say("ok can i do that here")[-1]["choices"][0]["id"] == "start_intake"
    walk(visitor, visitor.say("sure"))
    sent = visitor.choose("review_confirm")[0]["reference"]

    changed = visitor.say("i gave you my old number by the way. its 312 555 0199")[-1]
    assert "(312) 555-0199" in changed["text"] and changed["reference"] == sent
    for text in (
        "i meant the dose i told you was wrong. zoloft is 150 not 100",
        "also i forgot to say im on 10mg ambien sometimes",
        "i forgot to mention i take lithium",  # a topic of its own before
    ):
        (noted,) = visitor.say(text)
        assert text in noted["text"] and noted["reference"] == sent
    case = case_of(stack, visitor)
    assert case["phone"] == "+13125550199" and len(case["notes"]) == 3

    (booked,) = visitor.say("is the appointment booked now?")
    assert "Nothing is booked" in booked["text"] and booked["reference"] == sent
    again = visitor.say("what did i tell you about my medicines")
    assert again[0]["text"].startswith("This is what you told us") and "lithium" in again[1]["text"]
    assert "(312) 555-0199" in visitor.say("can you show me what you have again")[0]["text"]
    assert "End and forget this chat" in visitor.say("can i delete all my answers and start over")[0]["text"]
    private = "my husband shouldnt find out about this"
    assert private in visitor.say(private)[0]["text"]
    assert case_of(stack, visitor)["reach"] == private
    (declined,) = visitor.say("should i stop my zoloft before the infusion")
    assert declined["kind"] == "decline"
    assert visitor.say("how much is one infusion")[0]["topic"] == "cost"


def test_who_fills_it_in_for_another_adult_is_told_once(visitor: Visitor) -> None:
    first = visitor.say("Hi, I want to fill in the intake for my son, he is 19")
    assert [reply["topic"] for reply in first] == ["for_another", "consent"]
    visitor.say("I agree")
    later = visitor.say("I am the mother. My name is Patricia Novak, my son is Tyler Novak")
    assert "for_another" not in [reply["topic"] for reply in later]
    asked = visitor.say("is it ok that i do this for him")
    assert asked[0]["topic"] == "for_another" and asked[-1]["kind"] == "question"
