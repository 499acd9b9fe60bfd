"""Reading one typed answer for one kind of question. Every reader returns Value or Fault, never raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Value:
    """A read answer. `value` is JSON. `sure` is false for a guess that must not overrule a question."""

    value: Any
    sure: bool = True
    extra: tuple[tuple[str, Any], ...] = ()  # what the same words say about other questions


@dataclass(frozen=True)
class Fault:
    """Why it could not be read: a key of `errors` in the question or in messages.yml."""

    cause: str


Read = Value | Fault
