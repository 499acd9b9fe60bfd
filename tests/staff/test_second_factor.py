"""Authenticator codes and recovery codes."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from frontdesk.staff import second_factor
from frontdesk.staff.models import SecondFactor

pytestmark = pytest.mark.promise("P28")


def code_at(secret: str, moment: datetime) -> str:
    totp = TOTP(base64.b32decode(secret))
    totp.time = moment.timestamp()
    return f"{totp.token():06}"


@pytest.fixture
def dana(person: Callable[..., Any]) -> Any:
    return person("front_desk")


def test_codes(dana: Any, now: datetime) -> None:
    secret = second_factor.begin(dana)
    assert second_factor.begin(dana) == secret
    assert not second_factor.has_one(dana)
    assert second_factor.check(dana, code_at(secret, now), now)
    assert second_factor.has_one(dana)
    assert not second_factor.check(dana, code_at(secret, now), now), "a code opens once"
    later = now + timedelta(minutes=5)
    assert second_factor.check(dana, code_at(secret, later - timedelta(seconds=30)), later), (
        "a clock 30 s off"
    )
    assert not second_factor.check(dana, code_at(secret, later + timedelta(minutes=2)), later)
    for wrong in ("", "abcdef", "12345", "١٢٣٤٥٦", "1234567"):
        assert not second_factor.check(dana, wrong, later + timedelta(hours=1))


def test_wrong_codes_bring_a_pause(dana: Any, now: datetime) -> None:
    secret = second_factor.begin(dana)
    right = code_at(secret, now)
    for _ in range(second_factor.TRIES):
        assert not second_factor.check(dana, "000000" if right != "000000" else "111111", now)
    assert not second_factor.check(dana, right, now)
    later = now + second_factor.WAIT + timedelta(seconds=1)
    assert second_factor.check(dana, code_at(secret, later), later)


def test_recovery_codes_open_once_and_only_their_account(
    dana: Any, person: Callable[..., Any], now: datetime
) -> None:
    secret = second_factor.begin(dana)
    codes = second_factor.new_recovery_codes(dana)
    assert not second_factor.check(dana, codes[0], now), "not before the app is confirmed"
    second_factor.check(dana, code_at(secret, now), now)
    other = person("clinician")
    second_factor.check(other, code_at(second_factor.begin(other), now), now)
    assert not second_factor.check(other, codes[0], now)
    assert second_factor.check(dana, codes[0].upper().replace("-", " "), now)
    assert not second_factor.check(dana, codes[0], now)
    second_factor.new_recovery_codes(dana)
    assert not second_factor.check(dana, codes[1], now), "new codes replace the old"


def test_nothing_is_stored_in_the_clear(dana: Any) -> None:
    secret = second_factor.begin(dana)
    codes = second_factor.new_recovery_codes(dana)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM staff_secondfactor")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT * FROM staff_recoverycode")
        stored += str(cursor.fetchall())
    assert secret not in stored and not any(code in stored for code in codes)


def test_asked_of_everyone_when_the_setting_says_so(
    dana: Any, browser_of: Callable[[Any], Client], settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    client = browser_of(dana)
    for page in ("/staff/", "/staff/cases/", "/staff/account/", "/staff/nope/"):
        assert client.get(page)["Location"] == "/staff/second-factor/"
    assert client.post("/staff/search/", {"q": "Ana"})["Location"] == "/staff/second-factor/"
    asked = client.get("/staff/second-factor/").content.decode()
    secret = SecondFactor.objects.get(user=dana).secret
    assert secret[:4] in asked
    before = client.session.session_key
    assert client.post("/staff/second-factor/", {"code": "000000"}).status_code == 400
    done = client.post("/staff/second-factor/", {"code": code_at(secret, timezone.now())})
    assert "Keep these codes" in done.content.decode()
    assert client.session.session_key != before
    assert client.get("/staff/cases/").status_code == 200
    again = browser_of(dana)
    page = again.get("/staff/second-factor/").content.decode()
    assert secret[:4] not in page, "the secret is shown only while it is set up"
    assert again.get("/staff/cases/")["Location"] == "/staff/second-factor/"


def test_asked_of_whoever_set_it_up(dana: Any, browser_of: Callable[[Any], Client], now: datetime) -> None:
    assert browser_of(dana).get("/staff/cases/").status_code == 200
    second_factor.check(dana, code_at(second_factor.begin(dana), now), now)
    assert browser_of(dana).get("/staff/cases/")["Location"] == "/staff/second-factor/"
