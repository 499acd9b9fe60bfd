"""E-mails that went to files because no mail server is set (FRONTDESK_SMTP), for the admin to see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timezone
from email import policy
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings

SHOWN = 30
LONGEST = 64 * 1024  # bytes read of one file
END = b"-" * 79


@dataclass(frozen=True)
class Letter:
    """One e-mail. A letter to a patient shows neither its address nor its text, which holds a link."""

    at: datetime
    to: str
    subject: str
    text: str


def in_use() -> bool:
    """Whether e-mails go to files."""
    return str(settings.EMAIL_BACKEND).endswith("filebased.EmailBackend")


def letters(ours: Collection[str]) -> list[Letter]:
    """The latest, newest first; `ours` are the addresses of the clinic and its staff."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    found: list[Letter] = []
    for file in files[:SHOWN]:
        found += reversed(_read(file, ours))
    return found[:SHOWN]


def _read(file: Path, ours: Collection[str]) -> list[Letter]:
    """Django writes the letters of one moment into one file, a line of dashes after each."""
    with file.open("rb") as opened:
        parts = opened.read(LONGEST).split(END)
    at = datetime.fromtimestamp(file.stat().st_mtime, timezone.utc)
    return [_letter(part.strip(), at, ours) for part in parts if part.strip()]


def _letter(raw: bytes, at: datetime, ours: Collection[str]) -> Letter:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    to, body = str(message["To"] or ""), message.get_body(("plain",))
    shown = to in ours
    return Letter(
        at=at,
        to=to if shown else "",
        subject=str(message["Subject"] or ""),
        text=str(body.get_content()).strip() if shown and body is not None else "",
    )
