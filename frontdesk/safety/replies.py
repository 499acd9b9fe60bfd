"""The fixed replies of data/safety/replies.yml: what a visitor in danger reads, by what was heard."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.safety.rules import read
from frontdesk.safety.values import Level, SafetyDataError

NEEDED = {
    "crisis": ("988", "741741", "911", "1-800-222-1222", "clinic.contact.phone"),
    "urgent_medical": ("911", "1-800-222-1222", "988", "clinic.contact.urgent_phone"),
    "care": ("988", "741741", "911", "clinic.contact.phone"),
    "care_medical": ("911", "1-800-222-1222", "988", "clinic.contact.urgent_phone"),
    "care_spanish": ("988", "741741", "911", "clinic.contact.phone"),
}
"""What each reply must offer; a number that lost a digit must not reach a visitor."""
NEEDED_BY_LEVEL = {
    "crisis": ("988", "741741", "911", "clinic.contact.phone"),
    "urgent_medical": ("911", "1-800-222-1222", "clinic.contact.urgent_phone"),
}
"""The same of a variant: what was heard is known there."""
SPANISH = "spanish"  # the row of told.yml for whose words care_spanish is
UNTOLD = ("low", "otherwise")  # openings that belong to no row of told.yml
FEWEST_OPENINGS = 2  # so that no two turns read the same
WATCHING = "obody may be watching this chat right now"


@dataclass(frozen=True)
class Link:
    """A way to call or text; `href` is a tel: or sms: address, perhaps with a {{ clinic.… }} placeholder."""

    title: str
    href: str


@dataclass(frozen=True)
class Line:
    """One line of help with its links."""

    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Choice:
    """Something the visitor may choose, by id."""

    id: str
    title: str


@dataclass(frozen=True)
class Reply:
    """One fixed reply. The clinic's placeholders are still in it: fill `text` with `frontdesk.clinic`."""

    opening: str
    watching: str
    lines: tuple[Line, ...]
    closing: str
    choices: tuple[Choice, ...]

    @property
    def text(self) -> str:
        """The whole reply as text, a line each, complete without links."""
        parts = [self.opening, *(line.text for line in self.lines), self.watching, self.closing]
        return "\n".join(part for part in parts if part)

    @property
    def links(self) -> tuple[Link, ...]:
        """All links in the order shown."""
        return tuple(link for line in self.lines for link in line.links)


@dataclass(frozen=True)
class Variant:
    """Other words for a level, where what was heard is sure.

    `any`: one of these categories was heard. `only`: and no other (empty: whatever else). `beside`: one of
    these of the other level of danger too. `told`, `unless`: rows of told.yml that must, or must not, be in
    the message.
    """

    id: str
    level: Level
    any: frozenset[str]
    only: frozenset[str]
    beside: frozenset[str]
    told: str
    unless: str
    reply: Reply

    def fits(
        self, level: Level, categories: Collection[str], beside: Collection[str], told: Collection[str]
    ) -> bool:
        """Whether these words are for what was heard."""
        return (
            self.level == level
            and (not self.beside or not self.beside.isdisjoint(beside))
            and (not self.any or not self.any.isdisjoint(categories))
            and (not self.only or self.only.issuperset(categories))
            and (not self.told or self.told in told)
            and self.unless not in told
        )


@dataclass(frozen=True)
class Replies:
    """All fixed replies.

    `by_level` holds those that replace the normal reply (crisis, urgent_medical), `variants` other words for
    them. `care` is for the turns that follow, by the level of the alarm, `care_spanish` for those in Spanish;
    `after` is what these begin with, by what was told; `again` is what a reply begins with that was given
    already. `resources` is one sentence for a normal reply, by level. `paused` tells of a waiting intake.
    """

    by_level: Mapping[Level, Reply]
    variants: tuple[Variant, ...]
    care: Mapping[Level, Reply]
    care_spanish: Reply
    after: Mapping[str, Mapping[Level, tuple[str, ...]]]
    again: Mapping[Level, tuple[str, ...]]
    resources: Mapping[Level, str]
    paused: str

    def for_danger(
        self, level: Level, categories: Collection[str], beside: Collection[str], told: Collection[str]
    ) -> Reply:
        """The words for what was heard; those of the level where that is not sure."""
        fitting = (found.reply for found in self.variants if found.fits(level, categories, beside, told))
        return next(fitting, self.by_level[level])

    def opening(self, kind: str, level: Level, before: int) -> str:
        """What a turn after an alarm begins with; `before`: how often the kind was answered already."""
        return self._in_turns(self.after[kind], level, before)

    def opening_again(self, level: Level, before: int) -> str:
        """What an alarm's reply begins with that was given already; `before`: how often this was said."""
        return self._in_turns(self.again, level, before)

    @staticmethod
    def _in_turns(by_level: Mapping[Level, tuple[str, ...]], level: Level, before: int) -> str:
        texts = by_level.get(level) or by_level["crisis"]
        last = len(texts) - 1
        return texts[before if before <= last else last - (before - last) % 2]

    @property
    def rows_named(self) -> set[str]:
        """Rows of told.yml that the replies need."""
        of_variants = {name for found in self.variants for name in (found.told, found.unless) if name}
        return of_variants | {SPANISH} | {kind for kind in self.after if kind not in UNTOLD}


