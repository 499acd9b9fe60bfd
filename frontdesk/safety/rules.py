"""Reads data/safety: word families, spelling lists, contexts and rows. Errors name file and row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from frontdesk.safety.pattern import Compiled, Compiler
from frontdesk.safety.spelling import Spelling, SpellingData
from frontdesk.safety.values import LEVELS, SURE, Context, Level, Row, SafetyDataError

ROW_FILES = ("crisis_*.yml", "urgent_*.yml", "soft_*.yml")
TOLD_FILE = "told.yml"
ROW_KEYS = frozenset(
    [
        "id",
        "level",
        "category",
        "patterns",
        "unless",
        "ignore",
        "must_match",
        "must_not_match",
        "note",
        "source",
        "sure",
    ]
)


@dataclass(frozen=True)
class Rule:
    """A row with its patterns compiled."""

    row: Row
    patterns: tuple[Compiled, ...]
    unless: tuple[Compiled, ...]


@dataclass(frozen=True)
class ContextRule:
    """A context with its patterns compiled."""

    context: Context
    patterns: tuple[Compiled, ...]


@dataclass(frozen=True)
class RuleBook:
    """Everything the screen needs."""

    rules: tuple[Rule, ...]
    contexts: tuple[ContextRule, ...]
    spelling: Spelling


def load_rules(folder: Path) -> RuleBook:
    """Load and compile data/safety; raises SafetyDataError when a file, a row or a pattern is unusable."""
    compiler = Compiler(families(folder))
    rows = [row for path in row_files(folder) for row in map(_row_of(path), entries(path))]
    rules = tuple(compile_row(row, compiler) for row in rows)
    contexts = tuple(_context(entry, compiler) for entry in entries(folder / "context.yml"))
    return RuleBook(rules, contexts, load_spelling(folder, compiler))


def row_files(folder: Path) -> list[Path]:
    """The files that hold rows, in a fixed order."""
    return sorted(path for pattern in ROW_FILES for path in folder.glob(pattern))


def told_rows(folder: Path) -> list[Row]:
    """The rows of told.yml, which mean no level."""
    return [told_row(entry) for entry in entries(folder / TOLD_FILE)]


def told_row(entry: Mapping[str, Any]) -> Row:
    """One entry of told.yml as a row; raises SafetyDataError as `parse_row` does."""
    return parse_row({**entry, "level": "none", "category": "told"}, TOLD_FILE)


def read(path: Path) -> Any:
    """One YAML file as plain values; raises SafetyDataError."""
    try:
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, YAMLError) as error:
        raise SafetyDataError(f"{path.name} cannot be read: {type(error).__name__}") from error


def entries(path: Path) -> list[dict[str, Any]]:
    """The list of mappings a file holds."""
    loaded = read(path)
    if not isinstance(loaded, list) or not all(isinstance(entry, dict) for entry in loaded):
        raise SafetyDataError(f"{path.name} must be a list of rows")
    return loaded


def families(folder: Path) -> Mapping[str, Iterable[str]]:
    """The word families of words.yml."""
    loaded = read(folder / "words.yml")
    if not isinstance(loaded, dict):
        raise SafetyDataError("words.yml must map a family's name to its entries")
    return {str(name): [str(entry) for entry in found] for name, found in loaded.items()}


def load_spelling(folder: Path, compiler: Compiler) -> Spelling:
    """The repairer, for the words the compiler has met in all rules."""
    found = read(folder / "spelling.yml")
    keys = frozenset(map(str, found["keys"]))
    vocabulary = frozenset(word for word in compiler.vocabulary if word.isalnum()) | keys
    misspelled = {str(wrong): str(right) for right, wrongs in found["misspelled"].items() for wrong in wrongs}
    misspelled |= {str(short): str(opened) for short, opened in found["short"].items()}
    return Spelling(
        SpellingData(
            vocabulary=vocabulary,
            keys=keys,
            far=frozenset(map(str, found["far"])),
            leave=frozenset(map(str, found["leave"])),
            misspelled=misspelled,
            phrases={str(wrong): str(right) for wrong, right in found["phrases"].items()},
            fillers=frozenset(map(str, found["fillers"])),
            emoji={str(sign): str(word) for sign, word in found["emoji"].items()},
        )
    )


def compile_row(row: Row, compiler: Compiler) -> Rule:
    """Compile a row's patterns; raises SafetyDataError naming the row."""
    try:
        patterns = tuple(compiler.compile(source) for source in row.patterns)
        return Rule(row, patterns, tuple(compiler.compile(source) for source in row.unless))
    except SafetyDataError as error:
        raise SafetyDataError(f"{row.file}, row {row.id}: {error}") from error


def parse_row(entry: Mapping[str, Any], file: str) -> Row:
    """One entry as a row; raises SafetyDataError when a key is missing, unknown or of the wrong kind."""
    name = f"{file}, row {entry.get('id', '?')}"
    unknown = set(entry) - ROW_KEYS
    if unknown:
        raise SafetyDataError(f"{name}: unknown key {', '.join(sorted(map(str, unknown)))}")
    if entry.get("level") not in LEVELS:
        raise SafetyDataError(f"{name}: level must be one of {', '.join(LEVELS)}")
    for key in ("patterns", "unless", "ignore", "must_match", "must_not_match"):
        values = entry.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise SafetyDataError(f"{name}: {key} must be a list of texts")
    if not entry.get("id") or not entry.get("category") or not entry.get("patterns"):
        raise SafetyDataError(f"{name}: id, category and patterns are needed")
    if entry.get("sure", True) not in SURE:
        raise SafetyDataError(f"{name}: sure must be true, nearly or false")
    level: Level = entry["level"]
    lists = {
        k: tuple(entry.get(k, ())) for k in ("patterns", "unless", "ignore", "must_match", "must_not_match")
    }
    sure = entry.get("sure", True)
    return Row(id=entry["id"], level=level, category=entry["category"], file=file, sure=sure, **lists)


def _row_of(path: Path) -> Any:
    return lambda entry: parse_row(entry, path.name)


def _context(entry: Mapping[str, Any], compiler: Compiler) -> ContextRule:
    try:
        context = Context(
            id=entry["id"],
            level=entry["level"],
            patterns=tuple(entry["patterns"]),
            levels=tuple(entry.get("levels", LEVELS)),
            categories=tuple(entry.get("categories", ())),
            resources=bool(entry.get("resources", False)),
        )
        return ContextRule(context, tuple(compiler.compile(source) for source in context.patterns))
    except (KeyError, SafetyDataError) as error:
        raise SafetyDataError(f"context.yml, row {entry.get('id', '?')}: {error}") from error
