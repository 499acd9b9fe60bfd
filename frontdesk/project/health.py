"""Is it alive, is it ready, how much is it doing: for load balancers, `make run` and the curious."""

from __future__ import annotations

from typing import Any

import httpx
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from frontdesk.chat.content import content
from frontdesk.chat.models import Conversation, Message
from frontdesk.clinic import ContentError
from frontdesk.handoffs.models import Case, Notice
from frontdesk.project.model import model_file, model_is_current

PROBE_SECONDS = 2.0
TRACKER_STORE = "RecentTrackerStore"  # rasa_ext/tracker_store.py


async def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all."""
    return JsonResponse({"ok": True})


async def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every part works, otherwise 503; each part says what it is, never a secret."""
    rasa = await _probe(f"{settings.RASA_URL}/webhooks/frontdesk/")
    tracker = rasa.pop("tracker_store", None)
    parts: dict[str, Any] = {
        "database": await sync_to_async(_database)(),
        "content": _content(),
        "model": _model(),
        "rasa": rasa,
        "actions": await _probe(f"{settings.ACTIONS_URL}/health"),
        # any other tracker store would keep what people write outside the encrypted tables
        "stores": {
            "ok": tracker == TRACKER_STORE,
            "database": settings.DATABASES["default"]["ENGINE"],
            "tracker": tracker,
        },
    }
    ready = all(part["ok"] for part in parts.values())
    return JsonResponse({"ready": ready, "parts": parts}, status=200 if ready else 503)


def _database() -> dict[str, Any]:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return {"ok": False, "cause": type(error).__name__}
    return {"ok": not pending, "engine": connection.vendor, "pending_migrations": len(pending)}


def _content() -> dict[str, Any]:
    try:
        loaded = content()
    except ContentError as error:
        return {"ok": False, "problems": len(error.problems)}
    return {"ok": True, "answers": len(loaded.answers), "example_clinic": bool(loaded.clinic.get("example"))}


def _model() -> dict[str, Any]:
    file = model_file(settings.DATA_DIR)
    return {"ok": file is not None, "current": model_is_current(settings.DATA_DIR)}


async def _probe(url: str) -> dict[str, Any]:
    try:
        async with httpx.AsyncClient(timeout=PROBE_SECONDS, trust_env=False) as client:
            response = await client.get(url)
        told = response.json()
    except (httpx.HTTPError, ValueError) as error:
        return {"ok": False, "cause": type(error).__name__}
    found = {"ok": response.status_code == 200}
    return found | {key: told[key] for key in ("tracker_store",) if key in told}


async def metrics(request: HttpRequest) -> HttpResponse:
    """Counts in the Prometheus text format; numbers only."""
    rows = await sync_to_async(_counts)()
    lines = [f"# TYPE frontdesk_{name} gauge\nfrontdesk_{name} {value}" for name, value in rows.items()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")


def _counts() -> dict[str, int]:
    return {
        "conversations": Conversation.objects.count(),
        "messages": Message.objects.count(),
        "cases_open": Case.objects.exclude(status="closed").count(),
        "cases_urgent_open": Case.objects.filter(urgent=True).exclude(status="closed").count(),
        "notices_waiting": Notice.objects.filter(state="waiting").count(),
    }
