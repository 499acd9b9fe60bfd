"""Sending a case's FHIR bundle to the clinic's own FHIR server (FRONTDESK_FHIR_URL), by the worker.

It rides on a notice: the same tries with the same waits, and what was given up is shown to the admin.
The bundle is made anew for each try from what is stored then, and is kept nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx
from django.conf import settings
from django.db import transaction

from frontdesk.handoffs.fhir_server import Server
from frontdesk.handoffs.models import Case, CaseEvent, Notice
from frontdesk.handoffs.notices import RECORD, tell
from frontdesk.handoffs.outcomes import NotDelivered, TargetGone
from frontdesk.handoffs.signals import record_asked

TO = "fhir"
TIMEOUT = 20.0  # seconds for one try
PASSING = frozenset({408, 425, 429})  # refusals that another try may mend; other 4xx are for good


def server() -> Server | None:
    """The operator's server, or None."""
    return getattr(settings, "FHIR_SERVER", None)


def ask(case: Case, *, actor: Any, now: datetime) -> None:
    """Have the case's record sent. Raises ValueError when no server is set."""
    if server() is None:
        raise ValueError("no FHIR server is set (FRONTDESK_FHIR_URL)")
    with transaction.atomic():
        event = CaseEvent.objects.create(case=case, at=now, actor=actor, what="record_asked")
        tell(case, RECORD, TO, now, number=event.pk)


def send(notice: Notice, now: datetime) -> None:
    """Send it once. Raises NotDelivered, and TargetGone where another try cannot help."""
    target = server()
    if target is None:
        raise TargetGone("no FHIR server is set")
    made: list[Any] = [bundle for _, bundle in record_asked.send(Case, case=notice.case, now=now) if bundle]
    if not made:
        raise TargetGone("no valid record can be made")
    _accepted(_post(target, made[0]))


def _post(target: Server, bundle: Mapping[str, Any]) -> httpx.Response:
    headers = {"Content-Type": "application/fhir+json", "Accept": "application/fhir+json"}
    if target.token:
        headers["Authorization"] = f"Bearer {target.token}"
    try:
        return httpx.post(
            target.url, content=json.dumps(bundle), headers=headers, timeout=TIMEOUT, trust_env=False
        )
    except httpx.HTTPError as error:
        raise NotDelivered(type(error).__name__) from error


def _accepted(answer: httpx.Response) -> None:
    """A transaction is all or nothing: anything but its response means that nothing was kept."""
    status = answer.status_code
    if 400 <= status < 500 and status not in PASSING:
        raise TargetGone(f"HTTP {status}: the server refuses it")
    if not answer.is_success:
        raise NotDelivered(f"HTTP {status}")
    try:
        body = answer.json()
    except ValueError:
        body = None
    if not isinstance(body, dict) or body.get("type") != "transaction-response":
        raise NotDelivered("the answer is no transaction response")
