"""Small pieces that several resources share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from frontdesk.handoffs.fhir.values import Record

Resource = dict[str, Any]
LOINC = "http://loinc.org"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
HL7 = "http://hl7.org/fhir/StructureDefinition"
ORDINAL = f"{HL7}/ordinalValue"
ABSENT = f"{HL7}/data-absent-reason"


def coding(system: str, code: str, display: str = "") -> Resource:
    return {"system": system, "code": code, **({"display": display} if display else {})}


def concept(text: str, *codings: Resource) -> Resource:
    return {**({"coding": list(codings)} if codings else {}), "text": text}


def instant(moment: datetime) -> str:
    """A FHIR dateTime or instant in UTC, to the second."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def urn(record: Record, name: str) -> str:
    """The resource's address inside the bundle: the same in every export of the case."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{record.clinic.base}/{record.reference}/{name}')}"


def to(record: Record, name: str) -> dict[str, str]:
    """A reference to another resource of the bundle."""
    return {"reference": urn(record, name)}


def identifier(record: Record, name: str) -> dict[str, str]:
    """By which a server recognises the resource when the case is exported again."""
    return {"system": f"{record.clinic.base}/fhir/case", "value": f"{record.reference}/{name}"}


def extension(url: str, **value: Any) -> Resource:
    return {"url": url, **value}


def without_empty(resource: Mapping[str, Any]) -> Resource:
    """FHIR knows no empty text, list or object."""
    return {key: value for key, value in resource.items() if value not in (None, "", [], {})}
