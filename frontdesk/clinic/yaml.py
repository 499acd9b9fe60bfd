"""Reading YAML with line numbers, so that a fault can be named by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from frontdesk.clinic.problems import ContentError, Problem


def read_yaml(text: str, file: Path, first_line: int = 1) -> Any:
    """Parse `text` (which starts at `first_line` of `file`) into ruamel's round-trip types.

    Raises ContentError with the line of a syntax error or a repeated key.
    """
    try:
        return YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError([Problem(file, line, f"YAML: {error.problem or 'cannot be read'}")]) from error


def line_of(node: Any, key: str | int, first_line: int = 1) -> int:
    """The line of `key` in a mapping or sequence that `read_yaml` returned."""
    try:
        return first_line + int(node.lc.key(key)[0] if isinstance(key, str) else node.lc.item(key)[0])
    except (AttributeError, KeyError, TypeError, IndexError):
        return first_line
