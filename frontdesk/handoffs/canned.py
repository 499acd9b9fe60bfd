"""Ready-made words of staff, of a chat taken over and of opening hours: data/canned/*.yml, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from frontdesk.clinic import ContentError, Problem
from frontdesk.clinic.yaml import line_of, read_yaml
from frontdesk.handoffs import facts
from frontdesk.handoffs.hours import when_staff_look
from frontdesk.handoffs.models import CannedReply

_NO_NAME = re.compile(r",? ?\{name\}")


@dataclass(frozen=True)
class Canned:
    """One reply to pick; `text` has its clinic facts in place, {name} and {staff} still open."""

    id: str
    title: str
    text: str

    def for_person(self, name: str, staff: str) -> str:
        """The text for someone with this first name ("" when not known) from this colleague."""
        text = self.text.replace("{name}", name) if name else _NO_NAME.sub("", self.text)
        return text.replace("{staff}", staff)


def replies() -> list[Canned]:
    """The replies in the order of the file, as staff changed them; their own ones at the end."""
    changed = {row.key: row for row in CannedReply.objects.order_by("pk")}
    filed = {reply.id: reply for reply in written()}
    fill = facts.clinic().fill
    merged = [
        Canned(key, row.title, fill(row.text)) if (row := changed.get(key)) else reply
        for key, reply in filed.items()
    ]
    own = [Canned(row.key, row.title, fill(row.text)) for row in changed.values() if row.key not in filed]
    return [reply for reply in merged + own if not (reply.id in changed and changed[reply.id].removed)]


def written() -> tuple[Canned, ...]:
    """The replies of the file, clinic facts in place."""
    return _replies(Path(settings.CONTENT_DIR))


def chat_text(key: str, staff: str = "") -> str:
    """What the visitor is told at `key` (joined, left, no_answer, nobody_yet)."""
    texts = _texts(Path(settings.CONTENT_DIR), "chat.yml", ("joined", "left", "no_answer", "nobody_yet"))
    return texts[key].replace("{staff}", staff)


def staff_look(now: datetime) -> str:
    """The sentence that tells a visitor when someone will look at a hand-off made `now`."""
    keys = ("open", "today", "tomorrow", "later", "unknown")
    return when_staff_look(facts.clinic_hours(), now, _texts(Path(settings.CONTENT_DIR), "hours.yml", keys))


def reach_words() -> dict[str, str]:
    """How staff can reach a visitor, and whether someone looked, as the visitor is told it."""
    ways = ("phone", "email", "both", "nothing", "no_phone", "no_email", "no_call", "wish")
    keys = (*ways, "seen", "urgent", "late", "taken_back", "not_wanted", "withdraw", "kept")
    return _texts(Path(settings.CONTENT_DIR), "state.yml", keys)


def way_back() -> dict[str, str]:
    """The words of the e-mail with a link to an answer, and of the page behind it."""
    mail = ("subject", "mail")
    page = ("title", "ask", "label", "button", "wrong", "gone_title", "gone", "go", "go_button")
    return _texts(Path(settings.CONTENT_DIR), "back.yml", (*mail, *page))


@lru_cache(maxsize=2)
def _replies(folder: Path) -> tuple[Canned, ...]:
    file = folder / "canned" / "replies.yml"
    rows = read_yaml(file.read_text("utf-8"), file)
    problems = [
        Problem(file, line_of(rows, key), f"{key} needs a title and a text")
        for key, row in rows.items()
        if not isinstance(row, dict) or not row.get("title") or not row.get("text")
    ]
    if problems:
        raise ContentError(problems)
    fill = facts.clinic().fill
    return tuple(Canned(str(key), str(row["title"]), fill(str(row["text"]))) for key, row in rows.items())


@lru_cache(maxsize=8)
def _texts(folder: Path, name: str, keys: tuple[str, ...]) -> dict[str, str]:
    file = folder / "canned" / name
    rows = read_yaml(file.read_text("utf-8"), file)
    missing = [key for key in keys if not rows.get(key)]
    if missing:
        raise ContentError([Problem(file, 1, f"{key} is missing") for key in missing])
    return {str(key): facts.clinic().fill(str(text)) for key, text in rows.items()}
