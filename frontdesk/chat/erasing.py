"""Forgetting a conversation, at once or when the law allows it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from frontdesk.chat import services
from frontdesk.chat.models import Conversation
from frontdesk.chat.signals import erase_asked
from frontdesk.privacy import holds


def forget(conversation: Conversation, now: datetime) -> bool:
    """End the chat and remove what was said, everywhere, in one transaction. Repeatable.

    False when a legal hold stands: the chat ends for its visitor, and the rest waits for the hold's end.
    """
    with transaction.atomic():
        if holds.note_erasure(conversation.pk, now):
            services.close_token(conversation)
            return False
        erase_asked.send(Conversation, conversation=conversation, now=now)
        services.erase(conversation)
    return True
