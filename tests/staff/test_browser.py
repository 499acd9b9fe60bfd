"""A day at the desk in a real browser: pages, keys, live parts, two people on one case."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs import visitor
from frontdesk.handoffs.models import Case

CHROMIUM = os.environ.get("FRONTDESK_CHROMIUM", "/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync"
LIVE = 15_000  # ms: a live part on a busy machine
PASSWORD = "Kestrel-window-42"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not Path(CHROMIUM).exists(), reason=f"no browser at {CHROMIUM} (set FRONTDESK_CHROMIUM)"
    ),
]


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # Playwright's own loop runs in this thread; the test's queries beside it are synchronous on purpose
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


class Desk:
    """One person's browser."""

    def __init__(self, browser: Any, base: str, username: str, **options: Any) -> None:
        self.base = base
        self.page = browser.new_context(**options).new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)
        self.page.on(
            "request", lambda request: request.url.startswith(base) or self.faults.append(request.url)
        )
        self.go("/staff/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button.primary")
        self.page.wait_for_url(re.compile("/staff/(cases|answers|account)/$"))

    def go(self, path: str) -> Any:
        self.page.goto(self.base + path)
        return self.page

    def axe(self) -> list[str]:
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{self.page.url} {rule['id']} {rule['nodes'][0]['html'][:120]}" for rule in found]


def say(conversation: Conversation, text: str, now: Any) -> None:
    seq = Message.objects.filter(conversation=conversation).count() + 1
    Message.objects.create(
        conversation=conversation, seq=seq, sender="visitor", kind="text", text=text, at=now
    )


def test_a_day_at_the_desk(chromium: Any, live_server: Any, person: Any, case: Case, now: Any) -> None:
    person("clinician", name="Samuel Okafor")
    Case.objects.update(urgent=True, kind="crisis")
    Conversation.objects.update(care=True)
    sam = Desk(chromium, live_server.url, "clinician")
    page = sam.page
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{case.reference}/")
    assert "Crisis" in page.inner_text(".banner.red")
    page.click("text=Join the chat")
    page.wait_for_selector("#composer")
    say(case.conversation, "i am alone", now)
    page.wait_for_selector("text=i am alone", timeout=LIVE)
    page.select_option("#canned", label="Checking on someone's safety")
    assert "Ana" in page.input_value("#say")
    page.fill("#say", "I am here with you, Ana.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".line.staff >> text=I am here with you", timeout=LIVE)
    visitor.from_visitor(case.conversation_id, writing=True, read=99, now=timezone.now())
    page.wait_for_selector(".line.staff .read >> text=Read", timeout=LIVE)
    assert page.inner_text("#typing") == "The visitor is writing…"
    page.click("text=Give the chat back")
    page.click("text=Clear crisis")
    page.fill(".drop[open] textarea", "Spoke by phone; her sister is with her.")
    page.click("text=Clear: the assistant")
    page.wait_for_selector("text=Crisis cleared")
    page.click("text=Close…")
    page.select_option(".drop[open] select", "safe")
    page.click("text=Close the case")
    page.wait_for_selector("text=Closed: Spoken with, safe for now")
    page.keyboard.press("/")
    page.keyboard.type("garcia")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1 >> text=Found for")
    assert "garcia" not in page.url and case.reference in page.inner_text(".cases")
    assert sam.faults == []
    assert [message.sender for message in case.conversation.messages.filter(sender="staff")] == ["staff"]


def test_two_people_on_one_case(chromium: Any, live_server: Any, person: Any, case: Case) -> None:
    person("clinician", name="Samuel Okafor")
    person("front_desk", name="Dana Whitfield")
    sam, dana = (Desk(chromium, live_server.url, name) for name in ("clinician", "front_desk"))
    path = f"/staff/cases/{case.reference}/"
    sam.go(path)
    dana.go(path)
    sam.page.wait_for_selector("text=Dana Whitfield is looking at this case", timeout=LIVE)
    dana.page.click("text=Take it")
    sam.page.wait_for_selector("#stale:visible >> text=Assigned to Dana Whitfield", timeout=LIVE)
    sam.page.click(".actions >> text=Wait for the patient")
    sam.page.wait_for_selector(".message.error >> text=Please look again")
    case.refresh_from_db()
    assert case.status == "in_progress"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible_and_fits(
    chromium: Any, live_server: Any, person: Any, case: Case, scheme: str, width: int
) -> None:
    person("admin")
    desk = Desk(
        chromium, live_server.url, "admin", color_scheme=scheme, viewport={"width": width, "height": 740}
    )
    one = f"cases/{case.reference}/"
    found = []
    for path in (
        "cases/",
        "cases/?view=mine",
        one,
        f"{one}print/",
        "team/",
        "audit/?check=1",
        "notices/",
        "account/",
        "canned/",
        "answers/",
        "cases/?kind=intake&status=new&since=2026-01-01",
        "second-factor/",
    ):
        page = desk.go(f"/staff/{path}")
        found += desk.axe()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{path} is {wide} px too wide"] if wide > 0 else []
    assert found == []
    assert desk.faults == []


FORBIDDEN = {
    "front_desk": ("team/", "audit/", "notices/"),
    "clinician": ("team/", "audit/", "notices/"),
    "reviewer": ("cases/", "cases/{}/", "cases/{}/print/", "canned/", "team/", "audit/", "notices/"),
    "admin": (),
}


@pytest.mark.promise("P24")
@pytest.mark.parametrize("role", sorted(FORBIDDEN))
def test_each_roles_forbidden_pages_are_refused_and_not_offered(
    chromium: Any, live_server: Any, person: Any, case: Case, role: str
) -> None:
    person(role)
    desk = Desk(chromium, live_server.url, role)
    offered = desk.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
    for path in FORBIDDEN[role]:
        address = f"/staff/{path.format(case.reference)}"
        assert address not in offered
        answer = desk.page.goto(live_server.url + address)
        assert answer.status == 403 and "Ana Ruiz" not in desk.page.content()
        assert desk.axe() == []
    for path in ("cases/", "team/", "audit/", "notices/"):
        if path not in FORBIDDEN[role]:
            assert desk.page.goto(f"{live_server.url}/staff/{path}").status == 200
