"""One verdict from the decisions on a message's pieces. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rasa_ext.intents import FAQ_PREFIX, SAFER, Decision
from rasa_ext.pieces import Pieces

CLARIFY, UNKNOWN, SEVERAL, LANGUAGE = "clarify", "nlu_fallback", "several", "other_language"
CONTACT = "contact_given"
SMALL_TALK = ("greet", "thanks", "goodbye", "acknowledge", "rude", "tell_me_more")


@dataclass(frozen=True)
class Understood:
    """`intent` is what Rasa's rules see; `parts` the intents to answer one by one for `several`."""

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
        return Understood(f"{FAQ_PREFIX}{pieces.topic}", 1.0, whole.ranking)
    if pieces.reask and _says_more(pieces, decisions[1]):
        return _single(decisions[1])
    if pieces.clauses:
        return _several(pieces, whole, decisions[1 : 1 + pieces.clauses])
    return _single(whole)


def _says_more(pieces: Pieces, decision: Decision) -> bool:
    """Whether the message joined to the last title leads somewhere: the last answer again is no answer."""
    new = decision.intent != f"{FAQ_PREFIX}{pieces.last_topic}"
    return decision.kind == "answer" and decision.intent.startswith(FAQ_PREFIX) and new


def _single(decision: Decision, missed: bool = False) -> Understood:
    intent = {"clarify": CLARIFY, "unknown": UNKNOWN}.get(decision.kind, decision.intent)
    if decision.kind == "unknown" and decision.intent == "out_of_scope":
        intent = "out_of_scope"
    return Understood(intent, decision.confidence, decision.ranking, decision.candidates, missed=missed)


def _several(pieces: Pieces, whole: Decision, clauses: Sequence[Decision]) -> Understood:
    if whole.kind == "answer" and whole.intent in SAFER:
        return _single(whole)  # a personal question is one question, however many sentences tell it
    answered = [decision for decision in clauses if decision.kind == "answer"]
    parts = tuple(dict.fromkeys(d.intent for d in answered if d.intent not in SMALL_TALK))
    missed = pieces.left_out > 0 or any(decision.kind != "answer" for decision in clauses)
    if not parts:
        return _single(whole)
    if len(parts) == 1:
        if whole.kind == "answer" and not missed:
            return _single(whole)
        one = next(decision for decision in answered if decision.intent == parts[0])
        if not missed:
            return _single(one)
    confidence = min(decision.confidence for decision in answered)
    return Understood(SEVERAL, confidence, whole.ranking, parts=parts, missed=missed)
