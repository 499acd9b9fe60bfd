"""Default deny: every route with every role against the checked-in table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from frontdesk.chat.tokens import new_token, token_hash
from frontdesk.handoffs.models import Case
from frontdesk.staff import gate, urls
from frontdesk.staff.access import RULES

TABLE = list(csv.DictReader((Path(__file__).parent / "routes.csv").read_text().splitlines()))
ROLES = ("front_desk", "clinician", "reviewer", "admin")


def address(route: str, case: Case) -> str:
    if route == "nothing-here":
        return "/staff/no-such-page/"
    one = {"reference": case.reference}
    kwargs = one if route.startswith("case-") or route == "case" else {}
    if route in ("team-person", "notice-again"):
        kwargs = {"pk": 999999}
    return reverse(f"staff:{route}", kwargs=kwargs)


def test_the_table_names_every_route_and_every_route_has_a_rule() -> None:
    routes = {pattern.name for pattern in urls.urlpatterns}
    assert routes == {row["route"] for row in TABLE} == set(RULES)


@pytest.mark.promise("P24")
@pytest.mark.parametrize("who", ["nobody", "visitor", "no_role", *ROLES])
def test_every_route_with_every_role(
    who: str, case: Case, person: Callable[..., Any], browser_of: Callable[[Any], Client]
) -> None:
    if who == "nobody":
        client, headers = Client(), {}
    elif who == "visitor":
        token = new_token()
        type(case.conversation).objects.filter(pk=case.conversation_id).update(token_hash=token_hash(token))
        client, headers = Client(), {"Authorization": f"Bearer {token}"}
    else:
        user = person("front_desk", username="someone")
        user.groups.clear()
        if who != "no_role":
            user = person(who)
        client, headers = browser_of(user), {}
    for row in TABLE:
        if row["route"] == "sign-out" and row[who] == "302":
            continue  # last, below
        answer = client.generic(row["method"], address(row["route"], case), headers=headers)
        got = (
            "sign-in"
            if answer.status_code == 302 and "/sign-in/" in answer["Location"]
            else str(answer.status_code)
        )
        assert got == row[who], f"{row['method']} {row['route']} as {who}"
        assert answer["Cache-Control"] == "no-store", row["route"]
    if who in ROLES:
        assert client.post("/staff/sign-out/").status_code == 302
        assert "/sign-in/" in client.get("/staff/account/")["Location"]


@pytest.mark.promise("P24")
def test_a_route_without_a_rule_is_refused_even_to_the_admin(
    person: Callable[..., Any], browser_of: Callable[[Any], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser_of(person("admin"))
    monkeypatch.delitem(RULES, "audit")
    assert client.get("/staff/audit/").status_code == 403


@pytest.mark.promise("P24")
def test_a_closed_account_opens_nothing(desk: Client) -> None:
    get_user_model().objects.update(is_active=False)
    assert "/sign-in/" in desk.get("/staff/cases/")["Location"]


@pytest.mark.promise("P29")
def test_a_missing_case_and_a_refused_one_say_the_same_to_outsiders(case: Case) -> None:
    known = Client().get(f"/staff/cases/{case.reference}/")
    unknown = Client().get("/staff/cases/OT-2222-22/")
    assert known.status_code == unknown.status_code == 302
    assert known["Location"].replace(case.reference, "OT-2222-22") == unknown["Location"]


@pytest.mark.promise("P27")
def test_an_address_of_a_form_opened_by_itself_says_so(desk: Client) -> None:
    answer = desk.get("/staff/search/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing was changed" in answer.content.decode()
    assert desk.put("/staff/search/").content == b""


def test_a_form_from_another_site_is_refused(person: Callable[..., Any], case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("admin"))
    for row in TABLE:
        if row["method"] == "POST":
            answer = client.post(address(row["route"], case), headers={"Origin": "https://evil.example"})
            assert answer.status_code in (403, 405), row["route"]
    case.refresh_from_db()
    assert case.status == "new"


@pytest.mark.promise("P33")
def test_the_headers_of_a_page(desk: Client, case: Case) -> None:
    answer = desk.get(f"/staff/cases/{case.reference}/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "style-src 'self'" in policy and "unsafe" not in policy
    page = answer.content.decode()
    assert " style=" not in page and "<style" not in page and "onclick" not in page and "<script>" not in page
    assert "http://" not in page.replace("http://www.w3.org", "") and "https://" not in page
    cookie = desk.cookies["frontdesk_staff"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_the_walk_notices_a_hole(
    case: Case,
    person: Callable[..., Any],
    browser_of: Callable[[Any], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Break the gate: the reviewer then reaches a case, which the table forbids."""
    client = browser_of(person("reviewer"))
    monkeypatch.setattr(gate, "roles_of", lambda user: frozenset(ROLES))
    assert client.get(f"/staff/cases/{case.reference}/").status_code == 200
