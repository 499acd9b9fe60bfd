"""One verdict from the pieces of a message."""

from __future__ import annotations

from rasa_ext.combine import Understood, combine
from rasa_ext.intents import Decision, Kind
from rasa_ext.joints import unmarked
from rasa_ext.pieces import Pieces
from rasa_ext.segments import Segments

COST, DRIVING, INSURANCE = "faq_cost", "faq_driving", "faq_insurance"


def decided(intent: str, kind: Kind = "answer", confidence: float = 0.9) -> Decision:
    return Decision(kind, intent, confidence, (COST, INSURANCE), ((intent, confidence),))


def divided(marked: str, *decisions: Decision) -> Understood:
    """The verdict on a message with likely joints at the marks: the first decision is about the whole, the
    others about its stretches."""
    text, places = unmarked(marked)
    segments = Segments.of(text, dict.fromkeys(places, 0.9))
    numbers = tuple(range(1, 1 + len(segments.texts)))
    return combine(Pieces((text, *segments.texts), segments=segments, stretches=numbers), list(decisions))


def test_one_question_is_answered_asked_back_or_not_known() -> None:
    one = Pieces(("x",))
    assert combine(one, [decided(COST)]).intent == COST
    assert combine(one, [decided(COST, "clarify")]).intent == "clarify"
    assert combine(one, [decided(COST, "unknown")]).intent == "nlu_fallback"
    assert combine(one, [decided("out_of_scope", "unknown")]).intent == "out_of_scope"


def test_two_questions_are_both_answered() -> None:
    said = divided("how much is it || and can i drive after", decided(COST), decided(COST), decided(DRIVING))
    assert (said.intent, said.parts, said.missed) == ("several", (COST, DRIVING), False)


def test_a_part_of_an_honest_message_is_no_misuse() -> None:
    text = "who drives me home after || and what is the price for two people"
    ranking = (("misuse", 0.44), (COST, 0.56))
    doubted = Decision("answer", "misuse", 0.44, (COST, INSURANCE), ranking)
    assert divided(text, decided(DRIVING), decided(DRIVING), doubted).parts == (DRIVING, COST)
    whole = Decision("answer", DRIVING, 0.5, (DRIVING,), ((DRIVING, 0.5), ("misuse", 0.45)))
    assert COST not in divided(text, whole, decided(DRIVING), doubted).parts


def test_one_question_with_and_in_it_is_not_torn_apart() -> None:
    text = "i work days and could come after five, || who drives me home"
    assert divided(text, decided(DRIVING), decided(DRIVING), decided(DRIVING)).intent == DRIVING
    unlikely = Segments.of("does it last a month or wear off", {22: 0.02})
    pieces = Pieces(("x", *unlikely.texts), segments=unlikely, stretches=(1, 2))
    halves = [decided("faq_effect_duration", confidence=0.5), decided(DRIVING, confidence=0.5)]
    assert combine(pieces, [decided(COST), *halves]).intent == COST


def test_an_unsure_part_leaves_the_message_whole() -> None:
    text = "how much is it || and can i drive after"
    for confidence, parts in ((0.1, ()), (0.8, (COST, DRIVING))):
        unsure = decided(DRIVING, "clarify", confidence)
        assert divided(text, decided(COST), decided(COST), unsure).parts == parts


def test_a_part_that_is_no_matter_of_the_clinic_s_is_said_to_be_left() -> None:
    text = "how much is it || and do you sell lip filler"
    whole = Decision("answer", COST, 0.8, (COST,), ((COST, 0.8), ("out_of_scope", 0.15)))
    said = divided(text, whole, decided(COST), decided("out_of_scope", "unknown", 0.97))
    assert (said.parts, said.missed) == ((COST,), True)


def test_a_part_that_was_not_understood_is_said_and_its_nearest_topics_offered() -> None:
    pieces = Pieces(("a? b?", "a?", "b?"), clauses=(1, 2))
    said = combine(pieces, [decided(COST), decided(COST), decided(DRIVING, "unknown")])
    assert (said.intent, said.parts, said.missed) == ("several", (COST,), True)
    asked = combine(pieces, [decided(COST), decided(COST), decided(DRIVING, "clarify")])
    assert asked.candidates == (INSURANCE,)
    more = Pieces(("x", "a", "b"), clauses=(1, 2), left_out=2)
    assert combine(more, [decided(COST), decided(COST), decided(DRIVING)]).missed


