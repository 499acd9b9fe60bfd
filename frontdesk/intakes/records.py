"""Between the rows of an intake and the state the interview works on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from frontdesk.chat.models import Conversation
from frontdesk.intakes.models import Answer, Intake
from frontdesk.interview import Answer as Given
from frontdesk.interview import State
from frontdesk.interview.values import NOTE

_POSITION = ("failures", "heard", "collecting", "early", "last", "age_said", "skipped_sections")


def current(conversation_id: UUID, *, lock: bool = False) -> Intake | None:
    """The newest intake of a conversation; `lock` holds its conversation until the transaction ends."""
    if lock:
        # the conversation's row is what two first turns at once have in common
        Conversation.objects.select_for_update().filter(pk=conversation_id).values_list("pk").first()
    return Intake.objects.filter(conversation_id=conversation_id).order_by("-id").first()


def state_of(intake: Intake) -> State:
    """The state as it was saved."""
    kept: dict[str, Any] = dict(intake.position)
    answers = {row.question_id: _given(row) for row in intake.answers.all()}
    return State(
        answers=answers,
        at=intake.at,
        status=intake.status,
        failures=kept.get("failures", 0),
        heard=tuple(kept.get("heard", ())),
        collecting=kept.get("collecting", False),
        shelf={key: Given(**row) for key, row in kept.get("shelf", {}).items()},
        early=kept.get("early", ""),
        last=kept.get("last", ""),
        age_said=kept.get("age_said"),
        skipped_sections=tuple(kept.get("skipped_sections", ())),
    )


def _given(row: Answer) -> Given:
    return Given(row.question_id, row.version, row.value, row.words, row.how)


def save(intake: Intake, before: State, after: State, now: datetime) -> None:
    """Write what differs. Runs inside the turn's transaction."""
    gone = [key for key in before.answers if key not in after.answers]
    if gone:
        intake.answers.filter(question_id__in=gone).delete()
    _write_answers(intake, (a for k, a in after.answers.items() if before.answers.get(k) != a), now)
    intake.status = after.status
    intake.at = after.at if after.open else ("" if after.status == "submitted" else after.at)
    intake.position = position(after)
    intake.updated_at = now
    intake.save()


def position(state: State) -> dict[str, Any]:
    """What is kept of a state beside its answers, as JSON."""
    kept = {key: getattr(state, key) for key in _POSITION}
    return {**kept, "shelf": {key: asdict(answer) for key, answer in state.shelf.items()}}


def _write_answers(intake: Intake, answers: Iterable[Given], now: datetime) -> None:
    rows = [
        Answer(
            intake=intake,
            question_id=answer.question_id,
            version=answer.version,
            value=answer.value,
            words=answer.words,
            how=answer.how,
            given_at=now,
        )
        for answer in answers
    ]
    if rows:
        Answer.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["intake", "question_id"],
            update_fields=["version", "value", "words", "how", "given_at"],
        )


def is_open(intake: Intake | None) -> bool:
    """Whether the intake waits for a message."""
    return intake is not None and (intake.status == Intake.Status.OPEN or intake.at == NOTE)
