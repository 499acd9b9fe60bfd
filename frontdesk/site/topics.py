"""The curated answers as public pages: grouped, with sources, review state and related topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from frontdesk.chat.content import Content
from frontdesk.chat.drafts import Composer, Draft
from frontdesk.clinic.yaml import read_yaml
from frontdesk.site.text import Block, blocks, plain, shortened

DESCRIPTION = 155  # characters
Grouping = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Entry:
    """A topic as a link."""

    slug: str
    title: str


@dataclass(frozen=True)
class Group:
    """Topics under one heading of data/topics.yml; `id` names its place on the page."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Topic:
    """One answer page. `reviewed` has the reviewer and an ISO day, or is None while nobody signed it off."""

    slug: str
    title: str
    group: Group | None
    short: list[Block]
    long: list[Block]
    sources: tuple[dict[str, str], ...]
    reviewed: Mapping[str, str] | None
    related: tuple[Entry, ...]

    @property
    def description(self) -> str:
        """The beginning of the short answer, as long as search engines show."""
        return shortened(plain(self.short), DESCRIPTION)

    @property
    def words(self) -> str:
        return f"{plain(self.short)}\n\n{plain(self.long)}"


class Library:
    """The answers that may be shown on `today`; the chat's own composer decides and fills in the facts."""

    def __init__(self, content: Content, folder: Path, *, today: date, require_review: bool) -> None:
        self._content = content
        self._composer = Composer(content, today=today, require_review=require_review)
        self._grouping = read_grouping(folder / "topics.yml")

    def greeting(self) -> Draft | None:
        """What the assistant says first."""
        return self._composer.reply("greeting")

    def entry(self, slug: str) -> Entry | None:
        """The topic as a link, None when there is none to show."""
        answer = self._content.answers.get(slug)
        if answer is None or not self._composer.servable(answer):
            return None
        return Entry(slug, answer.title)

    def entries(self, slugs: tuple[str, ...]) -> tuple[Entry, ...]:
        """Those of `slugs` that may be shown, in their order."""
        return tuple(entry for entry in map(self.entry, slugs) if entry is not None)

    def groups(self) -> list[Group]:
        """All groups of data/topics.yml that have something to show."""
        found = [Group(_anchor(title), title, self.entries(slugs)) for title, slugs in self._grouping]
        return [group for group in found if group.entries]

    def topic(self, slug: str) -> Topic | None:
        """One page, None when there is nothing to show under this slug."""
        entry = self.entry(slug)
        if entry is None:
            return None
        short, long = self._composer.answer(slug), self._composer.more(slug)
        if short is None or long is None:
            return None
        short_blocks, long_blocks = blocks(short.text), blocks(long.text)
        if len(short_blocks) > 1 and short_blocks[-1] == long_blocks[-1]:
            short_blocks.pop()  # a missing fact is mentioned once
        return Topic(
            slug=slug,
            title=entry.title,
            group=next((g for g in self.groups() if entry in g.entries), None),
            short=short_blocks,
            long=long_blocks,
            sources=long.sources,
            reviewed=long.reviewed,
            related=self.entries(self._content.answers[slug].see_also),
        )

    def reviewed_on(self, slug: str) -> date | None:
        """The day of the last review, whether or not it is still valid."""
        return self._content.answers[slug].reviewed_on


@lru_cache(maxsize=2)
def read_grouping(file: Path) -> Grouping:
    """Titles and slugs of data/topics.yml."""
    found = read_yaml(file.read_text("utf-8"), file)
    return tuple((str(title), tuple(str(slug) for slug in slugs)) for title, slugs in found.items())


def _anchor(title: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
