"""A number or an address typed in the chat reaches the case, and nothing known is overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import FrontdeskAction, Turn, read_turn
from actions.contact import ActionContact
from actions.replies import ActionHandOff
from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.left import contact_left
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case
from frontdesk.handoffs.state import (
    is_taken_back,
    left_words,
    standing,
    taken_back,
    wanted_again,
    wish_noted,
)
from frontdesk.handoffs.talk import tell_waiting
from rasa_ext.understanding_contact import leaves_contact

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)


@pytest.fixture
def chat() -> Conversation:
    return Conversation.objects.create(
        token_hash="t" * 64, address_hash="a" * 64, created_at=NOW, last_seen_at=NOW
    )


@pytest.mark.parametrize(
    "text",
    [
        "my phone is 312 555 0177",
        "312-555-0177",
        "sure, ana@example.com is best, thanks",
        "please have somebody call me at (312) 555-0177 after 5, I'm Ana",
        "could someone phone me tomorrow at 312-555-0177? I have questions about the spray",
    ],
)
def test_a_way_to_be_reached_is_heard(text: str) -> None:
    assert leaves_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "is 312 555 0177 your number",
        "can I text you at 312 555 0177?",
        "I tried 6 infusions in 2019",
        "my insurance id is 123456",
        "how much is it",
        "312 555 0177 is what I called on Monday and nobody answered and then I was told that I would need "
        "to bring records from two other doctors",
    ],
)
def test_a_question_or_another_number_is_not(text: str) -> None:
    assert not leaves_contact(text)


@pytest.mark.parametrize(
    "text",
    ["555-0142", "5550142, ask for Dana", "608", "no, area code 608", "ana at example dot com", "a@example"],
)
def test_right_after_a_hand_off_half_a_number_or_address_is_one(text: str) -> None:
    assert leaves_contact(text, asked=True) and not leaves_contact(text)


@pytest.mark.parametrize("text", ["im 45", "is it 5550142?", "i have 2 kids", "born 3/5/1985", "so $3050"])
def test_another_number_is_none_even_then(text: str) -> None:
    assert not leaves_contact(text, asked=True)


@pytest.mark.django_db
def test_it_makes_a_case_or_joins_the_open_one(chat: Conversation) -> None:
    case = contact_left(chat.pk, "my phone is 312 555 0177", now=NOW).case
    assert (case.kind, case.person) == ("person", {"phone": "+13125550177"})
    left = contact_left(chat.pk, "or 312 555 0188, ana@example.com", now=NOW)
    assert (left.case.pk, left.reply) == (case.pk, "contact_noted")
    assert left.case.person == {"phone": "+13125550177", "email": "ana@example.com"}


@pytest.mark.django_db
def test_a_number_put_right_takes_the_place_of_the_first(chat: Conversation) -> None:
    contact_left(chat.pk, "my phone is 312 555 0177", now=NOW)
    left = contact_left(chat.pk, "sorry its 608-555-0142", now=NOW)
    assert (left.reply, left.case.person) == ("contact_changed", {"phone": "+16085550142"})
    assert left.case.events.filter(what="contact_changed").exists()


@pytest.mark.django_db
def test_the_area_code_is_asked_for_and_makes_the_number_whole(chat: Conversation) -> None:
    for seq, text, reply, person in (
        (1, "555-0142", "number_unclear", {}),
        (3, "oh its 608", "contact_noted", {"phone": "+16085550142"}),
        (5, "ana@example", "address_unclear", {"phone": "+16085550142"}),
    ):
        Message.objects.create(conversation=chat, seq=seq, sender="visitor", kind="text", text=text, at=NOW)
        left = contact_left(chat.pk, text, now=NOW)
        assert (left.reply, left.case.person) == (reply, person)
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_a_name_is_added_and_not_overwritten(chat: Conversation) -> None:
    both = contact_left(chat.pk, "my name is tom lee, 773 555 0121", now=NOW)
    assert both.case.person == {"phone": "+17735550121", "name": "Tom Lee"}
    assert contact_left(chat.pk, "Maria", now=NOW, named=True).case.person["name"] == "Tom Lee"
    fuller = contact_left(chat.pk, "im tom lee baker", now=NOW, named=True)
    assert fuller.case.person["name"] == "Tom Lee Baker"
    left = contact_left(chat.pk, "sorry, its Thomas Lee", now=NOW, named=True)
    assert (left.reply, left.case.person["name"]) == ("name_noted", "Thomas Lee")


def turn(chat: Conversation, text: str, *reach: str, intent: str = "contact_given") -> Turn:
    plain = read_turn(Tracker("somebody", {}, {}, [], False, None, {}, "action_listen"))
    return replace(plain, conversation=chat.pk, text=text, reach=reach, intent=intent)


def said(action: FrontdeskAction, made: Turn) -> dict[str, str]:
    dispatcher = CollectingDispatcher()
    action.act(made, dispatcher)
    return dispatcher.messages[-1]["custom"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "ways", "person", "reply", "left"),
    [
        ("i prefer email", ("email",), {"phone": "+13125550177"}, "reach_noted", "do not have your e-mail"),
        ("i prefer email", ("email",), {"email": "ana@example.com"}, "reach_noted", "write to you at ana"),
        ("dont text me", ("no text",), {"phone": "+13125550177"}, "reach_noted", ""),
        ("after 5", ("time",), {}, "reach_noted", "do not know yet how to reach you"),
        ("cancel the call", ("no phone",), {"phone": "+13125550177"}, "reach_refused", "write instead"),
        ("no calls", ("no phone",), {"phone": "+13125550177", "email": "a@b.example"}, "reach_refused", "a@"),
    ],
)
def test_how_to_be_reached_is_noted_and_said_back(
    chat: Conversation, text: str, ways: tuple[str, ...], person: dict[str, str], reply: str, left: str
) -> None:
    case = raise_case(chat, kind="person", prefix="OT", now=NOW, person=person)
    told = said(ActionContact(), turn(chat, text, *ways))
    assert (told["reply"], told["said"], told["reference"]) == (reply, text, case.reference)
    assert left in told["left"] and bool(left) == bool(told["left"])
    case.refresh_from_db()
    assert case.person["reach"] == text and case.events.filter(what="reach_noted").count() == 1


@pytest.mark.django_db
def test_a_number_and_a_wish_in_one_message_are_both_kept(chat: Conversation) -> None:
    told = said(ActionContact(), turn(chat, "312 555 0177, but please text", "left", "text"))
    assert told["reply"] == "contact_noted" and "(312) 555-0177" in told["left"]
    assert Case.objects.get().person == {"phone": "+13125550177", "reach": "312 555 0177, but please text"}


@pytest.mark.django_db
def test_the_latest_wish_stands_last_and_is_told_with_the_state(chat: Conversation) -> None:
    case = raise_case(chat, kind="person", prefix="OT", now=NOW)
    for text in ("dont call", "after 5", "after 5", "no, mornings", "email"):
        case = wish_noted(case, text, now=NOW)
    assert case.person["reach"] == "after 5 / no, mornings / email"
    assert "\u201cemail\u201d" in left_words(case)


@pytest.mark.django_db
def test_without_a_hand_off_a_wish_raises_none_unless_it_asks(chat: Conversation) -> None:
    assert said(ActionContact(), turn(chat, "i prefer email", "email"))["reply"] == "hand_off_none"
    assert said(ActionContact(), turn(chat, "dont call me", "no phone"))["reply"] == "declines_contact"
    assert not Case.objects.exists()
    asks = turn(chat, "call me at 10", "phone", intent="talk_to_person")
    assert said(ActionHandOff(), asks)["reply"] == "hand_off"
    assert Case.objects.get().person["reach"] == "call me at 10"
    again = turn(chat, "you can text me too", "text", intent="talk_to_person")
    assert said(ActionHandOff(), again)["reply"] == "reach_noted"
    assert said(ActionHandOff(), turn(chat, "a human", intent="talk_to_person"))["reply"] == "hand_off_state"


@pytest.mark.django_db
def test_in_the_care_frame_it_is_urgent(chat: Conversation) -> None:
    Conversation.objects.filter(pk=chat.pk).update(care=True)
    assert contact_left(chat.pk, "312 555 0177", now=NOW).case.urgent
    assert Case.objects.get().kind == "crisis"


def handed_over(chat: Conversation, kind: str = "handoff") -> None:
    Message.objects.create(conversation=chat, seq=1, sender="assistant", kind=kind, text="passed on", at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "way"), [("nvm", "perhaps taken back"), ("undo that please", "taken back")])
def test_a_hand_off_taken_back_is_noted_and_stays_with_staff(chat: Conversation, text: str, way: str) -> None:
    case = raise_case(chat, kind="person", prefix="OT", now=NOW, person={"phone": "+13125550177"})
    handed_over(chat)
    told = said(ActionContact(), replace(turn(chat, text, way), seq=2))
    assert (told["reply"], told["said"], told["reference"]) == ("reach_taken_back", text, case.reference)
    case.refresh_from_db()
    assert case.is_open and is_taken_back(case) and text in case.person["reach"]
    assert standing(chat.pk, care=False, now=NOW).reply == "hand_off_taken_back"
    assert "(312)" not in left_words(case)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "above", "care"),
    [("person", "unknown", False), ("intake", "handoff", False), ("crisis", "handoff", True)],
)
def test_a_shrug_takes_back_only_a_person_asked_for_just_above(
    chat: Conversation, kind: str, above: str, care: bool
) -> None:
    case = raise_case(chat, kind=kind, prefix="OT", now=NOW)
    handed_over(chat, above)
    made = replace(turn(chat, "nvm", "perhaps taken back"), seq=2, care=care)
    assert said(ActionContact(), made) == {"reply": "acknowledge"}
    case.refresh_from_db()
    assert "reach" not in case.person


@pytest.mark.django_db
def test_nothing_was_handed_over_or_it_is_closed(chat: Conversation) -> None:
    made = turn(chat, "cancel that", "taken back")
    assert said(ActionContact(), made)["reply"] == "declines_contact"


@pytest.mark.django_db
def test_who_asks_again_or_leaves_a_number_is_to_be_reached_again(chat: Conversation) -> None:
    case = raise_case(chat, kind="person", prefix="OT", now=NOW)
    wish_noted(case, "after 5", now=NOW)
    said(ActionContact(), turn(chat, "cancel that", "taken back"))
    asks = turn(chat, "let me talk to someone", intent="talk_to_person")
    assert said(ActionHandOff(), asks)["reply"] == "hand_off"
    case.refresh_from_db()
    assert case.person["reach"] == "after 5"
    said(ActionContact(), turn(chat, "cancel that", "taken back"))
    told = said(ActionContact(), turn(chat, "ok call 312 555 0177"))
    assert told["reply"] == "contact_noted" and "(312) 555-0177" in told["left"]
    case.refresh_from_db()
    assert not is_taken_back(case)


@pytest.mark.django_db
def test_nobody_waits_for_a_person_who_was_not_wanted(chat: Conversation) -> None:
    case = raise_case(chat, kind="person", prefix="OT", now=NOW)
    assert taken_back(case, "nvm", now=NOW).person["reach"].endswith("(nvm)")
    later = NOW + timedelta(hours=2)
    assert tell_waiting(later) == 0
    wanted_again(case, now=NOW)
    assert tell_waiting(later) == 1
