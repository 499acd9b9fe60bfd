"""The doors to intakes: begin, take a turn, ask again. Each runs in one transaction and may be repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from frontdesk.handoffs.services import raise_case
from frontdesk.intakes import links, records
from frontdesk.intakes.cases import add_to_case, answers_for_case, person_of, scores_for_case, submit
from frontdesk.intakes.content import Content, content
from frontdesk.intakes.models import Intake, Turn
from frontdesk.intakes.results import Row, Section, TurnResult, from_json, to_json
from frontdesk.intakes.retention import expire
from frontdesk.interview import Draft, Interview, Outcome, State, Understanding, engine
from frontdesk.interview import Turn as Said
from frontdesk.interview.show import question_draft, say

__all__ = [
    "Draft",
    "Row",
    "Section",
    "TurnResult",
    "Understanding",
    "add_note",
    "answers_for_case",
    "expire",
    "ask_again",
    "is_open",
    "kept_offer",
    "scores_for_case",
    "start",
    "take_turn",
    "while_paused",
]


def start(conversation_id: UUID, *, seq: int, now: datetime) -> TurnResult:
    """Open an intake, or take up the one there is, and ask. After submit: ask for a note to add."""
    with transaction.atomic():
        intake = records.current(conversation_id, lock=True)
        known = _known(conversation_id, seq)
        if known is not None:
            return known
        loaded = content()
        before = records.state_of(intake) if intake else None
        outcome = engine.begin(loaded.interview, before, _today(loaded, now))
        if intake is None or (before is not None and before.status in ("declined", "minor", "expired")):
            intake = Intake(conversation_id=conversation_id, started_at=now, updated_at=now)
            intake.save()
            before = State()
        return _finish(intake, before or State(), outcome, seq, now, loaded)


def take_turn(
    conversation_id: UUID,
    *,
    seq: int,
    text: str,
    choice: str | None,
    understanding: Understanding,
    now: datetime,
) -> TurnResult:
    """Take one visitor message: save an answer, obey a command, hand a question back as a digression."""
    with transaction.atomic():
        intake = records.current(conversation_id, lock=True)
        known = _known(conversation_id, seq)
        if known is not None:
            return known
        loaded = content()
        if intake is None:
            return TurnResult((Draft("info", say(loaded.interview, "not_open")),))
        before = records.state_of(intake)
        if before.status == "submitted" and not before.open:
            # a second confirm, or a late click: the same reference, nothing done twice
            return _finish(intake, before, Outcome(before, act="resubmitted"), seq, now, loaded)
        outcome = engine.step(
            loaded.interview, before, Said(text, choice, understanding), _today(loaded, now)
        )
        return _finish(intake, before, outcome, seq, now, loaded)


def ask_again(conversation_id: UUID, *, seq: int, now: datetime) -> TurnResult:
    """The open question once more, after a digression was answered. Changes nothing."""
    intake = records.current(conversation_id)
    if intake is None or not records.is_open(intake):
        return TurnResult()
    loaded = content()
    outcome = engine.ask_again(loaded.interview, records.state_of(intake), _today(loaded, now))
    return TurnResult(outcome.drafts, open=True)


def while_paused(conversation_id: UUID, *, seq: int, text: str, now: datetime) -> TurnResult | None:
    """Ask whether to go on, where `text` would answer the question at which the intake was paused."""
    with transaction.atomic():
        intake = records.current(conversation_id, lock=True)
        known = _known(conversation_id, seq)
        if known is not None:
            return known
        if intake is None or intake.status != Intake.Status.PAUSED or intake.quiet:
            return None  # who has stopped is not asked to go on
        loaded = content()
        before = records.state_of(intake)
        outcome = engine.while_paused(loaded.interview, before, text, _today(loaded, now))
        return _finish(intake, before, outcome, seq, now, loaded) if outcome else None


def kept_offer(words: str) -> tuple[str, str]:
    """The offer to take what was written before as the answer, and the title of its choice."""
    interview = content().interview
    return say(interview, "kept_words", words=words), interview.choice_titles["keep_words"]


def is_open(conversation_id: UUID) -> bool:
    """Whether an intake of this conversation waits for an answer."""
    return records.is_open(records.current(conversation_id))


def add_note(conversation_id: UUID, *, seq: int, text: str, now: datetime) -> TurnResult:
    """Add `text` to the case of a submitted intake; with nothing to add yet, ask for it."""
    with transaction.atomic():
        intake = records.current(conversation_id, lock=True)
        known = _known(conversation_id, seq)
        if known is not None:
            return known
        loaded = content()
        if intake is None or intake.case is None:
            return TurnResult((Draft("info", say(loaded.interview, "not_open")),))
        before = records.state_of(intake)
        outcome = Outcome(replace(before, at=""), act="note", note=text) if text.strip() else Outcome(before)
        if not text.strip():
            noting = replace(before, at="add_note")
            outcome = Outcome(noting, (question_draft(loaded.interview, noting, _today(loaded, now)),))
        return _finish(intake, before, outcome, seq, now, loaded)


def _today(loaded: Content, now: datetime) -> date:
    """The clinic's calendar day: birthdays turn at its midnight."""
    return now.astimezone(ZoneInfo(str(loaded.clinic.get("location.time_zone", "UTC")))).date()


