"""What follows from the answers: score Observations, the proposed visit, consent, transcript, provenance."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from frontdesk.handoffs.fhir.parts import (
    LOINC,
    TERMINOLOGY,
    Resource,
    coding,
    concept,
    identifier,
    instant,
    to,
    without_empty,
)
from frontdesk.handoffs.fhir.values import NotExportable, Record
from frontdesk.interview.scores import Score
from frontdesk.interview.show import answer_text


def observation(record: Record, score: Score) -> Resource:
    """A total with its published band; only a complete questionnaire has one."""
    if score.total is None:
        raise NotExportable(f"{score.id} has no total")
    sheet = next(one for one in record.interview.questionnaires if one.id == score.id)
    # no display: it would have to be LOINC's own words, and `text` names the score
    codes = [coding(LOINC, score.total_loinc)] if score.total_loinc else []
    kind = "total" if sheet.method == "sum" else "mean"
    value = (
        {"valueInteger": int(score.total)}
        if kind == "total"
        else {"valueQuantity": {"value": score.total, "unit": "{score}", "code": "{score}"}}
    )
    if "valueQuantity" in value:
        value["valueQuantity"]["system"] = "http://unitsofmeasure.org"  # type: ignore[index]
    return without_empty(
        {
            "resourceType": "Observation",
            "identifier": [identifier(record, f"score-{score.id}")],
            "status": "final",
            "category": [
                concept("Survey", coding(f"{TERMINOLOGY}/observation-category", "survey", "Survey"))
            ],
            "code": concept(f"{score.name} {kind} score", *codes),
            "subject": to(record, "patient"),
            "effectiveDateTime": instant(record.submitted_at),
            "performer": [to(record, "patient")],
            **value,
            "interpretation": [concept(score.band)] if score.band else [],
            "derivedFrom": [to(record, f"response-{score.id}")],
        }
    )


def service_request(record: Record, support: Sequence[str]) -> Resource:
    """A first consultation is proposed; nobody has ordered it."""
    concern = record.interview.by_id["main_concern"]
    reason = answer_text(record.interview, concern, record.answers.get("main_concern"))
    flags = [{"text": f"{flag.get('note') or flag['id']} ({flag['severity']})"} for flag in record.flags]
    return without_empty(
        {
            "resourceType": "ServiceRequest",
            "identifier": [identifier(record, "request")],
            "status": "draft",
            "intent": "proposal",
            "priority": "urgent" if record.urgent else "routine",
            "code": concept("First consultation"),
            "subject": to(record, "patient"),
            "authoredOn": instant(record.submitted_at),
            "requester": to(record, "patient"),
            "reasonCode": [concept(reason)],
            "supportingInfo": [to(record, name) for name in support],
            "note": flags,
        }
    )


def consent(record: Record) -> Resource:
    """The agreement to the clinic keeping the answers, in the words of the intake's first question."""
    given = record.given("consent")
    if not isinstance(given, dict) or not given.get("agreed"):
        raise NotExportable("consent was not given")
    return {
        "resourceType": "Consent",
        "identifier": [identifier(record, "consent")],
        "status": "active",
        "scope": concept(
            "Privacy", coding(f"{TERMINOLOGY}/consentscope", "patient-privacy", "Privacy Consent")
        ),
        "category": [concept("Consent", coding(LOINC, "59284-0", "Consent Document"))],
        "patient": to(record, "patient"),
        "dateTime": instant(record.started_at),
        "organization": [to(record, "organization")],
        "sourceReference": to(record, "response-intake"),
        "policyRule": concept("Agreed in the chat", coding(f"{TERMINOLOGY}/v3-ActCode", "OPTIN", "opt-in")),
    }


def transcript(record: Record) -> Resource:
    """The conversation as plain text."""
    data = base64.b64encode(record.transcript.encode("utf-8", "replace")).decode()
    attachment = {"contentType": "text/plain; charset=utf-8", "data": data, "title": "Chat transcript"}
    return {
        "resourceType": "DocumentReference",
        "identifier": [identifier(record, "transcript")],
        "status": "current",
        "type": concept("Chat transcript", coding(LOINC, "34109-9", "Note")),
        "subject": to(record, "patient"),
        "date": instant(record.made_at),
        "author": [to(record, "device")],
        "custodian": to(record, "organization"),
        "content": [{"attachment": {**attachment, "creation": instant(record.made_at)}}],
    }


def provenance(record: Record, targets: Sequence[str]) -> Resource:
    """The person gave the answers, the assistant took them down, the clinic keeps them."""
    kinds = f"{TERMINOLOGY}/provenance-participant-type"
    agents = (("author", "Author", "patient"), ("assembler", "Assembler", "device"))
    return {
        "resourceType": "Provenance",
        "target": [to(record, name) for name in targets],
        "occurredDateTime": instant(record.submitted_at),
        "recorded": instant(record.made_at),
        "agent": [
            {
                "type": concept(title, coding(kinds, code, title)),
                "who": to(record, who),
                "onBehalfOf": to(record, "organization"),
            }
            if who == "device"
            else {"type": concept(title, coding(kinds, code, title)), "who": to(record, who)}
            for code, title, who in agents
        ],
    }
