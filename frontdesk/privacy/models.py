"""The audit log: who looked at what, and what was refused (rows are only ever added); and legal holds."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """One row for one look, search, export, change or refusal. Holds ids and references, no personal text.

    `digest` is an HMAC over this row and the digest of the row before it: a changed, removed or
    inserted row breaks the chain. Database triggers refuse UPDATE and DELETE.
    """

    seq = models.PositiveBigIntegerField(unique=True)  # 1, 2, 3 … without gaps
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)  # no foreign key: the row outlives the account
    actor = models.CharField(max_length=150, default="")
    action = models.CharField(max_length=30, db_index=True)
    subject = models.CharField(max_length=40, default="", db_index=True)  # a case reference or a route
    detail = models.JSONField(default=dict)  # ids, counts and names of fields only
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-seq"]


class AuditHead(models.Model):
    """The end of the chain (a single row), locked while a row is added: shows a cut-off tail."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")


class LegalHold(models.Model):
    """Nothing of this conversation may be deleted. The row goes when the hold ends."""

    conversation = models.UUIDField(unique=True)  # no foreign key: this app knows no other
    since = models.DateTimeField()
    by = models.CharField(max_length=150, default="")
    erase_asked_at = models.DateTimeField(null=True)  # the visitor asked to be forgotten meanwhile
