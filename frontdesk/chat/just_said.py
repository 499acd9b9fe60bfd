"""What the assistant said last: of which kind, whether an intake waits, how long ago the resources stood."""

from __future__ import annotations

from uuid import UUID

from frontdesk.chat.models import Message

LOOKED_AT = 6  # messages back: no turn has more replies
EVERY = 5  # turns of an intake that goes on in the care frame: how often the resources line stands before one
RESUME = "resume_intake"  # the choice beneath the words that an intake is paused
OFFERED = 12  # messages back in which it may stand
OPEN_KINDS = ("question", "review", "handoff")  # after one of these no intake waits
REMINDER = "resources"  # first row in the trace of that line
DANGER = ("crisis", "urgent_medical")


def kinds_just_said(conversation: UUID, *, before: int) -> set[str]:
    """Kinds of the replies since the visitor's last message before message number `before`."""
    kinds: set[str] = set()
    shown = Message.objects.filter(conversation=conversation, seq__lt=before).order_by("-seq")[:LOOKED_AT]
    for message in shown:
        if message.sender != Message.Sender.ASSISTANT:
            break
        kinds.add(message.kind)
    return kinds


def reminded_lately(conversation: UUID, *, before: int) -> bool:
    """Whether the resources line stands before one of the last turns, with no alarm and no care since."""
    replies = Message.objects.filter(
        conversation=conversation, seq__lt=before, sender=Message.Sender.ASSISTANT
    ).order_by("-seq")
    turns: set[int | None] = set()
    for reply in replies[: EVERY * LOOKED_AT]:
        turns.add(reply.in_reply_to_id)
        if reply.kind in DANGER or len(turns) >= EVERY:
            return False
        if reply.trace.get("rows", [""])[:1] == [REMINDER]:
            return True
    return False


def resume_waits(conversation: UUID, *, before: int) -> bool:
    """Whether to go on with a paused intake was offered lately, and no answer was told just now."""
    if "answer" in kinds_just_said(conversation, before=before):
        return False  # "go on" asks for more of that
    shown = Message.objects.filter(conversation=conversation, seq__lt=before).order_by("-seq")[:OFFERED]
    for message in shown:
        if message.kind in OPEN_KINDS:
            return False
        if message.offers and any(choice["id"] == RESUME for choice in message.payload["choices"]):
            return True
    return False
