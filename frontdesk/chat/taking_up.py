"""What a visitor says in plain words about the intake that an alarm interrupted: go on, stop, an answer."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.chat import services
from frontdesk.chat.content import content
from frontdesk.chat.models import Conversation, Message
from frontdesk.chat.typed import NONE_OF_THEM, YES, named_choice
from frontdesk.safety import Verdict

RESUME = "resume_intake"


@dataclass(frozen=True)
class TakenUp:
    """How the message is passed on. `loop`: to the open question. `text`: in the intake's own words for it.

    `ends`: the intake is left, and no longer waits.
    """

    choice: str | None = None
    loop: bool = False
    text: str = ""
    ends: bool = False


def taken_up(conversation: Conversation, message: Message, verdict: Verdict) -> TakenUp | None:
    """None when no intake waits, the message is about something else, or more than that is heard in it."""
    if not (conversation.care and conversation.loop_paused) or verdict.level != "none":
        return None
    pending = services.pending_choices(conversation, before=message.seq)
    if message.choice:
        offered = any(choice["id"] == message.choice for choice in pending)
        return TakenUp(message.choice, loop=True) if offered else None
    told = content().told.read(message.text)
    if "stop" in told:
        return TakenUp(text="stop", loop=True, ends=True)
    if "resume" in told:
        return TakenUp(RESUME)
    # said to the offer to be called, perhaps
    bare = message.text.lower().strip(" .!") in (*YES, *NONE_OF_THEM)
    answer = None if bare else named_choice(message.text, pending)
    return TakenUp(answer, loop=True) if answer else None
