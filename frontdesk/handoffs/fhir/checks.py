"""What may be wrong with a bundle that a schema does not see. Returns sentences; none means it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from frontdesk.handoffs.fhir.parts import ORDINAL, Resource

TYPE_OF_ANSWER = {
    "boolean": {"valueBoolean"},
    "date": {"valueDate"},
    "integer": {"valueInteger"},
    "string": {"valueString"},
    "text": {"valueString"},
    "choice": {"valueCoding"},
    "open-choice": {"valueCoding", "valueString"},
}


def faults(bundle: Resource) -> list[str]:
    """Addresses, references, link ids, answers and options, and every score against its answers."""
    resources = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    sheets = {
        f"{one['url']}|{one['version']}": one
        for one in resources.values()
        if one["resourceType"] == "Questionnaire"
    }
    found = [f"{url} stands twice" for url, count in _addresses(bundle).items() if count > 1]
    found += [f"{target} resolves to nothing" for target in _targets(bundle) if target not in resources]
    for one in resources.values():
        if one["resourceType"] == "QuestionnaireResponse":
            found += _response(one, sheets)
        if one["resourceType"] == "Observation":
            found += _score(one, resources, sheets)
    for name, sheet in sheets.items():
        ids = Counter(item["linkId"] for item in _flat(sheet))
        found += [f"{name}: linkId {link} stands twice" for link, count in ids.items() if count > 1]
    return found


def _addresses(bundle: Resource) -> Counter[str]:
    return Counter(entry["fullUrl"] for entry in bundle["entry"])


def _targets(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("reference"), str):
            yield node["reference"]
        for value in node.values():
            yield from _targets(value)
    elif isinstance(node, list):
        for value in node:
            yield from _targets(value)


def _flat(node: Resource) -> Iterator[Resource]:
    for item in node.get("item", ()):
        yield item
        yield from _flat(item)


def _response(response: Resource, sheets: dict[str, Resource]) -> Iterator[str]:
    sheet = sheets.get(response["questionnaire"])
    if sheet is None:
        yield f"{response['questionnaire']} is not in the bundle"
        return
    items = {item["linkId"]: item for item in _flat(sheet)}
    answered = {item["linkId"] for item in _flat(response) if item.get("answer")}
    for link, item in items.items():
        if item.get("required") and link not in answered:
            yield f"{link} is required and has no answer"
    for item in _flat(response):
        link = item["linkId"]
        if link not in items:
            yield f"{link} is not in its questionnaire"
        else:
            yield from _answers(items[link], item.get("answer", []))


def _answers(item: Resource, answers: list[Resource]) -> Iterator[str]:
    link, allowed = item["linkId"], TYPE_OF_ANSWER.get(item["type"], set())
    if len(answers) > 1 and not item.get("repeats") and item["type"] != "open-choice":
        yield f"{link} has several answers"
    options = {_key(option["valueCoding"]) for option in item.get("answerOption", ())}
    for answer in answers:
        if not set(answer) <= allowed:
            yield f"{link} is {item['type']} and has {', '.join(answer)}"
        elif "valueCoding" in answer and _key(answer["valueCoding"]) not in options:
            yield f"{link}: {answer['valueCoding'].get('code')} was not offered"


def _key(coding: Resource) -> tuple[str, str]:
    return coding.get("system", ""), coding["code"]


def _score(observation: Resource, resources: dict[str, Resource], sheets: dict[str, Resource]) -> list[str]:
    """The total must follow from the answers that it names: their sum, or their mean for a quantity."""
    name = observation["code"]["text"]
    response = resources.get(observation["derivedFrom"][0]["reference"])
    sheet = sheets.get(response["questionnaire"]) if response else None
    if response is None or sheet is None:
        return [f"{name} is derived from nothing"]
    items = {item["linkId"]: item for item in _flat(sheet)}
    values = [_value(items[item["linkId"]], item) for item in _flat(response) if item["linkId"] in items]
    known = [value for value in values if value is not None]
    if len(known) != len(items):
        return [f"{name} has a total though items are missing"]
    if "valueInteger" in observation:
        right = observation["valueInteger"] == sum(known)
    else:
        right = observation["valueQuantity"]["value"] == round(sum(known) / len(known), 1)
    return [] if right else [f"{name} is not what its answers give"]


def _value(item: Resource, answered: Resource) -> float | None:
    for answer in answered.get("answer", ()):
        if "valueInteger" in answer:
            return float(answer["valueInteger"])
        for option in item.get("answerOption", ()):
            if _key(option["valueCoding"]) == _key(answer.get("valueCoding", {"code": ""})):
                ordinals = option["valueCoding"].get("extension", ())
                return next((float(one["valueDecimal"]) for one in ordinals if one["url"] == ORDINAL), None)
    return None
