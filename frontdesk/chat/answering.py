"""Answering a stored message: Rasa chooses, the content gives the words, the reply is stored."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from frontdesk.chat import owed, rasa_client, services
from frontdesk.chat.care import Care, Past, danger_draft, in_care, past_of
from frontdesk.chat.content import content
from frontdesk.chat.counts import count
from frontdesk.chat.drafts import Composer, Draft
from frontdesk.chat.interrupted import MARK
from frontdesk.chat.just_said import RESUME, reminded_lately, resume_waits
from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.repeating import not_twice
from frontdesk.chat.signals import check_in_heard, danger_heard
from frontdesk.chat.taking_up import TakenUp, taken_up
from frontdesk.chat.typed import typed_choice
from frontdesk.chat.warmth import warmly
from frontdesk.clinic import HAND_OFF
from frontdesk.safety import Level, Verdict

log = logging.getLogger("frontdesk.chat")
DANGER = ("crisis", "urgent_medical")
TOPICAL = ("answer", "handoff")  # kinds after which a short message leans on what was said


@dataclass(frozen=True)
class _Said:
    """What a turn came to. `owed`: `drafts` only excuse. `danger`: heard by Rasa's side, or by rules that
    are not sure and could not ask it. `taken_up`: it was said to an intake that waited."""

    drafts: list[Draft]
    owed: bool
    changes: dict[str, Any] = field(default_factory=dict)
    soft: Verdict = Verdict("none")
    danger: Verdict | None = None
    taken_up: bool = False


async def answer(
    conversation: Conversation, message: Message, verdict: Verdict, *, late: bool = False
) -> list[Message]:
    """Ask Rasa and store what it says. Without Rasa: an excuse, and the message is owed its reply.

    `late`: the excuse was given before; nothing is stored unless there is a real reply this time.
    """
    conversation = await Conversation.objects.aget(pk=conversation.pk)
    said = await _ask(conversation, message, verdict)
    if said.danger is not None:  # what was saved stays saved; it is answered like words of danger
        return await sync_to_async(record_danger)(conversation, message, said.danger, timezone.now())
    if late and said.owed:
        return []
    drafts = said.drafts
    if not (conversation.care or said.owed):
        drafts = warmly(drafts, message.text, said.soft, content(), _composer())
    drafts = await sync_to_async(not_twice)(conversation, message, drafts, _composer())
    drafts = in_care(drafts, await sync_to_async(_care)(conversation, message, said))
    drafts = [*fixed("late"), *drafts] if late else drafts
    rows = await sync_to_async(_record)(conversation, message, drafts, said)
    if not said.owed:
        await sync_to_async(owed.settle_repeated)(message)
    return rows


async def _ask(conversation: Conversation, message: Message, verdict: Verdict) -> _Said:
    ids = f"conversation={conversation.pk} seq={message.seq}"
    doubtful = verdict if verdict.level in DANGER else None
    up = await sync_to_async(taken_up)(conversation, message, verdict)
    text = up.text if up and up.text else _text_for_rasa(message)
    try:
        reply = await rasa_client.ask(str(conversation.pk), text, await _metadata(conversation, message, up))
    except rasa_client.RasaUnavailable as error:
        log.error("rasa unavailable cause=%s %s", error, ids)
        return _Said(_excuse(conversation), owed=doubtful is None, danger=doubtful, soft=verdict)
    drafts = _composer().compose(reply.payloads)
    waits = all(draft.kind == "error" for draft in drafts)
    if reply.failed or waits:
        log.error("no reply from rasa failed=%s %s", reply.failed, ids)
    return _Said(
        _traced(drafts or _excuse(conversation), reply),
        owed=waits,
        changes=_changes(conversation, drafts, reply, ended=up is not None and up.ends and not waits),
        soft=_soft(reply, verdict),
        danger=_heard(reply) or (None if reply.danger else doubtful),
        taken_up=up is not None and up.loop,
    )


def _care(conversation: Conversation, message: Message, said: _Said) -> Care:
    changes = said.changes
    return Care(
        content(),
        in_frame=conversation.care,
        resources=said.soft.resources,
        text="" if message.choice else message.text,
        low=said.soft.level == "soft_check",
        intake=said.taken_up or bool(conversation.active_loop) and not conversation.loop_paused,
        rows=said.soft.rows,
        loop_open=bool(changes.get("active_loop")) and not changes.get("loop_paused", False),
        reminded=conversation.care and reminded_lately(conversation.pk, before=message.seq),
        loop_paused=bool(changes.get("loop_paused", conversation.loop_paused)),
        past=_past(conversation, message) or Past(),
    )


def _past(conversation: Conversation, message: Message) -> Past | None:
    if not conversation.care:
        return None
    return past_of(services.danger_replies(conversation, before=message.seq))


def record_danger(
    conversation: Conversation,
    message: Message,
    verdict: Verdict,
    now: datetime,
    *,
    interrupts: bool = False,
) -> list[Message]:
    """The fixed reply, the care frame and the alert: all in one transaction.

    `interrupts`: Rasa never saw the message, so the intake's open question did not get it.
    """
    with transaction.atomic():
        draft = danger_draft(content(), verdict, message.text, _past(conversation, message))
        paused = bool(conversation.active_loop)
        if interrupts and paused and not conversation.loop_paused:
            draft = replace(draft, trace={**draft.trace, MARK: True})
        if not message.replies.exists():
            count(verdict.level, now)
        rows = services.record(
            conversation,
            [draft],
            in_reply_to=message,
            now=now,
            care=True,
            loop_paused=paused,
            last_topic="",  # "just kidding" is not said about the price that was told before
        )
        danger_heard.send(
            Conversation,
            conversation=conversation,
            message=message,
            level=verdict.level,
            rows=verdict.rows,
            now=now,
        )
    log.warning("danger heard level=%s conversation=%s seq=%s", verdict.level, conversation.pk, message.seq)
    return rows


def _record(
    conversation: Conversation, message: Message, drafts: Sequence[Draft], said: _Said
) -> list[Message]:
    """Store the ordinary reply; a reason to check in is counted and told to staff in the same transaction."""
    now = timezone.now()
    with transaction.atomic():
        if said.soft.level == "soft_check" and not message.replies.exists():
            count(said.soft.level, now)
            check_in_heard.send(
                Conversation, conversation=conversation, message=message, rows=said.soft.rows, now=now
            )
        return services.record(
            conversation, drafts, in_reply_to=message, now=now, owed=said.owed, **said.changes
        )


def _soft(reply: rasa_client.RasaReply, rules: Verdict) -> Verdict:
    """A reason to check in, or only to add the resources line; the rules' own where the net was not asked."""
    if not reply.danger:
        return rules
    level: Level = "soft_check" if reply.danger["level"] == "soft_check" else "none"
    return Verdict(level, tuple(reply.danger.get("rows", ())), bool(reply.danger.get("resources")))


