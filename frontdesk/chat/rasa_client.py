"""The line to Rasa: its own channel, on loopback, with a secret, one turn at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx
from django.conf import settings

PATH = "/webhooks/frontdesk/webhook"
HEALTH = "/webhooks/frontdesk/"
SECRET_HEADER = "X-Frontdesk-Secret"


class RasaUnavailable(Exception):
    """Rasa did not answer in time, or answered with an error; holds no text."""


@dataclass(frozen=True)
class RasaReply:
    """What Rasa made of one message."""

    payloads: tuple[Mapping[str, Any], ...]
    active_loop: str
    intent: str | None
    confidence: float
    ranking: tuple[Mapping[str, Any], ...]
    failed: bool  # an action could not be run
    danger: Mapping[str, Any]  # both nets' {level, score, rows, resources}, empty when not asked


@lru_cache(maxsize=1)
def _client() -> httpx.AsyncClient:
    timeout = httpx.Timeout(settings.RASA_TIMEOUT, connect=settings.RASA_CONNECT_TIMEOUT)
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=16)
    return httpx.AsyncClient(base_url=settings.RASA_URL, timeout=timeout, limits=limits, trust_env=False)


async def is_up() -> bool:
    """Whether Rasa and its model answer at all, told within a second."""
    try:
        response = await _client().get(HEALTH, timeout=settings.RASA_CONNECT_TIMEOUT)
    except httpx.HTTPError:
        return False
    return response.status_code == 200


async def ask(sender: str, text: str, metadata: Mapping[str, Any]) -> RasaReply:
    """Send one message. Raises RasaUnavailable after RASA_TIMEOUT seconds or on any failure."""
    try:
        response = await _client().post(
            PATH,
            json={"sender": sender, "text": text, "metadata": dict(metadata)},
            headers={SECRET_HEADER: settings.INTERNAL_SECRET},
        )
        response.raise_for_status()
        body = response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise RasaUnavailable(type(error).__name__) from None
    return RasaReply(
        payloads=tuple(body["messages"]),
        active_loop=body.get("active_loop") or "",
        intent=body.get("intent"),
        confidence=float(body.get("confidence") or 0.0),
        ranking=tuple(body.get("ranking") or ()),
        failed=bool(body.get("failed")),
        danger=body.get("danger") or {},
    )
