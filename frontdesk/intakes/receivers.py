"""What intakes do when a visitor asks to be forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from frontdesk.chat.models import Conversation
from frontdesk.chat.signals import erase_asked
from frontdesk.intakes.models import Intake


@receiver(erase_asked)
def forget(sender: Any, *, conversation: Conversation, now: datetime, **_: Any) -> None:
    """Delete the conversation's intakes with their answers and turns. Repeatable."""
    # an intake that was taken up elsewhere by a link still has turns here
    here = Q(conversation=conversation) | Q(turns__conversation=conversation)
    Intake.objects.filter(pk__in=list(Intake.objects.filter(here).values_list("pk", flat=True))).delete()
