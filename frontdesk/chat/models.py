"""Conversations and their messages: the record of what was said. Rasa's tracker is only a cache of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from frontdesk.privacy.fields import EncryptedJSONField, EncryptedTextField


class Conversation(models.Model):
    """One visitor's chat. Its token is stored as a SHA-256 hash, its address as a keyed hash."""

    class Holder(models.TextChoices):
        ASSISTANT = "assistant"
        STAFF = "staff"
        ERASED = "erased"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    address_hash = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    locale = models.CharField(max_length=16, default="en")
    page = models.CharField(max_length=200, default="")
    holder = models.CharField(max_length=10, choices=Holder.choices, default=Holder.ASSISTANT)
    care = models.BooleanField(default=False)  # a crisis was heard; only staff clear it
    active_loop = models.CharField(max_length=40, default="")  # the Rasa loop to restore: intake_form
    loop_paused = models.BooleanField(default=False)  # danger was heard in it; the visitor may resume it
    last_topic = models.CharField(max_length=40, default="")  # FAQ slug of the last answer, or HAND_OFF
    misses = models.PositiveSmallIntegerField(default=0)  # clarify or unknown replies in a row


class Message(models.Model):
    """One utterance. `seq` counts from 1 within a conversation and never changes."""

    class Sender(models.TextChoices):
        VISITOR = "visitor"
        ASSISTANT = "assistant"
        STAFF = "staff"
        SYSTEM = "system"

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    seq = models.PositiveIntegerField()
    sender = models.CharField(max_length=10, choices=Sender.choices)
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=40, null=True)
    text = EncryptedTextField()
    # {choices: [{id, title}], sources, reviewed, progress, reference}; empty for a visitor
    payload = EncryptedJSONField(default=dict)
    offers = models.BooleanField(default=False)  # payload has choices
    # which rule, row or intent led here, and the understanding's ranking: ids and numbers only
    trace = models.JSONField(default=dict)
    client_id = models.CharField(max_length=64, null=True)
    body_hash = models.CharField(max_length=64, default="")
    choice = models.CharField(max_length=64, null=True)
    in_reply_to = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    owed = models.BooleanField(default=False)  # a visitor's message that still waits for its real reply
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(owed=True), name="message_owed")]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="message_seq"),
            models.UniqueConstraint(
                fields=["conversation", "client_id"],
                condition=Q(client_id__isnull=False),
                name="message_client_id",
            ),
        ]
        ordering = ["seq"]


class HeardCount(models.Model):
    """How many messages of a month were at a level; kept when the messages are erased."""

    month = models.DateField()  # its first day
    level = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "level"], name="heard_count_month_level")]
