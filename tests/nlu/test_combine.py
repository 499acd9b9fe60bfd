"""One verdict from the pieces of a message."""

from __future__ import annotations

from rasa_ext.combine import combine
from rasa_ext.intents import Decision, Kind
from rasa_ext.pieces import Pieces


def decided(intent: str, kind: Kind = "answer", confidence: float = 0.9) -> Decision:
    return Decision(kind, intent, confidence, ("faq_cost", "faq_insurance"), ((intent, confidence),))


def test_one_question_is_answered_asked_back_or_not_known() -> None:
    one = Pieces(("x",))
    assert combine(one, [decided("faq_cost")]).intent == "faq_cost"
    assert combine(one, [decided("faq_cost", "clarify")]).intent == "clarify"
    assert combine(one, [decided("faq_cost", "unknown")]).intent == "nlu_fallback"
    assert combine(one, [decided("out_of_scope", "unknown")]).intent == "out_of_scope"


def test_two_questions_are_both_answered() -> None:
    said = combine(
        Pieces(("x", "a", "b"), clauses=2), [decided("faq_cost"), decided("faq_cost"), decided("faq_driving")]
    )
    assert (said.intent, said.parts, said.missed) == ("several", ("faq_cost", "faq_driving"), False)


def test_a_part_that_was_not_understood_is_said() -> None:
    pieces = Pieces(("x", "a", "b"), clauses=2)
    said = combine(pieces, [decided("faq_cost"), decided("faq_cost"), decided("faq_driving", "unknown")])
    assert (said.intent, said.parts, said.missed) == ("several", ("faq_cost",), True)
    more = Pieces(("x", "a", "b", "c"), clauses=3, left_out=2)
    assert combine(more, [decided("faq_cost")] * 4).missed


def test_small_talk_beside_a_question_is_not_answered_apart() -> None:
    pieces = Pieces(("x", "a", "b"), clauses=2)
    said = combine(pieces, [decided("faq_cost"), decided("thanks"), decided("faq_cost")])
    assert said.intent == "faq_cost"


def test_a_personal_question_told_in_sentences_is_one_question() -> None:
    pieces = Pieces(("x", "a", "b"), clauses=2)
    said = combine(pieces, [decided("medical_advice"), decided("faq_cost"), decided("faq_driving")])
    assert said.intent == "medical_advice"


def test_nothing_sure_in_the_parts_falls_back_to_the_whole() -> None:
    pieces = Pieces(("x", "a", "b"), clauses=2)
    unsure = decided("faq_driving", "unknown")
    assert combine(pieces, [decided("faq_cost", "clarify"), unsure, unsure]).intent == "clarify"


def test_a_follow_up_takes_the_joined_question_only_when_it_leads_somewhere_new() -> None:
    pieces = Pieces(("x", "title x"), reask=True, last_topic="cost")
    assert combine(pieces, [decided("faq_bipolar"), decided("faq_insurance")]).intent == "faq_insurance"
    assert combine(pieces, [decided("faq_bipolar"), decided("faq_cost")]).intent == "faq_bipolar"
    assert combine(pieces, [decided("faq_bipolar"), decided("faq_cost", "clarify")]).intent == "faq_bipolar"


def test_a_settled_follow_up_and_another_language() -> None:
    assert combine(Pieces(("x",), topic="onset"), [decided("faq_cost")]).intent == "faq_onset"
    assert combine(Pieces(("x",), language="es"), [decided("faq_cost")]).intent == "other_language"
