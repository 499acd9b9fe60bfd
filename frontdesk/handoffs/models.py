"""Cases that staff work on, what happened to them, how they are found, and the notices that announce them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from frontdesk.privacy.fields import EncryptedJSONField, EncryptedTextField


class Case(models.Model):
    """One reason for staff to look at one conversation, with a reference the visitor is told."""

    class Kind(models.TextChoices):
        INTAKE = "intake", "Finished intake"
        PERSON = "person", "Asked for a person"
        ADVICE = "medical_advice", "Medical advice asked"
        MISUSE = "misuse", "Misuse asked"
        CRISIS = "crisis", "Crisis"
        URGENT = "urgent_medical", "Urgent medical"
        UNANSWERED = "unanswered", "Question we could not answer"
        UNFINISHED = "unfinished", "Unfinished intake"
        CHECK_IN = "check_in", "Reason to check in"

    class Status(models.TextChoices):
        NEW = "new", "New"
        IN_PROGRESS = "in_progress", "In progress"
        WAITING = "waiting", "Waiting for patient"
        CLOSED = "closed", "Closed"

    class Reason(models.TextChoices):
        """Why a case was closed."""

        BOOKED = "booked", "Visit booked"
        ANSWERED = "answered", "Question answered"
        SAFE = "safe", "Spoken with, safe for now"
        NOT_A_FIT = "not_a_fit", "Not a fit for this clinic"
        REFERRED = "referred", "Sent to other care"
        UNREACHABLE = "unreachable", "Could not be reached"
        DECLINED = "declined", "Changed their mind"
        DUPLICATE = "duplicate", "Same as another case"
        OTHER = "other", "Other"
        ERASED = "erased", "Erased at the visitor's request"

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=16, unique=True)
    conversation = models.ForeignKey("chat.Conversation", on_delete=models.CASCADE, related_name="cases")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.NEW)
    urgent = models.BooleanField(default=False)
    # {name, email, phone, contact_ok, contact_time}: absent keys are unknown
    person = EncryptedJSONField(default=dict)
    # [{id, severity, note, source, seq}]: red flags, and what the safety screen heard (seq: the message)
    flags = EncryptedJSONField(default=list)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    team = models.CharField(max_length=30, default="")  # a role that looks after it while nobody owns it
    # closed because this case of the same person goes on instead
    joined_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="joined_cases")
    # {person: [keys], flags: [ids]} that the other case has from here alone: erased there with this one
    gave = EncryptedJSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # when a person must have looked; see handoffs/due.py
    attended_at = models.DateTimeField(null=True)  # when a person first did something about it
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=20, choices=Reason.choices, default="")
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # one open case for a conversation: a repeated action or another kind cannot make a second
            models.UniqueConstraint(
                fields=["conversation"], condition=~Q(status="closed"), name="case_open_one"
            )
        ]
        indexes = [
            models.Index(fields=["-urgent", "-created_at"], condition=~Q(status="closed"), name="case_open"),
            models.Index(fields=["status", "-created_at"], name="case_status"),
            models.Index(fields=["status", "-closed_at", "-id"], name="case_closed"),
            models.Index(
                fields=["owner", "-urgent", "-created_at"],
                condition=~Q(status="closed"),
                name="case_open_owner",
            ),
            models.Index(fields=["owner", "status"], name="case_owner"),
            models.Index(
                fields=["due_at"],
                condition=Q(attended_at__isnull=True) & ~Q(status="closed"),
                name="case_due",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status != self.Status.CLOSED


class Route(models.Model):
    """Who gets new cases of a kind: a person or a role. The row of kind "" is the default."""

    kind = models.CharField(max_length=20, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    team = models.CharField(max_length=30, default="")


class CaseEvent(models.Model):
    """What happened to a case, oldest first; written in the transaction that did it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    what = models.CharField(max_length=30)  # the keys of staff/history.py
    detail = EncryptedTextField(default="")

    class Meta:
        ordering = ["at", "id"]


class CaseKey(models.Model):
    """A keyed digest of something a case can be found by (frontdesk/handoffs/finding.py)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "case"], name="case_key_once")]


class Takeover(models.Model):
    """A person has the conversation; the assistant is quiet. The row goes when it is given back."""

    conversation = models.OneToOneField(
        "chat.Conversation", on_delete=models.CASCADE, related_name="takeover"
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="takeovers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    staff_writing_at = models.DateTimeField(null=True)
    staff_read = models.PositiveIntegerField(default=0)  # seq of the last message seen, on either side
    visitor_writing_at = models.DateTimeField(null=True)
    visitor_read = models.PositiveIntegerField(default=0)
    visitor_seen_at = models.DateTimeField(null=True)  # the visitor's page last said that it is there


class WayBack(models.Model):
    """A link by e-mail to an answer in the chat, for a visitor who left (frontdesk/handoffs/way_back.py).

    Only the token's hash is kept. It opens once, with the date of birth, until `expires_at`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        USED = "used"
        DEAD = "dead"  # not delivered, replaced by a newer one, or guessed at too often

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ways_back")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # at sending
    guesses = models.PositiveSmallIntegerField(default=0)  # wrong dates of birth


class Notice(models.Model):
    """An announcement of a case, made in the same transaction and delivered by the worker."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        DEAD = "dead", "Not delivered"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    what = models.CharField(max_length=20)  # a key of channels.ANNOUNCED, a case event, mention or task
    to = models.CharField(max_length=40, default="")  # see handoffs/channels.py
    number = models.BigIntegerField(default=0)  # the event told of; 0 for what is told once
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, default="")  # the kind of failure, never its text

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "what", "to", "number"], name="notice_once_to")
        ]


class Channel(models.Model):
    """What one receiver of notices wants to be told (frontdesk/handoffs/channels.py)."""

    to = models.CharField(max_length=40, unique=True)
    whats = models.JSONField(default=list)
    kinds = models.JSONField(default=list)  # empty: every kind
    only_mine = models.BooleanField(default=False)  # a colleague's own cases and those of their role


class Todo(models.Model):
    """Something for one colleague in a case: named in a note, or a task that the note describes."""

    class What(models.TextChoices):
        MENTION = "mention"  # done when the colleague opens the case
        TASK = "task"  # done when someone says so

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="todos")
    event = models.ForeignKey(CaseEvent, on_delete=models.CASCADE, related_name="todos")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="todos")
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "user", "what"], name="todo_once")]
        indexes = [models.Index(fields=["user"], condition=Q(done_at__isnull=True), name="todo_open")]


class CannedReply(models.Model):
    """A ready-made reply as staff changed it: goes before the one of data/canned/replies.yml with its key."""

    key = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    text = models.TextField()
    removed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
