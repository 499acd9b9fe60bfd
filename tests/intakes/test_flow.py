"""The intake through its doors: what is saved, what is said, what becomes a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.intakes import services
from frontdesk.intakes.content import content
from frontdesk.intakes.models import Answer, Intake, Turn
from frontdesk.interview.show import say as words
from tests.intakes.conftest import ALL, FACTS, NOW, Talk

pytestmark = pytest.mark.django_db


def test_asks_for_consent_first(talk: Talk) -> None:
    result = talk.start()
    assert result.open
    assert [draft.topic for draft in result.drafts] == ["consent"]
    assert {choice["id"] for choice in result.drafts[0].choices} >= {"consent_yes", "consent_no"}


def test_each_answer_is_saved_when_given(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:3])
    saved = {row.question_id: (row.value, row.words, row.version) for row in Answer.objects.all()}
    assert saved["first_name"] == ("Ana", "Ana", 1)
    assert saved["consent"][0] == {"agreed": True}
    assert Answer.objects.get(question_id="consent").given_at == NOW


def test_straight_through_makes_one_case_with_a_reference(talk: Talk) -> None:
    talk.start()
    result = talk.all(ALL)
    assert result.drafts[-1].kind == "review"
    sent = talk.say("yes, looks good")
    assert not sent.open
    case = Case.objects.get()
    assert (case.kind, case.person["name"], case.person["email"]) == ("intake", "Ana Ruiz", "ana@example.com")
    assert sent.drafts[0].kind == "handoff"
    assert sent.drafts[0].reference == case.reference
    assert case.reference in sent.drafts[0].text


@pytest.mark.promise("P02")
def test_a_second_confirm_shows_the_same_reference(talk: Talk) -> None:
    talk.start()
    talk.all(ALL)
    first = talk.say("!review_confirm")
    second = talk.say("!review_confirm")
    assert Case.objects.count() == 1
    assert first.drafts[0].reference == second.drafts[0].reference
    assert CaseEvent.objects.filter(what="joined").count() == 0


@pytest.mark.promise("P02")
def test_a_repeated_message_gives_the_same_result_and_changes_nothing(talk: Talk) -> None:
    talk.start()
    talk.say("!consent_yes")
    first = talk.say("Ana", seq=5)
    talk.say("Ruiz", seq=6)
    again = talk.say("Ana", seq=5)
    assert again == first
    assert Answer.objects.get(question_id="last_name").value == "Ruiz"
    assert services.start(talk.id, seq=1, now=NOW).drafts[0].topic == "consent"


def test_a_question_in_between_is_handed_back_and_the_interview_goes_on(talk: Talk) -> None:
    talk.start()
    talk.say("!consent_yes")
    before = Answer.objects.count()
    asked = talk.say("how much does it cost?", answerable=True)
    assert asked.digression and asked.drafts == () and asked.open
    assert Answer.objects.count() == before
    again = services.ask_again(talk.id, seq=talk.seq, now=NOW)
    assert again.drafts[0].topic == "first_name"
    assert talk.say("Ana").drafts[0].topic == "last_name"


def test_a_correction_at_review_changes_one_answer(talk: Talk) -> None:
    talk.start()
    talk.all(ALL)
    shown = talk.say("actually my name is Anna")
    assert shown.drafts[0].kind == "review"
    assert "Anna" in shown.drafts[0].text
    talk.say("change 2")
    assert talk.topic == "last_name"
    talk.say("Lopez")
    talk.say("confirm")
    assert Case.objects.get().person["name"] == "Anna Lopez"


def test_a_minor_is_told_whom_to_call_and_nothing_is_kept(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:5])
    result = talk.say("03/04/2010")
    assert not result.open
    assert result.drafts[0].kind == "info"
    assert content().clinic.fact("contact.phone") in result.drafts[0].text
    assert Answer.objects.count() == 0
    assert "Ana" not in str([turn.result for turn in Turn.objects.all()])
    assert Case.objects.count() == 0


def test_a_state_that_is_not_served_ends_kindly_and_can_be_corrected(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:8])
    assert talk.topic == "state"
    result = talk.say("Ohio")
    assert not result.open and "Illinois" in result.drafts[0].text
    assert talk.start().drafts[0].topic == "state"
    assert talk.say("Indiana").open


def test_without_consent_nothing_is_kept(talk: Talk) -> None:
    talk.start()
    result = talk.say("no")
    assert not result.open
    assert Answer.objects.count() == 0
    assert talk.start().drafts[0].topic == "consent"


def test_stop_keeps_the_place_and_start_takes_it_up(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:3])
    assert not talk.say("stop").open
    assert not services.is_open(talk.id)
    assert talk.start().drafts[0].topic == "preferred_name"
    assert services.is_open(talk.id)


def test_start_over_can_be_undone(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:3])
    talk.say("start over")
    assert talk.topic == "consent"
    assert Answer.objects.count() == 0
    assert {"restore"} <= {choice["id"] for choice in talk.last.drafts[-1].choices}
    talk.say("!restore")
    assert talk.topic == "preferred_name"
    assert Answer.objects.get(question_id="first_name").value == "Ana"


def test_one_way_to_reach_the_person_is_needed(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:6])
    talk.say("skip")
    assert talk.topic == "phone"
    talk.say("skip")
    assert talk.topic == "phone"
    talk.say("312 555 0100")
    assert talk.topic == "contact_ok"


def test_item_9_above_zero_raises_the_alert_and_an_urgent_case(talk: Talk) -> None:
    talk.start()
    talk.all([*FACTS, "depression", *["!skip"] * 8, "yes", *[f"!phq9_{item}_1" for item in range(1, 9)]])
    assert talk.topic == "phq9_9"
    result = talk.say("several days")
    assert result.alert == "phq9_item9"
    assert result.open
    talk.say("very difficult")
    talk.all(["!gad7_offer_no", "!practical_offer_no", "!skip"])
    sent = talk.say("!review_confirm")
    assert sent.alert is None
    case = Case.objects.get()
    assert case.urgent
    assert case.flags[0]["id"] == "phq9_item9"
    score = services.scores_for_case(case)[0]
    assert (score.total, score.band) == (9.0, "mild")


def test_staff_see_answers_by_section_with_the_persons_words(talk: Talk) -> None:
    talk.start()
    turns = list(ALL)
    turns[ALL.index("!main_concern_other")] = "nothing is the way it was since the accident"
    talk.all(turns)
    talk.say("!review_confirm")
    sections = services.answers_for_case(Case.objects.get())
    rows = {row.question_id: row for section in sections for row in section.rows}
    assert rows["main_concern"].words == "nothing is the way it was since the accident"
    assert rows["date_of_birth"].answer == "March 4, 1985"
    assert rows["phone"].answer == words(content().interview, "not_given")
    assert [section.title for section in sections][:2] == ["Consent", "About you"]


def test_add_something_after_submit_becomes_a_note(talk: Talk) -> None:
    talk.start()
    talk.all(ALL)
    talk.say("!review_confirm")
    assert talk.start().open
    result = talk.say("I am also allergic to latex")
    assert not result.open and result.drafts[0].reference == Case.objects.get().reference
    assert CaseEvent.objects.get(what="note").detail == "I am also allergic to latex"


def test_asking_for_a_person_makes_a_case_that_shows_how_far_they_came(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:3])
    result = talk.say("can I talk to a person?")
    assert [draft.kind for draft in result.drafts] == ["handoff", "question"]
    case = Case.objects.get(kind="person")
    assert case.person["name"] == "Ana Ruiz"
    assert services.answers_for_case(case)


@pytest.mark.promise("P08")
def test_the_interview_stands_in_our_tables_alone(talk: Talk) -> None:
    talk.start()
    talk.all(FACTS[:6])
    # nothing but the database is carried over: the same door finds the same question
    assert services.ask_again(talk.id, seq=99, now=NOW).drafts[0].topic == "email"
    assert Intake.objects.get().at == "email"


def test_unfinished_intakes_are_emptied_after_two_weeks_and_sent_ones_stay(
    talk: Talk, another: Callable[[str], Talk]
) -> None:
    talk.start()
    talk.all(FACTS[:3])
    sent = another("sent")
    sent.start()
    sent.all(ALL)
    sent.say("!review_confirm")
    kept = Answer.objects.filter(intake__conversation=sent.conversation).count()
    assert services.expire(NOW + timedelta(days=13)) == 0
    assert services.expire(NOW + timedelta(days=15)) == 1
    assert services.expire(NOW + timedelta(days=15)) == 0
    assert Answer.objects.count() == kept
    assert not services.is_open(talk.id)
    assert talk.start().drafts[0].topic == "consent"


def test_forgetting_a_person_removes_their_intake(talk: Talk) -> None:
    from frontdesk.chat.signals import erase_asked

    talk.start()
    talk.all(FACTS[:3])
    for _ in range(2):
        erase_asked.send(None, conversation=talk.conversation, now=NOW)
    assert not Intake.objects.exists() and not Answer.objects.exists() and not Turn.objects.exists()


def test_what_is_typed_in_a_pause_is_kept_and_taken_when_it_goes_on(talk: Talk) -> None:
    talk.start()
    for turn in FACTS[:2]:
        talk.say(turn)
    talk.say("later")
    asked = services.while_paused(talk.id, seq=20, text="Ruiz", now=NOW)
    assert asked and not asked.open and asked.drafts[0].choices[0]["id"] == "resume_intake"
    assert "last name" in asked.drafts[0].text
    talk.seq = 20
    again = talk.start().drafts
    assert [draft.kind for draft in again] == ["info", "question"] and "Last name: Ruiz" in again[0].text
    intake = Intake.objects.get(conversation_id=talk.id)
    assert intake.answers.get(question_id="last_name").value == "Ruiz" and intake.at == "preferred_name"


def test_a_question_in_a_pause_is_left_to_the_answers(talk: Talk) -> None:
    talk.start()
    for turn in FACTS[:2]:
        talk.say(turn)
    assert services.while_paused(talk.id, seq=19, text="Ruiz", now=NOW) is None  # it is not paused
    talk.say("later")
    assert services.while_paused(talk.id, seq=20, text="what does it cost?", now=NOW) is None
    talk.seq = 21
    talk.start()
    talk.say("stop")
    assert services.while_paused(talk.id, seq=30, text="Ruiz", now=NOW) is None  # it was ended for good
