"""Which kind of field suits an open question of the interview (WCAG 1.3.5). As in widget/src/inputs.ts."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """Attributes of the field to answer in; `lines` above 1 means a text area."""

    lines: int = 3
    inputmode: str = "text"
    autocomplete: str = "off"
    hint: str = ""


_LINE = 1
_FIELDS = (
    (r"birth|\bdob\b", Field(_LINE, "text", "bday", "For example 03/04/1985")),
    (r"emergency.*phone", Field(_LINE, "tel")),
    (r"email.*phone|phone.*email", Field(_LINE, "text", "email")),
    (r"e ?mail", Field(_LINE, "email", "email", "For example name@example.com")),
    (r"phone|mobile|\btel\b", Field(_LINE, "tel", "tel", "For example (312) 555-0100")),
    (r"emergency|doctor|provider", Field()),
    (r"(first|given|preferred) name", Field(_LINE, "text", "given-name")),
    (r"(last|family) name|surname", Field(_LINE, "text", "family-name")),
    (r"^(full |legal )?name$", Field(_LINE, "text", "name")),
    (r"\bstate\b", Field(_LINE, "text", "address-level1")),
    (r"zip|postal", Field(_LINE, "numeric", "postal-code")),
)


def field_for(topic: str | None) -> Field:
    """The field for a question's topic, a text area when nothing is known about it."""
    words = re.sub(r"[_-]", " ", (topic or "").lower())
    return next((field for pattern, field in _FIELDS if re.search(pattern, words)), Field())
