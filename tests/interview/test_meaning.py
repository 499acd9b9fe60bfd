"""What was learned about a message decides only where the rules of the readers are in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.interview import Turn, Understanding, engine
from frontdesk.interview.wordings import check_wordings, read_wordings
from tests.interview.turns import INTAKE, TODAY, interview, state_at


def _heard(text: str, at: str, **learned: object) -> engine.Outcome:
    wish = {"name": "answer", "confidence": 0.9, **learned}
    heard = Understanding.of("clarify", 0.4, False, wish)
    given = {"main_concern": "pain"} if at.startswith("peg") else {}
    return engine.step(interview(), state_at(at, given), Turn(text, None, heard), TODAY)


def test_a_choice_that_no_rule_reads_is_taken_and_said_aloud() -> None:
    text = "my nephew's got a truck, he'll haul me"
    after = _heard(text, "transport", means={"transport": ["yes", 0.85]})
    answer = after.state.answers["transport"]
    assert (answer.value, answer.words) == ("yes", text)
    assert "Yes" in after.drafts[0].text


@pytest.mark.parametrize("share", [0.3, 0.55])
def test_an_unlikely_choice_is_asked_again(share: float) -> None:
    after = _heard("my nephew's got a truck, he'll haul me", "transport", means={"transport": ["yes", share]})
    assert "transport" not in after.state.answers and after.state.at == "transport"


def test_a_sure_rule_is_not_overruled() -> None:
    after = _heard("nearly every day", "phq9_1", means={"phq9_1": ["0", 0.99]})
    assert after.state.answers["phq9_1"].value == 3


def test_thoughts_of_death_are_rather_asked_again() -> None:
    text = "well you know how that goes with me"
    asked = _heard(text, "phq9_9", means={"phq9_9": ["0", 0.85]})
    assert "phq9_9" not in asked.state.answers and asked.state.at == "phq9_9"


@pytest.mark.parametrize("wish", ["question", "explain", "skip"])
def test_a_question_or_a_command_is_no_choice(wish: str) -> None:
    text = "what if my nephew has a truck"
    after = _heard(text, "transport", name=wish, means={"transport": ["yes", 0.95]})
    assert after.state.answers.get("transport") is None or after.state.answers["transport"].value is None


def test_several_are_heard_beside_what_the_rules_are_sure_of() -> None:
    text = "pressure runs high, had a ministroke in 2020, got COPD too"
    after = _heard(text, "conditions", means={"conditions": ["blood_pressure,breathing,stroke", 0.7]})
    assert sorted(after.state.answers["conditions"].value) == ["blood_pressure", "breathing", "stroke"]
    unlikely = _heard(text, "conditions", means={"conditions": ["blood_pressure,breathing,stroke", 0.55]})
    assert unlikely.state.answers["conditions"].value == ["breathing"]


def test_what_is_surely_a_question_is_no_free_answer() -> None:
    text = "once it takes does it stay took or do you gotta keep coming"
    after = _heard(text, "concern_since", name="question")
    assert after.digression and "concern_since" not in after.state.answers


def test_a_list_of_nothing_is_heard() -> None:
    none = {"allergies": ["none", 0.9]}
    after = _heard("not that ive ever found out", "allergies", means=none)
    assert after.state.answers["allergies"].value == []
    unlikely = _heard("shellfish i guess", "allergies", means={"allergies": ["none", 0.6]})
    assert unlikely.state.answers["allergies"].value[0]["said"] == "shellfish i guess"


def test_a_known_name_is_never_heard_as_nothing() -> None:
    none = {"current_medicines": ["none", 0.99]}
    kept = _heard("nothing but sertraline", "current_medicines", means=none)
    assert kept.state.answers["current_medicines"].value[0]["term"] == "sertraline"


def test_a_whole_sentence_read_in_doubt_may_be_of_another_answer() -> None:
    text = "my doctor wrote back and the seizures were ruled out, none of these"
    about = [["conditions", 0.98], ["diagnoses", 0.01]]
    after = _heard(text, "phq9_1", about=about, given={"conditions": ["seizures"]})
    assert "phq9_1" not in after.state.answers
    assert after.state.answers["conditions"].value == ["none"]


def test_several_choices_are_read_together() -> None:
    text = "bad pump and a gland in my neck that runs too hot"
    after = _heard(text, "conditions", means={"conditions": ["heart,thyroid", 0.7]})
    assert sorted(after.state.answers["conditions"].value) == ["heart", "thyroid"]


def test_words_of_another_answer_change_that_one() -> None:
    text = "my brother just texted he can't do the driving after all"
    about = [["transport", 0.95], ["insurance", 0.01]]
    after = _heard(text, "insurance", about=about, means={"transport": ["no", 0.9]})
    assert after.state.at == "insurance" and "insurance" not in after.state.answers
    assert after.state.answers["transport"].value == "no"


def test_words_of_the_open_question_stay_there() -> None:
    about = [["insurance", 0.6], ["transport", 0.3]]
    after = _heard("whatever my wife's job gives us", "insurance", about=about)
    assert after.state.answers["insurance"].value == "whatever my wife's job gives us"


def test_a_change_without_a_label_finds_its_answer() -> None:
    about = [["contact_ok", 0.8]]
    wish = {"name": "change", "confidence": 0.95, "about": about, "means": {"contact_ok": ["text", 0.9]}}
    heard = Understanding.of("clarify", 0.4, False, wish)
    turn = Turn("the kids listen to everything on there so no recordings", None, heard)
    after = engine.step(interview(), state_at("main_concern"), turn, TODAY)
    assert after.state.answers["contact_ok"].value == "text" and after.state.at == "main_concern"


def test_the_shipped_wordings_are_of_questions_that_exist() -> None:
    assert check_wordings(INTAKE, interview()) == []
    rows = read_wordings(INTAKE, interview().by_id)
    assert {"answer", "change", "skip", "why"} <= {row.kind for row in rows} and len(rows) > 5000


def test_a_wording_of_nothing_is_named_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "wordings" / "means").mkdir(parents=True)
    (tmp_path / "wordings" / "means" / "transport.tsv").write_text("yes\tmy sister\nboat\tby boat\n", "utf-8")
    found = check_wordings(tmp_path, interview())
    assert [(problem.file.name, problem.line) for problem in found] == [("transport.tsv", 2)]


def test_a_question_after_a_word_of_pause_is_no_answer_in_any_words() -> None:
    learned = {"wish": "question", "wish_confidence": 0.92}
    heard = Understanding(intent="faq_legal_status", confidence=0.99, answerable=True, **learned)
    after = engine.step(
        interview(), state_at("pronouns"), Turn("hang on is this even legal", None, heard), TODAY
    )
    assert after.digression and "pronouns" not in after.state.answers


def test_stopping_in_the_last_words_is_no_main_concern() -> None:
    after = _heard("I need to think about it first, lets stop here", "main_concern")
    assert "main_concern" not in after.state.answers and after.act == "stopped"


def test_what_was_put_out_of_habit_is_not_the_new_answer() -> None:
    text = "about the pregnancy one: I'm 9 weeks along, I put no out of habit"
    wish = {
        "name": "change",
        "confidence": 0.99,
        "about": [["pregnancy", 0.6]],
        "means": {"pregnancy": ["pregnant", 0.74]},
    }
    heard = Understanding.of("several", 0.7, True, wish)
    after = engine.step(interview(), state_at("phq9_1", {"pregnancy": "no"}), Turn(text, None, heard), TODAY)
    assert after.state.answers["pregnancy"].value == "pregnant" and after.state.at == "phq9_1"


def test_taking_a_thing_off_a_list_is_no_answer_to_the_open_question() -> None:
    given = {"current_medicines": [{"said": "lisinopril", "term": "lisinopril"}]}
    means = {"substance_use": ["none", 0.66]}
    heard = Understanding.of(
        "medical_advice", 0.9, True, {"name": "answer", "confidence": 0.97, "means": means}
    )
    turn = Turn("take lisinopril off my med list, doc stopped it in june", None, heard)
    after = engine.step(interview(), state_at("substance_use", given), turn, TODAY)
    assert "substance_use" not in after.state.answers and after.state.at == "substance_use"
    assert after.state.answers["current_medicines"].value == []


def test_one_thing_before_a_longer_story_is_not_heard_as_nothing() -> None:
    text = "Latex. And before you ask, I don't drink, smoke or use anything at all"
    after = _heard(text, "allergies", means={"allergies": ["none", 0.95]})
    assert after.state.answers["allergies"].value[0]["said"].startswith("Latex")


def test_a_pain_number_told_in_free_words_is_taken() -> None:
    after = _heard("like somebody parked a truck on my spine", "peg_1", means={"peg_1": ["8", 0.7]})
    assert after.state.answers["peg_1"].value == 8


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("i read that three times and i still dont get what ur asking", "phq9_8"),
        ("AVM?? no clue what that is", "conditions"),
        ("you put TMS in there, what does that stand for", "past_treatments"),
    ],
)
def test_who_does_not_understand_the_question_has_not_answered_it(text: str, at: str) -> None:
    after = _heard(text, at, name="explain", confidence=0.6)
    assert at not in after.state.answers and after.state.at == at
    unheard = _heard(text, at, name="explain", confidence=0.3)
    assert at in unheard.state.answers


def test_asked_what_it_is_needed_for_the_reason_is_told() -> None:
    text = "im 58, what in the world are you asking that for"
    after = _heard(text, "pregnancy", name="why", confidence=0.5)
    assert "pregnancy" not in after.state.answers and after.drafts[0].text != ""
