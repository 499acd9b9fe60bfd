"""Short messages after an answer as training examples."""

from __future__ import annotations

from pathlib import Path

from frontdesk.clinic import load_answers
from rasa_ext.after_answers import CHANGES, examples, joined, titles_of

DATA = Path(__file__).resolve().parents[2] / "data"
ANSWERS = load_answers(DATA)
FOUND = examples(
    DATA,
    titles_of(ANSWERS),
    {slug: answer.asks for slug, answer in ANSWERS.items()},
)


def test_every_row_has_a_topic_or_a_flow_to_answer_it() -> None:
    flows = {"medical_advice", "misuse", "out_of_scope"}
    flows |= {f"clinic_{what}" for what in ("accessibility", "complaints", "contact", "jobs")}
    flows |= {f"clinic_{what}" for what in ("languages", "parking", "records")}
    flows |= {"hand_off_status", "name_given", "talk_to_person", "acknowledge", "thanks"}
    assert {topic for _, topic in FOUND} <= {*ANSWERS, *flows}
    assert len({text for text, _ in FOUND}) == len(FOUND)


def test_after_each_answer_some_messages_change_the_subject() -> None:
    for slug, answer in ANSWERS.items():
        start = joined(answer.title, "")
        topics = [topic for text, topic in FOUND if text.startswith(start)]
        assert len([topic for topic in topics if topic != slug]) >= CHANGES
