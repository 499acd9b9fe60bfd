"""What the console keeps about its own users: sign-ins, second factors, who is looking at a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from frontdesk.privacy.fields import EncryptedTextField


class SignIn(models.Model):
    """One signed-in browser. Without its row a session cookie opens nothing (StaffMiddleware)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    browser = models.CharField(max_length=80, default="")
    second_factor = models.BooleanField(
        default=False
    )  # the code was given in this session, or none is asked of this account


class SecondFactor(models.Model):
    """A user's authenticator app (RFC 6238). `last_step` refuses a code that was used before."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor"
    )
    secret = EncryptedTextField()  # base32, 160 bits
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=-1)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)


class RecoveryCode(models.Model):
    """One single-use code, stored as a keyed digest."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=32)
    used_at = models.DateTimeField(null=True)


class Presence(models.Model):
    """Who has a case open. Written when the page is opened; the live part of the page needs it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey("handoffs.Case", on_delete=models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField()
    writing_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "case"], name="presence_once")]


class SavedView(models.Model):
    """A part of the list that someone named for themselves: a view with its filters, as an address's query.

    It holds ids of kinds, flags and topics and days; no name and no search text can be saved.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    title = models.CharField(max_length=40)
    query = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "query"], name="saved_view_once")]
        ordering = ["title", "pk"]
