"""An intake that was sent is taken back, kept or added to; one that is paused is shown, and an offer left."""

from __future__ import annotations

import pytest

from actions.after_sending import ActionAfterSending
from actions.contact import ActionContact
from actions.intake import IntakeForm
from actions.replies import ActionClarify, ActionDecline, ActionUnknown
from frontdesk.handoffs.models import Case
from frontdesk.intakes.models import Intake
from tests.actions.test_after_sending import notes, sent, told, turn
from tests.intakes.conftest import FACTS, REST, Talk, conversation, talk

__all__ = ["conversation", "sent", "talk"]  # fixtures
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("could i withdraw my application?", "faq_cancellation_missed"),
        ("please undo all of this", "nlu_fallback"),
        ("cancel that", "faq_cancellation_missed"),
        ("I'm no longer interested", "misuse"),
        ("i do not want to go ahead with it after all", "faq_nonresponse"),
        ("ok dont process my form", "faq_privacy"),
    ],
)
def test_to_take_the_intake_back_is_asked_of_staff_and_not_said_to_be_done(
    sent: Talk, text: str, intent: str
) -> None:
    action = ActionDecline() if intent == "misuse" else ActionAfterSending()
    (reply,) = told(action, turn(sent, text, intent))
    assert (reply["reply"], reply["said"]) == ("sent_withdraw", text)
    (note,) = notes()
    assert text in note and "withdraw" in note and Case.objects.get().is_open
    (kept,) = told(ActionDecline(), turn(sent, "no wait, leave it as it is", "misuse"))
    assert kept["reply"] == "sent_kept" and len(notes()) == 2


@pytest.mark.parametrize(
    ("text", "way", "reply"),
    [
        ("can you cancel it", "taken back", "sent_withdraw"),
        ("i dont need a person", "taken back", "reach_taken_back"),
        ("nvm", "perhaps taken back", "acknowledge"),
    ],
)
def test_what_would_take_a_hand_off_back_is_about_the_intake(
    sent: Talk, text: str, way: str, reply: str
) -> None:
    (told_back,) = told(ActionContact(), turn(sent, text, "contact_given", reach=(way,)))
    assert told_back["reply"] == reply and bool(notes()) == (reply == "sent_withdraw")


@pytest.mark.parametrize(
    ("text", "last", "reply"),
    [
        ("what if i need to withdraw my form later", "hand_off", "sent_withdraw_how"),
        ("how do i cancel my appointment", "hand_off", "utter_faq_cancellation_missed"),
        ("cancel it", "cancellation_missed", "utter_faq_cancellation_missed"),
        ("what if i cancel late", "hand_off", "utter_faq_cancellation_missed"),
        ("i want to stop my meds", "hand_off", "utter_faq_cancellation_missed"),
        ("keep this a secret from my boss", "hand_off", "sent_private"),
    ],
)
def test_what_is_no_wish_to_take_it_back(sent: Talk, text: str, last: str, reply: str) -> None:
    made = turn(sent, text, "faq_cancellation_missed", last_topic=last)
    (first,) = told(ActionAfterSending(), made)
    assert first["reply"] == reply and not notes()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("add: hives from latex", "out_of_scope"),
        ("add guide dog named Max", "name_given"),
        ("please add to my form: knee surgery 2019", "several"),
        ("note: I use a cane", "misuse"),
        ("fyi i snore", "greet"),
        ("can you add: blind in one eye?", "nlu_fallback"),
        ("P.S. - i'm left handed", "medical_advice"),
    ],
)
def test_what_is_named_as_an_addition_is_one(sent: Talk, text: str, intent: str) -> None:
    (reply,) = told(ActionUnknown(), turn(sent, text, intent))
    assert (reply["reply"], reply["said"], notes()) == ("sent_added", text, [text])


@pytest.mark.parametrize("text", ["add", "add something", "update?", "add up the cost", "add to my intake"])
def test_nothing_was_added_yet(sent: Talk, text: str) -> None:
    told(ActionUnknown(), turn(sent, text, "nlu_fallback"))
    assert not notes()


def test_while_the_intake_is_paused_its_answers_are_shown(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:3])
    assert told(ActionClarify(), turn(talk, "show my answers", "clarify"))[0]["reply"] != "paused_answers"
    talk.say("!later")
    for text in ("show my answers", "can i see what i told you"):
        (reply,) = told(ActionClarify(), turn(talk, text, "clarify"))
        assert reply["reply"] == "paused_answers" and "First name: Ana" in reply["said"]
    assert told(IntakeForm(), turn(talk, "show me my form", "resume_intake")) == [reply]
    assert Intake.objects.get().status == "paused"


@pytest.mark.parametrize(
    ("text", "paused"),
    [("later please", False), ("ok, do that later then", False), ("later", False), ("i need a break", True)],
)
def test_later_at_an_offer_leaves_it_and_pauses_nothing(talk: Talk, text: str, paused: bool) -> None:
    talk.start()
    talk.all([*FACTS, *REST[:-2]])
    assert talk.topic == "practical_offer"
    talk.say(text)
    assert (talk.topic == "anything_else") != paused
    assert (Intake.objects.get().status == "paused") == paused
