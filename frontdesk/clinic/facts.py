"""This clinic's facts (data/clinic.yml) and filling them into curated text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.clinic.problems import ContentError, Problem
from frontdesk.clinic.yaml import read_yaml

PLACEHOLDER = re.compile(r"\{\{\s*clinic\.([a-z0-9_.]+)\s*\}\}")
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?][\"')\]]*(?=\s|$)|\}\}(?=\s+[A-Z{])|$)", re.DOTALL)
REQUIRED = ("name", "short_name", "reference_prefix", "contact.phone", "states_served", "minimum_age")


@dataclass(frozen=True)
class Filled:
    """Text with facts in place; `missing` holds the paths of facts this clinic has not given."""

    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Clinic:
    """The facts as nested mappings, read-only by convention."""

    facts: Mapping[str, Any]

    def get(self, path: str, default: Any = None) -> Any:
        """The value at a dotted path such as `contact.phone`, or `default`."""
        node: Any = self.facts
        for part in path.split("."):
            if not isinstance(node, Mapping) or part not in node:
                return default
            node = node[part]
        return node

    def fact(self, path: str) -> str:
        """A required fact as text. Raises KeyError with its path when it is absent."""
        value = self.get(path)
        if value is None:
            raise KeyError(path)
        return str(value)

    def shown(self, path: str) -> str:
        """A fact as people read it ("" when absent); a list is joined: "IL, IN and WI"."""
        value = self.get(path)
        if isinstance(value, list):
            words = [str(item) for item in value]
            return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
        return "" if value is None or isinstance(value, Mapping) else str(value)

    def fill(self, text: str) -> str:
        """`fill_facts` without the list of what was missing."""
        return self.fill_facts(text).text

    def fill_facts(self, text: str) -> Filled:
        """Put facts in place of `{{ clinic.<path> }}`.

        A sentence that needs an absent fact is left out whole: half a sentence or a guess
        would be worse than silence.
        """
        missing: list[str] = []
        lines = [self._fill_line(line, missing) for line in text.strip().split("\n")]
        kept = "\n".join(line for line in lines if line is not None)
        return Filled(re.sub(r"\n{3,}", "\n\n", kept).strip(), tuple(dict.fromkeys(missing)))

    def _fill_line(self, line: str, missing: list[str]) -> str | None:
        if not PLACEHOLDER.search(line):
            return line
        kept = []
        for sentence in _SENTENCE.findall(line):
            paths = PLACEHOLDER.findall(sentence)
            absent = [path for path in paths if not self.shown(path)]
            missing.extend(absent)
            if not absent:
                kept.append(PLACEHOLDER.sub(lambda match: self.shown(match.group(1)), sentence).strip())
        return " ".join(kept) or None


def load_clinic(folder: Path) -> Clinic:
    """Read `folder/clinic.yml`. Raises ContentError naming what is missing."""
    file = folder / "clinic.yml"
    facts = read_yaml(file.read_text("utf-8"), file)
    clinic = Clinic(facts)
    problems = [Problem(file, 1, f"{path} is missing") for path in REQUIRED if clinic.get(path) is None]
    if problems:
        raise ContentError(problems)
    return clinic
