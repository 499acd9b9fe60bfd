"""A visitor's key to one conversation: 256 random bits, stored only as a hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """SHA-256 hex; enough for a random 256-bit secret."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def address_hash(address: str) -> str:
    """A keyed hash, so that a stolen table does not give addresses back."""
    return hmac.new(settings.SECRET_KEY.encode(), address.encode("utf-8", "replace"), "sha256").hexdigest()
