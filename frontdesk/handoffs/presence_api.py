"""`POST /api/chat/presence`: the visitor's page says whether it writes and how far it has read.

{"writing": true, "read": 12} → {"writing": "Dana", "read": 14}: who of the clinic writes ("" for nobody),
and the last message they have seen. Asked every few seconds, only while a person has the chat.
"""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from frontdesk.chat import errors, services
from frontdesk.chat.requests import read_json, read_token
from frontdesk.chat.views import api
from frontdesk.handoffs import visitor

MOST = 10**9


@api("POST")
async def presence(request: HttpRequest) -> HttpResponseBase:
    """Both ways in one request; stores nothing unless a person has the chat."""
    body = read_json(request, {"writing", "read"})
    writing, read = body.get("writing", False), body.get("read", 0)
    if not isinstance(writing, bool) or isinstance(read, bool) or not isinstance(read, int):
        raise errors.invalid("writing must be true or false, read a number.")
    if not 0 <= read < MOST:
        raise errors.invalid("read must be the number of a message.")
    sign = await sync_to_async(_note)(read_token(request), writing, read)
    return JsonResponse({"writing": sign.writing, "read": sign.read})


def _note(token: str, writing: bool, read: int) -> visitor.Sign:
    conversation = services.find_conversation(token)
    return visitor.from_visitor(conversation.pk, writing=writing, read=read, now=timezone.now())
