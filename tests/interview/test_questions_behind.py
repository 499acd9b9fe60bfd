"""A question behind what is told, words about the form itself, and letters struck at random."""

from __future__ import annotations

import pytest

from frontdesk.interview import Outcome, Turn, Understanding, asking, engine
from tests.interview.turns import TODAY, interview, state_at


def say(at: str, text: str, wish: str | None = None, share: float = 0.0) -> Outcome:
    heard = Understanding.of("faq_x", 0.6, True, {"name": wish, "confidence": share, "about": []})
    return engine.step(interview(), state_at(at), Turn(text, None, heard), TODAY)


def test_what_is_told_before_a_question_is_kept_and_the_question_answered() -> None:
    after = say(
        "past_treatments", "ive had tms already, does that count against me getting in", "question", 0.7
    )
    assert after.digression
    assert [item["said"] for item in after.state.answers["past_treatments"].value] == ["ive had tms already"]


@pytest.mark.parametrize("said", ["can you believe it", "I tried it all, can you believe it, nothing helped"])
def test_a_turn_of_phrase_is_no_question_behind(said: str) -> None:
    assert len(asking.sentences(said)) == 1


def test_a_question_that_begins_with_must_is_no_answer() -> None:
    after = say("current_medicines", "Must I stop my clonazepam before the treatment?", "question", 0.96)
    assert after.digression and "current_medicines" not in after.state.answers


def test_what_stands_on_the_form_is_no_answer() -> None:
    after = say("conditions", "You've got seizures on there. Does a faint count as that?", "explain", 0.48)
    assert "conditions" not in after.state.answers


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (
            "past_treatments",
            "How come you gotta know all that failed? I'm tired of reciting it to every new place",
        ),
        ("insurance", "what makes you need to know that"),
    ],
)
def test_how_come_asks_for_the_reason(at: str, said: str) -> None:
    after = say(at, said, "why", 0.47)
    assert at not in after.state.answers
    assert after.drafts[0].text.startswith(say(at, "why?").drafts[0].text.split("\n")[0][:40])


def test_the_meaning_of_the_questions_own_words_is_explained() -> None:
    after = say("gad7_1", "on edge how, what is on edge. English is my third one", "explain", 0.65)
    assert "gad7_1" not in after.state.answers
    assert after.drafts[0].text == say("gad7_1", "what does that mean?").drafts[0].text


@pytest.mark.parametrize("said", ["vvvbbnn mmm", "]]]]['[;p"])
def test_letters_struck_at_random_are_no_wish(said: str) -> None:
    after = say("phone", said, "skip", 0.52)
    assert "phone" not in after.state.answers and after.state.at == "phone"


def test_what_somebody_is_not_is_no_name() -> None:
    heard = Understanding.of(None, 0.0, False, {"name": "change", "confidence": 0.95, "about": []})
    said = Turn("fingers. its Marlon not Marlin, im no fish", None, heard)
    after = engine.step(interview(), state_at("date_of_birth", {"first_name": "Marlin"}), said, TODAY)
    assert after.state.answers["first_name"].value in ("Marlin", "Marlon")
    assert after.state.answers["last_name"].value == "Ruiz"


def test_the_one_thing_of_nothing_but_is_listed() -> None:
    heard = Understanding(means={"current_medicines": ("none", 0.9)})
    after = engine.step(
        interview(),
        state_at("current_medicines"),
        Turn("nothin but a tums now and again", None, heard),
        TODAY,
    )
    assert "tums" in str(after.state.answers["current_medicines"].value)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("past_treatments", "I've read that ECT can take your memory. Does ketamine do that to you as well?"),
        ("conditions", "Somebody in my support group said it ruins your bladder. Is there truth in that?"),
        ("substance_use", "If I have a glass of wine the night before, is that the end of it?"),
    ],
)
def test_what_is_heard_or_supposed_before_a_question_is_no_answer(at: str, said: str) -> None:
    after = say(at, said, "question", 0.98)
    assert after.digression and at not in after.state.answers


def test_why_another_question_is_asked_is_told_at_the_open_one() -> None:
    why = interview().by_id["date_of_birth"].why
    after = say("insurance", "what do you need my birthday for", "why", 0.8)
    assert after.state.at == "insurance" and after.drafts[0].text.startswith(why)
    own = say("last_name", "why do you need my full name", "why", 0.8)
    assert own.drafts[0].text == say("last_name", "why?").drafts[0].text


@pytest.mark.parametrize(("at", "said"), [("substance_use", "nah i got burned once. not answering")])
def test_not_answering_skips(at: str, said: str) -> None:
    after = say(at, said, "answer", 0.45)
    assert after.state.answers[at].how == "skipped"


def test_when_you_say_do_you_mean_is_explained() -> None:
    said = "When you say bladder problems, do you mean infections or what?"
    after = say("conditions", said, "explain", 0.99)
    assert not after.digression and "conditions" not in after.state.answers


def test_a_look_over_everything_is_the_review() -> None:
    after = say("diagnoses", "my eyes aren't great, let me check everything over first", "answer", 0.5)
    assert "diagnoses" not in after.state.answers


def heard(wish: str, share: float, about: str) -> Understanding:
    return Understanding.of(None, 0.0, False, {"name": wish, "confidence": share, "about": [[about, share]]})


def test_a_change_with_as_i_said_is_no_reminder() -> None:
    said = "they switched me to days so evenings is when to ring me, not mornings like i said"
    turn = Turn(said, None, heard("change", 1.0, "contact_time"))
    after = engine.step(interview(), state_at("heard_from"), turn, TODAY)
    assert after.state.answers["contact_time"].value == "evening" and "heard_from" not in after.state.answers


def test_that_one_is_the_open_item() -> None:
    turn = Turn("i'd put that one at several days, bouncing my leg", None, heard("change", 0.75, "phq9_8"))
    before = state_at("gad7_5", {"phq9_8": 3})
    after = engine.step(interview(), before, turn, TODAY)
    assert after.state.answers["gad7_5"].value == 1
    assert after.state.answers["phq9_8"] == before.answers["phq9_8"]


def test_forgetting_a_name_in_a_story_changes_no_name() -> None:
    said = "is this worse than the shock treatment. my aunt had that and forgot my name"
    after = engine.step(
        interview(),
        state_at("past_treatments"),
        Turn(said, None, heard("change", 0.7, "past_treatments")),
        TODAY,
    )
    assert after.digression and after.state.at == "past_treatments"


@pytest.mark.parametrize(
    "said", ["pronouns meaning what, we had nouns", "what are these, I am not knowing these words"]
)
def test_words_that_are_not_known_are_explained(said: str) -> None:
    after = say("pronouns", said, "explain", 0.45)
    assert after.state.at == "pronouns" and "pronouns" not in after.state.answers


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("past_treatments", "When I was 20 I tried Zoloft. Does that matter?"),
        ("past_treatments", "I saw a therapist for two years and took Prozac. Do you need records?"),
        ("conditions", "I heard voices once. Is that a problem?"),
    ],
)
def test_what_one_lived_through_is_kept_before_a_question(at: str, said: str) -> None:
    after = say(at, said, "question", 0.7)
    assert after.digression and at in after.state.answers
