"""What can be said and kept after an intake was sent: the answers again, a note for staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from frontdesk.handoffs.models import Case
from frontdesk.handoffs.state import told_case
from frontdesk.intakes import records
from frontdesk.intakes.content import content
from frontdesk.intakes.models import Intake
from frontdesk.intakes.services import add_note
from frontdesk.interview import State
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.show import answer_text, review_lines, review_text
from frontdesk.interview.text import words

NOTE = "note"  # the event of what was added; with an actor it is the staff's own


@dataclass(frozen=True)
class Sent:
    """An intake that staff have, and the case it stands in now."""

    intake: Intake
    case: Case


def sent(conversation_id: UUID) -> Sent | None:
    """The conversation's newest intake, when it was sent and no note to it is just being asked for."""
    intake = records.current(conversation_id)
    if intake is None or intake.status != Intake.Status.SUBMITTED or intake.case is None:
        return None
    case = told_case(conversation_id)
    return Sent(intake, case) if case is not None and not records.is_open(intake) else None


def names_term(text: str) -> bool:
    """Whether `text` names a medicine, a treatment or a condition that the interview knows."""
    return any(term_in(text, terms) is not None for terms in content().interview.terms.values())


def answers_again(found: Sent, about: str, now: datetime) -> str:
    """The answers as the review showed them, with the way to reach the person that staff have now; only those
    that `about` names, where it names any."""
    loaded = content()
    state = _as_known(records.state_of(found.intake), found.case)
    today = (found.intake.submitted_at or now).date()
    said = f" {' '.join(words(about))} "
    named = [
        f"{line.question.label}: {answer_text(loaded.interview, line.question, line.answer)}"
        for line in review_lines(loaded.interview, state, today)
        if any(f" {' '.join(words(name))} " in said for name in (line.question.label, *line.question.aka))
    ]
    return "\n".join(named) or review_text(loaded.interview, state, today)


def added_since(found: Sent) -> str:
    """What the person added after sending, in their own words."""
    notes = found.case.events.filter(what=NOTE, actor=None).order_by("pk")
    return "; ".join(note.detail for note in notes)


def _as_known(state: State, case: Case) -> State:
    """The answers with the number and the address that staff have now."""
    answers: dict[str, Any] = dict(state.answers)
    for key in ("phone", "email"):
        value = case.person.get(key)
        if key in answers and value and answers[key].value != value:
            answers[key] = replace(answers[key], value=value, how="given")
    return replace(state, answers=answers)


def note_for_staff(conversation_id: UUID, *, seq: int, text: str, now: datetime) -> None:
    """Add the words to the case, once for the message `seq`."""
    add_note(conversation_id, seq=seq, text=text.strip(), now=now)
