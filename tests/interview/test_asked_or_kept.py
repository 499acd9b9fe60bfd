"""What is told before its question is kept and said back; what may mean two things is asked."""

from __future__ import annotations

import pytest

from frontdesk.interview import Outcome, Turn, Understanding, engine
from tests.interview.turns import TODAY, interview, state_at

TOLD = "tried Zoloft and Effexor, I take lisinopril, no allergies"


def say(at: str, text: str, heard: Understanding | None = None) -> Outcome:
    return engine.step(interview(), state_at(at), Turn(text, None, heard or Understanding()), TODAY)


def value(outcome: Outcome, key: str) -> object:
    answer = outcome.state.answers.get(key)
    return answer.value if answer else None


def terms(outcome: Outcome, key: str) -> list[str]:
    answer = outcome.state.answers[key]
    return [item["term"] for item in answer.value]


@pytest.mark.parametrize("at", ["first_name", "email", "state", "pronouns", "main_concern", "diagnoses"])
def test_lists_told_at_another_question_are_kept_for_theirs(at: str) -> None:
    after = say(at, TOLD)
    assert after.state.at == at and at not in after.state.answers
    assert terms(after, "past_treatments") == ["sertraline", "venlafaxine"]
    assert terms(after, "current_medicines") == ["lisinopril"]
    assert value(after, "allergies") == []
    assert "Zoloft" in after.drafts[0].text and "lisinopril" in after.drafts[0].text


def test_lists_told_before_consent_are_kept_once_it_is_given() -> None:
    before = say("consent", TOLD)
    assert before.state.at == "consent" and not before.state.answers
    after = engine.step(interview(), before.state, Turn("I agree"), TODAY)
    assert after.state.at == "first_name"
    assert terms(after, "current_medicines") == ["lisinopril"]
    assert "agree" not in str(after.state.answers["current_medicines"].value)


def test_a_list_told_in_two_clauses_is_one() -> None:
    after = say("first_name", "I take Zoloft, I also take lisinopril")
    assert terms(after, "current_medicines") == ["sertraline", "lisinopril"]


def test_a_medicine_at_the_treatments_is_an_answer_to_them() -> None:
    assert terms(say("past_treatments", "I take Lexapro"), "past_treatments") == ["escitalopram"]


@pytest.mark.parametrize(
    ("at", "text", "wanted"),
    [
        ("concern_since", "like i said, two years", "two years"),
        ("concern_since", "two years, as I said before", "two years"),
        ("state", "Illinois, I told you already", "IL"),
        ("phq9_1", "as i've said, several days", 1),
    ],
)
def test_what_is_said_again_is_the_answer(at: str, text: str, wanted: object) -> None:
    assert value(say(at, text, Understanding(None, 0.2, False, "change", 0.99)), at) == wanted


def test_a_reminder_alone_is_no_answer() -> None:
    assert say("email", "like I said before").state.at == "email"


@pytest.mark.parametrize(
    "text", ["march", "May", "about two years now", "2019", "since last fall", "a few months"]
)
def test_a_bare_time_answers_since_when(text: str) -> None:
    heard = Understanding(None, 0.2, False, "change", 0.99, (("date_of_birth", 0.95),))
    assert value(say("concern_since", text, heard), "concern_since") == text


@pytest.mark.parametrize(
    ("text", "key", "wanted"),
    [
        ("18 none", "conditions", ["none"]),
        ("7: 312 555 0199", "phone", "+13125550199"),
        ("1 Anna", "first_name", "Anna"),
    ],
)
def test_a_line_of_the_review_is_changed_by_its_number(text: str, key: str, wanted: object) -> None:
    after = say("review", text)
    assert value(after, key) == wanted and after.state.at == "review"


def test_a_number_that_begins_other_words_changes_no_line() -> None:
    assert say("review", "2 years with this pain").state.answers == state_at("review").answers


@pytest.mark.parametrize(
    "text",
    [
        "im a guy",
        "n/a",
        "not possible",
        "that's impossible",
        "menopause",
        "i cant get pregnant",
        "can't have kids",
    ]
    + ["no longer have a uterus, ovaries removed", "not a woman", "not relevant", "doesn't apply to me"],
)
def test_pregnancy_may_not_apply(text: str) -> None:
    assert value(say("pregnancy", text), "pregnancy") in ("not_applicable", "no")


