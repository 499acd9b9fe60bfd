"""Checks every file of data/safety, and runs every row's examples. Used by `make check` and the tests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from frontdesk.safety.figures import check_figures
from frontdesk.safety.normalise import normalise
from frontdesk.safety.pattern import Compiler
from frontdesk.safety.replies import load_replies
from frontdesk.safety.rules import (
    TOLD_FILE,
    compile_row,
    families,
    load_rules,
    parse_row,
    row_files,
    told_row,
)
from frontdesk.safety.screen import Screen
from frontdesk.safety.told import load_told
from frontdesk.safety.values import LEVELS, Problem, Row, SafetyDataError

FEWEST_EXAMPLES = 2
_WORD = re.compile(r"(?<![\w{])[a-z]{2,}(?![\w*}])")


def check(folder: Path) -> list[Problem]:
    """All problems found in data/safety, none when it may be used. Never raises for bad content."""
    problems = [*_check_examples_file(folder), *_check_replies(folder), *check_figures(folder)]
    try:
        compiler = Compiler(families(folder))
        placed = [found for path in row_files(folder) for found in _placed_rows(path, compiler)]
    except SafetyDataError as error:
        return [*problems, Problem(folder, 1, str(error))]
    rows = [found for found in placed if isinstance(found, tuple)]
    problems += [found for found in placed if isinstance(found, Problem)]
    counted = Counter(row.id for _, _, row in rows)
    problems += [
        Problem(path, line, f"the id {row.id} is taken") for path, line, row in rows if counted[row.id] > 1
    ]
    if any(isinstance(found, Problem) for found in placed):
        return problems
    try:
        screen = Screen(load_rules(folder))
    except SafetyDataError as error:
        return [*problems, Problem(folder, 1, str(error))]
    problems += [p for path, line, row in rows for p in _check_row(screen, path, line, row)]
    return problems + _check_told(folder, screen)


def _check_told(folder: Path, screen: Screen) -> list[Problem]:
    """The rows of told.yml, and that replies.yml names no other."""
    placed = list(_placed_rows(folder / TOLD_FILE, Compiler(families(folder)), told_row))
    if problems := [found for found in placed if isinstance(found, Problem)]:
        return problems
    told = load_told(folder, screen)
    rows = [found for found in placed if isinstance(found, tuple)]
    found = [p for path, line, row in rows for p in _check_row(told.heard, path, line, row)]
    with suppress(SafetyDataError):  # reported by _check_replies
        unknown = sorted(load_replies(folder).rows_named - {*told.names})
        found += [Problem(folder / "replies.yml", 1, f"told.yml has no row {name}") for name in unknown]
    return found


def _placed_rows(
    path: Path, compiler: Compiler, parse: Callable[[dict[str, Any]], Row] | None = None
) -> Iterator[tuple[Path, int, Row] | Problem]:
    """Each row of a file with its line, or the problem that makes it unusable."""
    try:
        found = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except (OSError, YAMLError) as error:
        yield Problem(path, 1, f"cannot be read: {type(error).__name__}")
        return
    for index, entry in enumerate(found or []):
        line = found.lc.item(index)[0] + 1
        try:
            plain = {key: _plain(value) for key, value in entry.items()}
            row = parse(plain) if parse else parse_row(plain, path.name)
            compile_row(row, compiler)
        except SafetyDataError as error:
            yield Problem(path, line, str(error))
        else:
            yield path, line, row


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def _check_row(screen: Screen, path: Path, line: int, row: Row) -> Iterator[Problem]:
    for kind, examples in (("must_match", row.must_match), ("must_not_match", row.must_not_match)):
        if len(examples) < FEWEST_EXAMPLES:
            yield Problem(path, line, f"{row.id}: {kind} needs at least {FEWEST_EXAMPLES} examples")
    for example in row.must_match:
        if row.id not in screen.rules_heard(example):
            yield Problem(path, line, f"{row.id}: must match {example!r}")
    for example in row.must_not_match:
        if row.id in screen.rules_heard(example):
            yield Problem(path, line, f"{row.id}: must not match {example!r}")
    for source in (*row.patterns, *row.unless):
        for word in _WORD.findall(source):
            if f" {word} " not in normalise(word, screen.spelling).text:
                yield Problem(
                    path, line, f"{row.id}: the screen never sees {word!r}; write it as the screen reads it"
                )


def _check_replies(folder: Path) -> Iterator[Problem]:
    try:
        load_replies(folder)
    except SafetyDataError as error:
        yield Problem(folder / "replies.yml", 1, str(error))


def _check_examples_file(folder: Path) -> Iterator[Problem]:
    """examples/<level>/<kind>.txt: the levels are known, no message stands twice."""
    seen: dict[str, Path] = {}
    examples = folder / "examples"
    for file in sorted(examples.glob("*/*.txt")):
        if file.parent.name not in LEVELS:
            yield Problem(file, 1, f"{file.parent.name} is no level")
        for line, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            key = text.strip().lower()
            if key and key in seen:
                yield Problem(file, line, f"{text!r} stands in {seen[key].name} already")
            seen.setdefault(key, file)
    for level in LEVELS:
        if not any((examples / level).glob("*.txt")):
            yield Problem(examples, 1, f"nothing to learn {level} from")
