"""What chat asks of intakes without knowing them: to forget a visitor, and whether an answer was saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from frontdesk.chat.models import Conversation
from frontdesk.chat.signals import erase_asked, saved_asked
from frontdesk.intakes.models import Intake, Turn


@receiver(erase_asked)
def forget(sender: Any, *, conversation: Conversation, now: datetime, **_: Any) -> None:
    """Delete the conversation's intakes with their answers and turns. Repeatable."""
    # an intake that was taken up elsewhere by a link still has turns here
    here = Q(conversation=conversation) | Q(turns__conversation=conversation)
    Intake.objects.filter(pk__in=list(Intake.objects.filter(here).values_list("pk", flat=True))).delete()


@receiver(saved_asked)
def is_saved(sender: Any, *, conversation: Conversation, seq: int, **_: Any) -> bool:
    """Whether the turn `seq` was taken, result and all."""
    return Turn.objects.filter(conversation=conversation, seq=seq).exists()
