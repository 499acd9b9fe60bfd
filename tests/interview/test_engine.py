"""The interview as a whole: progress, failures, several facts, changes of mind, alerts, any turns at all."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.interview import Answer, Outcome, State, Turn, Understanding, engine, flow
from frontdesk.interview.show import review_draft
from tests.interview.turns import TODAY, interview, rows, state_at


def say(state: State, text: str, *, answerable: bool = False) -> Outcome:
    choice = text[1:] if text.startswith("!") else None
    known = Understanding("faq" if answerable else None, 0.9, answerable)
    return engine.step(interview(), state, Turn("" if choice else text, choice, known), TODAY)


def run(*turns: str) -> Outcome:
    outcome = engine.begin(interview(), None, TODAY)
    for turn in turns:
        outcome = say(outcome.state, turn)
    return outcome


LONG = (
    "!consent_yes", "Ana", "Ruiz", "skip", "she/her", "03/04/1985", "ana@example.com", "312 555 0142",
    "both", "Chicago", "mornings", "depression", "two years", "none", "Zoloft", "Lexapro",
    "none", "none", "none", "no", "yes",
    *["several days"] * 8, "not at all", "somewhat", "sure", *["not at all"] * 2, "skip these questions",
    "now", "yes", "none", "no", "google", "no",
)  # fmt: skip
SHORT = (*LONG[:20], "not now", "later", "no")


def test_progress_starts_low_and_only_goes_forward() -> None:
    outcome = engine.begin(interview(), None, TODAY)
    seen = [(0, 21)]
    for turn in LONG:
        outcome = say(outcome.state, turn)
        progress = outcome.drafts[-1].progress
        assert progress is not None
        seen.append((progress["done"], progress["total"]))
    assert outcome.drafts[-1].kind == "review"
    assert seen == sorted(seen) and [pair[1] for pair in seen] == sorted(pair[1] for pair in seen)
    assert seen[-1][0] == seen[-1][1]


def test_the_short_way_is_short() -> None:
    outcome = run(*SHORT)
    assert outcome.drafts[-1].kind == "review"
    # 15 seconds a question: about 6 minutes
    assert outcome.drafts[-1].progress == {"done": 23, "total": 23}


def test_going_back_or_editing_does_not_turn_progress_back() -> None:
    state = state_at("state")
    before = say(state, "repeat the question").drafts[0].progress
    assert say(state, "back").drafts[0].progress == before
    assert say(state, "oops my email is wrong").drafts[0].progress == before


def test_a_pain_visitor_gets_peg_and_not_the_mood_questionnaires() -> None:
    state = state_at("review", {"main_concern": "pain"})
    ids = [question.id for question in flow.path(interview(), state, TODAY)]
    assert "peg_1" in ids and "phq9_1" not in ids


def test_two_failures_bring_an_example_three_a_way_out_and_words_are_kept() -> None:
    state = state_at("date_of_birth")
    first = say(state, "dunno lol when")
    second = say(first.state, "nineteen eighty")
    question = interview().by_id["date_of_birth"]
    assert question.example not in first.drafts[0].text
    assert question.example in second.drafts[0].text
    third = say(second.state, "whatever")
    assert {"talk_person"} <= {choice["id"] for choice in third.drafts[0].choices}
    phone = state_at("phone")
    for words in ("ring me", "ring me please!!", "you know it"):
        phone = say(phone, words).state
    skipped = say(phone, "!skip")
    kept = skipped.state.answers["phone"]
    assert (kept.how, kept.value) == ("unread", None)
    assert "you know it" in kept.words


def test_facts_said_before_consent_wait_for_it() -> None:
    outcome = say(engine.begin(interview(), None, TODAY).state, "Hi, I'm Ana Ruiz, ana@example.com")
    assert outcome.state.answers == {}
    agreed = say(outcome.state, "yes")
    assert agreed.state.answers["email"].value == "ana@example.com"
    assert agreed.state.answers["last_name"].value == "Ruiz"


def test_someone_elses_address_is_not_taken() -> None:
    outcome = say(state_at("anything_else"), "my wife's email is wife@example.com if you can't reach me")
    assert outcome.state.answers["email"].value == "ana@example.com"
    assert outcome.state.answers["anything_else"].value.startswith("my wife's")


def test_a_date_that_does_not_fit_the_age_is_asked_once_more_then_believed() -> None:
    told = run("!consent_yes", "I'm Ana Ruiz, 41, ana@example.com", "skip", "skip", "03/04/1995")
    assert told.state.at == "date_of_birth"
    assert "age" in told.drafts[0].text
    assert say(told.state, "03/04/1995").state.answers["date_of_birth"].value == "1995-03-04"


def test_clicked_conditions_add_up_until_that_is_all() -> None:
    state = state_at("conditions")
    one = say(state, "!conditions_heart")
    assert one.state.at == "conditions"
    ids = {choice["id"] for choice in one.drafts[0].choices}
    assert "done" in ids and "conditions_heart" not in ids
    two = say(one.state, "!conditions_liver")
    done = say(two.state, "!done")
    assert done.state.answers["conditions"].value == ["heart", "liver"]
    assert done.state.at == "pregnancy"


def test_a_late_click_on_an_earlier_question_changes_that_answer() -> None:
    outcome = say(state_at("transport"), "!contact_ok_text")
    assert outcome.state.answers["contact_ok"].value == "text"
    assert outcome.state.at == "transport"


def test_item_9_alerts_once() -> None:
    outcome = say(state_at("phq9_9"), "!phq9_9_2")
    assert outcome.alert == "phq9_item9"
    assert outcome.drafts[0].kind == "question"
    assert say(outcome.state, "somewhat").alert is None
    assert say(state_at("phq9_9"), "!phq9_9_0").alert is None


def test_changing_the_main_concern_opens_the_questionnaire_that_belongs_to_it() -> None:
    outcome = say(state_at("review"), "change my main concern to chronic pain")
    assert outcome.state.answers["main_concern"].value == "pain"
    assert outcome.state.at == "peg_1"


def test_going_back_keeps_the_answer_until_there_is_a_new_one() -> None:
    outcome = say(state_at("state"), "back")
    assert outcome.state.at == "contact_ok"
    assert say(outcome.state, "skip").state.at == "state"
    assert say(outcome.state, "skip").state.answers["contact_ok"].value == "both"


def test_an_outdated_answer_is_asked_again_at_submit() -> None:
    state = state_at("review")
    stale = replace(state.answers["state"], value="OH")
    outcome = say(replace(state, answers={**state.answers, "state": stale}), "yes")
    assert outcome.act == "" and outcome.state.at == "state"


COMMANDS = (
    "why do you ask?", "back", "what did I say", "later", "stop", "start over", "talk to someone",
    "change my phone", "skip",
)  # fmt: skip
EVERYWHERE = [question.id for question in interview().questions] + ["review"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_at_every_question(command: str) -> None:
    for question in EVERYWHERE:
        before = state_at(question, {"main_concern": "pain"} if question.startswith("peg") else None)
        outcome = say(before, command)
        if question == "consent" and command in ("later", "stop"):
            assert outcome.state.status == "declined"
            continue
        assert outcome.drafts and not outcome.digression, question
        _keeps_answers(before, outcome, command)
        if command == "later" and question.endswith("_offer"):
            continue  # an answer there
        assert (outcome.state.status == "paused") is (command in ("later", "stop")), question
        assert (outcome.act == "person") is (command == "talk to someone"), question
        if command == "change my phone":
            known = question in ("phone", "review") or "phone" in before.answers
            assert outcome.state.at == ("phone" if known else question)
        if command == "skip" and question != "review":
            skippable = flow.can_skip(interview(), before, interview().by_id[question])
            offer = question.endswith("_offer")  # "skip" is an answer to an offer
            assert (question in outcome.state.answers) is (skippable or offer)


def _keeps_answers(before: State, outcome: Outcome, command: str) -> None:
    if command == "start over":
        assert outcome.state.answers == {} and dict(outcome.state.shelf) == dict(before.answers)
        return
    same = {key: value for key, value in outcome.state.answers.items() if before.answers.get(key) == value}
    assert same == before.answers, "no command changes an answer"


HOSTILE = [
    "", " ", "\x00", "a\x00b", "\ud800", "x\udfffy", "\u202eabc", "/restart", '/intent{"a":1}',
    "{{ clinic.name }}", "{reference}", "<b>x</b>", "🤷", "9" * 400, "word " * 800, "' OR 1=1 --", "￼", "'",
    "((((", "[[", "?", "!!!",
    "ı", "ﬁ", "x" * 10_000,
]  # fmt: skip


@pytest.mark.promise("P19")
@pytest.mark.parametrize("question", [question.id for question in interview().questions] + ["review"])
def test_hostile_text_is_text(question: str) -> None:
    for text in HOSTILE:
        outcome = say(
            state_at(question, {"main_concern": "pain"} if question.startswith("peg") else None), text
        )
        assert outcome.drafts or outcome.digression
        json.dumps([draft.text for draft in outcome.drafts])


@pytest.mark.promise("P19")
def test_the_big_list_of_naughty_strings_never_raises(shared: Path) -> None:
    lines = json.loads((shared / "eval" / "blns.json").read_text("utf-8"))
    for question in (
        "first_name",
        "date_of_birth",
        "email",
        "phone",
        "state",
        "main_concern",
        "current_medicines",
        "conditions",
        "phq9_1",
        "review",
    ):
        before = state_at(question)
        for line in lines:
            outcome = say(before, line)
            saved = outcome.state.answers.get(question)
            assert outcome.drafts or outcome.digression or outcome.act
            if saved is not None and saved.how == "given" and question == "current_medicines":
                assert saved.words in line


SAID = st.one_of(
    st.sampled_from(sorted({row["say"] for row in rows()})),
    st.sampled_from([f"!{q.id}_{c.id}" for q in interview().questions for c in q.choices]),
    st.sampled_from([f"!edit_{q.id}" for q in interview().questions]),
    st.sampled_from(
        [
            "!skip",
            "!skip_section",
            "!done",
            "!review_confirm",
            "!restore",
            "!try_again",
            "!talk_person",
            "!later",
            "!nonsense",
        ]
    ),
    st.text(max_size=40),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(SAID, st.booleans()), max_size=25),
    st.sampled_from(["consent", "email", "main_concern", "conditions", "phq9_8", "anything_else", "review"]),
)
def test_any_sequence_of_turns_leaves_a_defined_next_step(turns: list[tuple[str, bool]], at: str) -> None:
    state = state_at(at)
    for text, answerable in turns:
        outcome = say(state, text, answerable=answerable)
        state = outcome.state
        assert outcome.drafts or outcome.digression or outcome.act
        if not state.open:
            assert state.status in ("paused", "declined", "minor", "out_of_area", "submitted")
            begun = engine.begin(interview(), state, TODAY)
            assert begun.drafts or begun.act
            break
        assert state.at == "review" or state.at in interview().by_id
        assert engine.ask_again(interview(), state, TODAY).drafts
        # replaying the stored answers, as JSON keeps them, gives the same next step and the same review
        stored = json.loads(json.dumps({key: asdict(answer) for key, answer in state.answers.items()}))
        again = replace(state, answers={key: Answer(**row) for key, row in stored.items()})
        assert flow.next_question(interview(), again, TODAY) == flow.next_question(interview(), state, TODAY)
        assert review_draft(interview(), again, TODAY) == review_draft(interview(), state, TODAY)
