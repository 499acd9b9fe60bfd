"""What a bundle is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdesk.interview import Answer, Interview


class NotExportable(ValueError):
    """The case cannot leave as FHIR; the message says why and holds nothing personal."""


@dataclass(frozen=True)
class Clinic:
    """Who sends it. `base` is the address under which its identifiers are unique."""

    name: str
    phone: str
    base: str


@dataclass(frozen=True)
class Record:
    """One case: `answers` by question id, `transcript` as plain text, times with a zone."""

    reference: str
    urgent: bool
    clinic: Clinic
    interview: Interview
    answers: Mapping[str, Answer]
    flags: Sequence[Mapping[str, Any]]
    transcript: str
    started_at: datetime
    submitted_at: datetime
    made_at: datetime

    def given(self, question_id: str) -> Any:
        """The value of an answer, None when skipped or not asked."""
        answer = self.answers.get(question_id)
        return None if answer is None else answer.value
