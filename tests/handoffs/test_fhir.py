"""A case as FHIR: five whole intakes, and bundles broken on purpose."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from frontdesk.handoffs.fhir.validate import problems
from frontdesk.handoffs.fhir.values import NotExportable
from frontdesk.handoffs.models import Case
from frontdesk.intakes.models import Answer
from frontdesk.staff import fhir_export
from tests.handoffs.intakes import INTAKES, NOW, make

pytestmark = pytest.mark.django_db
Bundle = dict[str, Any]


def of(bundle: Bundle, kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def flat(node: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for item in node.get("item", ()):
        found |= {item["linkId"]: item, **flat(item)}
    return found


@pytest.mark.parametrize("name", sorted(INTAKES))
def test_every_intake_is_valid_and_round_trips(name: str) -> None:
    from fhir.resources.R4B.bundle import Bundle as Model

    built = fhir_export.make(make(name), NOW)
    again = json.loads(Model.parse_raw(json.dumps(built)).json())
    assert again == json.loads(json.dumps(built))
    kinds = [entry["resource"]["resourceType"] for entry in built["entry"]]
    for once in (
        "Patient",
        "Organization",
        "Device",
        "ServiceRequest",
        "Consent",
        "DocumentReference",
        "Provenance",
    ):
        assert kinds.count(once) == 1, once
    assert kinds.count("Questionnaire") == kinds.count("QuestionnaireResponse") >= 1
    assert len({entry["fullUrl"] for entry in built["entry"]}) == len(kinds)
    answered = {link for response in of(built, "QuestionnaireResponse") for link in flat(response)}
    assert set(INTAKES[name]) <= answered, "no answer is lost"


def test_scores_with_their_loinc_codes() -> None:
    totals: dict[str, Any] = {
        name: {
            one["code"].get("coding", [{"code": None}])[0]["code"]: one.get("valueInteger")
            or one.get("valueQuantity")
            for one in of(fhir_export.make(make(name), NOW), "Observation")
        }
        for name in ("depression", "anxiety_with_skips", "pain", "urgent")
    }
    assert totals["depression"] == {"44261-6": 14}
    assert totals["anxiety_with_skips"] == {"70274-6": 21}, "no total of the PHQ-9 with an item skipped"
    assert totals["pain"]["91147-9"]["value"] == 7.7
    assert totals["urgent"]["44261-6"] == 27 and "70274-6" in totals["urgent"]


def test_a_mean_that_is_whole_is_still_a_mean() -> None:
    case = make("pain")
    Answer.objects.filter(question_id__startswith="peg_").update(value=8)
    (mean,) = of(fhir_export.make(case, NOW), "Observation")
    assert (mean["code"]["text"], mean["valueQuantity"]["value"]) == ("PEG mean score", 8)


def test_what_was_skipped_and_what_was_said() -> None:
    built = fhir_export.make(make("anxiety_with_skips"), NOW)
    items = {
        link: item for response in of(built, "QuestionnaireResponse") for link, item in flat(response).items()
    }
    reasons = {
        link: [
            one["valueCode"] for one in item.get("extension", ()) if one["url"].endswith("data-absent-reason")
        ]
        for link, item in items.items()
    }
    assert reasons["phq9_3"] == reasons["phone"] == ["asked-declined"]
    assert reasons["concern_since"] == ["asked-unknown"] and "hmm dunno" in json.dumps(items["concern_since"])
    assert reasons["email"] == [] and items["email"]["answer"] == [{"valueString": "ana@example.com"}]
    (patient,) = of(built, "Patient")
    assert patient["name"][1] == {"use": "usual", "given": ["Annie"]} and patient["birthDate"] == "1985-03-04"


def test_words_of_ones_own_beside_the_choices() -> None:
    built = fhir_export.make(make("own_words"), NOW)
    items = {
        link: item for response in of(built, "QuestionnaireResponse") for link, item in flat(response).items()
    }
    assert [list(answer) for answer in items["main_concern"]["answer"]] == [["valueCoding"], ["valueString"]]
    assert "\x00" not in json.dumps(built) and "<b>needles</b>" in json.dumps(built)


def test_the_same_case_twice_has_the_same_addresses_and_is_made_once() -> None:
    case = make("depression")
    first, second = (fhir_export.make(case, NOW) for _ in range(2))
    assert first == second
    creates = [
        entry["request"] for entry in first["entry"] if entry["resource"]["resourceType"] != "Provenance"
    ]
    assert all(request["method"] == "POST" and request["ifNoneExist"] for request in creates)


def test_what_cannot_leave() -> None:
    person = Case.objects.get(pk=make("pain").pk)
    Answer.objects.filter(question_id="date_of_birth").update(value="2010-01-01")
    with pytest.raises(NotExportable, match="under age"):
        fhir_export.make(person, NOW)
    Answer.objects.filter(question_id="date_of_birth").update(value="1985-03-04")
    Answer.objects.filter(question_id="consent").update(value={"agreed": False})
    with pytest.raises(NotExportable, match="consent"):
        fhir_export.make(person, NOW)
    person.intakes.update(submitted_at=None)
    with pytest.raises(NotExportable, match="no finished intake"):
        fhir_export.make(person, NOW)


def _first(bundle: Bundle, kind: str) -> dict[str, Any]:
    return of(bundle, kind)[0]


BREAKS: dict[str, tuple[Callable[[Bundle], Any], str]] = {
    "status": (lambda b: _first(b, "QuestionnaireResponse").update(status="bogus"), "bogus is not one of"),
    "item type": (
        lambda b: _first(b, "Questionnaire")["item"][0]["item"][0].update(type="coding"),
        "coding is not",
    ),
    "birth date": (lambda b: _first(b, "Patient").update(birthDate="yesterday"), "birthDate"),
    "dangling": (
        lambda b: _first(b, "Consent").update(patient={"reference": "urn:uuid:x"}),
        "resolves to nothing",
    ),
    "score": (lambda b: _first(b, "Observation").update(valueInteger=13), "not what its answers give"),
    "link id": (
        lambda b: of(b, "QuestionnaireResponse")[1]["item"][0].update(linkId="phq9_99"),
        "not in its",
    ),
    "option": (
        lambda b: of(b, "QuestionnaireResponse")[1]["item"][0]["answer"][0]["valueCoding"].update(
            code="LA0-0"
        ),
        "was not offered",
    ),
    "kind of answer": (
        lambda b: of(b, "QuestionnaireResponse")[1]["item"][0].update(answer=[{"valueString": "often"}]),
        "is choice and has valueString",
    ),
    "required": (lambda b: _first(b, "QuestionnaireResponse")["item"].pop(0), "consent is required"),
    "version": (lambda b: _first(b, "Questionnaire").update(version="0"), "is not in the bundle"),
    "twice": (lambda b: b["entry"].append(copy.deepcopy(b["entry"][0])), "stands twice"),
}


@pytest.fixture(scope="module")
def whole() -> dict[str, Bundle]:
    return {}


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_fault_is_found(name: str, whole: dict[str, Bundle]) -> None:
    if not whole:
        whole["it"] = fhir_export.make(make("depression"), NOW)
    broken = copy.deepcopy(whole["it"])
    change, told = BREAKS[name]
    change(broken)
    assert any(told in problem for problem in problems(broken)), problems(broken)
    assert problems(whole["it"]) == []
