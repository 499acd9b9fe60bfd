"""A case as a FHIR bundle: reads the intake and the conversation, hands them to handoffs/fhir."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from frontdesk.handoffs.facts import clinic
from frontdesk.handoffs.fhir import bundle
from frontdesk.handoffs.fhir.validate import problems
from frontdesk.handoffs.fhir.values import Clinic, NotExportable, Record
from frontdesk.handoffs.models import Case
from frontdesk.staff import transcript, words
from frontdesk.staff.answers import finished_intake


class Faulty(Exception):
    """What was built is no valid bundle; `problems` says why and may quote the answers."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(f"{len(found)} problems")
        self.problems = found


def make(case: Case, now: datetime) -> dict[str, Any]:
    """The checked bundle. Raises NotExportable, and Faulty rather than handing out a wrong one."""
    built = bundle.build(record(case, now))
    found = problems(built)
    if found:
        raise Faulty(found)
    return built


def record(case: Case, now: datetime) -> Record:
    """Everything the bundle is made of. Raises NotExportable when the case has no finished intake."""
    finished = finished_intake(case)
    if finished is None:
        raise NotExportable("this case has no finished intake")
    known = clinic()
    return Record(
        reference=case.reference,
        urgent=case.urgent,
        clinic=Clinic(
            known.fact("name"),
            known.get("contact.phone_link", known.get("contact.phone", "")),
            str(known.get("contact.website", "urn:frontdesk")).rstrip("/"),
        ),
        interview=finished.interview,
        answers=finished.answers,
        flags=case.flags,
        transcript=plain_transcript(case),
        started_at=finished.started_at,
        submitted_at=finished.submitted_at,
        made_at=now,
    )


def plain_transcript(case: Case) -> str:
    """The conversation, a line a message, times in the clinic's zone."""
    rows = transcript.lines(case.conversation, limit=5000)
    told = (f"[{words.clock(row.at)}] {row.speaker}: {row.text}" for row in rows)
    return "\n".join(told) or "(no messages)"
