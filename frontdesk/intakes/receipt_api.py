"""`POST /api/chat/receipt`: send the reference number to the e-mail address given in the intake.

{} → 202; 409 `no_address` when no address was given or there is no reference yet.
"""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from frontdesk.chat import errors, services
from frontdesk.chat.requests import read_json, read_token
from frontdesk.chat.views import api
from frontdesk.intakes import receipts


@api("POST")
async def receipt(request: HttpRequest) -> HttpResponseBase:
    """The address itself is neither taken nor shown here."""
    read_json(request, set())
    if not await sync_to_async(_ask)(read_token(request)):
        raise errors.ApiError(409, "no_address", "No e-mail address was given in this chat.")
    return JsonResponse({"asked": True}, status=202)


def _ask(token: str) -> bool:
    return receipts.ask(services.find_conversation(token).pk, timezone.now())
