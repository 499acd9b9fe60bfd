"""Webhooks that the operator has set (FRONTDESK_WEBHOOKS). Nobody can add one in the console. Pure.

One JSON object: {"desk": {"form": "slack", "url": "https://hooks.slack.com/…"},
                  "chart": {"form": "json", "url": "https://ehr.example/hook", "secret": "…"}}
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

FORMS = ("slack", "json")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SECRET = 24  # characters at least


@dataclass(frozen=True)
class Target:
    """Where to, and in which form. The address may be a secret itself (Slack): it is never shown."""

    name: str
    form: str
    url: str = field(repr=False)
    secret: str = field(repr=False, default="")

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def read_targets(text: str) -> dict[str, Target]:
    """The targets by name. Raises ValueError that says what is wrong and quotes no address or secret."""
    if not text.strip():
        return {}
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON (position {error.pos})") from None
    if not isinstance(rows, dict):
        raise ValueError("it must be a JSON object of names")
    return {name: _target(name, row) for name, row in rows.items()}


def _target(name: str, row: Any) -> Target:
    if not re.fullmatch(r"[a-z0-9_-]{1,30}", name):
        raise ValueError("a name has 1 to 30 letters a-z, digits, - or _")
    if not isinstance(row, dict) or row.get("form") not in FORMS:
        raise ValueError(f"{name}: form is slack or json")
    url, secret = str(row.get("url") or ""), str(row.get("secret") or "")
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not safe or not parts.hostname or parts.username or parts.password:
        raise ValueError(f"{name}: url must be https, without a user name")
    if row["form"] == "json" and len(secret) < SECRET:
        raise ValueError(f"{name}: secret needs at least {SECRET} characters")
    return Target(name, row["form"], url, secret)
