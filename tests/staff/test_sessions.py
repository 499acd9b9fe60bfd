"""Signing in and what ends it, on the server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from frontdesk.privacy.models import AuditEntry
from frontdesk.staff.models import SignIn
from tests.staff.conftest import PASSWORD

Browser = Callable[[Any], Client]


def is_in(client: Client) -> bool:
    return client.get("/staff/account/").status_code == 200


@pytest.mark.promise("P25")
def test_a_new_session_id_at_sign_in(person: Callable[..., Any]) -> None:
    user, client = person("front_desk"), Client()
    client.get("/staff/sign-in/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["frontdesk_staff"] = before
    client.post("/staff/sign-in/", {"username": user.username, "password": PASSWORD})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.promise("P26")
class TestEnds:
    def replay(self, cookie: str) -> bool:
        client = Client()
        client.cookies["frontdesk_staff"] = cookie
        return is_in(client)

    def test_sign_out(self, desk: Client) -> None:
        cookie = desk.cookies["frontdesk_staff"].value
        assert self.replay(cookie)
        desk.post("/staff/sign-out/")
        assert not self.replay(cookie)

    @pytest.mark.parametrize(
        ("field", "age", "stays"),
        [
            ("seen_at", 14, True),
            ("seen_at", 16, False),
            ("started_at", 11 * 60, True),
            ("started_at", 12 * 60 + 1, False),
        ],
    )
    def test_idle_and_age(self, desk: Client, field: str, age: int, stays: bool) -> None:
        SignIn.objects.update(**{field: timezone.now() - timedelta(minutes=age)})
        cookie = desk.cookies["frontdesk_staff"].value
        assert is_in(desk) is stays
        if not stays:
            assert not self.replay(cookie)
            assert AuditEntry.objects.filter(action="session_ended").count() == 1

    def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(self, desk: Client) -> None:
        old = timezone.now() - timedelta(minutes=10)
        SignIn.objects.update(seen_at=old)
        assert desk.get("/staff/pulse/").status_code == 200
        assert SignIn.objects.get().seen_at == old
        desk.get("/staff/cases/")
        assert SignIn.objects.get().seen_at > old

    @pytest.mark.promise("P17")
    def test_a_clock_set_back_ends_nothing(self, desk: Client) -> None:
        SignIn.objects.update(seen_at=timezone.now() + timedelta(hours=2))
        assert is_in(desk)
        assert SignIn.objects.get().seen_at <= timezone.now()

    def test_own_password_change_ends_the_others(
        self, person: Callable[..., Any], browser_of: Browser
    ) -> None:
        user = person("front_desk")
        here, there = browser_of(user), browser_of(user)
        form = {
            "old_password": PASSWORD,
            "new_password1": "Other-lantern-77",
            "new_password2": "Other-lantern-77",
        }
        assert here.post("/staff/account/password/", form).status_code == 302
        assert is_in(here) and not is_in(there)

    @pytest.mark.parametrize("do", ["close", "sign_out", "password"])
    def test_the_admin_ends_it(self, person: Callable[..., Any], browser_of: Browser, do: str) -> None:
        user = person("front_desk")
        client, admin = browser_of(user), browser_of(person("admin"))
        admin.post(f"/staff/team/{user.pk}/", {"do": do})
        assert not is_in(client)

    def test_ending_another_sign_in_of_ones_own_only(
        self, person: Callable[..., Any], browser_of: Browser
    ) -> None:
        user, other = person("front_desk"), person("clinician")
        here, there, else_ = browser_of(user), browser_of(user), browser_of(other)
        for row in SignIn.objects.exclude(session_key=here.session.session_key):
            here.post("/staff/account/sign-ins/end/", {"sign_in": row.pk})
        assert is_in(here) and not is_in(there) and is_in(else_)


@pytest.mark.promise("P28")
class TestGuessing:
    def test_it_tells_nothing(self, person: Callable[..., Any]) -> None:
        known, closed = person("front_desk"), person("clinician")
        closed.is_active = False
        closed.save()
        pages = set()
        for name, password in (
            (known.username, "wrong"),
            ("nobody-here", "wrong"),
            (closed.username, PASSWORD),
        ):
            answer = Client().post("/staff/sign-in/", {"username": name, "password": password})
            assert answer.status_code == 400
            text = answer.content.decode().replace(name, "")
            pages.add("".join(line for line in text.splitlines() if "csrf" not in line))
        assert len(pages) == 1

    def test_it_is_stopped(self, person: Callable[..., Any]) -> None:
        user = person("front_desk")
        codes = [
            Client()
            .post("/staff/sign-in/", {"username": user.username, "password": f"wrong {n}"})
            .status_code
            for n in range(7)
        ]
        assert codes[-1] == 429
        right = Client().post("/staff/sign-in/", {"username": user.username, "password": PASSWORD})
        assert right.status_code == 429
        assert b"Please wait 15 minutes" in right.content


@pytest.mark.django_db
def test_the_way_back_stays_here(person: Callable[..., Any]) -> None:
    user = person("front_desk")
    for back, target in (
        ("/staff/cases/?view=mine", "/staff/cases/?view=mine"),
        ("https://evil.example/staff/", "/staff/"),
        ("//evil.example/staff/", "/staff/"),
        ("/api/chat/", "/staff/"),
    ):
        answer = Client().post(
            "/staff/sign-in/", {"username": user.username, "password": PASSWORD, "next": back}
        )
        assert answer["Location"] == target


def test_the_first_account_is_made_once(db: None, capsys: Any) -> None:
    call_command("first_staff")
    shown = capsys.readouterr().out
    password = shown.split("password   ")[1].strip()
    assert Client().post("/staff/sign-in/", {"username": "admin", "password": password}).status_code == 302
    call_command("first_staff")
    assert capsys.readouterr().out == ""


def test_adding_staff_by_command(db: None, capsys: Any) -> None:
    call_command("add_staff", "ana", "--role", "front_desk", "--name", "Ana Ruiz")
    password = capsys.readouterr().out.split("password   ")[1].strip()
    assert Client().post("/staff/sign-in/", {"username": "ana", "password": password}).status_code == 302
    with pytest.raises(CommandError, match="taken"):
        call_command("add_staff", "ana", "--role", "admin")


def test_the_admin_adds_people_and_cannot_lock_himself_out(
    person: Callable[..., Any], browser_of: Browser
) -> None:
    boss = person("admin")
    admin = browser_of(boss)
    made = admin.post("/staff/team/", {"username": "lee", "name": "Lee Park", "roles": ["clinician"]})
    assert "New password for lee" in made.content.decode()
    assert (
        "taken"
        in admin.post("/staff/team/", {"username": "lee", "name": "x", "roles": ["admin"]}).content.decode()
    )
    assert admin.post(f"/staff/team/{boss.pk}/", {"do": "close"}).status_code == 400
    assert admin.post(f"/staff/team/{boss.pk}/", {"do": "roles", "roles": ["reviewer"]}).status_code == 400
    assert is_in(admin)


class TestTheWayIn:
    """Signed out, one is told why and led back to where one was."""

    def told(self, client: Client, location: str) -> str:
        page = client.get(location).content.decode()
        return page.split('id="why"')[1].split("</p>")[0] if 'id="why"' in page else ""

    @pytest.mark.parametrize(
        ("path", "page"),
        [
            ("cases/OT-2222-22/note/", "/staff/cases/OT-2222-22/"),
            ("account/sign-ins/end/", "/staff/account/"),
            ("canned/change/", "/staff/canned/"),
            ("search/", "/staff/"),
        ],
    )
    def test_after_something_that_was_sent(self, desk: Client, path: str, page: str) -> None:
        SignIn.objects.all().delete()
        answer = desk.post(f"/staff/{path}", {"note": "Ana called"})
        assert answer["Location"] == f"/staff/sign-in/?next={page.replace('/', '%2F')}&why=lost"
        assert "was not saved" in self.told(desk, answer["Location"])

    def test_a_page_whose_sign_in_ended(self, desk: Client) -> None:
        SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=16))
        answer = desk.get("/staff/cases/")
        assert "You were signed out" in self.told(desk, answer["Location"])
        back = {"username": "front_desk", "password": PASSWORD, "next": "/staff/cases/", "why": "ended"}
        assert desk.post("/staff/sign-in/", back)["Location"] == "/staff/cases/"

    def test_nothing_is_claimed_of_someone_who_just_comes(self, db: None) -> None:
        assert Client().get("/staff/")["Location"] == "/staff/sign-in/?next=%2Fstaff%2F"
        assert self.told(Client(), "/staff/sign-in/?next=%2Fstaff%2F&why=%3Cb%3E") == ""
