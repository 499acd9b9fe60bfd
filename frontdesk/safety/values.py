"""The values the safety screen works with: levels, rows, verdicts, problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Level = Literal["crisis", "urgent_medical", "soft_check", "none"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the most to the least careful; the first one that applies to a message wins."""

Sure = Literal[True, "nearly", False]
SURE: tuple[Sure, ...] = get_args(Sure)
"""A row's danger stands whatever the second net says, unless it is strongly against, only if it agrees."""


class SafetyDataError(ValueError):
    """A file in data/safety cannot be used; the message names file and row, never a visitor's text."""


@dataclass(frozen=True)
class Verdict:
    """What the screen heard in one message.

    `rows` are the ids of the rules that fired, most careful first (a context that lowered a rule follows
    after a plus sign: "attempt+past"). `resources` asks the caller to add the one-line resources sentence
    to its normal reply: true for soft_check, and for questions about suicide that need only an answer. `sure`
    is false when only rows heard danger that now and then take innocent messages for it: then the second net
    decides (rasa_ext.danger_verdict), and where it cannot be asked the verdict stands as it is. `nearly`: one
    of these rows is seldom wrong, so the second net must speak strongly against it. `denied`: something
    dangerous was named only to be denied ("I have no intention of ending my life"). `past`: a reason to check
    in, and all of it told of a time gone by ("I tried to hang myself in 1998").
    """

    level: Level
    rows: tuple[str, ...] = ()
    resources: bool = False
    sure: bool = True
    nearly: bool = False
    denied: bool = False
    past: bool = False


@dataclass(frozen=True)
class Row:
    """One reviewable rule of data/safety: wordings, the level they mean, and examples that keep it honest."""

    id: str
    level: Level
    category: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...]
    ignore: tuple[str, ...]
    must_match: tuple[str, ...]
    must_not_match: tuple[str, ...]
    file: str
    sure: Sure = True


@dataclass(frozen=True)
class Context:
    """Words around a rule's match ("@" in its patterns) that change what it means: a denial, the past."""

    id: str
    level: Level
    patterns: tuple[str, ...]
    levels: tuple[Level, ...]
    categories: tuple[str, ...]
    resources: bool


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file of data/safety; `line` counts from 1."""

    file: Path
    line: int
    message: str