def test_a_part_that_is_surely_no_matter_of_the_clinic_s_is_named() -> None:
    pieces = Pieces(("x", "price of one infusion", "and do you do lip filler"), clauses=(1, 2))
    for confidence, named in ((0.95, True), (0.8, False)):
        outside = decided("out_of_scope", "unknown", confidence)
        assert combine(pieces, [decided(COST), decided(COST), outside]).missed == named
    short = Pieces(("x", "price of one infusion", "and thanks lads"), clauses=(1, 2))
    courtesy = decided("out_of_scope", "unknown", 0.95)
    assert not combine(short, [decided(COST), decided(COST), courtesy]).missed


def test_at_most_three_parts_are_answered_and_the_rest_is_said() -> None:
    pieces = Pieces(("x", "a", "b", "c", "d"), clauses=(1, 2, 3, 4))
    parts = [decided(COST), decided(DRIVING), decided(INSURANCE), decided("faq_nausea")]
    said = combine(pieces, [decided(COST), *parts])
    assert (len(said.parts), said.missed) == (3, True)


def test_of_three_clear_questions_in_a_row_none_is_lost_in_a_division() -> None:
    text, places = unmarked("do you treat ptsd, how much is it || and can i drive after")
    segments = Segments.of(text, dict.fromkeys(places, 0.9))
    pieces = Pieces(
        (text, *segments.texts, "do you treat ptsd", "how much is it"),
        clauses=(3, 4, 2),
        segments=segments,
        stretches=(1, 2),
    )
    heard = [COST, COST, DRIVING, "faq_ptsd", COST]
    said = combine(pieces, [decided(intent) for intent in heard])
    assert (said.parts, said.missed) == (("faq_ptsd", COST, DRIVING), False)
    heard[3] = COST  # only two things are asked
    assert combine(pieces, [decided(intent) for intent in heard]).parts == (COST, DRIVING)


def test_small_talk_beside_a_question_is_not_answered_apart() -> None:
    pieces = Pieces(("x", "a", "b"), clauses=(1, 2))
    assert combine(pieces, [decided(COST), decided("thanks"), decided(COST)]).intent == COST


def test_a_personal_question_told_in_sentences_is_one_question() -> None:
    pieces = Pieces(("x", "a", "b"), clauses=(1, 2))
    said = combine(pieces, [decided("medical_advice"), decided(COST), decided(DRIVING)])
    assert said.intent == "medical_advice"


def test_what_is_for_a_clinician_or_misuse_stays_so_beside_another_question() -> None:
    text = "should i quit my effexor || and how much is a package"
    for flow in ("medical_advice", "misuse"):
        personal = decided(flow)
        assert divided(text, personal, personal, decided(COST)).parts == (flow, COST)
        assert divided(text, personal, decided(DRIVING), decided(COST)).intent == flow


def test_a_part_needs_less_when_the_whole_message_has_its_topic_in_mind() -> None:
    whole = Decision("answer", COST, 0.9, (COST, DRIVING), ((COST, 0.9), (DRIVING, 0.08)))
    text = "how much is it || and can i drive"
    half = decided(DRIVING, "clarify", 0.5)
    assert divided(text, whole, decided(COST), half).parts == (COST, DRIVING)
    elsewhere = decided(INSURANCE, "clarify", 0.35)
    assert divided(text, whole, decided(COST), elsewhere).parts == ()


def test_the_word_that_this_is_for_a_clinician_is_not_lost_among_the_parts() -> None:
    doubtful = Decision("answer", DRIVING, 0.7, (DRIVING,), ((DRIVING, 0.7),), aside="medical_advice")
    said = divided("how much is it || and can i drive after", decided(COST), decided(COST), doubtful)
    assert said.parts == (COST, "medical_advice", DRIVING)
    followed = Pieces(("x", "title x"), reask=1, leans=True, last_topic="cost")
    both = combine(followed, [decided("faq_bipolar", confidence=0.7), doubtful])
    assert both.parts == ("medical_advice", DRIVING)


