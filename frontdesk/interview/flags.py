"""Red flags for staff: the rules of data/safety/red_flags.yml. They inform; they decide nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from frontdesk.interview.conditions import BadCondition, Condition, parse
from frontdesk.interview.flow import facts_of
from frontdesk.interview.load import read_yaml
from frontdesk.interview.values import Answer, ContentErrors, Interview, Problem

SEVERITIES = ("urgent", "high", "medium", "low")
KEYS = ("id", "condition", "severity", "note", "source", "examples")


@dataclass(frozen=True)
class Rule:
    """One red flag. `examples` are (facts, fires): what must and must not raise it."""

    id: str
    condition: Condition
    severity: str
    note: str
    source: Mapping[str, str]
    examples: tuple[tuple[Mapping[str, Any], bool], ...]


def load_flags(path: Path, interview: Interview) -> tuple[Rule, ...]:
    """Read the rules. Raises ContentErrors; an example that fires wrongly is an error too."""
    problems: list[Problem] = []
    rows = read_yaml(path, problems) or {}
    rules = []
    listed = rows.get("flags", [])
    for place, row in enumerate(listed):
        line = int(listed.lc.item(place)[0]) + 1
        rule = _rule(row, path, line, interview, problems)
        if rule is not None:
            rules.append(rule)
    ids = [rule.id for rule in rules]
    problems += [
        Problem(path, 1, f"the id {key} is used twice")
        for key in sorted({i for i in ids if ids.count(i) > 1})
    ]
    if problems:
        raise ContentErrors(problems)
    return tuple(rules)


def _rule(
    row: Mapping[str, Any], path: Path, line: int, interview: Interview, problems: list[Problem]
) -> Rule | None:
    missing = [key for key in KEYS if key not in row]
    if missing:
        problems.append(Problem(path, line, f"a flag needs {', '.join(missing)}"))
        return None
    try:
        condition = parse(str(row["condition"]))
    except BadCondition as error:
        problems.append(Problem(path, line, f"condition: {error}"))
        return None
    known = {*interview.by_id, "age", *(f"{sheet.id}.total" for sheet in interview.questionnaires)}
    known |= {f"{key}.classes" for key in interview.by_id}
    for name in sorted(condition.names() - known):
        problems.append(Problem(path, line, f"{row['id']} looks at {name}, which is not an answer"))
    if row["severity"] not in SEVERITIES:
        problems.append(Problem(path, line, f"severity is one of {', '.join(SEVERITIES)}"))
    examples = tuple((dict(e["answers"]), bool(e["fires"])) for e in row["examples"])
    for facts, fires in examples:
        if bool(condition.holds(facts)) is not fires:
            problems.append(
                Problem(path, line, f"an example of {row['id']} should {'' if fires else 'not '}fire")
            )
    return Rule(
        str(row["id"]), condition, str(row["severity"]), str(row["note"]), dict(row["source"]), examples
    )


def flags(
    rules: tuple[Rule, ...], interview: Interview, answers: Mapping[str, Answer], today: date
) -> tuple[dict[str, str], ...]:
    """The flags these answers raise, most severe first, as Case.flags holds them."""
    facts = facts_of(interview, answers, today)
    raised = sorted(
        (rule for rule in rules if rule.condition.holds(facts)),
        key=lambda rule: SEVERITIES.index(rule.severity),
    )
    return tuple(
        {"id": rule.id, "severity": rule.severity, "note": rule.note, "source": rule.source.get("name", "")}
        for rule in raised
    )
