"""Who the bundle is about and who made it: Patient, Organization, Device."""

from __future__ import annotations

from frontdesk.handoffs.fhir.parts import Resource, identifier, without_empty
from frontdesk.handoffs.fhir.values import Record


def patient(record: Record) -> Resource:
    """The person as they gave their name, birthday and ways to be reached. Sex was not asked."""
    last, first, known_as = (record.given(key) for key in ("last_name", "first_name", "preferred_name"))
    names = [without_empty({"use": "official", "family": last, "given": [first] if first else []})]
    if known_as:
        names.append({"use": "usual", "given": [known_as]})
    telecom = [
        {"system": system, "value": record.given(key)}
        for key, system in (("phone", "phone"), ("email", "email"))
        if record.given(key)
    ]
    state = record.given("state")
    return without_empty(
        {
            "resourceType": "Patient",
            "identifier": [identifier(record, "patient")],
            "active": True,
            "name": names,
            "telecom": telecom,
            "birthDate": record.given("date_of_birth"),
            "address": [{"use": "home", "state": state, "country": "US"}] if state else [],
        }
    )


def organization(record: Record) -> Resource:
    """The clinic."""
    return without_empty(
        {
            "resourceType": "Organization",
            "identifier": [{"system": f"{record.clinic.base}/fhir/organization", "value": "clinic"}],
            "active": True,
            "name": record.clinic.name,
            "telecom": [{"system": "phone", "value": record.clinic.phone}] if record.clinic.phone else [],
        }
    )


def device(record: Record) -> Resource:
    """The assistant, which asked the questions and put the bundle together."""
    return {
        "resourceType": "Device",
        "identifier": [{"system": f"{record.clinic.base}/fhir/device", "value": "frontdesk"}],
        "status": "active",
        "deviceName": [{"name": "Frontdesk assistant", "type": "user-friendly-name"}],
    }
