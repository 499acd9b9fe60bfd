"""The whole check of a bundle: fhir.resources' R4B models, the codes they do not enforce, and our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frontdesk.handoffs.fhir.checks import faults
from frontdesk.handoffs.fhir.parts import Resource

# lists that fhir.resources cuts off with a "+", whole (R4, http://hl7.org/fhir/item-type)
ITEM_TYPES = [
    *("group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text"),
    *("url", "choice", "open-choice", "attachment", "reference", "quantity"),
]
CUT_OFF = {("QuestionnaireItem", "type"): ITEM_TYPES}


def problems(bundle: Resource) -> list[str]:
    """Sentences about what is wrong, by place; they may quote values, so they are for tests and consoles."""
    from fhir.resources.R4B.bundle import Bundle
    from pydantic import ValidationError

    try:
        parsed = Bundle.parse_obj(bundle)
    except ValidationError as error:
        return [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
    return [*_wrong_codes(parsed, "Bundle"), *faults(bundle)]


def _wrong_codes(model: Any, place: str) -> Iterator[str]:
    """Codes outside a required binding: fhir.resources knows them (`enum_values`), accepts any other."""
    for name, field in model.__fields__.items():
        value = getattr(model, name)
        if value is None:
            continue
        allowed = _allowed(model, name, field)
        for position, one in enumerate(value if isinstance(value, list) else [value]):
            where = f"{place}.{name}" + (f"[{position}]" if isinstance(value, list) else "")
            if allowed and isinstance(one, str) and one not in allowed:
                yield f"{where}: {one} is not one of {', '.join(allowed)}"
            elif hasattr(one, "__fields__"):
                yield from _wrong_codes(one, where)


def _allowed(model: Any, name: str, field: Any) -> list[str]:
    """The codes of a field; empty when any are allowed or the list is not known whole."""
    known = list(field.field_info.extra.get("enum_values") or ())
    if known and known[-1] == "+":
        return CUT_OFF.get((type(model).__name__, name), [])
    return known
