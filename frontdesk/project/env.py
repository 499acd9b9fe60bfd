"""The environment: read from `.env` and the process, checked once, kept as one frozen value.

Every setting of the product that an operator may change is a field here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cryptography.fernet import Fernet
from dotenv import dotenv_values

from frontdesk.handoffs.fhir_server import Server, read_server
from frontdesk.handoffs.smtp import read_smtp
from frontdesk.handoffs.targets import Target, read_targets

_T = TypeVar("_T")
ROOT = Path(__file__).resolve().parents[2]
ACTION_SECONDS = 5  # that Rasa waits for an action (its own 300 is longer than anybody waits)
SECRETS = ("DJANGO_SECRET_KEY", "FRONTDESK_FIELD_KEYS", "FRONTDESK_INTERNAL_SECRET")


class SettingsError(Exception):
    """A variable is missing or wrong; the message names it and holds no secret."""


@dataclass(frozen=True)
class Env:
    """Ports are TCP ports on loopback; `data_dir` holds database, models, logs and outbox."""

    secret_key: str
    field_keys: tuple[str, ...]
    internal_secret: str
    production: bool
    require_review: bool
    flood_limits: bool
    allowed_hosts: tuple[str, ...]
    embed_origins: tuple[str, ...]
    data_dir: Path
    content_dir: Path
    database_url: str
    port: int
    rasa_port: int
    actions_port: int
    host: str
    secure_cookies: bool
    second_factor: bool
    public_url: str
    webhooks: Mapping[str, Target]
    smtp: Mapping[str, object]
    fhir_server: Server | None
    notice_to: str
    notice_from: str

    @property
    def rasa_url(self) -> str:
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}"


def content_folder() -> Path:
    """Where the curated content is: FRONTDESK_CONTENT_DIR, or data/. Needs no secrets."""
    return Path(os.environ.get("FRONTDESK_CONTENT_DIR") or ROOT / "data")


def load_env(root: Path = ROOT, process: Mapping[str, str] | None = None) -> Env:
    """Read `.env` under `root`, overridden by the process environment.

    Raises SettingsError naming the variable at fault.
    """
    values = _values(root, os.environ if process is None else process)
    production = _flag(values, "FRONTDESK_PRODUCTION", default=False)
    flood_limits = _flag(values, "FRONTDESK_FLOOD_LIMITS", default=True)
    data_dir = Path(values.get("FRONTDESK_DATA_DIR") or "var")
    data_dir = data_dir if data_dir.is_absolute() else root / data_dir
    env = Env(
        secret_key=values["DJANGO_SECRET_KEY"],
        field_keys=_words(values["FRONTDESK_FIELD_KEYS"]),
        internal_secret=values["FRONTDESK_INTERNAL_SECRET"],
        production=production,
        require_review=_flag(values, "FRONTDESK_REQUIRE_REVIEW", default=False),
        flood_limits=flood_limits,
        allowed_hosts=_words(values.get("FRONTDESK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")),
        embed_origins=_words(values.get("FRONTDESK_EMBED_ORIGINS", "")),
        data_dir=data_dir,
        content_dir=Path(values.get("FRONTDESK_CONTENT_DIR") or root / "data"),
        database_url=values.get("DATABASE_URL") or f"sqlite:///{data_dir / 'frontdesk.sqlite3'}",
        port=_port(values, "FRONTDESK_PORT", 8000),
        rasa_port=_port(values, "FRONTDESK_RASA_PORT", 5005),
        actions_port=_port(values, "FRONTDESK_ACTIONS_PORT", 5055),
        host=values.get("FRONTDESK_HOST") or "127.0.0.1",
        secure_cookies=_flag(values, "FRONTDESK_SECURE_COOKIES", default=production),
        public_url=(
            values.get("FRONTDESK_PUBLIC_URL") or f"http://localhost:{_port(values, 'FRONTDESK_PORT', 8000)}"
        ).rstrip("/"),
        webhooks=_read(values, "FRONTDESK_WEBHOOKS", read_targets),
        smtp=_read(values, "FRONTDESK_SMTP", read_smtp),
        fhir_server=_fhir_server(values),
        notice_to=values.get("FRONTDESK_NOTICE_TO") or "staff@localhost",
        notice_from=values.get("FRONTDESK_NOTICE_FROM") or "frontdesk@localhost",
        second_factor=_flag(values, "FRONTDESK_SECOND_FACTOR", default=production),
    )
    _check(env)
    return env


def _values(root: Path, process: Mapping[str, str]) -> dict[str, str]:
    values = {k: v for k, v in dotenv_values(root / ".env").items() if v is not None}
    values.update(process)
    for name in SECRETS:
        if not values.get(name):
            raise SettingsError(f"{name} is not set. `make run` writes a .env with random secrets.")
    return values


def _read(values: Mapping[str, str], name: str, read: Callable[[str], _T]) -> _T:
    try:
        return read(values.get(name, ""))
    except ValueError as error:
        raise SettingsError(f"{name}: {error}") from None


def _fhir_server(values: Mapping[str, str]) -> Server | None:
    token = values.get("FRONTDESK_FHIR_TOKEN", "")
    return _read(values, "FRONTDESK_FHIR_URL", lambda url: read_server(url, token))


def _check(env: Env) -> None:
    for key in env.field_keys:
        try:
            Fernet(key)
        except ValueError as error:
            raise SettingsError("FRONTDESK_FIELD_KEYS: each key is 32 url-safe base64 bytes.") from error
    if not env.production:
        return
    if len(env.secret_key) < 50:
        raise SettingsError("DJANGO_SECRET_KEY must have at least 50 characters in production.")
    if len(env.internal_secret) < 32:
        raise SettingsError("FRONTDESK_INTERNAL_SECRET must have at least 32 characters in production.")
    if not env.flood_limits:
        raise SettingsError("FRONTDESK_FLOOD_LIMITS=off is refused in production.")


def _flag(values: Mapping[str, str], name: str, *, default: bool) -> bool:
    raw = values.get(name, "").strip().lower()
    if raw in ("", None):
        return default
    if raw in ("1", "on", "true", "yes"):
        return True
    if raw in ("0", "off", "false", "no"):
        return False
    raise SettingsError(f"{name} must be on or off.")


def _port(values: Mapping[str, str], name: str, default: int) -> int:
    raw = values.get(name) or str(default)
    if not raw.isdigit() or not 0 < int(raw) < 65536:
        raise SettingsError(f"{name} must be a port number from 1 to 65535.")
    return int(raw)


def _words(raw: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in raw.split(",") if word.strip())