def test_a_doubtful_personal_question_is_declined_beside_the_general_answer() -> None:
    doubtful = Decision("answer", COST, 0.7, (COST,), ((COST, 0.7),), aside="medical_advice")
    said = combine(Pieces(("x",)), [doubtful])
    assert (said.intent, said.parts) == ("several", ("medical_advice", COST))


def test_nothing_sure_in_the_parts_falls_back_to_the_whole() -> None:
    pieces = Pieces(("x", "a", "b"), clauses=(1, 2))
    unsure = decided(DRIVING, "unknown")
    assert combine(pieces, [decided(COST, "clarify"), unsure, unsure]).intent == "clarify"


def test_two_medicines_named_side_by_side_are_both_answered_when_both_are_likely() -> None:
    named = Pieces(("x",), named=("cost", "insurance"))
    assert combine(named, [decided(COST)]).parts == (COST, INSURANCE)
    assert combine(named, [decided(DRIVING)]).intent == DRIVING


def test_a_message_that_leans_on_the_last_answer_is_taken_with_it() -> None:
    pieces = Pieces(("x", "title x"), reask=1, leans=True, last_topic="cost")
    assert combine(pieces, [decided("faq_bipolar"), decided(INSURANCE)]).intent == INSURANCE
    assert combine(pieces, [decided("faq_bipolar"), decided(COST, "clarify")]).intent == "faq_bipolar"
    surely = decided("faq_bipolar", confidence=0.97)  # "is it legal" after the price
    assert combine(pieces, [surely, decided(COST)]).intent == "faq_bipolar"
    personal = decided("medical_advice", confidence=0.5)  # "should I stop it" after antidepressants
    assert combine(pieces, [personal, decided(COST)]).intent == "medical_advice"


def test_asked_about_the_last_answer_again_the_longer_one_is_told() -> None:
    leaning = Pieces(("x", "title x"), reask=1, leans=True, last_topic="cost")
    assert combine(leaning, [decided("faq_bipolar"), decided(COST)]).intent == "tell_me_more"
    settled = Pieces(("why",), topic="cost", last_topic="cost")
    assert combine(settled, [decided(DRIVING)]).intent == "tell_me_more"


def test_a_message_clear_by_itself_is_taken_alone() -> None:
    pieces = Pieces(("x", "title x"), reask=1, leans=False, last_topic="cost")
    sure, likely, hardly = (decided(DRIVING, confidence=share) for share in (0.97, 0.85, 0.65))
    assert combine(pieces, [sure, decided(INSURANCE)]).intent == DRIVING
    either = combine(pieces, [likely, decided(INSURANCE)])
    assert (either.intent, either.candidates) == ("clarify", (DRIVING, INSURANCE, COST))
    assert combine(pieces, [hardly, decided(INSURANCE)]).intent == INSURANCE
    assert combine(pieces, [decided("clinic_wifi"), decided(INSURANCE)]).intent == "clinic_wifi"
    assert combine(pieces, [decided(DRIVING, "clarify"), decided(INSURANCE)]).intent == INSURANCE


def test_a_statement_needs_words_of_its_own_to_be_about_the_last_answer() -> None:
    pieces = Pieces(("x", "title x"), reask=1, tells=True, last_topic="driving")
    alone = Decision("clarify", INSURANCE, 0.2, (INSURANCE,), ((INSURANCE, 0.2), (DRIVING, 0.001)))
    assert combine(pieces, [alone, decided(DRIVING)]).intent == "nlu_fallback"
    about = Decision("clarify", INSURANCE, 0.2, (INSURANCE,), ((INSURANCE, 0.2), (DRIVING, 0.1)))
    assert combine(pieces, [about, decided(DRIVING)]).intent == "tell_me_more"
    for share, said in ((0.65, "nlu_fallback"), (0.9, "clinic_vendors")):
        assert combine(pieces, [decided("clinic_vendors", confidence=share), decided(DRIVING)]).intent == said
    asks = Pieces(("x", "title x"), reask=1, last_topic="driving")
    assert combine(asks, [alone, decided(DRIVING)]).intent == "tell_me_more"


