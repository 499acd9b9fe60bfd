"""Fixed replies that are no FAQ answer: data/replies/*.yml, by id."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frontdesk.clinic.problems import ContentError, Problem
from frontdesk.clinic.yaml import line_of, read_yaml

HAND_OFF = "hand_off"  # stands for the last topic once a chat was handed to staff
KINDS = ("greeting", "info", "unknown", "clarify", "decline", "handoff", "error")


@dataclass(frozen=True)
class Choice:
    """A button: `id` is what comes back, `title` what the visitor reads."""

    id: str
    title: str


@dataclass(frozen=True)
class Reply:
    """A curated reply; `topic` is set for kind decline only. Text may hold clinic placeholders.

    `again`: what is said in its place to someone who has read `text` a moment ago, the last from then on.
    """

    id: str
    kind: str
    text: str
    topic: str | None
    choices: tuple[Choice, ...]
    again: tuple[str, ...] = ()


def load_replies(folder: Path) -> dict[str, Reply]:
    """Read `folder/replies/*.yml`. Raises ContentError with file and line."""
    replies: dict[str, Reply] = {}
    problems: list[Problem] = []
    for file in sorted((folder / "replies").glob("*.yml")):
        rows = read_yaml(file.read_text("utf-8"), file)
        for key, row in rows.items():
            line = line_of(rows, key)
            if isinstance(row, str):
                row = {"kind": "info", "text": row}
            if not row.get("text") or row.get("kind") not in KINDS:
                problems.append(Problem(file, line, f"{key} needs text and a kind of {', '.join(KINDS)}"))
                continue
            if key in replies:
                problems.append(Problem(file, line, f"{key} is defined twice"))
            choices = tuple(Choice(str(c["id"]), str(c["title"])) for c in row.get("choices", ()))
            again = tuple(str(text).strip() for text in row.get("again", ()))
            text = str(row["text"]).strip()
            replies[key] = Reply(str(key), row["kind"], text, row.get("topic"), choices, again)
    if problems:
        raise ContentError(problems)
    return replies
