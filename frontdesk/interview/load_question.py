"""Reads one row of `questions` and says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from frontdesk.interview.conditions import parse
from frontdesk.interview.text import listed
from frontdesk.interview.values import Choice, Problem, Question

TYPES = listed("consent name date_of_birth email phone state choice multi_choice yes_no text list scale")
KEYS = listed(
    "id version type label aka ask why example intro stem required can_skip sensitive other now part "
    "overflow terms one_of"
    " choices ask_if errors loinc scale"
)
MARKS = ("required", "can_skip", "sensitive", "other", "now")
CHOICE_KEYS = listed("id title says value code")
_ID = re.compile(r"[a-z0-9_]{1,40}")
_YES_NO = (Choice("yes", "Yes", ("yes",)), Choice("no", "No", ("no",)))


class QuestionReader:
    """Reads a row of one file; faults go to `problems` with their line."""

    def __init__(self, path: Path, line: int, problems: list[Problem], fill: Callable[[str], str]) -> None:
        self._path = path
        self._line = line
        self._problems = problems
        self._fill = fill

    def line_of(self, row: Any, key: str) -> int:
        """The line of `key` in `row`, or of the row."""
        try:
            return int(row.lc.key(key)[0]) + 1
        except (AttributeError, KeyError):
            return self._line

    def _fault(self, row: Any, key: str, message: str) -> None:
        self._problems.append(Problem(self._path, self.line_of(row, key), message))

    def read(self, row: Any, section: str, sheet: Any) -> Question | None:
        """The question, or None after adding problems. Raises BadCondition for `ask_if`."""
        if not isinstance(row, Mapping):
            self._problems.append(
                Problem(self._path, self._line, "a question is a list of `key: value` lines")
            )
            return None
        before = len(self._problems)
        self._check(row)
        sheet = sheet or {}
        scale, choices = self._scale(row, sheet)
        if len(self._problems) > before:
            return None
        return self._question(row, section, sheet, scale, choices)

    def _question(
        self,
        row: Mapping[str, Any],
        section: str,
        sheet: Mapping[str, Any],
        scale: tuple[int, int] | None,
        choices: tuple[Choice, ...],
    ) -> Question:
        first = bool(sheet) and row["id"] == sheet["items"][0]
        texts: dict[str, Any] = {key: str(row.get(key, "")) for key in ("part", "overflow", "terms")}
        marks: dict[str, Any] = {key: bool(row.get(key, False)) for key in MARKS}
        item = row["id"] in sheet.get("items", ())
        errors = {**(sheet.get("errors", {}) if item else {}), **row.get("errors", {})}
        return Question(
            id=str(row["id"]),
            version=int(row["version"]),
            type=str(row["type"]),
            label=str(row.get("label", row["id"])),
            ask=self._text(row, "ask"),
            section=section,
            aka=tuple(map(str, row.get("aka", ()))),
            why=self._text(row, "why") or self._fill(str(sheet.get("why", ""))),
            example=self._text(row, "example") or self._fill(str(sheet.get("example", ""))),
            intro=self._text(row, "intro") or (self._fill(str(sheet.get("intro", ""))) if first else ""),
            stem=str(sheet.get("stem", "")) if row["type"] == "scale" else "",
            **marks,
            **texts,
            one_of=tuple(map(str, row.get("one_of", ()))),
            choices=choices,
            ask_if=parse(str(row["ask_if"])) if "ask_if" in row else None,
            errors={str(cause): self._fill(str(text)) for cause, text in errors.items()},
            loinc=row.get("loinc"),
            scale=scale,
            questionnaire=str(sheet.get("id", "")) if row["id"] in sheet.get("items", ()) else "",
        )

    def _text(self, row: Mapping[str, Any], key: str) -> str:
        return self._fill(str(row.get(key, "")))

    def _check(self, row: Mapping[str, Any]) -> None:
        for key in ("id", "version", "type", "ask"):
            if key not in row:
                self._fault(row, "id", f"`{key}` is missing")
        if not _ID.fullmatch(str(row.get("id", "x"))):
            self._fault(row, "id", "an id has small letters, digits and _ only, at most 40")
        if row.get("type", "text") not in TYPES:
            self._fault(
                row, "type", f"the type {row['type']} is not known; use one of {', '.join(sorted(TYPES))}"
            )
        if not isinstance(row.get("version", 1), int) or row.get("version", 1) < 1:
            self._fault(row, "version", "version is a whole number from 1")
        for key in row:
            if key not in KEYS:
                self._fault(row, key, f"`{key}` is not known here")
        if row.get("type") in ("choice", "multi_choice", "consent") and not row.get("choices"):
            self._fault(row, "type", "this type needs `choices`")
        if row.get("required") and row.get("can_skip"):
            self._fault(row, "can_skip", "a required question cannot be skipped")
        if row.get("sensitive") and not row.get("why"):
            self._fault(row, "sensitive", "a sensitive question must say why it is asked")

    def _scale(
        self, row: Mapping[str, Any], sheet: Mapping[str, Any]
    ) -> tuple[tuple[int, int] | None, tuple[Choice, ...]]:
        """Scale limits, and choices: own, of the questionnaire, or yes and no."""
        if row.get("type") != "scale":
            own = self._choices(row, row.get("choices", ()))
            return None, own or (_YES_NO if row.get("type") == "yes_no" else ())
        scale = row.get("scale", sheet.get("scale"))
        if isinstance(scale, Mapping):
            return (int(scale["from"]), int(scale["to"])), ()
        if not scale:
            self._fault(row, "type", "a scale needs `scale`, here or in the questionnaire")
            return None, ()
        choices = self._choices(row, scale)
        values = [choice.value for choice in choices if choice.value is not None]
        return (min(values), max(values)), choices

    def _choices(self, row: Mapping[str, Any], rows: Any) -> tuple[Choice, ...]:
        found = []
        for choice in rows or ():
            if not isinstance(choice, Mapping) or "id" not in choice or "title" not in choice:
                self._fault(row, "choices", "a choice needs `id` and `title`")
                continue
            for key in choice:
                if key not in CHOICE_KEYS:
                    self._fault(row, "choices", f"`{key}` is not known in a choice")
            says = tuple(str(said) for said in choice.get("says", ()))
            value = choice.get("value")
            found.append(
                Choice(str(choice["id"]), self._fill(str(choice["title"])), says, value, choice.get("code"))
            )
        ids = [choice.id for choice in found]
        if len(set(ids)) != len(ids) or not all(_ID.fullmatch(i) for i in ids):
            self._fault(row, "choices", "choice ids must differ and have small letters, digits and _ only")
        return tuple(found)
