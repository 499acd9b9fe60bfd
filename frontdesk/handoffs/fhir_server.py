"""The clinic's FHIR server as the operator set it (FRONTDESK_FHIR_URL, FRONTDESK_FHIR_TOKEN). Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Server:
    """Where bundles go: the base address of a FHIR R4 server, and its bearer token ("" for none)."""

    url: str
    token: str = field(repr=False, default="")

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def read_server(url: str, token: str) -> Server | None:
    """None for "". Raises ValueError that quotes neither."""
    if not url.strip():
        return None
    parts = urlsplit(url.strip())
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not safe or not parts.hostname or parts.username or parts.password or parts.query:
        raise ValueError("it must be the https address of a FHIR R4 server, without a user name")
    return Server(url.strip().rstrip("/"), token.strip())
