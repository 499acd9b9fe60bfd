"""Notices over SMTP, against a small server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import pytest

from frontdesk.chat.models import Conversation
from frontdesk.handoffs.models import Notice
from frontdesk.handoffs.services import raise_case
from frontdesk.handoffs.smtp import read_smtp
from frontdesk.handoffs.tasks import announce
from tests.mail_sink import Sink

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)


@pytest.fixture
def server() -> Iterator[Sink]:
    made = Sink()
    yield made
    made.close()


@pytest.mark.django_db
@pytest.mark.promise("P05")
def test_refused_then_sent(server: Sink, settings: Any) -> None:
    for key, value in read_smtp(server.address).items():
        setattr(settings, key, value)
    here = Conversation.objects.create(token_hash="t", address_hash="", created_at=NOW, last_seen_at=NOW)
    case = raise_case(here, kind="crisis", prefix="OT", now=NOW, urgent=True, person={"name": "Ana"})
    notice = Notice.objects.get()
    server.refuse = True
    announce.call(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.error) == ("waiting", "SMTPRecipientsRefused")
    server.refuse = False
    announce.call(notice.pk)
    (body,) = server.got
    assert f"Subject: New urgent case {case.reference}".encode() in body and b"Ana" not in body


def test_addresses() -> None:
    made = read_smtp("smtp+tls://me%40x:p%2Fw@mail.example")
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == ("me@x", "p/w")
    assert (made["EMAIL_PORT"], made["EMAIL_USE_TLS"]) == (587, True) and read_smtp(" ") == {}
    for wrong in ("mail.example", "http://x", "smtp://mail.example", "smtps://x:99999999", "smtps://"):
        with pytest.raises(ValueError, match="."):
            read_smtp(wrong)
