"""One verdict from the decisions on a message's pieces. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from frontdesk.clinic import HAND_OFF
from rasa_ext.clauses import MOST_ANSWERED
from rasa_ext.dividing import NO_PART, best
from rasa_ext.intents import CHOICES, FAQ_PREFIX, OUT_OF_SCOPE, SAFER, Decision
from rasa_ext.pieces import Pieces

MISUSE = SAFER[1]
CLARIFY, UNKNOWN, SEVERAL, LANGUAGE = "clarify", "nlu_fallback", "several", "other_language"
CONTACT, MORE, SIMPLER = "contact_given", "tell_me_more", "simpler"
GREET, PERSON, ACKNOWLEDGE = "greet", "talk_to_person", "acknowledge"
STATE, NAME = "hand_off_status", "name_given"  # said after a hand-off
# A short message after an answer, understood by itself: how sure it must be ...
ELSEWHERE = 0.95  # to be about another topic than the answer before
EITHER = 0.75  # to be asked about, if it does not lean on the answer
FOREIGN, FOREIGN_LEANING = 0.45, 0.7  # to be no matter of the clinic's
SUPPORT = 0.05  # of a statement, for the topic that the answer before draws it to
FOREIGN_PART = 0.9  # to be named as not understood beside what was
CLEAR_PART = 0.7  # a question among three or more in a row
WORDS = 4  # of such a part: fewer may be a courtesy


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
    understood = _combine(pieces, decisions)
    if understood.intent == NAME and pieces.last_topic != HAND_OFF:
        return replace(understood, intent=GREET)  # "hi, I'm Carol"
    if not (pieces.people or pieces.intent):
        understood = _without_person(understood)
    if understood.intent == ACKNOWLEDGE and pieces.last_topic and pieces.texts[0].rstrip().endswith("?"):
        return replace(understood, intent=MORE)  # "ok so yes?" must not be met with "All right"
    better = {f"{FAQ_PREFIX}{topic}": f"{FAQ_PREFIX}{other}" for topic, other in pieces.instead}
    parts = tuple(dict.fromkeys(better.get(part, part) for part in understood.parts))
    if len(parts) == 1 < len(understood.parts) and not understood.missed:
        return replace(understood, intent=parts[0], parts=())
    if understood.intent in better:
        return replace(understood, intent=_or_more(better[understood.intent], pieces))
    return replace(understood, parts=parts)


def _without_person(understood: Understood) -> Understood:
    """ "im at the hospital": nobody was asked for; "he wont talk to a person, can he book online": denied."""
    parts = tuple(part for part in understood.parts if part != PERSON)
    alone = understood.intent == SEVERAL and len(parts) == 1 and not understood.missed
    if understood.intent == PERSON or (understood.parts and not parts):
        return replace(understood, intent=UNKNOWN, parts=())
    return replace(understood, intent=parts[0], parts=()) if alone else replace(understood, parts=parts)


def _combine(pieces: Pieces, decisions: Sequence[Decision]) -> Understood:
    whole = decisions[0]
    if pieces.contact or pieces.intent:
        reach = {"reach": ",".join(pieces.reach)} if pieces.reach else {}
        return Understood(pieces.intent or CONTACT, 1.0, whole.ranking, extra=reach)
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
    if joined.intent == NAME and joined.kind == "answer" and _names(alone):
        return Understood(NAME, joined.confidence, joined.ranking)
    foreign = alone.confidence if alone.intent == OUT_OF_SCOPE else 0.0
    if foreign >= (FOREIGN_LEANING if pieces.leans else FOREIGN):
        return _single(alone)
    topic = joined.intent.startswith(FAQ_PREFIX) or joined.intent == STATE
    if joined.kind != "answer" or not topic or _by_itself(pieces, alone):
        return _single(alone)
    doubt = alone.kind == "answer" and alone.confidence >= EITHER and alone.intent != joined.intent
    if doubt and not pieces.leans:
        offered = tuple(dict.fromkeys((alone.intent, joined.intent, *alone.candidates)))[:CHOICES]
        return Understood(CLARIFY, alone.confidence, alone.ranking, offered)
    if pieces.tells and dict(alone.ranking).get(joined.intent, 0.0) < SUPPORT:
        return Understood(UNKNOWN, alone.confidence, alone.ranking)
    if joined.aside:
        return _single(joined)
    intent = _or_more(joined.intent, pieces)
    return Understood(intent, joined.confidence, joined.ranking, joined.candidates)


def _names(alone: Decision) -> bool:
    """Whether a message after a hand-off may be a name: alone it is nothing, or a greeting."""
    return alone.kind != "answer" or alone.intent in (GREET, NAME)


def _by_itself(pieces: Pieces, alone: Decision) -> bool:
    """Whether the message needs no answer before it: what is for a clinician never does."""
    if alone.kind != "answer":
        return False
    topic = alone.intent.startswith(FAQ_PREFIX)
    remark = pieces.tells and alone.intent.startswith("clinic_") and alone.confidence < EITHER
    return (
        alone.intent in (*SAFER, SIMPLER)
        or bool(alone.aside)
        or alone.confidence >= ELSEWHERE
        or not (topic or pieces.leans or remark)
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
    decisions = [whole, *(in_good_faith(whole, part) for part in parts)]
    chosen = best(pieces, decisions)
    if chosen and _listed(pieces, decisions) <= len(chosen):
        parts = [decisions[pieces.stretches[number]] for number in chosen]
        said = [part for part in parts if part.intent not in (*NO_PART, OUT_OF_SCOPE)]
        outside = any(part.intent == OUT_OF_SCOPE for part in parts)
        if len(said) > 1 or (said and outside):
            return _parts(whole, said, pieces.left_out > 0 or outside)
    if whole.kind == "answer" and whole.intent in SAFER:
        # a personal question is one question, however many sentences tell it
        return _single(whole)
    both = tuple(f"{FAQ_PREFIX}{topic}" for topic in pieces.named)
    if whole.intent in both and whole.kind != "unknown":
        return Understood(SEVERAL, whole.confidence, whole.ranking, parts=both)
    clauses = [decisions[place] for place in pieces.clauses]
    answered = [decision for decision in clauses if _answers(decision)]
    if len({decision.intent for decision in answered}) < 2:
        return _one_answered(pieces, whole, clauses, answered)
    missed = [decision for decision in clauses if decision.kind != "answer"]
    return _parts(whole, answered, pieces.left_out > 0 or bool(missed), missed)


def _listed(pieces: Pieces, decisions: Sequence[Decision]) -> int:
    """How many things three or more clauses ask about, each clear by itself; 0 for fewer."""
    clear = {
        decision.intent
        for decision in (decisions[place] for place in pieces.clauses)
        if _answers(decision) and decision.confidence >= CLEAR_PART and decision.intent not in SAFER
    }
    return len(clear) if len(clear) > 2 else 0


def in_good_faith(whole: Decision, part: Decision) -> Decision:
    """A part that is likelier a topic than misuse, of a message that is none: "what it's gonna cost us"."""
    shares = dict(whole.ranking)
    if part.intent != MISUSE or shares.get(MISUSE, 0.0) >= part.confidence or not part.candidates:
        return part
    topic = part.candidates[0]
    share = dict(part.ranking)[topic]
    return replace(part, intent=topic, confidence=share) if share > part.confidence else part


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
    if len(intents) > MOST_ANSWERED:  # questions first, then what else was said
        intents = dict.fromkeys((*(decision.intent for decision in answered), *intents))
    parts = tuple(intents)[:MOST_ANSWERED]
    candidates = next((decision.candidates for decision in unclear if decision.kind == "clarify"), ())
    confidence = min(decision.confidence for decision in answered)
    offered = tuple(name for name in candidates if name not in parts)
    missed = missed or len(intents) > MOST_ANSWERED
    return Understood(SEVERAL, confidence, whole.ranking, offered, parts, missed)


def _answers(decision: Decision) -> bool:
    """Small talk is no part of its own."""
    return decision.kind == "answer" and decision.intent not in NO_PART
