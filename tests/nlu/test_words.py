"""Spelling, terms, clauses, context and language: each a pure function over data/terms."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from frontdesk.clinic import HAND_OFF
from rasa_ext.after_answers import joined
from rasa_ext.clauses import Splitter
from rasa_ext.spelling import Speller
from rasa_ext.terms import Terms, TermsError
from rasa_ext.understanding_context import FollowUp, FollowUps, tells_something
from tests.nlu.conftest import TERMS

ROOT = Path(__file__).resolve().parents[2]
TOPICS = {path.stem for path in (ROOT / "data/faq").glob("*.md")}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("howlong dose the infuson take", "how long dose the infusion take"),
        ("i have depresion", "i have depression"),
        ("do you take insurnace", "do you take insurance"),
        ("i take klonopn and zolft", "i take klonopin and zoloft"),
        ("can idrive after", "can i drive after"),
    ],
)
def test_slips_are_repaired_to_the_clinics_words(speller: Speller, typed: str, meant: str) -> None:
    assert speller.corrected(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "remission rates",
        "i feel queasy and groggy",
        "can i reschedule my appt",
        "is it refundable",
        "my moms insurer",
        "i'm petrified of needles",
        "relapsed twice",
        "can't he come too",
        "dosing and tapering",
        "do you take aetna",
        "ok thx",
    ],
)
def test_a_correct_word_is_never_changed(speller: Speller, text: str) -> None:
    assert speller.corrected(text) == text


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("does Klonopin matter", "benzodiazepines"),
        ("im on clonopin", "benzodiazepines"),
        ("Adderal ok?", "stimulants"),
        ("my MAO  inhibitor", "maoi"),
        ("blue cross", "insurance"),
        ("spravado", "spravato_basics"),
        ("RSD", "crps"),
    ],
)
def test_a_name_points_to_its_topic(terms: Terms, text: str, topic: str) -> None:
    assert [mention.term.topic for mention in terms.find(text)] == [topic]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("lamictal and nardil are on my list", ("lamotrigine_mood_stabilizers", "maoi")),
        ("nerve pain and also really bad depression", ("chronic_pain", "depression")),
        ("xanax and klonopin", ()),
        ("depression since i quit smoking last year, then ocd", ()),
    ],
)
def test_two_names_side_by_side_are_two_topics(terms: Terms, text: str, topics: tuple[str, ...]) -> None:
    assert terms.joined(text) == topics


def test_names_are_whole_words_and_the_longest_wins(terms: Terms) -> None:
    assert terms.find("the imposter's ivory kettle") == ()
    assert [m.name for m in terms.find("ketamine nasal spray")] == ["ketamine nasal spray"]
    assert terms.masked("what causes OCD") == "what causes zcondition"


def test_every_term_names_a_topic_that_exists(terms: Terms) -> None:
    found = {terms.find(name)[0].term.topic for name in terms.names}
    assert found <= TOPICS


def test_a_row_without_a_topic_is_named(tmp_path: Path) -> None:
    for name in ("medicines.yml", "conditions.yml", "treatments.yml"):
        (tmp_path / name).write_text("- {id: odd, kind: medicine, names: [odd]}")
    with pytest.raises(TermsError, match="odd"):
        Terms.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "how much does it cost and do you take insurance",
            ("how much does it cost", "do you take insurance"),
        ),
        (
            "how much is it? can i drive after? do i need a ride",
            ("how much is it?", "can i drive after?", "do i need a ride"),
        ),
        ("how much does it cost do you take insurance", ("how much does it cost", "do you take insurance")),
        ("do you take aetna also how soon can i get in", ("do you take aetna", "how soon can i get in")),
        ("whats the price\nwhere are you", ("whats the price", "where are you")),
        ("cost, hours and parking?", ("cost", "hours", "parking")),
        (
            "1. how much is it 2. is it safe 3. do you take bcbs",
            ("how much is it", "is it safe", "do you take bcbs"),
        ),
        ("1) price 2) address 3) phone number", ("price", "address", "phone number")),
        ("tell me about spravato and how much it is", ("tell me about spravato", "how much it is")),
    ],
)
def test_several_questions_are_taken_apart(text: str, clauses: tuple[str, ...]) -> None:
    assert Splitter.create().split(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "what is the difference between spravato and ketamine",
        "can i take xanax and klonopin before",
        "can my husband come and sit with me",
        "what happens if i panic and want to stop",
        "I take Zoloft. Is that a problem?",
        "how many shots and how far apart are they",
        "what kind of music do you play",
        "is it addictive or is it safe",
        "my mom has depression and ptsd, would this help her",
        "who shouldn't have it",
        "Does it work? My son is 24.",
        "cost",
        "my brother was very sick and could not walk",
        "",
    ],
)
def test_one_question_is_left_whole(text: str) -> None:
    assert Splitter.create().split(text) == (text,)


@pytest.fixture(scope="module")
def follow_ups() -> FollowUps:
    return FollowUps.load(TERMS / "follow_ups.yml")


@pytest.mark.parametrize(
    ("text", "last", "topic"),
    [
        ("then what", "effect_duration", "maintenance"),
        ("how long does it last?", "onset", "effect_duration"),
        ("how long does it last?", "driving", "driving"),
        ("and how long does it last", "dissociation", "session_duration"),
        ("why?", "food_fasting", "food_fasting"),
        ("is that safe?", "at_home_oral", "at_home_oral"),
        ("ok, is it safe", "routes", "safety"),
        ("how much is it", "spravato_basics", "cost"),
        ("just the number pls", "cost", "cost"),
        ("how often", "spravato_basics", "spravato_schedule"),
    ],
)
def test_a_short_question_means_what_the_last_answer_was_about(
    follow_ups: FollowUps, text: str, last: str, topic: str
) -> None:
    assert follow_ups.resolve(text, last, "Title") == FollowUp(topic, None)


def test_what_leans_on_the_last_answer_is_asked_again_with_its_title(follow_ups: FollowUps) -> None:
    assert follow_ups.resolve("and for Spravato?", "cost", "What does it cost?") == FollowUp(
        None, joined("What does it cost?", "and for Spravato?")
    )


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("how long does one spravato visit take if you count the hours of waiting", False),
        ("can i drive home", True),
        ("do you take aetna", True),
    ],
)
def test_a_question_of_its_own_is_left_alone(follow_ups: FollowUps, text: str, tried: bool) -> None:
    found = follow_ups.resolve(text, "cost", "What does it cost?")
    again = FollowUp(None, joined("What does it cost?", text), leans=False)
    assert found == (again if tried else None)


def test_without_a_last_answer_nothing_is_resolved(follow_ups: FollowUps) -> None:
    assert follow_ups.resolve("why?", None) is None


def test_every_follow_up_names_topics_that_exist() -> None:
    rows = yaml.safe_load((TERMS / "follow_ups.yml").read_text())
    named = {topic for row in rows for topic in [*row.get("after", {}), *row.get("after", {}).values()]}
    named |= {row["otherwise"] for row in rows if row.get("otherwise", "{last}") != "{last}"}
    assert named <= {*TOPICS, HAND_OFF}


@pytest.mark.parametrize(
    ("last", "text", "topic"),
    [
        ("cost", "so 3050?", "cost"),
        ("insurance", "is it $475 each then", "cost"),
        ("driving", "so 3050?", None),
        ("cost", "250 pounds", None),
        ("driving", "and how much is that for my dad", "cost"),
        (HAND_OFF, "so what happens now", HAND_OFF),
        (HAND_OFF, "how long does it take", HAND_OFF),
        (HAND_OFF, "hello?", HAND_OFF),
        ("cost", "hello?", None),
    ],
)
def test_a_sum_a_price_for_another_and_what_is_asked_after_a_hand_off(
    last: str, text: str, topic: str | None
) -> None:
    found = FollowUps.load(TERMS / "follow_ups.yml").resolve(text, last, "title")
    assert found is not None and found.topic == topic


@pytest.mark.parametrize("text", ["i am a truck driver", "so my husband left", "We're from Gary."])
def test_a_statement_is_told_from_a_question(text: str) -> None:
    assert tells_something(text)
    assert not tells_something(f"what if {text}") and not tells_something(f"{text}?")
