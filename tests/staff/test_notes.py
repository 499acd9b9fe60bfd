"""Mentions, tasks, ready-made replies changed in the console, filters, and both sides of a joined chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs import canned, talk, todos, visitor
from frontdesk.handoffs.models import Case, CaseKey, Notice, Todo
from frontdesk.handoffs.services import raise_case
from frontdesk.handoffs.tasks import announce
from frontdesk.privacy.models import AuditEntry


class TestTodos:
    def test_a_mention_tells_a_colleague_until_they_look(
        self, desk: Client, case: Case, person: Callable[..., Any], browser_of: Callable[[Any], Client]
    ) -> None:
        sam = person("clinician", name="Samuel Okafor", username="sam")
        sam.email = "sam@clinic.example"
        sam.save()
        one = f"/staff/cases/{case.reference}"
        desk.post(f"{one}/note/", {"note": "@Sam, please call. Not x@sam.example, not @nobody."})
        todo = Todo.objects.get()
        assert (todo.user, todo.what, todo.done_at) == (sam, "mention", None)
        announce.call(Notice.objects.get(what="mention").pk)
        assert mail.outbox[0].to == ["sam@clinic.example"] and "please call" not in mail.outbox[0].body
        his = browser_of(sam)
        assert case.reference in his.get("/staff/cases/?view=asked").content.decode()
        assert "was told" in his.get(f"{one}/").content.decode()
        assert case.reference not in his.get("/staff/cases/?view=asked").content.decode()
        assert "has seen it" in desk.get(f"{one}/").content.decode()

    def test_a_task_stays_until_it_is_done(
        self, desk: Client, case: Case, person: Callable[..., Any], browser_of: Callable[[Any], Client]
    ) -> None:
        sam, rita = person("clinician", name="Samuel Okafor"), person("reviewer")
        one = f"/staff/cases/{case.reference}"
        answer = desk.post(f"{one}/note/", {"note": "Fax the records.", "task_for": rita.pk}, follow=True)
        assert "Choose someone who works on cases" in answer.content.decode() and not Todo.objects.exists()
        desk.post(f"{one}/note/", {"note": "Fax the records.", "task_for": sam.pk})
        his = browser_of(sam)
        his.get(f"{one}/")
        assert case.reference in his.get("/staff/cases/?view=asked").content.decode()
        his.post(f"{one}/task-done/", {"todo": Todo.objects.get().pk})
        assert case.reference not in his.get("/staff/cases/?view=asked").content.decode()
        assert "A task was done" in his.get(f"{one}/").content.decode()
        again = his.post(f"{one}/task-done/", {"todo": Todo.objects.get().pk}, follow=True).content.decode()
        assert "That task is done already." in again

    def test_one_note_asks_each_once(self, case: Case, person: Callable[..., Any], now: Any) -> None:
        dana, sam = person("front_desk", username="dana"), person("clinician", username="sam")
        todos.note(case, "@sam @sam @dana (@sam)", actor=dana, now=now, task_for=sam)
        assert [(todo.user, todo.what) for todo in Todo.objects.all()] == [(sam, "task")]


class TestCanned:
    @pytest.fixture
    def clinician(self, person: Callable[..., Any], browser_of: Callable[[Any], Client]) -> Client:
        return browser_of(person("clinician"))

    @pytest.mark.promise("P39")
    def test_change_add_hide_restore(self, clinician: Client) -> None:
        def titles() -> list[str]:
            return [reply.title for reply in canned.replies()]

        first = titles()
        change = "/staff/canned/change/"
        text = "Hi {name}, call {{ clinic.contact.phone }}."
        clinician.post(change, {"do": "save", "key": "hello", "title": "Hello!", "text": text})
        assert titles() == ["Hello!", *first[1:]]
        assert canned.replies()[0].for_person("", "Dana") == "Hi, call (312) 555-0142."
        clinician.post(change, {"do": "save", "title": "Parking", "text": "In the garage."})
        assert titles()[-1] == "Parking"
        clinician.post(change, {"do": "remove", "key": "hello"})
        assert "Hello!" not in titles() and "Not offered" in clinician.get("/staff/canned/").content.decode()
        clinician.post(change, {"do": "restore", "key": "hello"})
        clinician.post(change, {"do": "remove", "key": canned.replies()[-1].id})
        assert titles() == first
        assert AuditEntry.objects.filter(action="canned_changed").count() == 5

    @pytest.mark.parametrize(
        "form",
        [
            {"title": "x", "text": ""},
            {"title": "x", "text": "{{ clinic.no.such }}"},
            {"title": "x", "text": "{{ settings.SECRET_KEY }}"},
            {"title": "x", "text": "{email}"},
            {"title": "x", "text": "y" * 1001},
            {"title": "x", "text": "y", "key": "nope"},
        ],
    )
    def test_what_is_refused(self, clinician: Client, form: dict[str, str]) -> None:
        before = canned.replies()
        answer = clinician.post("/staff/canned/change/", {"do": "save", **form}, follow=True)
        assert 'class="message error"' in answer.content.decode() and canned.replies() == before


@pytest.mark.promise("P36")
def test_filter_by_flag_and_topic(desk: Client, case: Case, now: Any) -> None:
    other = Conversation.objects.create(token_hash="u", address_hash="", created_at=now, last_seen_at=now)
    plain = raise_case(
        other, kind="person", prefix="OT", now=now, flags=[{"id": "pregnancy", "severity": "high"}]
    )
    Message.objects.create(
        conversation=other, seq=1, sender="assistant", kind="answer", topic="cost", text="$", at=now
    )
    from frontdesk.staff.answers import flag_choices

    flag = flag_choices()[0][0]
    raise_case(
        case.conversation, kind="person", prefix="OT", now=now, flags=[{"id": flag, "severity": "high"}]
    )
    assert not CaseKey.objects.filter(digest__contains=flag).exists()

    def found(query: str) -> set[str]:
        page = desk.get(f"/staff/cases/?{query}").content.decode()
        return {one.reference for one in (case, plain) if one.reference in page}

    assert found("") == {case.reference, plain.reference}
    assert found(f"flag={flag}") == {case.reference}
    assert found("topic=cost") == {plain.reference}
    assert found(f"topic=cost&flag={flag}") == set()
    assert found("topic=nope&flag=nope") == {case.reference, plain.reference}


class TestSigns:
    def test_each_side_sees_the_other_write_and_read(
        self, desk: Client, case: Case, now: Any, person: Callable[..., Any]
    ) -> None:
        assert visitor.from_visitor(case.conversation_id, writing=True, read=3, now=now) == visitor.Sign(
            "", 0
        )
        desk.post(f"/staff/cases/{case.reference}/join/")
        desk.get(f"/staff/cases/{case.reference}/")
        live = f"/staff/cases/{case.reference}/live/"
        assert not desk.post(live, {"after": "3"}).json()["visitor_writing"]
        visitor.from_visitor(case.conversation_id, writing=True, read=3, now=now)
        news = desk.post(live, {"after": "3", "talking": "1"}).json()
        assert news["visitor_writing"] and news["visitor_read"] == 3
        assert visitor.from_visitor(case.conversation_id, writing=False, read=2, now=now) == visitor.Sign(
            "Dana", 3
        )
        later = now + timedelta(minutes=1)
        assert visitor.from_visitor(case.conversation_id, writing=False, read=2, now=later).writing == ""
        assert desk.post(live, {"after": "3"}).json()["visitor_read"] == 3, "what was read stays read"

    def test_only_who_is_in_the_chat_leaves_signs(
        self, case: Case, now: Any, person: Callable[..., Any]
    ) -> None:
        dana, sam = person("front_desk"), person("clinician")
        talk.join(case, dana, now)
        visitor.from_staff(case.conversation_id, sam, writing=True, read=9, now=now)
        assert visitor.from_visitor(case.conversation_id, writing=False, read=0, now=now) == visitor.Sign(
            "", 0
        )
