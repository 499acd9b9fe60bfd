"""What intakes do when a visitor asks to be forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from frontdesk.chat.models import Conversation
from frontdesk.chat.signals import erase_asked
from frontdesk.intakes.models import Intake


@receiver(erase_asked)
def forget(sender: Any, *, conversation: Conversation, now: datetime, **_: Any) -> None:
    """Delete the conversation's intakes with their answers and turns. Repeatable."""
    Intake.objects.filter(conversation=conversation).delete()
