"""Was a row's message taken as it says? `python -m tests.interview.judging [file]` prints what was not.

A row: {at, say, expect} and, by what is expected, `value` (or one of `value_ok`), `terms`, `also` and
`may_also` (other fields it tells), `field` (of a correction), `to` (of back), `alert`, `also_digression`;
`also_ok` lists other things it may be taken for, `given` what was answered before, `answerable` that Rasa
would have an answer, `heard` what the trained model made of it (Understanding's fields).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from frontdesk.interview import Outcome, State, Understanding
from tests.interview.turns import FILES, interview, rows, run

# these have a rule of their own; any other "a_or_b" is either
_PAIRS = ("skip_or_answer", "declined_or_asked", "noted_or_asked", "later_or_answer", "person_or_skip")


@dataclass(frozen=True)
class Taken:
    """A row and what came of it. `changed`: answers that differ, as (value, how)."""

    row: dict[str, Any]
    before: State
    after: Outcome

    @property
    def at(self) -> str:
        return str(self.row["at"])

    @property
    def changed(self) -> dict[str, tuple[Any, str]]:
        kept = self.before.answers
        return {k: (a.value, a.how) for k, a in self.after.state.answers.items() if kept.get(k) != a}

    @property
    def still(self) -> bool:
        """Nothing changed, and the same question is open."""
        return not self.changed and self.after.state.at == self.at and not self.after.digression

    def says(self, text: str | None) -> bool:
        return bool(text) and str(text) in " ".join(draft.text for draft in self.after.drafts)


def wrong(row: dict[str, Any], heard: Understanding | None = None) -> str:
    """Empty when the row is taken rightly, otherwise what happened."""
    taken = Taken(row, *run(row, heard))
    if any(_right(taken, expect) for expect in (row["expect"], *row.get("also_ok", ()))):
        return ""
    after = taken.after
    return (
        f"at={after.state.at} status={after.state.status} changed={taken.changed}"
        f" digression={after.digression} act={after.act}"
    )


def astray(row: dict[str, Any]) -> set[str]:
    """The fields an answer was put into that its row does not name."""
    taken = Taken(row, *run(row))
    return set(taken.changed) - {taken.at, *row.get("also", ()), *row.get("may_also", ())}


def _right(taken: Taken, expect: str) -> bool:
    if "_or_" in expect and expect not in _PAIRS:
        return any(_right(taken, one) for one in expect.split("_or_"))
    if expect == "answer":
        return _answered(taken)
    if expect == "correction":
        return _corrected(taken)
    if expect == "question":
        others = set(taken.changed) - set(taken.row.get("may_also", ()))
        return taken.after.digression and not others and taken.after.state.at == taken.at
    return _commanded(taken, expect)


def _commanded(taken: Taken, expect: str) -> bool:
    state, act, changed, still = taken.after.state, taken.after.act, taken.changed, taken.still
    own = changed.get(taken.at, ("", ""))
    question = interview().by_id.get(taken.at)
    untried = still and state.failures == 0
    skipped, paused = own == (None, "skipped"), state.status == "paused"
    # what must be answered is asked again, and said to be needed
    passed = skipped or (untried and question is not None and question.required)
    found: dict[str, bool] = {
        "noted": set(changed) == {taken.row.get("field")} and state.at == taken.at,
        "noted_or_asked": not changed and state.at == taken.at,
        "unread": still and (state.failures == 1 or taken.at == "review"),
        "skip": passed,
        "skip_or_answer": taken.at in changed,
        "answer_value": own[0] == taken.row.get("value"),
        "skip_section": bool(state.skipped_sections),
        "cannot_skip": untried,
        "declined": state.status == "declined",
        "declined_or_asked": not changed,
        "minor": state.status == "minor" and not state.answers,
        "out_of_area": state.status == "out_of_area",
        "why": untried and question is not None and taken.says(question.why[:30]),
        "explain": untried and question is not None and taken.says(question.example[:20]),
        "repeat": untried,
        "smalltalk": untried,
        "back": not changed and state.at == taken.row.get("to"),
        "stop": paused and not changed,
        "later": paused and not changed,
        "later_or_answer": paused or taken.at in changed,
        "restart": not state.answers and bool(state.shelf),
        "person_or_skip": act == "person" or skipped,
        "person": act == "person" and not changed,
        "review": still and len(taken.after.drafts) == 2,
        "submit": act == "submit",
        "which": still and len(taken.after.drafts) == 1,
    }
    return found.get(expect, False)


def _corrected(taken: Taken) -> bool:
    row, field = taken.row, taken.row["field"]
    if row.get("value") is None:
        return taken.after.state.at == field or field in taken.changed
    value = taken.changed.get(field, ("", ""))[0]
    return _one_of(row, field, value) and set(taken.changed) <= {field, *row.get("may_also", ())}


def _answered(taken: Taken) -> bool:
    row, changed = taken.row, taken.changed
    if row.get("value") == {"agreed": False}:
        return taken.after.state.status == "declined"
    if taken.at not in changed or changed[taken.at][1] != "given":
        return False
    value = changed[taken.at][0]
    if "value" in row and not _one_of(row, taken.at, value):
        return False
    if "terms" in row and [item["term"] for item in value] != row["terms"]:
        return False
    others = {key: said for key, (said, _) in changed.items() if key != taken.at}
    also, may = row.get("also", {}), {*row.get("also", ()), *row.get("may_also", ())}
    if not set(also) <= set(others) <= may or not all(_same(key, also[key], others[key]) for key in also):
        return False
    if bool(row.get("alert")) != (taken.after.alert is not None):
        return False
    return taken.after.digression == bool(row.get("also_digression"))


def _one_of(row: dict[str, Any], field: str, value: Any) -> bool:
    return any(_same(field, wanted, value) for wanted in (row["value"], *row.get("value_ok", ())))


def _same(field: str, wanted: Any, value: Any) -> bool:
    """Equal; a list of words is in what was kept, and free text is in the other."""
    question = interview().by_id[field]
    if question.type == "list" and wanted and isinstance(wanted[0], str):
        kept = [f"{item['said']} {item['term'] or ''}".casefold() for item in value or ()]
        return all(any(word.casefold() in said for said in kept) for word in wanted)
    if isinstance(wanted, list):
        return isinstance(value, list) and sorted(map(str, wanted)) == sorted(map(str, value))
    if question.type == "text":
        one, other = str(wanted).casefold(), str(value or "").casefold()
        return bool(other) and (one in other or other in one)
    if question.type in ("name", "email"):
        return str(wanted).casefold() == str(value).casefold()
    return bool(wanted == value)


def report(name: str) -> None:
    """Print the rows that were taken otherwise, and the share taken rightly."""
    found = [(row, wrong(row)) for row in rows(name)]
    bad = [(row, told) for row, told in found if told]
    for row, told in bad:
        print(row["at"], repr(row["say"]), "expected", row["expect"], row.get("value", ""), "->", told)
    print(f"{len(found) - len(bad)}/{len(found)} = {1 - len(bad) / len(found):.1%}")


if __name__ == "__main__":
    for file in sys.argv[1:] or FILES:
        report(file)
