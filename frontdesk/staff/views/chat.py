"""A person in the visitor's chat, and the live part of an open case page."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from asgiref.sync import async_to_sync
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from frontdesk.chat import live as streams
from frontdesk.handoffs import talk, visitor
from frontdesk.staff import case_page, log, presence, transcript
from frontdesk.staff.forms import SayForm
from frontdesk.staff.views.work import sentence

PAGE_LIFE = timedelta(hours=12)  # an older page must be opened, and audited, again


def join(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the conversation over from the assistant."""
    now = timezone.now()
    try:
        with transaction.atomic():
            case = case_page.find(reference)
            talk.join(case, request.user, now)
            log.write(request.user, "changed", now, subject=case.reference, detail={"chat": "joined"})
    except ValueError as error:
        messages.error(request, sentence(error))
        return _to_chat(reference)
    _wake(case.conversation_id)
    return _to_chat(reference, "say")


def say(request: HttpRequest, reference: str) -> HttpResponse:
    """Send one message to the visitor; the same form sent twice sends it once."""
    form, now = SayForm(request.POST), timezone.now()
    case = case_page.find(reference)
    if not form.is_valid():
        messages.error(request, form.first_error())
        return _to_chat(reference)
    try:
        with transaction.atomic():
            talk.say(case, request.user, form.cleaned_data["text"], form.cleaned_data["nonce"], now)
            log.write(request.user, "changed", now, subject=case.reference, detail={"chat": "message"})
    except ValueError as error:
        messages.error(request, sentence(error))
        return _to_chat(reference)
    _wake(case.conversation_id)
    return HttpResponse(status=204) if _from_script(request) else _to_chat(reference, "say")


def give_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Let the assistant answer again."""
    now = timezone.now()
    with transaction.atomic():
        case = case_page.find(reference)
        if talk.give_back(case, now, user=request.user):
            log.write(request.user, "changed", now, subject=case.reference, detail={"chat": "left"})
    _wake(case.conversation_id)
    return _to_chat(reference)


def live(request: HttpRequest, reference: str) -> HttpResponse:
    """What an open page asks for every few seconds: new messages, who else is here, whether it is stale.

    It is no new look: the page must have been opened, and audited, before.
    """
    case, now = case_page.find(reference), timezone.now()
    after = request.POST.get("after", "0")
    writing = request.POST.get("writing") == "1"
    opened = presence.still_here(case, request.user, now, writing=writing, opened_after=now - PAGE_LIFE)
    if not opened or not (after.isdecimal() and len(after) < 10):
        return HttpResponse(status=409)
    talking = request.POST.get("talking") == "1"
    sign = visitor.from_staff(case.conversation_id, request.user, writing=talking, read=int(after), now=now)
    new = transcript.lines(case.conversation, after=int(after)) if int(after) else []
    return JsonResponse(
        {
            "lines": "".join(render_to_string("staff/_line.html", {"line": line}) for line in new),
            "seq": new[-1].seq if new else int(after),
            "others": presence.others(case, request.user, now),
            "version": case_page.version(case),
            "change": case_page.last_change(case),
            "holder": case.conversation.holder,
            "visitor_writing": bool(sign.writing),
            "visitor_read": sign.read,
        }
    )


def _from_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "console"


def _to_chat(reference: str, place: str = "said") -> HttpResponse:
    """To the conversation, or with "say" to the field to write in."""
    response = redirect("staff:case", reference)
    response["Location"] += f"#{place}"
    return response


def _wake(conversation: UUID) -> None:
    """Let the visitor's open streams look at once; they are on the event loop, this is a thread."""

    async def on_the_loop() -> None:
        streams.wake(conversation)

    async_to_sync(on_the_loop)()
