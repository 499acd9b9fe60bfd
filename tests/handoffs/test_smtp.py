"""Notices over SMTP, against a small server on loopback."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import pytest

from frontdesk.chat.models import Conversation
from frontdesk.handoffs.models import Notice
from frontdesk.handoffs.services import raise_case
from frontdesk.handoffs.smtp import read_smtp
from frontdesk.handoffs.tasks import announce

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)


class Session(socketserver.StreamRequestHandler):
    """As much SMTP as one message needs; refuses recipients while the server says so."""

    def handle(self) -> None:
        server: Any = self.server
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                body = b""
                while (row := self.rfile.readline()) != b".\r\n":
                    body += row
                server.got.append(body)
            refused = verb == b"RCPT" and server.refuse
            self.wfile.write(
                b"550 no\r\n" if refused else b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n"
            )
            if verb == b"QUIT":
                return


@pytest.fixture
def server() -> Iterator[Any]:
    made: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
    made.got, made.refuse = [], False
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.mark.django_db
@pytest.mark.promise("P05")
def test_refused_then_sent(server: Any, settings: Any) -> None:
    for key, value in read_smtp(f"smtp://127.0.0.1:{server.server_address[1]}").items():
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