def load_replies(folder: Path) -> Replies:
    """Read replies.yml; raises SafetyDataError when a reply, a number or the watching sentence is missing."""
    found = read(folder / "replies.yml")
    needed = ("resources", "resources_medical", "paused")
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in needed):
        raise SafetyDataError(f"replies.yml: {', '.join((*NEEDED, *needed))} are needed")
    read_as = {name: _reply(name, found.get(name), NEEDED[name]) for name in NEEDED}
    return Replies(
        by_level={"crisis": read_as["crisis"], "urgent_medical": read_as["urgent_medical"]},
        variants=tuple(_variant(entry) for entry in found.get("variants") or ()),
        care={"crisis": read_as["care"], "urgent_medical": read_as["care_medical"]},
        care_spanish=read_as["care_spanish"],
        after=_after(found.get("after")),
        again=_openings("again", found.get("again")),
        resources={"crisis": found["resources"], "urgent_medical": found["resources_medical"]},
        paused=found["paused"],
    )


def _variant(found: Mapping[str, Any]) -> Variant:
    name, level = str(found.get("id")), found.get("level")
    if level not in NEEDED_BY_LEVEL:
        raise SafetyDataError(f"replies.yml, {name}: level must be one of {', '.join(NEEDED_BY_LEVEL)}")
    return Variant(
        id=name,
        level=level,
        any=frozenset(found.get("any", ())),
        only=frozenset(found.get("only", ())),
        beside=frozenset(found.get("beside", ())),
        told=found.get("told", ""),
        unless=found.get("unless", ""),
        reply=_reply(name, found, NEEDED_BY_LEVEL[level]),
    )


def _after(found: Any) -> Mapping[str, Mapping[Level, tuple[str, ...]]]:
    if not isinstance(found, dict) or not {*UNTOLD} <= {*found}:
        raise SafetyDataError(f"replies.yml, after: {' and '.join(UNTOLD)} are needed")
    return {str(kind): _openings(f"after, {kind}", levels) for kind, levels in found.items()}


def _openings(name: str, found: Any) -> Mapping[Level, tuple[str, ...]]:
    """Texts by level; a level without its own takes those of crisis."""
    if not isinstance(found, dict) or not {"crisis"} <= {*found} <= {*NEEDED_BY_LEVEL}:
        raise SafetyDataError(f"replies.yml, {name}: texts for crisis are needed, perhaps for urgent_medical")
    for level, texts in found.items():
        if not isinstance(texts, list) or len({*map(str, texts)}) < FEWEST_OPENINGS:
            raise SafetyDataError(f"replies.yml, {name}, {level}: {FEWEST_OPENINGS} texts are needed")
    return {level: tuple(map(str, texts)) for level, texts in found.items()}


def _reply(name: str, found: Any, needed: Collection[str]) -> Reply:
    try:
        reply = Reply(
            opening=found["opening"],
            watching=found["watching"],
            lines=tuple(Line(line["text"], _links(line)) for line in found["lines"]),
            closing=found["closing"],
            choices=tuple(Choice(choice["id"], choice["title"]) for choice in found["choices"]),
        )
    except (KeyError, TypeError) as error:
        raise SafetyDataError(f"replies.yml, {name}: a part is missing or of the wrong kind") from error
    missing = [sign for sign in (*needed, WATCHING) if sign not in reply.text]
    if missing or "call_me" not in {choice.id for choice in reply.choices}:
        raise SafetyDataError(
            f"replies.yml, {name}: must contain {', '.join(missing) or 'the choice call_me'}"
        )
    return reply


def _links(line: Mapping[str, Any]) -> tuple[Link, ...]:
    return tuple(Link(link["title"], link["href"]) for link in line.get("links", ()))
