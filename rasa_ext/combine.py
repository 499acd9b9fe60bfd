"""One verdict from the decisions on a message's pieces. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from rasa_ext.clauses import MOST_ANSWERED
from rasa_ext.intents import CHOICES, FAQ_PREFIX, OUT_OF_SCOPE, SAFER, Decision
from rasa_ext.pieces import Pieces
from rasa_ext.segments import Reading, Segments, best

MISUSE = SAFER[1]
CLARIFY, UNKNOWN, SEVERAL, LANGUAGE = "clarify", "nlu_fallback", "several", "other_language"
CONTACT, MORE = "contact_given", "tell_me_more"
NO_PART = ("bot_challenge", "capabilities", "rude", "acknowledge", "greet", "goodbye", "thanks", MORE)
# A short message after an answer, understood by itself: how sure it must be ...
ELSEWHERE = 0.95  # to be about another topic than the answer before
EITHER = 0.75  # to be asked about, if it does not lean on the answer
FOREIGN, FOREIGN_LEANING = 0.45, 0.7  # to be no matter of the clinic's
FOREIGN_PART = 0.9  # to be named as not understood beside what was
DIVIDED = 0.5  # how sure each part must be for a message to be divided where grammar does not demand it
BACKED = 0.3  # how sure a part is enough when the whole message has its topic among the first two
BACKED_TOLD = 0.95  # ... when it is not by its form a question of its own
BESIDE = 0.8  # how sure each part of a message is when one of them is for a clinician
WORDS = 4  # of a question, for its part to be answered with less than an answer by itself needs


@dataclass(frozen=True)
class Understood:
    """`intent` is what Rasa's rules see; `parts` the intents to answer one by one for `several`.

    `candidates` are the topics to choose from, for `clarify` and for a part that was `missed`.
    """

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    candidates: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    missed: bool = False
    extra: dict[str, str] = field(default_factory=dict)


def combine(pieces: Pieces, decisions: Sequence[Decision]) -> Understood:
    """`decisions[i]` is about `pieces.texts[i]`."""
    whole = decisions[0]
    if pieces.contact:
        return Understood(CONTACT, 1.0, whole.ranking)
    if pieces.language:
        return Understood(LANGUAGE, 1.0, whole.ranking, extra={"language": pieces.language})
    if pieces.topic:
        return Understood(_or_more(f"{FAQ_PREFIX}{pieces.topic}", pieces), 1.0, whole.ranking)
    if pieces.reask is not None:
        return _follow_up(pieces, whole, decisions[pieces.reask])
    if pieces.clauses or pieces.segments or pieces.named:
        return _several(pieces, decisions)
    return _single(whole)


def _or_more(intent: str, pieces: Pieces) -> str:
    """Asked about the last answer again, its longer text is told instead of the same words."""
    return MORE if intent == f"{FAQ_PREFIX}{pieces.last_topic}" else intent


def _follow_up(pieces: Pieces, alone: Decision, joined: Decision) -> Understood:
    """A short message after an answer: by itself when that is clear, otherwise as said about the answer.

    The title alone draws nearly any words to the last answer, so how sure `joined` is says little.
    """
    foreign = alone.confidence if alone.intent == OUT_OF_SCOPE else 0.0
    if foreign >= (FOREIGN_LEANING if pieces.leans else FOREIGN):
        return _single(alone)
    joins = joined.kind == "answer" and joined.intent.startswith(FAQ_PREFIX)
    if not joins or _by_itself(pieces, alone):
        return _single(alone)
    doubt = alone.kind == "answer" and alone.confidence >= EITHER and alone.intent != joined.intent
    if doubt and not pieces.leans:
        offered = tuple(dict.fromkeys((alone.intent, joined.intent, *alone.candidates)))[:CHOICES]
        return Understood(CLARIFY, alone.confidence, alone.ranking, offered)
    if joined.aside:
        return _single(joined)
    intent = _or_more(joined.intent, pieces)
    return Understood(intent, joined.confidence, joined.ranking, joined.candidates)


def _by_itself(pieces: Pieces, alone: Decision) -> bool:
    """Whether the message needs no answer before it: what is for a clinician never does."""
    if alone.kind != "answer":
        return False
    topic = alone.intent.startswith(FAQ_PREFIX)
    return (
        alone.intent in SAFER
        or bool(alone.aside)
        or alone.confidence >= ELSEWHERE
        or not (topic or pieces.leans)
    )


def _single(decision: Decision) -> Understood:
    intent = {"clarify": CLARIFY, "unknown": UNKNOWN}.get(decision.kind, decision.intent)
    if decision.kind == "unknown" and decision.intent == "out_of_scope":
        intent = "out_of_scope"
    if decision.kind == "answer" and decision.aside:
        parts = (decision.aside, decision.intent)
        return Understood(SEVERAL, decision.confidence, decision.ranking, parts=parts)
    return Understood(intent, decision.confidence, decision.ranking, decision.candidates)


def _several(pieces: Pieces, decisions: Sequence[Decision]) -> Understood:
    whole, *parts = decisions
    decisions = [whole, *(_in_good_faith(whole, part) for part in parts)]
    if whole.kind == "answer" and whole.intent in SAFER:
        # a personal question is one question, however many sentences tell it
        return _beside(pieces, decisions) or _single(whole)
    if pieces.segments:
        readings = _readings(pieces, pieces.segments, decisions)
        chosen = best(pieces.segments, readings, DIVIDED)
        if chosen:
            parts = [decisions[pieces.stretches[number]] for number in chosen]
            return _parts(whole, parts, pieces.left_out > 0)
    both = tuple(f"{FAQ_PREFIX}{topic}" for topic in pieces.named)
    if whole.intent in both and whole.kind != "unknown":
        return Understood(SEVERAL, whole.confidence, whole.ranking, parts=both)
    clauses = [decisions[place] for place in pieces.clauses]
    answered = [decision for decision in clauses if _answers(decision)]
    if len({decision.intent for decision in answered}) < 2:
        return _one_answered(pieces, whole, clauses, answered)
    missed = [decision for decision in clauses if decision.kind != "answer"]
    return _parts(whole, answered, pieces.left_out > 0 or bool(missed), missed)


def _in_good_faith(whole: Decision, part: Decision) -> Decision:
    """A part that is likelier a topic than misuse, of a message that is none: "what it's gonna cost us"."""
    shares = dict(whole.ranking)
    if part.intent != MISUSE or shares.get(MISUSE, 0.0) >= part.confidence or not part.candidates:
        return part
    topic = part.candidates[0]
    share = dict(part.ranking)[topic]
    return replace(part, intent=topic, confidence=share) if share > part.confidence else part


def _beside(pieces: Pieces, decisions: Sequence[Decision]) -> Understood | None:
    """What is for a clinician and, by its form a question of its own, something sure that is not."""
    whole = decisions[0]
    if whole.intent != SAFER[0] or not pieces.segments:
        return None
    readings = [
        Reading(
            decision.intent if _answers(decision) and (decision.intent == SAFER[0] or need == 0.0) else None,
            decision.confidence,
        )
        for decision, need in ((decisions[p], n) for p, n in zip(pieces.stretches, pieces.segments.needs))
    ]
    chosen = best(pieces.segments, readings, BESIDE)
    parts = [decisions[pieces.stretches[number]] for number in chosen]
    return _parts(whole, parts, False) if any(part.intent == SAFER[0] for part in parts) else None


def _one_answered(
    pieces: Pieces, whole: Decision, clauses: Sequence[Decision], answered: Sequence[Decision]
) -> Understood:
    """At most one part is clear: the whole speaks, unless a question of its own was not understood."""
    missed = [
        decision
        for place, decision in zip(pieces.clauses, clauses)
        if decision.kind != "answer"
        and (pieces.texts[place].rstrip().endswith("?") or _outside(decision, pieces.texts[place]))
    ]
    if answered and missed and (whole.kind != "answer" or whole.intent == answered[0].intent):
        return _parts(whole, answered, True, missed)
    if whole.kind != "answer" and answered:
        return _single(answered[0])
    return _single(whole)


def _outside(decision: Decision, text: str) -> bool:
    """A part that is surely no matter of the clinic's, and more than a word of courtesy."""
    sure = decision.intent == OUT_OF_SCOPE and decision.confidence >= FOREIGN_PART
    return sure and len(text.split()) >= WORDS


