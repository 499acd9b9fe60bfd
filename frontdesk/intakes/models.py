"""Intakes, their answers and the turns that made them. Personal values are encrypted columns."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from frontdesk.privacy.fields import EncryptedJSONField, EncryptedTextField


class Intake(models.Model):
    """One person's interview in one conversation."""

    class Status(models.TextChoices):
        OPEN = "open"
        PAUSED = "paused"
        SUBMITTED = "submitted"
        DECLINED = "declined"  # did not agree
        MINOR = "minor"
        OUT_OF_AREA = "out_of_area"
        EXPIRED = "expired"

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey("chat.Conversation", on_delete=models.CASCADE, related_name="intakes")
    case = models.ForeignKey("handoffs.Case", null=True, on_delete=models.SET_NULL, related_name="intakes")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    at = models.CharField(max_length=40, default="")  # question id, "review" or "add_note"
    # where the interview stands beside its answers: failures, words not read, answers before "start over"
    position = EncryptedJSONField(default=dict)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField(db_index=True)
    submitted_at = models.DateTimeField(null=True)
    quiet = models.BooleanField(default=False)  # the person said "stop": no reminder

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(status__in=["open", "paused"]), name="intake_open_once"
            )
        ]
        ordering = ["id"]


class Answer(models.Model):
    """The latest answer to one question, with the version asked and the person's own words."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="answers")
    question_id = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    value = EncryptedJSONField(null=True)
    words = EncryptedTextField(default="")
    how = models.CharField(max_length=10)  # given, taken, skipped, unread
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake", "question_id"], name="answer_once")]
        ordering = ["id"]


class Turn(models.Model):
    """One visitor message that was taken, with its result: a repeated message returns it unchanged."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="turns")
    conversation = models.ForeignKey("chat.Conversation", on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    result = EncryptedJSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "seq"], name="turn_once")]


class Link(models.Model):
    """A way back by e-mail. The row is made with the pause; its token when the worker sends it.

    Only the token's hash is kept. It opens once, with the date of birth, until `expires_at`.
    """

    class Purpose(models.TextChoices):
        RESUME = "resume"
        REMINDER = "reminder"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        USED = "used"
        DEAD = "dead"  # not delivered, replaced by a newer one, or guessed at too often

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # at sending
    guesses = models.PositiveSmallIntegerField(default=0)  # wrong dates of birth

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intake"], condition=Q(purpose="reminder"), name="one_reminder_an_intake"
            )
        ]
