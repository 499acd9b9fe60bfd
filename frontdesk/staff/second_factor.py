"""Codes of an authenticator app (RFC 6238, six digits, 30 seconds) and single-use recovery codes.

The secret is encrypted and the recovery codes are kept as digests; django_otp.oath does the arithmetic
(its own models would keep both in the clear).
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import segno
from django.conf import settings
from django.db import transaction
from django_otp.oath import TOTP  # type: ignore[import-untyped]

from frontdesk.privacy.blind import blind
from frontdesk.staff.models import RecoveryCode, SecondFactor

TRIES = 5  # wrong codes, then a wait
WAIT = timedelta(minutes=15)
CODES = 10
DRIFT = 1  # steps of 30 seconds that a phone's clock may be off


def needed(user: Any) -> bool:
    """Whether the password alone is not enough for this account."""
    asked = bool(getattr(settings, "STAFF_SECOND_FACTOR", False))
    return asked or has_one(user)


def has_one(user: Any) -> bool:
    """Whether the account has a confirmed authenticator."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def begin(user: Any) -> str:
    """The secret to put into the app (base32), the same until it is confirmed."""
    factor, _ = SecondFactor.objects.get_or_create(
        user=user, defaults={"secret": base64.b32encode(secrets.token_bytes(20)).decode()}
    )
    return str(factor.secret)


def address(user: Any, secret: str, clinic: str) -> str:
    """The otpauth:// address that authenticator apps open."""
    label = quote(f"Frontdesk {clinic}:{user.get_username()}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(f'Frontdesk {clinic}')}"


def picture(address: str) -> str:
    """The address as a QR code: SVG without style attributes, which the CSP would refuse."""
    code = segno.make(address, error="m")
    return str(code.svg_inline(scale=4, border=2, dark="#000", light="#fff", omitsize=False, svgclass="qr"))


def check(user: Any, code: str, now: datetime) -> bool:
    """Whether `code` opens the account now: an app's code or an unused recovery code, each once.

    After TRIES wrong ones nothing opens it for WAIT, not even a right one.
    """
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(user=user).first()
        if factor is None or (factor.locked_until is not None and now < factor.locked_until):
            return False
        if _app_code(factor, code, now) or (factor.confirmed_at and _recovery(user, code, now)):
            factor.failures, factor.locked_until = 0, None
            factor.confirmed_at = factor.confirmed_at or now
            factor.save()
            return True
        factor.failures += 1
        if factor.failures >= TRIES:
            factor.failures, factor.locked_until = 0, now + WAIT
        factor.save()
        return False


def _app_code(factor: SecondFactor, code: str, now: datetime) -> bool:
    digits = code.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return False
    totp = TOTP(base64.b32decode(factor.secret))
    totp.time = now.timestamp()
    if not totp.verify(int(digits), tolerance=DRIFT, min_t=factor.last_step + 1):
        return False
    factor.last_step = totp.t()
    return True


def _recovery(user: Any, code: str, now: datetime) -> bool:
    used = RecoveryCode.objects.filter(user=user, digest=_digest(user, code), used_at__isnull=True)
    return used.update(used_at=now) == 1


def new_recovery_codes(user: Any) -> list[str]:
    """Ten new codes, to be shown once; the old ones stop working."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    codes = [
        "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(2)) for _ in range(CODES)
    ]
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(
            [RecoveryCode(user=user, digest=_digest(user, code)) for code in codes]
        )
    return codes


def remove(user: Any) -> None:
    """Forget the authenticator and the codes: the next sign-in sets up a new one."""
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def _digest(user: Any, code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return blind(f"{user.pk}:{plain}", "recovery")
