"""Choosing who is told of what, the notices page, and the picture for the authenticator."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from frontdesk.handoffs.models import Case, Channel, Notice
from frontdesk.handoffs.targets import Target
from frontdesk.staff import second_factor


def test_one_chooses_for_oneself(desk: Client) -> None:
    form = {
        "email": "dana@clinic.example",
        "whats": ["urgent", "overdue"],
        "kinds": ["crisis"],
        "only_mine": "on",
    }
    desk.post("/staff/account/notices/", form)
    row = Channel.objects.get()
    assert (row.whats, row.kinds, row.only_mine) == (["urgent", "overdue"], ["crisis"], True)
    page = desk.get("/staff/account/").content.decode()
    assert 'value="dana@clinic.example"' in page and re.search(r'value="crisis" checked', page)
    for odd in ({"email": "nope"}, {"whats": ["gossip"]}):
        answer = desk.post("/staff/account/notices/", odd, follow=True).content.decode()
        assert "no e-mail address" in answer or "Choose from" in answer
    assert Channel.objects.get().whats == ["urgent", "overdue"]


@pytest.mark.promise("P05")
def test_the_admin_sees_dead_ones_and_no_secret_address(
    case: Case, person: Callable[..., Any], browser_of: Callable[[Any], Client], settings: Any, now: Any
) -> None:
    settings.WEBHOOKS = {"desk": Target("desk", "slack", "https://hooks.example/T0/s3cret")}
    Notice.objects.create(
        case=case, what="urgent", to="hook:desk", state="dead", error="HTTP 404", attempts=6, created_at=now
    )
    admin = browser_of(person("admin"))
    page = admin.get("/staff/notices/").content.decode()
    assert "webhook “desk” · 6 tries · HTTP 404" in page and "hooks.example" in page and "s3cret" not in page
    admin.post("/staff/notices/webhook/", {"name": "desk", "whats": ["urgent"]})
    assert Channel.objects.get(to="hook:desk").whats == ["urgent"]
    assert admin.post("/staff/notices/webhook/", {"name": "other"}).status_code == 404


@pytest.mark.promise("P28")
def test_the_picture_holds_the_secret_and_no_style(person: Callable[..., Any]) -> None:
    dana = person("front_desk")
    drawn = second_factor.picture(second_factor.address(dana, second_factor.begin(dana), "Oasis & Söhne"))
    root = ElementTree.fromstring(drawn)
    assert root.tag.endswith("svg") and "style" not in drawn and "<script" not in drawn
    assert drawn != second_factor.picture("otpauth://totp/other")
