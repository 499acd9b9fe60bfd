"""The first run's `.env`: `.env.example` with random secrets, readable by its owner only."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from cryptography.fernet import Fernet

from frontdesk.project.env import ROOT


def write_env(root: Path = ROOT) -> bool:
    """Write `root/.env` (mode 600) unless it is there. Returns True when it was written."""
    target = root / ".env"
    if target.exists():
        return False
    filled = {
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(48),
        "FRONTDESK_FIELD_KEYS": Fernet.generate_key().decode(),
        "FRONTDESK_INTERNAL_SECRET": secrets.token_urlsafe(32),
    }
    lines = []
    for line in (root / ".env.example").read_text("utf-8").splitlines():
        name, _, value = line.partition("=")
        lines.append(f"{name}={filled[name]}" if name in filled and not value else line)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return True


if __name__ == "__main__":
    if write_env():
        print("Wrote .env with random secrets. Keep a copy in a safe place: stored text opens only with it.")
    sys.exit(0)
