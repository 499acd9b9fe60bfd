"""The site's own texts: data/pages, and the crisis protocol from data/safety."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from frontdesk.chat.content import Content
from frontdesk.clinic import Clinic, ContentError, Problem
from frontdesk.clinic.yaml import read_yaml
from frontdesk.safety import LEVELS, Level, Reply
from frontdesk.safety.rules import entries, parse_row, row_files
from frontdesk.site.text import Block, Parts, document, parts, plain


@dataclass(frozen=True)
class Page:
    """A text page: its first heading is the title, its first paragraph the description."""

    title: str
    description: str
    blocks: list[Block]


@dataclass(frozen=True)
class Home:
    """The words of the example clinic's start page (data/pages/home.yml), facts filled in."""

    heading: str
    lead: str
    description: str
    steps: tuple[Mapping[str, str], ...]
    featured: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A line of a safety reply with its tel: and sms: links."""

    text: Parts
    links: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class SafetyReply:
    """What a visitor in danger reads, with everything that can be called or texted."""

    opening: str
    lines: tuple[Line, ...]
    watching: str
    closing: str

    @property
    def links(self) -> tuple[Mapping[str, str], ...]:
        return tuple(link for line in self.lines for link in line.links)


@dataclass(frozen=True)
class RuleCount:
    """How many rules of data/safety listen for one kind of thing."""

    title: str
    rules: int


def text_page(file: Path, clinic: Clinic) -> Page | None:
    """A page of markdown-like text with clinic facts; None when there is no such file."""
    if not file.is_file():
        return None
    title, *rest = document(file.read_text("utf-8"), clinic.fill)
    first = next((block for block in rest if block.kind == "para"), None)
    return Page(plain([title]), plain([first]) if first else "", rest)


def home(folder: Path, clinic: Clinic) -> Home:
    """Read pages/home.yml. Raises ContentError naming what is missing."""
    file = folder / "pages" / "home.yml"
    found = _yaml(file)
    absent = [key for key in ("heading", "lead", "description") if not isinstance(found.get(key), str)]
    if absent:
        raise ContentError([Problem(file, 1, f"{key} is missing") for key in absent])
    steps = ({key: clinic.fill(str(step[key])) for key in ("title", "text")} for step in found["steps"])
    return Home(
        heading=clinic.fill(found["heading"]),
        lead=clinic.fill(found["lead"]),
        description=clinic.fill(found["description"]),
        steps=tuple(step for step in steps if step["title"] and step["text"]),
        featured=tuple(str(slug) for slug in found.get("featured") or ()),
        asked=tuple(str(slug) for slug in found.get("asked") or ()),
    )


def safety_reply(content: Content, level: Level) -> SafetyReply:
    """The fixed reply of a level, facts filled in; a line whose fact is missing is left out."""
    return _shown(content.safety_replies.by_level[level], content.clinic)


def safety_replies(content: Content, folder: Path) -> list[tuple[str, SafetyReply]]:
    """All fixed replies with their titles: by level, by what was heard, then those of later turns."""
    names = _yaml(folder / "pages" / "crisis.yml")
    replies = content.safety_replies
    found = [(str(names["levels"][level]), reply) for level, reply in replies.by_level.items()]
    found += [(str(names["variants"][variant.id]), variant.reply) for variant in replies.variants]
    found += [(str(names["care"][level]), reply) for level, reply in replies.care.items()]
    found.append((str(names["care_spanish"]), replies.care_spanish))
    return [(title, _shown(reply, content.clinic)) for title, reply in found]


def openings(content: Content, folder: Path) -> list[tuple[str, list[str]]]:
    """What later turns begin with, by what the visitor told: title and texts."""
    names = _yaml(folder / "pages" / "crisis.yml")["after"]
    replies = content.safety_replies
    return [
        (str(names[kind]), [content.clinic.fill(text) for texts in levels.values() for text in texts])
        for kind, levels in {"again": replies.again, **replies.after}.items()
    ]


@lru_cache(maxsize=2)
def rule_counts(folder: Path) -> tuple[tuple[str, tuple[RuleCount, ...]], ...]:
    """The rules of `folder`/safety counted by level and category, in the words of pages/crisis.yml."""
    names = _yaml(folder / "pages" / "crisis.yml")
    counted = Counter(
        (row.level, row.category)
        for file in row_files(folder / "safety")
        for row in (parse_row(entry, file.name) for entry in entries(file))
    )
    return tuple(
        (str(names["levels"][level]), found)
        for level in LEVELS
        if (found := _counts(level, counted, names["categories"]))
    )


def _counts(level: str, counted: Counter[tuple[Any, str]], names: Mapping[str, str]) -> tuple[RuleCount, ...]:
    """Categories that share a name are counted together; one without a name keeps its id."""
    sums: Counter[str] = Counter()
    for (found, category), count in counted.items():
        if found == level:
            sums[str(names.get(category, category.replace("_", " ")))] += count
    return tuple(RuleCount(title, count) for title, count in sums.most_common())


def _shown(reply: Reply, clinic: Clinic) -> SafetyReply:
    lines = []
    for line in reply.lines:
        text = clinic.fill(line.text)
        links = ({"title": link.title, "href": clinic.fill(link.href)} for link in line.links)
        if text:
            lines.append(Line(parts(text), tuple(link for link in links if link["href"])))
    return SafetyReply(reply.opening, tuple(lines), reply.watching, clinic.fill(reply.closing))


@lru_cache(maxsize=8)
def _yaml(file: Path) -> Any:
    if not file.is_file():
        raise ContentError([Problem(file, 1, "the file is missing")])
    return read_yaml(file.read_text("utf-8"), file)
