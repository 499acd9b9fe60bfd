"""Model fields encrypted at rest with Fernet (AES-128-CBC with HMAC-SHA256).

The first of settings.FIELD_KEYS encrypts; all of them decrypt, so that keys rotate.
Encrypted columns cannot be searched or sorted: keep what is searched elsewhere, hashed.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
    _Json = models.TextField[Any, Any]
else:
    _Text = _Json = models.TextField


class WrongKey(Exception):
    """Stored text cannot be read with the configured keys."""


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """Encrypts with the first of settings.FIELD_KEYS, decrypts with any."""
    return _cipher(tuple(settings.FIELD_KEYS))


def encrypt(plain: str) -> str:
    """Return `plain` as url-safe text that only FIELD_KEYS can read."""
    return cipher().encrypt(plain.encode("utf-8", "surrogatepass")).decode("ascii")


def decrypt(stored: str) -> str:
    """Reverse `encrypt`. Raises WrongKey without naming the text."""
    try:
        raw = cipher().decrypt(stored.encode("ascii"))
    except InvalidToken:
        raise WrongKey("a stored field does not open with FRONTDESK_FIELD_KEYS") from None
    return raw.decode("utf-8", "surrogatepass")


class EncryptedTextField(_Text):
    """Text of any length, encrypted in the column."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(str(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else decrypt(value)


class EncryptedJSONField(_Json):
    """Any JSON value, encrypted in the column."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(json.dumps(value, ensure_ascii=True))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else json.loads(decrypt(value))

    def to_python(self, value: Any) -> Any:
        return value
