"""A record goes to a FHIR server: tried again while it is away, once there, given up when refused."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from frontdesk.handoffs import fhir_push, notices
from frontdesk.handoffs.fhir.validate import problems
from frontdesk.handoffs.fhir_server import Server, read_server
from frontdesk.handoffs.models import Case, Notice
from frontdesk.handoffs.tasks import announce
from frontdesk.privacy.models import AuditEntry
from tests.handoffs.intakes import INTAKES, NOW, make

pytestmark = pytest.mark.django_db


class FhirServer:
    """Takes transactions as R4 says: checked, all or nothing, and `ifNoneExist` makes nothing twice."""

    def __init__(self) -> None:
        self.answers: list[int] = []  # statuses to give before it works
        self.kept: dict[str, dict[str, Any]] = {}
        self.tokens: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                server.tokens.append(self.headers.get("Authorization", ""))
                status, body = server.take(self.headers["Content-Type"], raw)
                self.send_response(status)
                self.send_header("Content-Type", "application/fhir+json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/r4"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def take(self, kind: str, raw: bytes) -> tuple[int, dict[str, Any]]:
        if self.answers:
            return self.answers.pop(0), {"resourceType": "OperationOutcome"}
        bundle = json.loads(raw)
        if kind != "application/fhir+json" or problems(bundle):
            return 422, {"resourceType": "OperationOutcome"}
        made = []
        for entry in bundle["entry"]:
            key = entry["request"].get("ifNoneExist", entry["fullUrl"])
            made.append({"response": {"status": "200 OK" if key in self.kept else "201 Created"}})
            self.kept.setdefault(key, entry["resource"])
        return 200, {"resourceType": "Bundle", "type": "transaction-response", "entry": made}


@pytest.fixture
def server(settings: Any) -> Iterator[FhirServer]:
    made = FhirServer()
    settings.FHIR_SERVER = Server(made.url, "token-of-the-test")
    yield made
    made.http.shutdown()
    made.http.server_close()


def told(case: Case) -> list[str]:
    return [event.what for event in case.events.all() if event.what.startswith("record")]


def ask(case: Case) -> Notice:
    fhir_push.ask(case, actor=get_user_model().objects.first(), now=NOW)
    return Notice.objects.filter(what="record").latest("pk")


@pytest.mark.parametrize("name", sorted(INTAKES))
def test_each_intake_is_accepted_whole(server: FhirServer, name: str) -> None:
    case = make(name)
    announce.call(ask(case).pk)
    kinds = {one["resourceType"] for one in server.kept.values()}
    wanted = {"Patient", "Questionnaire", "QuestionnaireResponse", "ServiceRequest", "Consent"}
    assert wanted | {"DocumentReference", "Provenance"} <= kinds
    assert server.tokens == ["Bearer token-of-the-test"]
    assert set(told(case)) == {"record_asked", "record_sent"}


def test_a_server_away_is_tried_again_and_nothing_is_made_twice(server: FhirServer) -> None:
    case = make("depression")
    server.answers = [503, 429, 500]
    notice = ask(case)
    for tries in (1, 2, 3):
        announce.call(notice.pk)
        notice.refresh_from_db()
        assert (notice.state, notice.attempts) == ("waiting", tries)
    announce.call(notice.pk)
    kept = len(server.kept)
    announce.call(notice.pk)
    announce.call(ask(case).pk)
    assert kept == len(server.kept)
    assert sum(one["resourceType"] == "Patient" for one in server.kept.values()) == 1


def test_a_refusal_is_final_and_shown_and_can_be_tried_again(server: FhirServer) -> None:
    case = make("pain")
    server.answers = [422]
    notice = ask(case)
    announce.call(notice.pk)
    notice.refresh_from_db()
    assert notice.state == "dead" and "422" in notice.error and "record_failed" in told(case)
    notices.try_again(notice, NOW)
    announce.call(notice.pk)
    assert "record_sent" in told(case)


def test_a_case_without_a_record_is_given_up(server: FhirServer) -> None:
    case = make("pain")
    notice = ask(case)
    case.intakes.all().delete()
    announce.call(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, server.kept) == ("dead", {})


def test_an_unreachable_server(settings: Any) -> None:
    settings.FHIR_SERVER = Server("http://127.0.0.1:9/r4")
    notice = ask(make("pain"))
    announce.call(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.error) == ("waiting", "ConnectError")


@pytest.mark.promise("P39")
def test_the_button(server: FhirServer, person: Any, browser_of: Any, settings: Any) -> None:
    case = make("depression")
    client: Client = browser_of(person("clinician"))
    address = f"/staff/cases/{case.reference}/"
    assert "Send to the chart" in client.get(address).content.decode()
    assert "on its way" in client.post(f"{address}fhir/push/", follow=True).content.decode()
    assert Notice.objects.filter(what="record").count() == 1
    left = AuditEntry.objects.filter(action="exported", subject=case.reference)
    assert [entry.detail for entry in left] == [{"what": "fhir_push"}]
    settings.FHIR_SERVER = None
    assert "Send to the chart" not in client.get(address).content.decode()
    assert "No FHIR server" in client.post(f"{address}fhir/push/", follow=True).content.decode()
    assert left.count() == 1, "what did not leave is not noted as if it had"


def test_addresses() -> None:
    assert read_server("", "t") is None
    assert read_server("https://ehr.example/r4/", " t ") == Server("https://ehr.example/r4", "t")
    assert "secret-t" not in repr(read_server("https://ehr.example", "secret-t"))
    for bad in ("http://ehr.example", "ehr.example", "https://u:p@ehr.example", "https://ehr.example?x=1"):
        with pytest.raises(ValueError):
            read_server(bad, "")
