"""One person, one open case: kinds escalate, contacts link, a click joins, and someone always has it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from frontdesk.chat.models import Conversation
from frontdesk.handoffs import finding, joining, routing, services
from frontdesk.handoffs.models import Case, Notice
from frontdesk.handoffs.receivers import forget
from frontdesk.handoffs.services import raise_case

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)
pytestmark = pytest.mark.django_db


def chat(token: str = "t") -> Conversation:
    return Conversation.objects.create(token_hash=token, address_hash="", created_at=NOW, last_seen_at=NOW)


def come(conversation: Conversation, kind: str, **more: Any) -> Case:
    return raise_case(conversation, kind=kind, prefix="OT", now=NOW, **more)


def worker(name: str, role: str = "front_desk") -> Any:
    user = get_user_model().objects.create_user(name)
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


def told(case: Case) -> list[str]:
    return [event.what for event in case.events.all()]


@pytest.mark.promise("P02")
def test_every_kind_gives_the_same_reference_and_the_gravest_stands() -> None:
    here = chat()
    kinds = []
    references = set()
    for kind in (
        "person",
        "medical_advice",
        "person",
        "intake",
        "misuse",
        "crisis",
        "urgent_medical",
        "intake",
    ):
        case = come(here, kind, urgent=kind in ("crisis", "urgent_medical"))
        kinds.append(case.kind)
        references.add(case.reference)
    assert len(references) == 1 and Case.objects.count() == 1
    assert kinds == [
        "person",
        "medical_advice",
        "medical_advice",
        "intake",
        "intake",
        "crisis",
        "crisis",
        "crisis",
    ]
    assert told(case).count("became") == 3 and told(case).count("joined") == 7
    assert case.due_at == NOW + timedelta(minutes=15)
    assert set(Notice.objects.values_list("what", flat=True)) == {"new", "more", "urgent"}


def test_the_database_refuses_a_second_open_case() -> None:
    here = chat()
    come(here, "person")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            reference="OT-X", conversation=here, kind="intake", created_at=NOW, updated_at=NOW
        )


def test_more_to_look_at_after_someone_looked() -> None:
    here, dana = chat(), worker("dana")
    case = come(here, "person")
    services.assign(case, dana, actor=dana, now=NOW)
    later = raise_case(here, kind="intake", prefix="OT", now=NOW + timedelta(days=2))
    assert later.attended_at is None and later.owner == dana
    assert later.due_at is not None and later.due_at > NOW + timedelta(days=2)


def test_danger_in_an_urgent_intake_is_due_within_minutes() -> None:
    here = chat()
    come(here, "intake", urgent=True)
    case = come(here, "crisis", urgent=True)
    assert case.due_at == NOW + timedelta(minutes=15)


@pytest.mark.promise("P05")
def test_a_later_case_of_the_chat_knows_whom_to_call() -> None:
    here, dana = chat(), worker("dana")
    case = come(here, "intake", person={"name": "Ana", "phone": "+13125550111"})
    services.move(case, "closed", actor=dana, now=NOW, reason="booked")
    danger = come(here, "crisis", urgent=True)
    assert danger.pk != case.pk and danger.person["phone"] == "+13125550111"
    assert danger in finding.search("0111")


class TestSamePerson:
    ANA = {"name": "Ana Ruiz", "phone": "+13125550111"}

    def test_linked_by_a_phone_and_never_by_a_name(self) -> None:
        first = come(chat("a"), "intake", person=self.ANA)
        second = come(chat("b"), "person", person={"phone": "(312) 555-0111"})
        namesake = come(chat("c"), "person", person={"name": "Ana Ruiz"})
        assert Case.objects.filter(status="new").count() == 3, "nothing is merged silently"
        assert list(joining.related(first)) == [second] and not joining.related(namesake)
        come(second.conversation, "person", person={"phone": "312-555-0111"})
        assert told(first).count("linked") == told(second).count("linked") == 1

    def test_one_click_joins_and_later_contacts_follow(self) -> None:
        dana = worker("dana")
        first = come(chat("a"), "person", person=self.ANA)
        second = come(chat("b"), "intake", person={**self.ANA, "email": "a@b.co"}, flags=[{"id": "x"}])
        kept = joining.join_cases(first, second, actor=dana, now=NOW)
        second.refresh_from_db()
        assert (kept.kind, kept.person["email"], kept.flags) == ("intake", "a@b.co", [{"id": "x"}])
        assert (second.status, second.closed_reason, second.joined_to) == ("closed", "duplicate", kept)
        assert come(second.conversation, "person").reference == first.reference
        danger = come(second.conversation, "crisis", urgent=True)
        assert danger.conversation == second.conversation and danger.reference != first.reference

    @pytest.mark.promise("P37")
    def test_what_came_from_an_erased_chat_goes_from_the_joined_case_too(self) -> None:
        first = come(chat("a"), "person", person=self.ANA)
        second = come(chat("b"), "person", person={**self.ANA, "email": "a@b.co"}, flags=[{"id": "x"}])
        joining.join_cases(first, second, actor=None, now=NOW)
        come(second.conversation, "person", person={"state": "Ohio"}, flags=[{"id": "y"}])
        for _ in range(2):
            forget(None, conversation=second.conversation, now=NOW)
        first.refresh_from_db()
        assert (first.person, first.flags) == (self.ANA, [])
        assert list(finding.search("a@b.co")) == [] and list(finding.search("0111")) == [first]

    def test_only_what_shares_a_contact_can_be_joined(self) -> None:
        first = come(chat("a"), "person", person=self.ANA)
        second = come(chat("b"), "person", person={"name": "Ana Ruiz"})
        with pytest.raises(ValueError, match="share neither"):
            joining.join_cases(first, second, actor=None, now=NOW)
        with pytest.raises(ValueError, match="two open"):
            joining.join_cases(first, first, actor=None, now=NOW)

    def test_reopening_a_joined_case_parts_it_again(self) -> None:
        dana = worker("dana")
        first, second = (come(chat(name), "person", person=self.ANA) for name in "ab")
        joining.join_cases(first, second, actor=dana, now=NOW)
        assert services.move(second, "in_progress", actor=dana, now=NOW).joined_to is None


class TestRouting:
    def test_kind_then_default_then_the_front_desk(self) -> None:
        nina, dana = worker("nina", "clinician"), worker("dana")
        assert routing.responsible("intake") == (None, "front_desk")
        routing.set_route("", user=dana)
        routing.set_route("crisis", team="clinician")
        assert routing.responsible("intake")[0] == dana
        assert routing.responsible("crisis") == (None, "clinician")
        nina.is_active = False
        nina.save()
        assert routing.responsible("crisis")[0] == dana, "a role without anyone is passed over"
        case = come(chat(), "intake")
        assert case.owner == dana and case.attended_at is None and "routed" in told(case)

    def test_whoever_leaves_leaves_nothing_behind(self) -> None:
        dana, sam = worker("dana"), worker("sam")
        routing.set_route("", user=sam)
        case = come(chat(), "intake")
        services.assign(case, dana, actor=dana, now=NOW)
        dana.is_active = False
        dana.save()
        assert routing.hand_over(dana, NOW) == 1
        case.refresh_from_db()
        assert case.owner == sam

    @pytest.mark.parametrize("route", [{"kind": "x"}, {"kind": "intake", "team": "reviewer"}])
    def test_routes_that_cannot_be(self, route: dict[str, str]) -> None:
        with pytest.raises(ValueError, match="no such"):
            routing.set_route(**route)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="works on cases"):
            routing.set_route("intake", user=worker("rita", "reviewer"))
