"""The case page and what can be done there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from frontdesk.chat.models import Message
from frontdesk.handoffs import services
from frontdesk.handoffs.models import Case
from frontdesk.staff import transcript


def page_of(client: Client, case: Case) -> str:
    answer = client.get(f"/staff/cases/{case.reference}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_who_why_and_what_was_said(
    desk: Client, case: Case, said: Callable[..., Message]
) -> None:
    said("Can I drive home?", "No. Someone must take you home.")
    page = page_of(desk, case)
    for text in (
        "Ana Ruiz García",
        "+1 312-555-0111",
        "ana@",
        "High blood pressure",
        "Can I drive home?",
        case.reference,
    ):
        assert text.replace("ana@", "<wbr>@example.com") in page, text


def test_a_reference_is_found_in_lower_case(desk: Client, case: Case) -> None:
    assert desk.get(f"/staff/cases/{case.reference.lower()}/").status_code == 200


def test_status_owner_note_close_reopen(desk: Client, case: Case) -> None:
    one = f"/staff/cases/{case.reference}"
    desk.post(f"{one}/move/", {"status": "waiting"})
    desk.post(f"{one}/note/", {"note": "Left no message."})
    assert (
        desk.post(f"{one}/move/", {"status": "closed"}, follow=True).content.decode().count("choose why") == 1
    )
    case.refresh_from_db()
    assert case.status == "waiting"
    desk.post(f"{one}/move/", {"status": "closed", "reason": "booked"})
    case.refresh_from_db()
    assert (case.status, case.closed_reason) == ("closed", "booked")
    page = page_of(desk, case)
    assert "Closed: Visit booked" in page and "Left no message." in page and "Reopen and start work" in page
    desk.post(f"{one}/move/", {"status": "in_progress"})
    assert "Reopened" in page_of(desk, case)


def test_taking_a_case_puts_it_in_progress(desk: Client, case: Case, person: Callable[..., Any]) -> None:
    sam, rita = person("clinician"), person("reviewer")
    one = f"/staff/cases/{case.reference}/assign/"
    desk.post(one, {"owner": sam.pk})
    case.refresh_from_db()
    assert (case.owner, case.status) == (sam, "in_progress")
    assert (
        "Choose someone who works on cases"
        in desk.post(one, {"owner": rita.pk}, follow=True).content.decode()
    )
    desk.post(one, {"owner": ""})
    case.refresh_from_db()
    assert case.owner is None


def test_two_people_do_not_overwrite_each_other(
    desk: Client, case: Case, person: Callable[..., Any], now: Any
) -> None:
    sam = person("clinician", name="Samuel Okafor")
    page = page_of(desk, case)
    version = page.split('data-version="')[1].split('"')[0]
    services.assign(case, sam, actor=sam, now=now + timedelta(seconds=1))
    answer = desk.post(
        f"/staff/cases/{case.reference}/move/", {"status": "waiting", "version": version}, follow=True
    ).content.decode()
    assert "Samuel Okafor: Assigned to Samuel Okafor. Please look again" in answer
    case.refresh_from_db()
    assert case.status == "in_progress"
    desk.post(f"/staff/cases/{case.reference}/note/", {"note": "Mine.", "version": version})
    assert case.events.filter(what="note").count() == 1, "a note never collides"


def test_who_else_is_here(
    desk: Client, case: Case, person: Callable[..., Any], browser_of: Callable[[Any], Client]
) -> None:
    other = browser_of(person("clinician", name="Samuel Okafor"))
    page_of(other, case)
    assert "Samuel Okafor is looking at this case" in page_of(desk, case)
    other.post(f"/staff/cases/{case.reference}/live/", {"after": "1", "writing": "1"})
    news = desk.post(f"/staff/cases/{case.reference}/live/", {"after": "1"}).json()
    assert news["others"] == ["Samuel Okafor is writing"]


def test_clearing_a_crisis_needs_a_clinician_and_a_note(
    case: Case, person: Callable[..., Any], browser_of: Callable[[Any], Client], desk: Client
) -> None:
    type(case.conversation).objects.update(care=True)
    clinician = browser_of(person("clinician"))
    one = f"/staff/cases/{case.reference}/clear/"
    assert desk.post(one, {"note": "Spoke with her."}).status_code == 403
    clinician.post(one, {"note": "  "})
    case.conversation.refresh_from_db()
    assert case.conversation.care
    clinician.post(one, {"note": "Spoke with her; safe with her sister."})
    case.conversation.refresh_from_db()
    assert not case.conversation.care
    assert [event.what for event in case.events.all()][-2:] == ["note", "cleared"]


def test_a_long_conversation_is_shown_in_part_and_whole(
    desk: Client, case: Case, said: Callable[..., Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transcript, "SHOWN", 4)
    for number in range(4):
        said(f"message {number}")
    page = page_of(desk, case)
    assert "message 3" in page and "message 1" not in page and "Show the whole conversation" in page
    assert "message 1" in desk.get(f"/staff/cases/{case.reference}/?whole=1").content.decode()


@pytest.mark.promise("P12")
def test_a_busy_database_is_never_a_false_success(
    desk: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr("frontdesk.staff.views.work.services.move", locked)
    answer = desk.post(f"/staff/cases/{case.reference}/move/", {"status": "waiting"})
    assert answer.status_code == 503 and answer["Retry-After"]
    monkeypatch.setattr("frontdesk.staff.gate.SignIn.objects.filter", locked)
    assert desk.get("/staff/cases/").status_code == 503


def test_the_views_hold_what_they_say(desk: Client, case: Case, now: Any, person: Callable[..., Any]) -> None:
    def views_with_it() -> set[str]:
        return {
            view
            for view in ("open", "mine", "unassigned", "urgent", "overdue", "waiting", "closed")
            if case.reference in desk.get(f"/staff/cases/?view={view}").content.decode()
        }

    assert views_with_it() == {"open", "unassigned"}
    Case.objects.update(due_at=now - timedelta(minutes=1), urgent=True)
    assert views_with_it() == {"open", "unassigned", "urgent", "overdue"}
    me = type(person("clinician")).objects.get(username="front_desk")
    services.assign(case, me, actor=me, now=now)
    assert views_with_it() == {"open", "mine", "urgent"}
    services.move(case, "waiting", actor=me, now=now)
    assert views_with_it() == {"open", "mine", "urgent", "waiting"}
    services.move(case, "closed", actor=me, now=now, reason="booked")
    assert views_with_it() == {"closed"}


def test_filters_and_odd_queries(desk: Client, case: Case, now: Any) -> None:
    assert case.reference in desk.get("/staff/cases/?kind=intake").content.decode()
    assert case.reference not in desk.get("/staff/cases/?kind=crisis").content.decode()
    assert case.reference not in desk.get("/staff/cases/?owner=99").content.decode()
    Case.objects.update(created_at=now - timedelta(days=3))
    assert case.reference in desk.get("/staff/cases/?days=7").content.decode()
    assert case.reference not in desk.get("/staff/cases/?days=1").content.decode()
    for odd in (
        "page=0",
        "page=-1",
        "page=x",
        "page=99999",
        "owner=x",
        "owner=" + "9" * 40,
        "kind=%00",
        "page=²",
    ):
        assert desk.get(f"/staff/cases/?{odd}").status_code == 200, odd
    assert desk.get("/staff/cases/?view=nope").status_code == 404
    assert desk.get("/staff/pulse/?since=2020-01-01T00:00:00%2B00:00").json() == {"changed": 1, "urgent": 0}
    assert desk.get("/staff/pulse/?since=rubbish").json() == {"changed": 0, "urgent": 0}


def test_the_page_shows_what_was_heard_and_a_number_written_in_the_chat(
    desk: Client, case: Case, said: Callable[..., Message]
) -> None:
    heard = said("i want to end it tonight")
    said("call me please, 312.555.0150 or Jamie@Example.com, not ana@example.com")
    screen = {"severity": "urgent", "source": "safety screen", "seq": heard.seq}
    case.flags = [{"id": row, **screen} for row in "ab"]
    case.save()
    page = desk.get(f"/staff/cases/{case.reference}/").content.decode()
    why = page.split('id="why"')[1].split("</section>")[0]
    assert why.count("i want to end it tonight") == 1 and "rules a, b" in why
    reach = page.split('id="reach"')[1].split("</section>")[0]
    assert "+1 312-555-0150" in reach and "jamie@example.com" in reach
    assert reach.split("Written in the chat")[1].count("<bdi") == 2, "what the case has is not shown again"


def test_the_history_tells_who_looked(
    desk: Client, case: Case, person: Callable[..., Any], browser_of: Callable[[Any], Client]
) -> None:
    for _ in range(2):
        desk.get(f"/staff/cases/{case.reference}/")
    sam = browser_of(person("clinician", name="Samuel Okafor"))
    sam.post(f"/staff/cases/{case.reference}/pdf/")
    page = sam.get(f"/staff/cases/{case.reference}/").content.decode()
    history = page.split('id="history"')[1].split("</section>")[0]
    order = ["Looked at the case", "Samuel", "Took it out as PDF", "Looked at the case 2 times", "Dana"]
    assert [history.index(word) for word in order] == sorted(history.index(word) for word in order)
