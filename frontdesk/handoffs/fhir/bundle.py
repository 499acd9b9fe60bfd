"""The transaction: every resource once, addressed by urn:uuid, created only where the server has it not."""

from __future__ import annotations

from datetime import date
from typing import Any

from frontdesk.handoffs.fhir import people, questionnaires, responses, results
from frontdesk.handoffs.fhir.parts import Resource, instant, urn
from frontdesk.handoffs.fhir.values import NotExportable, Record
from frontdesk.interview.readers.dates import age_on
from frontdesk.interview.scores import score


def build(record: Record) -> Resource:
    """The bundle of one case. Raises NotExportable for someone under age or without consent."""
    _adults_only(record)
    made = _resources(record)
    made["provenance"] = results.provenance(record, [name for name in made if name not in _SHARED])
    return {
        "resourceType": "Bundle",
        "identifier": {"system": f"{record.clinic.base}/fhir/case", "value": record.reference},
        "type": "transaction",
        "timestamp": instant(record.made_at),
        "entry": [_entry(record, name, resource) for name, resource in made.items()],
    }


_SHARED = ("organization", "device")


def _resources(record: Record) -> dict[str, Resource]:
    """By name: the name is the resource's address inside the bundle."""
    sheets = questionnaires.begun(record)
    names = [questionnaires.INTAKE, *(sheet.id for sheet in sheets)]
    made = {
        "organization": people.organization(record),
        "device": people.device(record),
        "patient": people.patient(record),
    }
    made |= {f"questionnaire-{name}": questionnaires.build(record, name) for name in names}
    made |= {f"response-{name}": responses.build(record, name) for name in names}
    scores = [found for sheet in sheets if (found := score(sheet, record.answers)).total is not None]
    made |= {f"score-{found.id}": results.observation(record, found) for found in scores}
    made["consent"] = results.consent(record)
    made["transcript"] = results.transcript(record)
    support = [name for name in made if name.startswith(("response-", "score-", "transcript"))]
    made["request"] = results.service_request(record, support)
    return made


def _entry(record: Record, name: str, resource: Resource) -> Resource:
    kind = resource["resourceType"]
    request: dict[str, Any] = {"method": "POST", "url": kind}
    known = resource.get("identifier")
    if kind == "Questionnaire":
        request["ifNoneExist"] = f"url={resource['url']}&version={resource['version']}"
    elif known:
        one = known[0] if isinstance(known, list) else known
        request["ifNoneExist"] = f"identifier={one['system']}|{one['value']}"
    return {"fullUrl": urn(record, name), "resource": resource, "request": request}


def _adults_only(record: Record) -> None:
    born = record.given("date_of_birth")
    if not born or age_on(str(born), _day(record)) < record.interview.minimum_age:
        raise NotExportable("the person is under age or gave no date of birth")


def _day(record: Record) -> date:
    return record.submitted_at.date()
