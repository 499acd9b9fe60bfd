"""Curated answers: data/faq/<slug>.md, one a file, in the format of ARCHITECTURE.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from frontdesk.clinic.problems import ContentError, Problem
from frontdesk.clinic.yaml import line_of, read_yaml

MORE = "<!-- more -->"
_PERIOD = re.compile(r"(\d+)d")


@dataclass(frozen=True)
class Source:
    """Where a clinical statement comes from."""

    name: str
    url: str


@dataclass(frozen=True)
class Answer:
    """One topic: how people ask it, what is said, where it comes from, who signed it off."""

    slug: str
    title: str
    asks: tuple[str, ...]
    short: str
    long: str
    sources: tuple[Source, ...]
    see_also: tuple[str, ...]
    reviewed_by: str | None
    reviewed_on: date | None
    review_every_days: int
    file: Path
    short_line: int  # where the texts start in the file, from 1
    long_line: int

    def reviewed(self, today: date) -> bool:
        """True while a named clinician's review is younger than the review period."""
        if not self.reviewed_by or not self.reviewed_on:
            return False
        return 0 <= (today - self.reviewed_on).days <= self.review_every_days


def load_answers(folder: Path) -> dict[str, Answer]:
    """Read `folder/faq/*.md` by slug. Raises ContentError with every unreadable file's faults."""
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for file in sorted((folder / "faq").glob("*.md")):
        try:
            answers[file.stem] = read_answer(file.read_text("utf-8"), file)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return answers


@lru_cache(maxsize=256)
def read_answer(text: str, file: Path) -> Answer:
    """Parse one file; the same text only once (a training asks for it seven times).

    Raises ContentError with file and line.
    """
    parts = re.split(r"^---[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise ContentError([Problem(file, 1, "must start with a front matter block between --- lines")])
    head = read_yaml(parts[1], file)
    body = parts[2]
    body_line = (parts[0] + parts[1]).count("\n") + 1  # of the closing ---
    problems = list(_faults(head, file))
    if body.count(MORE) != 1:
        problems.append(Problem(file, body_line, f"the text needs exactly one {MORE} line"))
    if problems:
        raise ContentError(problems)
    short, long = body.split(MORE)
    return Answer(
        slug=file.stem,
        title=str(head["title"]),
        asks=tuple(str(ask) for ask in head["asks"]),
        short=short.strip(),
        long=long.strip(),
        sources=tuple(Source(str(s["name"]), str(s["url"])) for s in head["sources"]),
        see_also=tuple(str(slug) for slug in head.get("see_also") or ()),
        reviewed_by=head.get("reviewed_by"),
        reviewed_on=head.get("reviewed_on"),
        review_every_days=int(_PERIOD.fullmatch(str(head["review_every"])).group(1)),  # type: ignore[union-attr]
        file=file,
        short_line=body_line + _blank(short),
        long_line=body_line + short.count("\n") + _blank(long),
    )


def _blank(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")


def _faults(head: Any, file: Path) -> list[Problem]:
    if not isinstance(head, dict):
        return [Problem(file, 1, "the front matter is not a mapping")]
    faults = []
    for key, kind in (("title", str), ("asks", list), ("sources", list), ("review_every", str)):
        if not isinstance(head.get(key), kind):
            faults.append(Problem(file, line_of(head, key), f"{key} is missing or not a {kind.__name__}"))
    if not _PERIOD.fullmatch(str(head.get("review_every", "180d"))):
        faults.append(Problem(file, line_of(head, "review_every"), "review_every looks like 180d"))
    for index, source in enumerate(head.get("sources") or ()):
        if not isinstance(source, dict) or not {"name", "url"} <= set(source):
            faults.append(Problem(file, line_of(head["sources"], index), "a source needs name and url"))
    for index, ask in enumerate(head.get("asks") or ()):
        if not isinstance(ask, (str, int, float)) or not str(ask).strip():
            faults.append(Problem(file, line_of(head["asks"], index), "an ask is one line of text"))
    if bool(head.get("reviewed_by")) != isinstance(head.get("reviewed_on"), date):
        line = line_of(head, "reviewed_by")
        faults.append(Problem(file, line, "reviewed_by (a name) and reviewed_on (a date) go together"))
    return faults