def _known(conversation_id: UUID, seq: int) -> TurnResult | None:
    turn = Turn.objects.filter(conversation_id=conversation_id, seq=seq).first()
    return from_json(turn.result) if turn else None


def _finish(
    intake: Intake, before: State, outcome: Outcome, seq: int, now: datetime, loaded: Content
) -> TurnResult:
    """Save the outcome, do what it asks for, and keep the result with the turn."""
    intake.quiet = outcome.act == "stopped" or (intake.quiet and not outcome.state.open)
    records.save(intake, before, outcome.state, now)
    drafts = (*_acted(intake, outcome, now, loaded), *outcome.drafts)
    result = TurnResult(drafts, outcome.digression, outcome.state.open, outcome.alert)
    if outcome.act == "erase":
        # what was said is gone: earlier turns' results quote it
        Turn.objects.filter(intake=intake).delete()
    stored: Any = to_json(result)
    Turn.objects.create(intake=intake, conversation_id=intake.conversation_id, seq=seq, result=stored, at=now)
    return result


def _acted(intake: Intake, outcome: Outcome, now: datetime, loaded: Content) -> tuple[Draft, ...]:
    interview = loaded.interview
    if outcome.act == "submit":
        reference = submit(intake, outcome.state, now, loaded)
        return (_sent(interview, "submitted", reference),)
    if outcome.act == "resubmitted":
        reference = intake.case.reference if intake.case else ""
        noting = outcome.state.at == "add_note"
        question = (question_draft(interview, outcome.state, _today(loaded, now)),) if noting else ()
        return (_sent(interview, "already_submitted", reference, offer=not noting), *question)
    if outcome.act == "note":
        reference = add_to_case(intake, outcome.note, now)
        return (_sent(interview, "note_added", reference),)
    if outcome.act == "pause_link":
        links.send(intake, "resume", now)
    if outcome.act == "person":
        case = raise_case(
            intake.conversation,
            kind="person",
            prefix=loaded.clinic.fact("reference_prefix"),
            now=now,
            person=person_of(interview, outcome.state),
        )
        return (
            Draft("handoff", say(interview, "person", reference=case.reference), reference=case.reference),
        )
    return ()


def _sent(interview: Interview, key: str, reference: str, *, offer: bool = True) -> Draft:
    """A reference, with a button to add something: starting a sent intake asks for a note."""
    add = {"id": "start_intake", "title": interview.choice_titles["add_note"]}
    text = say(interview, key, reference=reference)
    return Draft("handoff", text, reference=reference, choices=(add,) if offer else ())