def _heard(reply: rasa_client.RasaReply) -> Verdict | None:
    """Danger that only Rasa's side can hear: an answer of the interview, or the second net."""
    alert = next((str(payload["alert"]) for payload in reply.payloads if "alert" in payload), None)
    if alert:
        return Verdict("crisis", (alert,))
    level = reply.danger.get("level")
    if level in DANGER:
        return Verdict(level, tuple(map(str, reply.danger["rows"])))
    return None


def _text_for_rasa(message: Message) -> str:
    # Rasa executes a text that starts with "/" as an intent (design §8.5): a visitor's slash is text.
    return message.text.lstrip().lstrip("/").strip() or "?"


async def _metadata(conversation: Conversation, message: Message, up: TakenUp | None) -> dict[str, Any]:
    loop = "" if conversation.loop_paused and not (up and up.loop) else conversation.active_loop
    chosen = up.choice if up else message.choice
    # a name or a number typed in the intake answers its question, whatever was handed over before
    last = "" if loop and conversation.last_topic == HAND_OFF else conversation.last_topic
    return {
        # the end of this turn by the machine's own clock: a frozen Rasa that wakes later must not act on it
        "until": time.monotonic() + settings.RASA_TIMEOUT,
        # Rasa gives an action up sooner: what wakes between the two was called "not saved" already
        "act_until": time.monotonic() + settings.ACTION_TIMEOUT,
        "seq": await sync_to_async(owed.first_sent)(message),
        "choice": chosen or (None if up else await sync_to_async(_typed)(conversation, message)),
        "active_loop": loop,
        "last_topic": last,
        "misses": conversation.misses,
        "care": conversation.care,
    }


def _typed(conversation: Conversation, message: Message) -> str | None:
    """What a typed "2" or a choice's own words mean; an open question of the intake reads them itself."""
    if conversation.active_loop and not conversation.loop_paused:
        return None
    shown = services.choices_shown(conversation, before=message.seq)
    typed = typed_choice(message.text, shown)
    goes_on = typed is None and "resume" in content().told.read(message.text)
    return RESUME if goes_on and resume_waits(conversation.pk, before=message.seq) else typed


def _excuse(conversation: Conversation) -> list[Draft]:
    return fixed("not_saved" if conversation.active_loop else "unavailable")


def fixed(reply_id: str) -> list[Draft]:
    """A fixed reply of data/replies, as the drafts of a turn."""
    draft = _composer().reply(reply_id)
    return [draft] if draft else []


def _composer() -> Composer:
    return Composer(content(), today=_today(), require_review=settings.REQUIRE_REVIEW)


def _traced(drafts: Sequence[Draft], reply: rasa_client.RasaReply) -> list[Draft]:
    ranking = [[row["name"], round(float(row["confidence"]), 3)] for row in reply.ranking[:3]]
    trace = {"intent": reply.intent, "confidence": round(reply.confidence, 3), "ranking": ranking}
    return [Draft(**{**vars(draft), "trace": trace}) for draft in drafts]


def _changes(
    conversation: Conversation, drafts: Sequence[Draft], reply: rasa_client.RasaReply, *, ended: bool
) -> dict[str, Any]:
    told = (HAND_OFF if draft.kind == "handoff" else draft.topic for draft in drafts if draft.kind in TOPICAL)
    topics = [topic for topic in told if topic]
    missed = not topics and any(draft.kind in ("clarify", "unknown") for draft in drafts)
    keeps = reply.intent == "something_else"  # pressed after a miss: the next one is the second
    stays_paused = conversation.loop_paused and not reply.active_loop and not ended
    return {
        "active_loop": conversation.active_loop if stays_paused else reply.active_loop,
        "loop_paused": stays_paused,
        "last_topic": topics[-1] if topics else conversation.last_topic,
        "misses": conversation.misses + 1 if missed else conversation.misses if keeps else 0,
    }


def _today() -> date:
    return timezone.now().date()
