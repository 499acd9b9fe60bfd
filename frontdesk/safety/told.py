"""What else a message tells, besides its level: data/safety/told.yml. It only chooses among fixed words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frontdesk.safety.pattern import Compiler
from frontdesk.safety.rules import Rule, RuleBook, compile_row, families, told_rows
from frontdesk.safety.screen import Screen


@dataclass(frozen=True)
class Told:
    """The rows in the order of the file, and what hears them."""

    names: tuple[str, ...]
    heard: Screen

    def read(self, text: str) -> tuple[str, ...]:
        """Names of the rows a message matches, in the order of the file."""
        found = self.heard.rules_heard(text)
        return tuple(name for name in self.names if name in found)


def load_told(folder: Path, screen: Screen) -> Told:
    """Read told.yml; raises SafetyDataError. Words are repaired as for `screen`, which stays as it is."""
    compiler = Compiler(families(folder))
    rules: tuple[Rule, ...] = tuple(compile_row(row, compiler) for row in told_rows(folder))
    return Told(tuple(rule.row.id for rule in rules), Screen(RuleBook(rules, (), screen.spelling)))
