"""The only way into Rasa: `web` on loopback, with a secret (design §8.1-5).

A request without the secret is 403, without sender or text 422. The reply always says which loop is
open and what was understood, so that `web` can keep both in its own tables.
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import ActiveLoop
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_ext.choices import intent_of_choice

log = logging.getLogger("rasa_ext.channel")
SECRET_HEADER = "X-Frontdesk-Secret"


class PayloadOutput(CollectingOutputChannel):
    """Collects the payloads of our responses; a response without one is passed on as text."""

    def __init__(self) -> None:
        super().__init__()
        self.payloads: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "frontdesk"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        custom = message.get("custom")
        if custom:
            self.payloads.append(dict(custom))


class FrontdeskInput(InputChannel):
    """POST /webhooks/frontdesk/webhook {sender, text, metadata} → {messages, active_loop, intent, …}."""

    @classmethod
    def name(cls) -> str:
        return "frontdesk"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        secret = (credentials or {}).get("secret")
        if not secret or str(secret).startswith("${"):
            raise ValueError("FRONTDESK_INTERNAL_SECRET is not set: Rasa's channel needs it")
        return cls(str(secret))

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("frontdesk_webhook")

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            ready = agent is not None and agent.is_ready()
            store = _store_class(agent.tracker_store) if ready else None
            return response.json({"ready": ready, "tracker_store": store}, status=200 if ready else 503)

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            given = request.headers.get(SECRET_HEADER, "")
            if not hmac.compare_digest(given.encode(), self._secret.encode()):
                return response.json({"error": "forbidden"}, status=403)
            body = request.json or {}
            sender, text = body.get("sender"), body.get("text")
            if not isinstance(sender, str) or not sender or not isinstance(text, str) or not text:
                return response.json({"error": "sender and text are needed"}, status=422)
            metadata = body.get("metadata") or {}
            if time.monotonic() > float(metadata.get("until") or "inf"):
                return response.json({"error": "the sender has given up waiting"}, status=408)
            agent = request.app.ctx.agent
            return response.json(await _turn(agent, on_new_message, sender, text, metadata))

        return routes


def _store_class(store: Any) -> str:
    """The store's own class beneath Rasa's wrapper, which would hide its failures (design §8.2)."""
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return type(store).__name__


async def _turn(
    agent: Any,
    on_new_message: Callable[[UserMessage], Awaitable[Any]],
    sender: str,
    text: str,
    metadata: dict[str, Any],
) -> dict[str, Any]:
    output = PayloadOutput()
    await _restore_loop(agent, sender, output, metadata.get("active_loop") or None)
    await on_new_message(
        UserMessage(
            text,
            output,
            sender,
            input_channel="frontdesk",
            parse_data=_chosen(agent, text, metadata.get("choice")),
            metadata=metadata,
        )
    )
    tracker = await agent.tracker_store.get_or_create_tracker(sender)
    latest = tracker.latest_message
    parsed = latest.parse_data if latest else {}
    intent = parsed.get("intent") or {}
    return {
        "messages": output.payloads,
        "active_loop": tracker.active_loop_name,
        "intent": intent.get("name"),
        "confidence": intent.get("confidence"),
        "ranking": parsed.get("intent_ranking", []),
        "danger": parsed.get("danger"),
        "failed": not output.payloads,
    }


async def _restore_loop(agent: Any, sender: str, output: PayloadOutput, wanted: str | None) -> None:
    """Make the cached tracker agree with `web`'s record about the open loop."""
    processor = agent.processor
    tracker = await processor.fetch_tracker_and_update_session(sender, output)
    if tracker.active_loop_name != wanted:
        tracker.update(ActiveLoop(wanted), processor.domain)
        await processor.save_tracker(tracker)


def _chosen(agent: Any, text: str, choice: str | None) -> dict[str, Any] | None:
    if not choice:
        return None
    intent = {"name": intent_of_choice(choice, agent.domain.intents), "confidence": 1.0}
    return {"text": text, "intent": intent, "intent_ranking": [intent], "entities": []}