def test_somebody_elses_pregnancy_is_not_the_persons_own() -> None:
    heard = Understanding(None, 0.2, False, "answer", 0.9, (), {"pregnancy": ("pregnant", 0.99)})
    after = say("pregnancy", "my wife is pregnant", heard)
    assert after.state.at == "pregnancy" and "yourself" in after.drafts[0].text
    assert value(say("pregnancy", "my husband and I are trying"), "pregnancy") == "planning"


@pytest.mark.parametrize("text", ["ok", "Ok", "oh", "hi", "OK", "OH"])
def test_a_word_that_is_also_a_state_is_asked(text: str) -> None:
    after = say("state", text)
    assert after.state.at == "state" and after.state.open and "state" not in after.state.answers
    assert ("full name" in after.drafts[0].text) == text.isupper()


@pytest.mark.parametrize(("text", "code"), [("in", "IN"), ("Tulsa, OK", "OK"), ("ohio", "OH"), ("il", "IL")])
def test_other_codes_are_still_read(text: str, code: str) -> None:
    assert value(say("state", text), "state") == code


@pytest.mark.parametrize("text", ["just call", "call", "phone calls only please", "a call is fine"])
def test_a_call_says_nothing_of_messages(text: str) -> None:
    after = say(
        "contact_ok",
        text,
        Understanding(None, 0.2, False, "answer", 0.9, (), {"contact_ok": ("neither", 0.99)}),
    )
    assert after.state.at == "contact_ok" and "voice message" in after.drafts[0].text


@pytest.mark.parametrize(
    ("at", "text"), [("phq9_2", "turnips"), ("transport", "hang on"), ("conditions", "yes")]
)
def test_words_heard_as_of_other_questions_are_no_choice_here(at: str, text: str) -> None:
    means = {"phq9_2": ("0", 0.85), "transport": ("unsure", 0.7), "conditions": ("heart", 0.6)}
    other = Understanding(None, 0.2, False, "answer", 0.9, (("main_concern", 0.6), ("allergies", 0.1)), means)
    assert say(at, text, other).state.at == at
    here = Understanding(None, 0.2, False, "answer", 0.9, ((at, 0.4), ("allergies", 0.1)), means)
    assert at == "conditions" or say(at, text, here).state.at != at


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("voicemail yes, texts no", "voice"),
        ("don't text me, only leave a voicemail. my son uses my texts", "voice"),
        ("please never leave texts or voicemails", "neither"),
        ("I don't mind texts or voicemail", "both"),
    ],
)
def test_of_two_ways_one_is_refused(text: str, way: str) -> None:
    assert value(say("contact_ok", text), "contact_ok") == way
    heard = Understanding(None, 0.2, False, "change", 0.99, (("contact_ok", 0.99),))
    state = state_at("review", {"contact_ok": "both" if way != "both" else "text"})
    after = engine.step(interview(), state, Turn(text, None, heard), TODAY)
    assert value(after, "contact_ok") == way


@pytest.mark.parametrize(
    ("at", "text", "key", "wanted"),
    [
        ("last_name", "Romero, though everyone just calls me Tito", "preferred_name", "Tito"),
        ("main_concern", "depression. eleven years of this", "concern_since", "eleven years"),
        ("main_concern", "panic attacks, started in 2018", "concern_since", "2018"),
        ("state", "Indiana. call me anytime", "contact_time", "any"),
    ],
)
def test_what_stands_beside_an_answer_is_kept(at: str, text: str, key: str, wanted: str) -> None:
    state = state_at(at)
    after = engine.step(interview(), state, Turn(text), TODAY)
    assert at in after.state.answers and value(after, key) == wanted


def test_sending_it_later_is_a_pause() -> None:
    heard = Understanding(None, 0.2, False, "submit", 0.97)
    assert say("review", "looks fine but I will send it tomorrow", heard).state.status == "paused"
    assert say("review", "off you go with it", heard).act == "submit"


@pytest.mark.parametrize(("text", "sent"), [("everything is right, thank you", True), ("ok thanks", False)])
def test_thanks_alone_send_nothing(text: str, sent: bool) -> None:
    assert (say("review", text).act == "submit") == sent
