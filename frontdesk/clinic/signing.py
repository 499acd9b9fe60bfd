"""A clinician's signature on an answer: two lines of its front matter. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date

from frontdesk.clinic.answers import Answer

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*$", re.DOTALL | re.MULTILINE)


def mark(answer: Answer) -> str:
    """Changes whenever what visitors read does: a signature belongs to the words that were read."""
    sources = [(source.name, source.url) for source in answer.sources]
    read = json.dumps([answer.title, answer.short, answer.long, sources], ensure_ascii=True)
    return hashlib.sha256(read.encode()).hexdigest()[:16]


def sign(text: str, by: str, on: date) -> str:
    """The file's text with the signature in place of the old one; nothing else changes.

    Raises ValueError for a text without front matter and for a name that no line can hold.
    """
    found = _HEAD.match(text)
    if found is None:
        raise ValueError("the file has no front matter")
    if not by.strip() or not by.isprintable():
        raise ValueError("the name cannot be written")
    head = found.group(1)
    for key, value in (("reviewed_by", json.dumps(by, ensure_ascii=False)), ("reviewed_on", on.isoformat())):
        line = f"{key}: {value}\n"
        head, count = re.subn(rf"^{key}:.*\n", lambda _, line=line: line, head, count=1, flags=re.MULTILINE)
        head = head if count else head + line
    return text[: found.start(1)] + head + text[found.end(1) :]
