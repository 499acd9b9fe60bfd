"""The fixed replies of data/safety/replies.yml: what a visitor in danger reads, by level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.safety.rules import read
from frontdesk.safety.values import Level, SafetyDataError

NEEDED = {
    "crisis": ("988", "741741", "911", "1-800-222-1222", "clinic.contact.phone"),
    "urgent_medical": ("911", "1-800-222-1222", "988", "clinic.contact.urgent_phone"),
    "care": ("988", "741741", "911", "clinic.contact.phone"),
}
"""What each reply must offer; a number that lost a digit must not reach a visitor."""
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
class Replies:
    """All fixed replies.

    `by_level` holds those that replace the normal reply (crisis, urgent_medical); `care` is for the turns
    that follow; `resources` is one sentence for a normal reply, where the verdict asks for it.
    """

    by_level: Mapping[Level, Reply]
    care: Reply
    resources: str


def load_replies(folder: Path) -> Replies:
    """Read replies.yml; raises SafetyDataError when a reply, a number or the watching sentence is missing."""
    found = read(folder / "replies.yml")
    if not isinstance(found, dict) or not isinstance(found.get("resources"), str):
        raise SafetyDataError("replies.yml: crisis, urgent_medical, care and resources are needed")
    read_as = {name: _reply(name, found.get(name)) for name in NEEDED}
    by_level: dict[Level, Reply] = {"crisis": read_as["crisis"], "urgent_medical": read_as["urgent_medical"]}
    return Replies(by_level, read_as["care"], found["resources"])


def _reply(name: str, found: Any) -> Reply:
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
    missing = [sign for sign in (*NEEDED[name], WATCHING) if sign not in reply.text]
    if missing or "call_me" not in {choice.id for choice in reply.choices}:
        raise SafetyDataError(
            f"replies.yml, {name}: must contain {', '.join(missing) or 'the choice call_me'}"
        )
    return reply


def _links(line: Mapping[str, Any]) -> tuple[Link, ...]:
    return tuple(Link(link["title"], link["href"]) for link in line.get("links", ()))
