"""After an intake was sent: a correction reaches staff, and what is asked is answered from what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.after_sending import SLOT, ActionAfterSending
from actions.base import FrontdeskAction, Turn, read_turn
from actions.contact import ActionContact
from actions.intake import IntakeForm
from actions.replies import ActionDecline, ActionSeveral, ActionUnknown
from frontdesk.chat.drafts import FILLED
from frontdesk.clinic import load_answers, load_replies
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import assign, move
from tests.intakes.conftest import FACTS, NOW, REST, Talk, conversation, talk

__all__ = ["conversation", "talk"]  # fixtures
pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[2] / "data"
Say = Callable[..., list[dict[str, str]]]


@pytest.fixture
def sent(talk: Talk) -> Talk:
    talk.start()
    facts = [("(312) 555-0178" if place == 7 else turn) for place, turn in enumerate(FACTS)]
    talk.all([*facts[:8], "text only", *facts[8:], *REST])
    talk.say("!review_confirm")
    assert Case.objects.get().person["phone"] == "+13125550178"
    return talk


def turn(sent: Talk, text: str, intent: str, **changes: object) -> Turn:
    plain = read_turn(Tracker("somebody", {}, {}, [], False, None, {}, "action_listen"))
    sent.seq += 1
    made = replace(plain, conversation=sent.id, text=text, seq=sent.seq, intent=intent, last_topic="hand_off")
    return replace(made, **changes)  # type: ignore[arg-type]


def told(action: FrontdeskAction, made: Turn) -> list[dict[str, str]]:
    dispatcher = CollectingDispatcher()
    action.act(made, dispatcher)
    return [message["custom"] or {"reply": message["response"]} for message in dispatcher.messages]


def notes() -> list[str]:
    return [event.detail for event in Case.objects.get().events.filter(what="note")]


@pytest.mark.parametrize(
    ("text", "intent", "phone"),
    [
        ("i gave you my old number by the way. its 312 555 0199", "contact_given", "+13125550199"),
        ("the new number is 312-555-0199", "contact_given", "+13125550199"),
        ("312 555 0199", "contact_given", "+13125550199"),
        ("my phone is 312 555 0199, not 312 555 0178", "contact_given", "+13125550199"),
        ("can you change my phone to 312 555 0199", "out_of_scope", "+13125550199"),
        ("sorry, phone number finish 0165 not 0178", "out_of_scope", "+13125550165"),
        ("my number is not 0178 but 0165", "nlu_fallback", "+13125550165"),
        ("the number ends in 65", "nlu_fallback", "+13125550165"),
        ("the area code is 773", "contact_given", "+17735550178"),
    ],
)
def test_a_corrected_number_takes_the_place_of_the_first(
    sent: Talk, text: str, intent: str, phone: str
) -> None:
    action = ActionContact() if intent == "contact_given" else ActionUnknown()
    (reply,) = told(action, turn(sent, text, intent))
    case = Case.objects.get()
    assert (reply["reply"], case.person["phone"]) == ("contact_changed", phone)
    assert case.events.filter(what="contact_changed").count() == 1
    assert f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}" in reply["left"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hm so they will call the 0178 number? thats my old one", "nlu_fallback"),
        ("the number i gave is wrong", "nlu_fallback"),
        ("sorry, phone number finish 0156 not 0165", "out_of_scope"),
        ("i have a new number now", "nlu_fallback"),
        ("312 555 0178 is my old number", "contact_given"),
    ],
)
def test_a_number_that_is_wrong_is_noted_and_the_new_one_asked_for(
    sent: Talk, text: str, intent: str
) -> None:
    action = ActionContact() if intent == "contact_given" else ActionUnknown()
    (reply,) = told(action, turn(sent, text, intent))
    assert (reply["reply"], reply["said"]) == ("number_to_come", text)
    assert Case.objects.get().person["phone"] == "+13125550178"
    assert Case.objects.get().person["reach"] == text


def test_one_more_number_changes_none_and_is_seen_by_staff(sent: Talk) -> None:
    text = "you can also try my work, 312 555 0111"
    (reply,) = told(ActionContact(), turn(sent, text, "contact_given"))
    assert (reply["reply"], reply["said"]) == ("reach_noted", text)
    assert Case.objects.get().person["phone"] == "+13125550178"


STATEMENTS = [
    ("i meant the dose i told you was wrong. zoloft is 150 not 100", "medical_advice"),
    ("oh wait its actually zoloft 150 since last month", "medical_advice"),
    ("also i forgot to say im on 10mg ambien sometimes", "medical_advice"),
    ("My daughter says I should add that I snore something terrible", "medical_advice"),
    ("I should add that I snore", "medical_advice"),
    ("i forgot to mention i take lithium", "faq_lamotrigine_mood_stabilizers"),
    ("one more thing, i have high blood pressure", "faq_blood_pressure_heart"),
    ("can you add that i take xanax?", "several"),
    ("i also have sleep apnea", "several"),
    ("actually its 20mg not 10", "medical_advice"),
    ("i'm allergic to latex", "faq_emergencies"),
    ("im pregnant, just found out", "faq_pregnancy_breastfeeding"),
]


@pytest.mark.parametrize(("text", "intent"), STATEMENTS)
def test_a_correction_or_an_addition_is_noted_for_staff(sent: Talk, text: str, intent: str) -> None:
    action = {"medical_advice": ActionDecline(), "several": ActionSeveral()}.get(intent, ActionAfterSending())
    made = turn(sent, text, intent, parts=("medical_advice", "faq_cost") if intent == "several" else ())
    for _ in range(2):  # a repeated message is noted once
        (reply,) = told(action, made)
        assert (reply["reply"], reply["said"]) == ("sent_added", text)
    assert notes() == [text] and Case.objects.get().person["phone"] == "+13125550178"


@pytest.mark.parametrize(
    "text",
    [
        "should i stop my zoloft",
        "i take ambien, is that a problem",
        "i forgot to tell i take lithium is that bad",
        "i also take lithium. do i have to stop it",
        "is it ok to take ambien the night before",
        "i dont know if i can take my zoloft",
    ],
)
def test_a_question_for_advice_keeps_the_decline(sent: Talk, text: str) -> None:
    assert told(ActionDecline(), turn(sent, text, "medical_advice")) == [{"reply": "decline_medical_advice"}]
    assert not notes()


def test_before_an_intake_was_sent_nothing_is_noted(talk: Talk) -> None:
    for text, _ in STATEMENTS:
        (reply,) = told(ActionDecline(), turn(talk, text, "medical_advice"))
        assert reply == {"reply": "decline_medical_advice"}
    assert not Case.objects.exists()


def test_a_closed_case_gets_no_note_that_nobody_would_read(sent: Talk) -> None:
    move(Case.objects.get(), "closed", actor=None, now=NOW, reason="booked")
    (reply,) = told(ActionDecline(), turn(sent, "i forgot to say i take ambien", "medical_advice"))
    assert reply["reply"] == "hand_off_closed" and not notes()


@pytest.mark.parametrize(
    ("text", "intent", "reply"),
    [
        ("is the appointment booked now?", "faq_booking", "sent_booked"),
        ("is it booked or not", "nlu_fallback", "sent_booked"),
        ("do i have an appointment now", "clarify", "sent_booked"),
        ("Thank you. When somebody write me?", "thanks", "hand_off_state"),
        ("can i delete all my answers and start over", "several", "sent_erase"),
        ("delete everything", "faq_privacy", "sent_erase"),
        ("my husband shouldnt find out about this", "faq_privacy", "sent_private"),
        ("please dont tell my wife", "declines_contact", "sent_private"),
        ("how do you keep my data safe", "faq_privacy", "utter_faq_privacy"),
        ("what does a session cost", "faq_cost", "utter_faq_cost"),
        ("how do i get to my appointment", "clinic_transit", "utter_clinic_transit"),
        ("thanks a lot", "thanks", "utter_thanks"),
        ("i heard it damages the bladder", "faq_bladder", "utter_faq_bladder"),
        ("you did not tell me the price", "faq_cost", "utter_faq_cost"),
        ("i want to tell my husband about this", "faq_privacy", "utter_faq_privacy"),
        ("i'm scared of needles", "faq_infusion_experience", "utter_faq_infusion_experience"),
        ("do i have to remove all jewelry", "faq_what_to_wear_bring", "utter_faq_what_to_wear_bring"),
        ("also how much is it", "faq_cost", "utter_faq_cost"),
        ("tell me about zoloft", "faq_antidepressants_ssri", "utter_faq_antidepressants_ssri"),
    ],
)
def test_what_is_asked_is_answered_from_what_is_known(sent: Talk, text: str, intent: str, reply: str) -> None:
    (first, *_) = told(ActionAfterSending(), turn(sent, text, intent))
    assert first["reply"] == reply
    if reply in ("sent_booked", "hand_off_state"):
        case = Case.objects.get()
        assert first["reference"] == case.reference and "(312) 555-0178" in first["left"] and first["when"]
    assert Case.objects.get().person.get("reach", "") == (text if reply == "sent_private" else "")


def test_that_somebody_looks_is_said_with_whether_it_is_booked(sent: Talk, django_user_model: object) -> None:
    user = django_user_model.objects.create_user("ana")  # type: ignore[attr-defined]
    assign(Case.objects.get(), user, actor=user, now=NOW)
    (reply,) = told(ActionUnknown(), turn(sent, "is it booked or not", "nlu_fallback"))
    assert reply["reply"] == "sent_booked" and "has begun" in reply["when"]


def test_the_answers_are_shown_again_with_what_was_put_right_and_added(sent: Talk) -> None:
    told(ActionContact(), turn(sent, "the new number is 312-555-0199", "contact_given"))
    told(ActionDecline(), turn(sent, "i forgot to say i take ambien", "medical_advice"))
    for text in ("can you show me what you have again", "show me my answers", "what did i tell you"):
        answers, added = told(ActionUnknown(), turn(sent, text, "clarify"))
        assert answers["reply"] == "sent_answers" and added["said"] == "i forgot to say i take ambien"
        assert "First name: Ana" in answers["said"] and "(312) 555-0199" in answers["said"]
        assert "0178" not in answers["said"]
    asked = turn(sent, "what did i tell you about my medicines", "faq_med_interactions_general")
    (answers, _) = told(ActionAfterSending(), asked)
    assert answers["said"] == "Medicines now: not given"


def test_words_to_go_on_are_a_note_when_they_hold_one(sent: Talk) -> None:
    dispatcher = CollectingDispatcher()
    events = IntakeForm().act(turn(sent, "i forgot to mention i snore", "resume_intake"), dispatcher)
    assert [event["event"] for event in events] == ["active_loop", "slot"]
    assert notes() == ["i forgot to mention i snore"]
    made = turn(sent, "i want to add something to my intake", "resume_intake")
    (first, *_) = told(IntakeForm(), made)
    assert first["draft"]["kind"] == "handoff" and len(notes()) == 1  # type: ignore[index]


def test_the_dialogue_is_told_that_an_intake_was_sent(sent: Talk) -> None:
    events = ActionUnknown().act(turn(sent, "what about the moon", "out_of_scope"), CollectingDispatcher())
    assert events == [{"event": "slot", "timestamp": None, "name": SLOT, "value": True}]


def test_every_fixed_answer_gives_way_to_what_was_sent() -> None:
    rules = yaml.safe_load((DATA / "rules" / "sent.yml").read_text("utf-8"))["rules"]
    named = [step["intent"] for step in rules[-1]["steps"][0]["or"]]
    hand = yaml.safe_load((DATA / "rules" / "rules.yml").read_text("utf-8"))["rules"]
    fixed = [
        rule["steps"][0]["intent"]
        for rule in hand
        if rule["steps"][-1].get("action", "").startswith("utter_")
    ]
    practical = [key for key in load_replies(DATA) if key.startswith("clinic_")]
    all_fixed = {*fixed, *practical, *(f"faq_{slug}" for slug in load_answers(DATA))} - {"other_language"}
    assert all_fixed == {*named} and len(named) == len({*named})


def test_every_word_to_be_filled_in_is_known() -> None:
    texts = [reply.text for key, reply in load_replies(DATA).items() if key.startswith("sent_")]
    assert texts and all(
        name in FILLED
        for text in texts
        for name in (part.split("}")[0] for part in text.replace("{{", "").split("{")[1:])
    )
