"""The whole check of a bundle: fhir.resources' R4B models, the codes they do not enforce, and our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frontdesk.handoffs.fhir.checks import faults
from frontdesk.handoffs.fhir.parts import Resource


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
    """fhir.resources knows the codes of a required binding (`enum_values`) and accepts any other all the same."""
    for name, field in model.__fields__.items():
        value = getattr(model, name)
        if value is None:
            continue
        allowed = field.field_info.extra.get("enum_values")
        for position, one in enumerate(value if isinstance(value, list) else [value]):
            where = f"{place}.{name}" + (f"[{position}]" if isinstance(value, list) else "")
            if allowed and isinstance(one, str) and one not in allowed:
                yield f"{where}: {one} is not one of {', '.join(allowed)}"
            elif hasattr(one, "__fields__"):
                yield from _wrong_codes(one, where)
