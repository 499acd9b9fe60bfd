"""Keyed one-way digests, so that encrypted values can be found again by an exact match.

A digest tells a thief of the database nothing about a value he cannot guess; with the secret key
he could try guesses. Equal values give equal digests, so frequencies show. Rotating
DJANGO_SECRET_KEY changes every digest: run `manage.py reindex_cases` afterwards.
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from hashlib import sha256

from django.conf import settings


@lru_cache(maxsize=32)
def _key(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), f"frontdesk.blind.{purpose}".encode(), sha256).digest()


def blind(value: str, purpose: str) -> str:
    """32 hex digits (128 bits) of HMAC-SHA256 of `value` under a key of its own for `purpose`."""
    raw = value.encode("utf-8", "surrogatepass")
    return hmac.new(_key(settings.SECRET_KEY, purpose), raw, sha256).hexdigest()[:32]
