"""Who looked at a case or took it out, from the audit log, between the changes of its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery

from frontdesk.privacy.models import AuditEntry
from frontdesk.staff import words
from frontdesk.staff.history import Line

SHOWN = 300  # rows of the log at most
TOLD = {"viewed": "Looked at the case", "printed": "Printed the case", "exported": "Took it out"}
FORMS = {"answers": "as CSV", "fhir": "as FHIR record", "pdf": "as PDF", "fhir_push": "to the chart's server"}


def merged(changes: Sequence[Line], reference: str) -> list[Line]:
    """The history, newest first; looks of one person one after another are one line, with how many."""
    looked = [
        Line(entry.at, _who(entry), _text(entry), look=entry.action == "viewed") for entry in _rows(reference)
    ]
    return _together(sorted([*changes, *looked], key=lambda line: line.at, reverse=True))


def _rows(reference: str) -> QuerySet[AuditEntry]:
    """The latest rows about the case, with the names of who did it."""
    person = get_user_model().objects.filter(pk=OuterRef("actor_id"))
    names = {name: Subquery(person.values(name)[:1]) for name in ("first_name", "last_name")}
    rows = AuditEntry.objects.filter(subject=reference, action__in=TOLD)
    return rows.annotate(**names).order_by("-seq")[:SHOWN]


def _who(entry: Any) -> str:
    name = " ".join(part for part in (entry.first_name, entry.last_name) if part)
    return words.shown(name or entry.actor)


def _text(entry: AuditEntry) -> str:
    form = FORMS.get(str(entry.detail.get("what")), "")
    return f"{TOLD[entry.action]} {form}".strip()


def _together(lines: list[Line]) -> list[Line]:
    made: list[Line] = []
    count = 1
    for line in lines:
        before = made[-1] if made else None
        if before is not None and before.look and line.look and before.who == line.who:
            count += 1
            made[-1] = Line(before.at, before.who, f"{TOLD['viewed']} {count} times", look=True)
        else:
            count = 1
            made.append(line)
    return made
