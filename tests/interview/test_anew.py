"""What the clauses of a change tell anew: what stood there and what is denied is left out."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.interview import Turn, Understanding, engine
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.contact import read_phone
from frontdesk.interview.readers.dates import read_date_of_birth
from frontdesk.interview.readers.names import read_name
from frontdesk.interview.readers.scales import read_scale
from frontdesk.interview.revised import unrefused
from frontdesk.interview.text import gibberish
from tests.interview.turns import TODAY, changed, interview, state_at


def said(*names: str) -> list[dict[str, Any]]:
    return [{"said": name, "term": None} for name in names]


@pytest.mark.parametrize(
    ("say", "field", "old", "new"),
    [
        ("you spelled my name wrong up there, it's M-a-r-i-s-o-l", "first_name", "Marisal", "Marisol"),
        ("about the nickname, forget Bobby. Robert works", "preferred_name", "Bobby", "Robert"),
        (
            "swap the e-mail, my wife sees that one. p.n@example.org",
            "email",
            "a@example.com",
            "p.n@example.org",
        ),
        ("birthday should be JUNE the 4th not july", "date_of_birth", "1987-07-02", "1987-06-04"),
        ("birth month is june. i hit july", "date_of_birth", "1987-07-02", "1987-06-02"),
        ("I was born in '61 not '16", "date_of_birth", "1916-05-02", "1961-05-02"),
        (
            "that's wrong, I counted, it's been eleven since the crash",
            "concern_since",
            "nine years",
            "eleven years",
        ),
        ("I typed six months. My wife says two years", "concern_since", "six months", "two years"),
        ("insurance moved, no longer Aetna, Humana Gold", "insurance", "Aetna", "Humana Gold"),
        ("pain level, I put 3 to be polite. honestly an 8", "peg_1", 3, 8),
        ("changed my mind about texting, only voice messages please", "contact_ok", "both", "voice"),
    ],
)
def test_the_one_value_that_is_left(say: str, field: str, old: Any, new: Any) -> None:
    assert changed(say, field, old) == new


@pytest.mark.parametrize(
    ("say", "field", "old", "new"),
    [
        (
            "the label says lorazepam. what I typed was loratadine",
            "current_medicines",
            ["loratadine"],
            ["lorazepam"],
        ),
        (
            "my allergy isn't sulfa, that's my daughter. I react to codeine",
            "allergies",
            ["sulfa"],
            ["codeine"],
        ),
        ("diagnosis is bipolar 2 not 1", "diagnoses", ["bipolar 1"], ["bipolar 2"]),
        ("i said no diagnosis but my chart says dysthymia", "diagnoses", [], ["dysthymia"]),
        (
            "one more medicine for the list, trazodone, for sleep",
            "current_medicines",
            ["zoloft"],
            ["zoloft", "trazodone"],
        ),
        (
            "tegretol isnt mine its my husbands, i only take zoloft",
            "current_medicines",
            ["tegretol", "zoloft"],
            ["zoloft"],
        ),
        ("mom says the penicillin thing was my brother, so no allergies", "allergies", ["penicillin"], []),
    ],
)
def test_a_list_by_what_is_left(say: str, field: str, old: list[str], new: list[str]) -> None:
    assert [item["said"].casefold() for item in changed(say, field, said(*old))] == new


def test_a_choice_beside_none() -> None:
    assert changed("I ticked none but I got asthma, the inhaler is here", "conditions", ["none"]) == [
        "breathing"
    ]


@pytest.mark.parametrize(
    ("say", "field", "old"),
    [
        ("the medicines are wrong, my pharmacist laughed at me", "current_medicines", said("zoloft")),
        ("take the Xanax off my medicines, I am done with it", "current_medicines", []),
        ("please delete the shellfish from the allergies", "allergies", []),
        ("my sister told me the allergies need another look", "allergies", said("latex")),
        ("one more diagnosis i forgot, let me think", "diagnoses", said("ptsd")),
        ("please look at the email again, it is a private matter", "email", "a@example.com"),
    ],
)
def test_where_nothing_new_is_told_it_is_asked_and_kept(say: str, field: str, old: Any) -> None:
    assert changed(say, field, old) == old


def _say(at: str, text: str, wish: str, share: float, **heard: Any) -> Any:
    pain = {"main_concern": "pain"} if at.startswith("peg") else {}
    told = {"name": wish, "confidence": share, "about": heard.get("about", [])}
    known = Understanding.of(heard.get("intent"), heard.get("sure", 0.5), bool(heard.get("intent")), told)
    return engine.step(interview(), state_at(at, pain), Turn(text, None, known), TODAY)


def test_a_second_thought_about_the_open_question_is_its_answer() -> None:
    text = "The doctor named it cluster headaches. Two others had said nerves before."
    after = _say("diagnoses", text, "change", 0.6, about=[["diagnoses", 0.98]])
    assert after.state.answers["diagnoses"].value


@pytest.mark.parametrize(
    ("at", "text", "wish", "share"),
    [
        ("insurance", "my wallet is out in the van, let's take this up on monday", "later", 0.49),
        ("peg_1", "I AM THROUGH WITH THIS FORM. ASK SOMEONE ELSE", "stop", 0.56),
    ],
)
def test_an_end_at_even_odds_ends_where_nothing_was_read(at: str, text: str, wish: str, share: float) -> None:
    after = _say(at, text, wish, share)
    assert after.state.status == "paused"
    assert at not in after.state.answers


def test_what_counts_is_explained_though_a_topic_is_near() -> None:
    after = _say(
        "diagnoses",
        "what would you call a diagnosis, does a coach count",
        "explain",
        0.9,
        intent="faq_x",
        sure=0.95,
    )
    assert not after.digression
    assert interview().by_id["diagnoses"].example[:20] in after.drafts[-1].text


def test_put_it_another_way() -> None:
    after = _say("gad7_5", "could you say that in a different way", "change", 0.7)
    assert interview().by_id["gad7_5"].example[:20] in after.drafts[-1].text


def test_a_skip_with_its_reason() -> None:
    after = _say("substance_use", "ill skip that, the boss can see my screen", "change", 0.5)
    assert after.state.answers["substance_use"].how == "skipped"


def test_numbers_in_words_and_of_somebody_else() -> None:
    assert read_phone("four one four, double five five, oh one nine nine") == Value("+14145550199")
    two = "414-555-0100 was disconnected, reach me at 414-555-0177"
    assert unrefused(two, read_phone) == Value("+14145550177", sure=False)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("march 9th aught two", "2002-03-09"),
        ("october 3 ninety eight", "1998-10-03"),
        ("twelfth of may, seventy-one", "1971-05-12"),
        ("new year's eve 1979, my mother never forgave me", "1979-12-31"),
        ("7 11 1963 lucky day", "1963-07-11"),
    ],
)
def test_dates_in_words_and_in_a_story(text: str, born: str) -> None:
    assert read_date_of_birth(text, TODAY) == Value(born)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("last month it was a 9, this week on average 5", 5),
        ("7 on the average, and a 9 for how it spoils my reading", 7),
        ("a solid eight all week", 8),
        ("i'd say that is a six, took me 2 days to mow", 6),
    ],
)
def test_the_score_that_is_meant(text: str, score: int) -> None:
    found = read_scale(text, (), (0, 10))
    assert isinstance(found, Value) and found.value == score


@pytest.mark.parametrize("text", ["not one night without waking", "never a day without it", "most every day"])
def test_no_day_without_it_is_every_day(text: str) -> None:
    item = interview().by_id["gad7_1"]
    found = read_scale(text, item.choices, item.scale or (0, 3))
    assert isinstance(found, Value) and found.value == 3


def test_names_at_the_end_of_a_story() -> None:
    assert read_name("my papers say Xiulan but Lana is easier", "preferred") == Value("Lana")
    told = read_name("Ibarra. everyone at the shop says Chuy tho", "last")
    assert isinstance(told, Value) and ("preferred_name", "Chuy") in told.extra


@pytest.mark.parametrize(
    ("text", "mash"), [("qwxz pffft 99&&", True), (";;;pq zxv", True), ("PTSD MDD", False), ("TMS 36", False)]
)
def test_letters_without_a_word(text: str, mash: bool) -> None:
    assert gibberish(text) == mash


def test_a_shout_at_the_television_is_no_score() -> None:
    means = {"phq9_4": ["2", 0.72]}
    told = {"name": "answer", "confidence": 1.0, "about": [["phq9_4", 0.2]], "means": means}
    heard = Understanding.of("out_of_scope", 0.99, False, told)
    after = engine.step(interview(), state_at("phq9_4"), Turn("bucks by 12 oh yeah", None, heard), TODAY)
    assert after.state.at == "phq9_4"


def test_an_allergy_told_by_what_it_does() -> None:
    text = "gabapentin 300 three times a day. oh and latex breaks me out in hives"
    after = _say("current_medicines", text, "answer", 0.9)
    assert [item["said"] for item in after.state.answers["allergies"].value] == ["latex"]
    assert len(after.state.answers["current_medicines"].value) == 1


def test_whose_date_it_was_and_whose_it_is() -> None:
    said = "That was my husband's date of birth I gave you. Mine is April 30, 1957."
    assert changed(said, "date_of_birth", "1955-03-04") == "1957-04-30"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("allergies", "i put no alergies but i did break out from amoxicillin once, better add it"),
        ("diagnoses", "forgot a diagnosys, they also told me i have ADHD"),
    ],
)
def test_words_about_the_list_are_no_part_of_it(field: str, said: str) -> None:
    items = changed(said, field, [])
    assert not {"better", "diagnosys"} & {item["said"] for item in items}


def test_a_choice_becomes_no_other_by_words_about_it() -> None:
    said = "Actually, I told you depression, but it's the anxiety that runs the show. Put that as the reason."
    assert changed(said, "main_concern", "depression", at="concern_since") in ("depression", "anxiety")


def test_a_married_name_at_the_last_name_is_that() -> None:
    heard = Understanding.of(
        None, 0.0, False, {"name": "change", "confidence": 0.94, "about": [["last_name", 0.61]]}
    )
    said = "Married name is Vandersloot, that's what my insurance card says so put that"
    after = engine.step(interview(), state_at("last_name"), Turn(said, None, heard), TODAY)
    assert after.state.answers["first_name"].value == "Ana"
