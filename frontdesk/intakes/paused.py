"""An intake that is paused: its answers are shown to who asks for them, and it stays paused."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from frontdesk.intakes import records
from frontdesk.intakes.content import content
from frontdesk.intakes.heard import shows
from frontdesk.intakes.models import Intake
from frontdesk.interview.show import review_text


def paused_answers(conversation_id: UUID, text: str, now: datetime) -> str:
    """The answers so far, where `text` asks to see them while the intake is paused; "" otherwise."""
    if not shows(text):
        return ""
    intake = records.current(conversation_id)
    if intake is None or intake.status != Intake.Status.PAUSED:
        return ""
    return review_text(content().interview, records.state_of(intake), now.date())
