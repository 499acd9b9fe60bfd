"""Changing the ready-made replies in the console. The file stays as it is and can be taken up again."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from frontdesk.clinic.facts import PLACEHOLDER
from frontdesk.clinic.yaml import read_yaml
from frontdesk.handoffs import facts
from frontdesk.handoffs.models import CannedReply

LONGEST = 1000  # characters
_OPEN = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class Editable:
    """A reply as it is written, placeholders and all."""

    key: str
    title: str
    text: str
    own: bool  # not in the file
    changed: bool
    removed: bool


def replies() -> list[Editable]:
    """Every reply, those of the file first; removed ones too, so that they can be brought back."""
    file = Path(settings.CONTENT_DIR) / "canned" / "replies.yml"
    filed = {str(key): row for key, row in read_yaml(file.read_text("utf-8"), file).items()}
    rows = {row.key: row for row in CannedReply.objects.order_by("pk")}
    made = []
    for key in [*filed, *(key for key in rows if key not in filed)]:
        row = rows.get(key)
        title, text = (row.title, row.text) if row else (str(filed[key]["title"]), str(filed[key]["text"]))
        made.append(Editable(key, title, text, key not in filed, row is not None, bool(row and row.removed)))
    return made


def save(key: str, title: str, text: str, *, actor: Any, now: datetime) -> str:
    """Keep a reply; an empty key makes a new one. Returns the key. Raises ValueError saying what is wrong."""
    title, text = title.strip(), text.strip()
    if not title or not text:
        raise ValueError("a reply needs a title and a text")
    if len(title) > 80 or len(text) > LONGEST:
        raise ValueError(f"a title has at most 80 characters, a text {LONGEST:,}")
    _check_placeholders(text)
    if key and key not in {reply.key for reply in replies()}:
        raise ValueError("there is no such reply")
    key = key or f"own-{secrets.token_hex(4)}"
    kept = {"title": title, "text": text, "removed": False, "changed_at": now, "changed_by": actor}
    CannedReply.objects.update_or_create(key=key, defaults=kept)
    return key


def _check_placeholders(text: str) -> None:
    for path in PLACEHOLDER.findall(text):
        if not facts.clinic().shown(path):
            raise ValueError(f"the clinic has no fact called {path}")
    rest = PLACEHOLDER.sub("", text)
    if "{{" in rest or any(name not in ("name", "staff") for name in _OPEN.findall(rest)):
        raise ValueError("the placeholders are {name}, {staff} and {{ clinic.… }}")


def remove(key: str, *, actor: Any, now: datetime) -> None:
    """Take a reply away: one of the file is only hidden. Raises ValueError when there is none."""
    for reply in replies():
        if reply.key == key:
            if reply.own:
                CannedReply.objects.filter(key=key).delete()
            else:
                kept = {"title": reply.title, "text": reply.text, "removed": True}
                kept |= {"changed_at": now, "changed_by": actor}
                CannedReply.objects.update_or_create(key=key, defaults=kept)
            return
    raise ValueError("there is no such reply")


def restore(key: str) -> None:
    """Take up the words of the file again."""
    CannedReply.objects.filter(key=key).delete()
