"""A mail server as one address: smtp+tls://user:password@mail.example:587. Pure."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def read_smtp(address: str) -> dict[str, object]:
    """Django's EMAIL_… settings for it; empty for "". Raises ValueError that quotes no password."""
    if not address.strip():
        return {}
    parts = urlsplit(address.strip())
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("it looks like smtp+tls://user:password@mail.example:587 (or smtps://, smtp://)")
    if parts.scheme == "smtp" and parts.hostname not in LOOPBACK:
        raise ValueError("a mail server elsewhere needs smtp+tls:// or smtps://")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise ValueError("its port is no number from 1 to 65535") from None
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
