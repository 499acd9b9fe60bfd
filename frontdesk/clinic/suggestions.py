"""What the chat suggests first on which page (data/pages/suggestions.yml)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from types import MappingProxyType

from frontdesk.clinic.problems import ContentError, Problem
from frontdesk.clinic.yaml import line_of, read_yaml

MOST = 4  # more choices than that are no help


def load_suggestions(folder: Path, topics: Container[str] | None = None) -> Mapping[str, tuple[str, ...]]:
    """Path of a page → topics; empty when there is no such file. Raises ContentError with file and line.

    With `topics` a name that is none of them is a fault; without, whoever shows them leaves it out.
    """
    file = folder / "pages" / "suggestions.yml"
    if not file.is_file():
        return MappingProxyType({})
    rows = read_yaml(file.read_text("utf-8"), file) or []
    found: dict[str, tuple[str, ...]] = {}
    problems = []
    for number, row in enumerate(rows):
        fault = _fault(row, topics)
        if fault:
            problems.append(Problem(file, line_of(rows, number), fault))
        else:
            found[str(row["page"]).rstrip("/")] = tuple(str(slug) for slug in row["topics"])
    if problems:
        raise ContentError(problems)
    return MappingProxyType(found)


def _fault(row: object, topics: Container[str] | None) -> str:
    if not isinstance(row, Mapping) or set(row) != {"page", "topics"}:
        return "a suggestion has a page and topics, nothing else"
    if not str(row["page"]).startswith("/"):
        return "a page begins with /"
    slugs = list(row["topics"] or ())
    if not 0 < len(slugs) <= MOST:
        return f"a page has 1 to {MOST} topics"
    unknown = [str(slug) for slug in slugs if topics is not None and slug not in topics]
    return f"no such topic: {', '.join(unknown)}" if unknown else ""


def suggested(by_page: Mapping[str, tuple[str, ...]], page: str) -> tuple[str, ...]:
    """The topics of the longest path that begins `page`; whole parts of a path only. Empty when none fits."""
    path = page.rstrip("/")
    while path:
        if path in by_page:
            return by_page[path]
        path = path.rpartition("/")[0]
    return ()
