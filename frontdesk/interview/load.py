"""Reads data/intake/*.yml into an Interview, or says what is wrong by file and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from frontdesk.interview.conditions import BadCondition
from frontdesk.interview.load_question import QuestionReader
from frontdesk.interview.values import (
    Band,
    ContentErrors,
    Interview,
    Places,
    Problem,
    Question,
    Questionnaire,
    Term,
)
from frontdesk.interview.wordings import check_wordings

Fill = Callable[[str], str]
NOT_SECTIONS = ("messages.yml", "states.yml", "terms.yml")


def load_interview(
    folder: Path, *, states_served: tuple[str, ...], minimum_age: int, fill: Fill = str
) -> Interview:
    """Load the interview. `fill` replaces {{ clinic.… }} in every text. Raises ContentErrors."""
    problems: list[Problem] = []
    sections = _Sections(problems, fill)
    for path in sorted(folder.glob("*.yml")):
        if path.name not in NOT_SECTIONS:
            sections.add(path)
    extras = {name: _read(folder / name, problems) or {} for name in NOT_SECTIONS}
    places = _places(extras["states.yml"])
    messages = extras["messages.yml"]
    problems += sections.cross_checks()
    problems += [
        Problem(folder / "states.yml", 1, f"states_served names {code}, which is not a state here")
        for code in states_served
        if code not in places.states
    ]
    if problems:
        raise ContentErrors(problems)
    return Interview(
        questions=tuple(sections.questions),
        sections=sections.titles,
        questionnaires=tuple(sections.questionnaires),
        messages=_texts(messages.get("messages", {}), fill),
        choice_titles=_texts(messages.get("choices", {}), fill),
        errors=_texts(messages.get("errors", {}), fill),
        terms={group: _terms(rows) for group, rows in extras["terms.yml"].items()},
        places=places,
        states_served=states_served,
        minimum_age=minimum_age,
        by_id={question.id: question for question in sections.questions},
    )


def check(folder: Path, *, states_served: tuple[str, ...] = (), minimum_age: int = 18) -> list[Problem]:
    """Every problem in the interview's files; empty when they can be used."""
    try:
        interview = load_interview(folder, states_served=states_served, minimum_age=minimum_age)
    except ContentErrors as errors:
        return errors.problems
    return check_wordings(folder, interview)


def read_yaml(path: Path, problems: list[Problem]) -> Any:
    """The content of a YAML file with line numbers, or None and a Problem."""
    return _read(path, problems)


def _read(path: Path, problems: list[Problem]) -> Any:
    try:
        with path.open(encoding="utf-8") as stream:
            return YAML(typ="rt").load(stream)
    except FileNotFoundError:
        problems.append(Problem(path, 1, "this file is missing"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(path, line, f"this is not readable as YAML: {error.problem}"))
    except (YAMLError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, f"this is not readable as YAML: {type(error).__name__}"))
    return None


def _texts(rows: Mapping[str, Any], fill: Fill) -> dict[str, str]:
    return {str(key): fill(str(text)) for key, text in rows.items()}


def _terms(rows: Mapping[str, Any]) -> tuple[Term, ...]:
    return tuple(
        Term(str(name), tuple(map(str, row.get("names", ()))), tuple(map(str, row.get("classes", ()))))
        for name, row in rows.items()
    )


def _places(rows: Mapping[str, Any]) -> Places:
    def named(key: str) -> dict[str, tuple[str, ...]]:
        return {str(code): tuple(map(str, names)) for code, names in rows.get(key, {}).items()}

    outside = tuple(map(str, rows.get("outside_us", ())))
    return Places(named("states"), named("cities"), outside, named("time_zones"))


class _Sections:
    """Collects the section files in their order."""

    def __init__(self, problems: list[Problem], fill: Fill) -> None:
        self._problems = problems
        self._fill = fill
        self._where: dict[str, tuple[Path, int]] = {}
        self.questions: list[Question] = []
        self.questionnaires: list[Questionnaire] = []
        self.titles: dict[str, str] = {}

    def add(self, path: Path) -> None:
        """Read one section file."""
        rows = _read(path, self._problems)
        if rows is None:
            return
        if (
            not isinstance(rows, Mapping)
            or "section" not in rows
            or not isinstance(rows.get("questions"), list)
        ):
            self._problems.append(Problem(path, 1, "a section file needs `section`, `title` and `questions`"))
            return
        section = str(rows["section"])
        self.titles[section] = self._fill(str(rows.get("title", section)))
        sheet = rows.get("questionnaire")
        if sheet is not None:
            self._add_questionnaire(path, sheet)
        for place, row in enumerate(rows["questions"]):
            line = rows["questions"].lc.item(place)[0] + 1
            reader = QuestionReader(path, line, self._problems, self._fill)
            try:
                question = reader.read(row, section, sheet)
            except BadCondition as error:
                self._problems.append(Problem(path, reader.line_of(row, "ask_if"), f"ask_if: {error}"))
                continue
            if question is not None:
                self._keep(question, path, line)

    def _keep(self, question: Question, path: Path, line: int) -> None:
        if question.id in self._where:
            self._problems.append(Problem(path, line, f"the id {question.id} is used twice"))
            return
        self._where[question.id] = (path, line)
        self.questions.append(question)

    def _add_questionnaire(self, path: Path, row: Mapping[str, Any]) -> None:
        bands = tuple(Band(int(b["from"]), int(b["to"]), str(b["label"])) for b in row.get("bands", ()))
        for lower, upper in zip(bands, bands[1:], strict=False):
            if upper.low != lower.high + 1:
                self._problems.append(Problem(path, 1, f"the bands leave a gap or overlap at {upper.low}"))
        if row.get("method") not in ("sum", "mean"):
            self._problems.append(Problem(path, 1, "method must be sum or mean"))
            return
        self.questionnaires.append(
            Questionnaire(
                id=str(row["id"]),
                name=str(row["name"]),
                loinc=row.get("loinc"),
                total_loinc=row.get("total_loinc"),
                method=str(row["method"]),
                items=tuple(map(str, row["items"])),
                bands=bands,
                source=dict(row["source"]),
            )
        )

    def cross_checks(self) -> list[Problem]:
        """Faults that show only when all files are read."""
        found = []
        seen: set[str] = {"age"}
        totals = {f"{sheet.id}.total" for sheet in self.questionnaires}
        for question in self.questions:
            path, line = self._where[question.id]
            names = question.ask_if.names() if question.ask_if else frozenset()
            for name in sorted(names - seen - totals):
                found.append(
                    Problem(
                        path, line, f"ask_if of {question.id} looks at {name}, which is not asked before it"
                    )
                )
            seen.add(question.id)
        for sheet in self.questionnaires:
            for item in sheet.items:
                if item not in self._where:
                    found.append(
                        Problem(Path(sheet.id), 1, f"{sheet.name} lists {item}, which is not a question")
                    )
        return found