def test_after_a_hand_off_its_state_is_asked_for_or_a_name_left() -> None:
    pieces = Pieces(("x", "title x"), reask=1, last_topic="hand_off")
    state, name, nothing = decided("hand_off_status"), decided("name_given"), decided(COST, "unknown", 0.2)
    assert combine(pieces, [nothing, state]).intent == "hand_off_status"
    assert combine(pieces, [nothing, name]).intent == "name_given"
    assert combine(pieces, [decided("greet"), name]).intent == "name_given"  # "I'm Carol"
    assert combine(pieces, [decided("thanks"), state]).intent == "thanks"
    assert combine(pieces, [decided(COST, confidence=0.97), state]).intent == COST
    settled = Pieces(("hello?",), topic="hand_off", last_topic="hand_off")
    assert combine(settled, [decided("greet")]).intent == "tell_me_more"


def test_a_name_is_a_greeting_when_nobody_asked_for_it() -> None:
    assert combine(Pieces(("x",)), [decided("name_given")]).intent == "greet"


def test_simpler_is_meant_whatever_it_leans_on() -> None:
    pieces = Pieces(("x", "title x"), reask=1, leans=True, last_topic="cost")
    assert combine(pieces, [decided("simpler", confidence=0.7), decided(COST)]).intent == "simpler"


def test_a_settled_follow_up_and_another_language() -> None:
    assert combine(Pieces(("x",), topic="onset"), [decided(COST)]).intent == "faq_onset"
    assert combine(Pieces(("x",), language="es"), [decided(COST)]).intent == "other_language"


def test_a_way_to_be_reached_is_taken_before_anything_else() -> None:
    assert combine(Pieces(("x",), contact=True), [decided(COST)]).intent == "contact_given"


def test_what_is_surely_about_something_else_is_not_bent_to_the_last_answer() -> None:
    pieces = Pieces(("x", "title x"), reask=1, leans=False, last_topic="cost")
    elsewhere, joined = decided("out_of_scope", "unknown", 0.99), decided("faq_cost")
    assert combine(pieces, [elsewhere, joined]).intent == "out_of_scope"
    doubtful = decided("out_of_scope", "unknown", 0.4)
    assert combine(pieces, [doubtful, joined]).intent == "tell_me_more"
    leaning = Pieces(("is it raining", "title is it raining"), reask=1, leans=True, last_topic="cost")
    for share, said in ((0.8, "out_of_scope"), (0.6, "tell_me_more")):
        assert combine(leaning, [decided("out_of_scope", "unknown", share), joined]).intent == said


def test_ok_with_a_question_mark_asks_for_more() -> None:
    for text, last, said in (("ok so yes?", "cost", "tell_me_more"), ("ok", "cost", "acknowledge")):
        assert combine(Pieces((text,), last_topic=last), [decided("acknowledge")]).intent == said
    assert combine(Pieces(("ok?",)), [decided("acknowledge")]).intent == "acknowledge"


def test_a_topic_is_answered_for_the_treatment_that_is_spoken_of() -> None:
    sessions, schedule, basics = "faq_number_of_sessions", "faq_spravato_schedule", "faq_spravato_basics"
    instead = (("number_of_sessions", "spravato_schedule"),)
    text, places = unmarked("what is spravato || and how many times a week")
    segments = Segments.of(text, dict.fromkeys(places, 0.9))
    pieces = Pieces((text, *segments.texts), segments=segments, stretches=(1, 2), instead=instead)
    assert combine(pieces, [decided(basics), decided(basics), decided(sessions)]).parts == (basics, schedule)
    same = combine(pieces, [decided(schedule), decided(schedule), decided(sessions)])
    assert (same.intent, same.parts) == (schedule, ())
    assert combine(Pieces(("x",), instead=instead), [decided(sessions)]).intent == schedule
    assert combine(Pieces(("x",)), [decided(sessions)]).intent == sessions
