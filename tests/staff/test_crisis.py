"""A crisis stays open until a clinician cleared it, and its page says what to do now."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdesk.handoffs import joining, services
from frontdesk.handoffs.models import Case, Takeover, Todo
from frontdesk.handoffs.services import raise_case
from frontdesk.privacy.models import AuditEntry
from tests.staff.test_person import again

CLOSE = {"status": "closed", "reason": "unreachable"}
FIRST = "A clinician has to clear this first"


def page_of(client: Client, case: Case) -> str:
    return client.get(f"/staff/cases/{case.reference}/").content.decode()


def banner_of(client: Client, case: Case) -> str:
    """The words of the red banner."""
    found = re.search(r'<section class="banner red".*?</section>', page_of(client, case), re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


@pytest.fixture
def crisis(case: Case, now: Any) -> Case:
    """The case after words of danger, as the chat raises it."""
    type(case.conversation).objects.filter(pk=case.conversation_id).update(care=True)
    return raise_case(case.conversation, kind="crisis", urgent=True, prefix="OT", now=now)


@pytest.fixture
def sam(person: Callable[..., Any]) -> Any:
    return person("clinician", name="Samuel Okafor", username="sam")


def test_it_is_not_closed_before_a_clinician_cleared_it(
    desk: Client, crisis: Case, sam: Any, browser_of: Callable[[Any], Client]
) -> None:
    move = f"/staff/cases/{crisis.reference}/move/"
    his = browser_of(sam)
    for client in (desk, his):
        answer = client.post(move, CLOSE, follow=True).content.decode()
        assert FIRST in answer.split('class="message error"')[1].split("</p>")[0]
    crisis.refresh_from_db()
    assert crisis.status == "new"
    his.post(f"/staff/cases/{crisis.reference}/clear/", {"note": "Called; her sister is with her."})
    desk.post(move, CLOSE)
    crisis.refresh_from_db()
    assert crisis.status == "closed"


def test_joining_it_to_another_case_is_no_way_round(desk: Client, crisis: Case, sam: Any, now: Any) -> None:
    other = again("u", now, phone="312-555-0111")
    joining.join_cases(other, crisis, actor=sam, now=now)
    with pytest.raises(ValueError, match="clear this first"):
        services.move(other, "closed", actor=sam, now=now, reason="booked")
    assert FIRST in page_of(desk, other)
    services.clear_crisis(other, "She is safe.", actor=sam, now=now)
    crisis.conversation.refresh_from_db()
    assert not crisis.conversation.care
    assert services.move(other, "closed", actor=sam, now=now, reason="safe").status == "closed"


def test_the_page_asks_a_clinician_in_place_of_closing(
    desk: Client, crisis: Case, sam: Any, browser_of: Callable[[Any], Client]
) -> None:
    page = page_of(desk, crisis)
    assert FIRST in page and 'value="closed"' not in page and "Ask Samuel Okafor to clear it" in page
    one = f"/staff/cases/{crisis.reference}"
    assert "Choose a clinician" in desk.post(f"{one}/ask/", {"person": ""}, follow=True).content.decode()
    page = desk.post(f"{one}/ask/", {"person": sam.pk}, follow=True).content.decode()
    assert "Samuel Okafor was asked" in page
    desk.post(f"{one}/ask/", {"person": sam.pk})
    todo = Todo.objects.get()
    assert (todo.user, todo.what, todo.done_at) == (sam, "task", None)
    crisis.refresh_from_db()
    assert crisis.attended_at is None, "asking for somebody is not seeing to the person"
    his = browser_of(sam)
    assert crisis.reference in his.get("/staff/cases/?view=asked").content.decode()
    his.post(f"{one}/clear/", {"note": "She is safe."})
    todo.refresh_from_db()
    assert todo.done_at is not None, "what was asked is done"
    assert AuditEntry.objects.filter(action="changed", detail__asked=sam.pk).exists()


def test_nobody_to_ask_is_said(desk: Client, crisis: Case) -> None:
    assert "No clinician has an account here" in banner_of(desk, crisis)


def test_the_banner_gives_the_next_steps(
    desk: Client, crisis: Case, sam: Any, browser_of: Callable[[Any], Client], now: Any
) -> None:
    told = banner_of(desk, crisis)
    steps = ["Join them in the chat", "Call +1 312-555-0111", "Ask Samuel Okafor to clear it", "911"]
    assert [told.index(step) for step in steps] == sorted(told.index(step) for step in steps)
    assert "until a clinician clears it" in told
    his = banner_of(browser_of(sam), crisis)
    assert "until a clinician clears it" not in his and "clear it below" in his
    crisis.person = {**crisis.person, "phone": ""}
    crisis.save()
    Takeover.objects.create(conversation=crisis.conversation, case=crisis, user=sam, since=now)
    told = banner_of(desk, crisis)
    assert "Samuel Okafor is in the chat" in told and "No phone number" in told


def test_an_urgent_case_without_a_crisis_is_closed_as_ever(desk: Client, case: Case) -> None:
    Case.objects.update(urgent=True)
    assert FIRST not in page_of(desk, case)
    desk.post(f"/staff/cases/{case.reference}/move/", CLOSE)
    case.refresh_from_db()
    assert case.status == "closed"
