"""One person's cases on the page, and who gets new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from frontdesk.chat.models import Conversation
from frontdesk.handoffs import services
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case
from frontdesk.handoffs.state import wish_noted


def again(token: str, now: Any, **person: str) -> Case:
    other = Conversation.objects.create(token_hash=token, address_hash="", created_at=now, last_seen_at=now)
    return raise_case(other, kind="person", prefix="OT", now=now, person=person)


def test_a_second_chat_is_shown_and_joined_with_one_click(desk: Client, case: Case, now: Any) -> None:
    other = again("u", now, phone="312-555-0111")
    namesake = again("v", now, name="Ana Ruiz García")
    page = desk.get(f"/staff/cases/{case.reference}/").content.decode()
    assert f"Same phone or e-mail as {other.reference}" in page and "Join here" in page
    assert namesake.reference not in page
    one = f"/staff/cases/{case.reference}/unite/"
    desk.post(one, {"other": namesake.reference})
    desk.post(one, {"other": "OT-2222-22"})
    assert Case.objects.filter(status="closed").count() == 0
    desk.post(one, {"other": other.reference})
    page = desk.get(f"/staff/cases/{case.reference}/").content.decode()
    assert f"{other.reference} of the same person was joined to this case" in page
    assert "This case goes on as" in desk.get(f"/staff/cases/{other.reference}/").content.decode()


def test_how_they_want_to_be_reached_is_shown_in_their_words(desk: Client, case: Case, now: Any) -> None:
    wish_noted(case, "no <b>voicemail</b> please", now=now)
    page = desk.get(f"/staff/cases/{case.reference}/").content.decode()
    assert "In their words" in page and "no &lt;b&gt;voicemail&lt;/b&gt; please" in page
    assert "The visitor said how they want to be reached" in page


def test_the_admin_routes_a_kind_to_a_person_and_another_to_a_role(
    person: Callable[..., Any], browser_of: Callable[[Any], Client], now: Any
) -> None:
    admin, sam = browser_of(person("admin")), person("clinician", name="Samuel Okafor")
    desk = browser_of(sam)
    admin.post("/staff/team/routes/", {"route-default": f"user:{sam.pk}", "route-person": "team:front_desk"})
    assert again("u", now).owner == sam, "nobody is at the front desk: the default has it"
    page = admin.get("/staff/team/").content.decode()
    assert f'value="user:{sam.pk}" selected' in page
    answer = admin.post("/staff/team/routes/", {"route-default": "user:99999"}, follow=True)
    assert "Choose someone who works on cases" in answer.content.decode()
    admin.post("/staff/team/routes/", {"route-person": "team:clinician"})
    waiting = again("w", now)
    assert (waiting.owner, waiting.team) == (None, "clinician")
    assert waiting.reference in desk.get("/staff/cases/?view=team").content.decode()
    assert waiting.reference not in admin.get("/staff/cases/?view=team").content.decode()


def test_whoever_stops_working_on_cases_hands_them_over(
    person: Callable[..., Any], browser_of: Callable[[Any], Client], case: Case, now: Any
) -> None:
    admin = browser_of(person("admin"))
    for change in ({"do": "roles", "roles": ["reviewer"]}, {"do": "close"}):
        sam = person("clinician", username=f"sam-{change['do']}")
        services.assign(case, sam, actor=sam, now=now)
        admin.post(f"/staff/team/{sam.pk}/", change)
        case.refresh_from_db()
        assert (case.owner, case.team) == (None, "front_desk"), change
        assert "Owner removed" in admin.get(f"/staff/cases/{case.reference}/").content.decode()