def _parts(
    whole: Decision, answered: Sequence[Decision], missed: bool, unclear: Sequence[Decision] = ()
) -> Understood:
    said = [(decision.aside, decision.intent) for decision in answered]
    intents = dict.fromkeys(name for name in (whole.aside, *chain.from_iterable(said)) if name)
    parts = tuple(intents)[:MOST_ANSWERED]
    candidates = next((decision.candidates for decision in unclear if decision.kind == "clarify"), ())
    confidence = min(decision.confidence for decision in answered)
    offered = tuple(name for name in candidates if name not in parts)
    missed = missed or len(intents) > MOST_ANSWERED
    return Understood(SEVERAL, confidence, whole.ranking, offered, parts, missed)


def _readings(pieces: Pieces, segments: Segments, decisions: Sequence[Decision]) -> list[Reading]:
    """What each stretch may be answered with: a question by its form, or hinted at by the whole message."""
    whole = decisions[0]
    hints = dict(whole.ranking)
    backed = [name for name, _ in whole.ranking if name.startswith(FAQ_PREFIX)][:2]
    found = []
    for place, need in zip(pieces.stretches, segments.needs):
        decision = decisions[place]
        question = need == 0.0 and len(pieces.texts[place].split()) >= WORDS
        counts = _answers(decision) or (question and _likely(decision))
        counts = counts and hints.get(decision.intent, 0.0) >= need
        confidence = decision.confidence
        enough = confidence >= (BACKED_TOLD if need else BACKED)
        if enough and decision.intent in backed and decision.kind != "unknown":
            counts, confidence = True, max(confidence, DIVIDED)
        found.append(Reading(decision.intent if counts else None, confidence))
    return found


def _likely(decision: Decision) -> bool:
    """What a question of its own, beside another one, may be answered with."""
    return decision.kind == "clarify" and decision.intent.startswith(FAQ_PREFIX)


def _answers(decision: Decision) -> bool:
    """Small talk is no part of its own."""
    return decision.kind == "answer" and decision.intent not in NO_PART
