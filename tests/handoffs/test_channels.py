"""Notices by e-mail, Slack-compatible and JSON webhooks, against a small server on loopback."""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail

from frontdesk.chat.models import Conversation
from frontdesk.handoffs import channels, notices, services
from frontdesk.handoffs.models import Case, Notice
from frontdesk.handoffs.services import raise_case
from frontdesk.handoffs.targets import read_targets
from frontdesk.handoffs.tasks import announce

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)
SECRET = "s" * 32
pytestmark = [pytest.mark.django_db, pytest.mark.promise("P05")]


class Hook:
    """A receiver: keeps what it was sent and answers with `status`."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append((dict(self.headers), body))
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()


@pytest.fixture
def hook(settings: Any) -> Iterator[Hook]:
    made = Hook()
    rows = {
        "desk": {"form": "slack", "url": made.url},
        "chart": {"form": "json", "url": made.url, "secret": SECRET},
    }
    settings.WEBHOOKS = read_targets(json.dumps(rows))
    yield made
    made.server.shutdown()
    made.server.server_close()


def open_case(kind: str = "intake", token: str = "t", **more: Any) -> Case:
    here = Conversation.objects.create(token_hash=token, address_hash="", created_at=NOW, last_seen_at=NOW)
    flags = [{"id": "ketamine_psychosis", "severity": "high", "note": "Psychosis"}]
    return raise_case(here, kind=kind, prefix="OT", now=NOW, person={"name": "Ana"}, flags=flags, **more)


def worker(name: str, role: str) -> Any:
    user = get_user_model().objects.create_user(name, email=f"{name}@clinic.example")
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


def deliver() -> None:
    for pk in Notice.objects.filter(state="waiting").order_by("pk").values_list("pk", flat=True):
        announce.call(pk)


def test_slack_and_signed_json_hold_no_health_content(hook: Hook) -> None:
    case = open_case("crisis", urgent=True)
    services.assign(case, worker("dana", "front_desk"), actor=None, now=NOW)
    deliver()
    bodies = [json.loads(body) for _, body in hook.got]
    assert {"text": f"New urgent case {case.reference}. Sign in to the staff console to see it."} in bodies
    events = [body["event"] for body in bodies if "event" in body]
    assert sorted(events) == ["case.assigned", "case.created", "case.urgent"]
    everything = b"".join(body for _, body in hook.got).lower()
    for word in (b"ana", b"psychosis", b"crisis", b"ketamine"):
        assert word not in everything, word
    headers, body = next(row for row in hook.got if b"case.urgent" in row[1])
    stamp, _, given = headers["X-Frontdesk-Signature"].partition(",v1=")
    right = hmac.new(SECRET.encode(), stamp.removeprefix("t=").encode() + b"." + body, sha256).hexdigest()
    assert given == right and headers["X-Frontdesk-Delivery"] == str(json.loads(body)["id"])
    deliver()
    assert len(hook.got) == len(bodies), "sent once"


@pytest.mark.parametrize("status", [500, 302, 404])
def test_a_webhook_that_fails_is_tried_again_then_shown_as_dead(hook: Hook, status: int) -> None:
    open_case()
    hook.status = status
    notice = Notice.objects.get(to="hook:desk")
    for _ in range(6):
        announce.call(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.error, notice.attempts) == ("dead", f"HTTP {status}", 6)
    assert Notice.objects.get(to="").state == "waiting", "one receiver's failure is not another's"


def test_nobody_listens_or_the_target_is_gone(hook: Hook, settings: Any) -> None:
    open_case()
    hook.server.shutdown()
    hook.server.server_close()
    notice = Notice.objects.get(to="hook:desk")
    announce.call(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.error) == ("waiting", "ConnectError")
    settings.WEBHOOKS = {}
    announce.call(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.error) == ("dead", "no such webhook")


def test_per_person_and_per_kind() -> None:
    dana, nina = worker("dana", "front_desk"), worker("nina", "clinician")
    channels.choose(f"user:{dana.pk}", whats=["new"], kinds=["intake"])
    channels.choose(f"user:{nina.pk}", whats=["new", "urgent"], kinds=[], only_mine=True)
    open_case("person", "a")
    open_case("intake", "b")
    open_case("crisis", "c", urgent=True)
    from frontdesk.handoffs import routing

    routing.set_route("misuse", team="clinician")
    open_case("misuse", "d")
    deliver()
    to = [message.to[0] for message in mail.outbox]
    assert to.count("dana@clinic.example") == 1 and to.count("nina@clinic.example") == 1 and len(to) == 6
    with pytest.raises(ValueError, match="choose from"):
        channels.choose("user:1", whats=["gossip"], kinds=[])


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"a b": {"form": "slack", "url": "https://x.example"}}',
        '{"a": {"form": "fax", "url": "https://x.example"}}',
        '{"a": {"form": "slack", "url": "http://x.example"}}',
        '{"a": {"form": "slack", "url": "file:///etc/passwd"}}',
        '{"a": {"form": "slack", "url": "https://me:secret@x.example"}}',
        '{"a": {"form": "json", "url": "https://x.example", "secret": "short"}}',
    ],
)
def test_targets_that_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=".") as refused:
        read_targets(text)
    assert "secret@" not in str(refused.value) and "/etc" not in str(refused.value)
    assert "hooks" not in repr(read_targets('{"a": {"form": "slack", "url": "https://hooks.example/T0"}}'))


def test_an_overdue_case_is_escalated_to_the_admins() -> None:
    case, alex, bo = open_case(), worker("alex", "admin"), worker("bo", "admin")
    channels.choose(f"user:{bo.pk}", whats=["new"], kinds=[])
    deliver()
    later = case.due_at + timedelta(minutes=1)  # type: ignore[operator]
    assert notices.sweep(later) == 1
    assert set(Notice.objects.filter(what="overdue").values_list("to", flat=True)) == {"", f"user:{alex.pk}"}
    assert [event.what for event in case.events.all()][-1] == "overdue"
    deliver()
    assert notices.sweep(later) == 0, "once"
