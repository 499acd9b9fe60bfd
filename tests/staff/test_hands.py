"""The console in the hand: pop-ups inside the window, targets for a thumb, the focus, and text not lost."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.chat.models import Conversation
from frontdesk.handoffs.models import Case
from frontdesk.staff.models import SignIn
from tests.staff.test_browser import LIVE, PASSWORD, Desk, chromium, pytestmark  # noqa: F401

SIZES = {360: {"width": 360, "height": 740}, 1280: {"width": 1280, "height": 800}}
CUT = """() => [...document.querySelectorAll('.drop[open] > .drop-box, .drop[open] > .drop-box *')]
  .filter((one) => one.checkVisibility() && !one.closest('option, .hidden, svg'))
  .map((one) => [one.tagName, one.getBoundingClientRect()])
  .filter(([, at]) => at.left < 0 || at.right > document.documentElement.clientWidth)
  .map(([name, at]) => `${name} ${Math.round(at.left)}-${Math.round(at.right)}`)"""
PRESSED = "button, summary, select, input, a.button, a.way, .crumb a, .side a, .jump a"
SMALL = f"""() => [...document.querySelectorAll('{PRESSED}')]
  .filter((one) => one.checkVisibility() && one.type !== 'hidden' && one.type !== 'checkbox')
  .filter((one) => one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML.slice(0, 90) + one.getBoundingClientRect().height)"""


@pytest.fixture
def crisis(case: Case) -> Case:
    Case.objects.update(urgent=True, kind="crisis")
    Conversation.objects.update(care=True)
    return case


@pytest.fixture(params=sorted(SIZES))
def sam(request: Any, chromium: Any, live_server: Any, person: Any) -> Desk:  # noqa: F811
    person("clinician", name="Samuel Okafor")
    return Desk(chromium, live_server.url, "clinician", viewport=SIZES[request.param])


def test_no_pop_up_is_cut_off(sam: Desk, crisis: Case) -> None:
    seen = 0
    for path in (f"cases/{crisis.reference}/", "cases/?kind=crisis"):
        page = sam.go(f"/staff/{path}")
        for place in range(page.locator(".drop > summary").count()):
            page.locator(".drop > summary").nth(place).click()
            page.wait_for_timeout(100)
            assert page.evaluate(CUT) == [], page.locator(".drop > summary").nth(place).inner_text()
            assert page.locator(".drop[open] > .drop-box").bounding_box()["width"] > 200
            page.keyboard.press("Escape")
            seen += 1
    assert seen >= 6


@pytest.mark.parametrize("sam", [360], indirect=True)
def test_a_thumb_hits_what_can_be_pressed(sam: Desk, crisis: Case, now: Any) -> None:
    found = []
    Case.objects.update(due_at=now - timedelta(minutes=5))
    for path in (f"cases/{crisis.reference}/", "cases/", "account/"):
        page = sam.go(f"/staff/{path}")
        found += page.evaluate(SMALL)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert found == []


def test_the_field_is_ready_after_joining(sam: Desk, case: Case) -> None:
    page = sam.go(f"/staff/cases/{case.reference}/")
    page.locator(".actions").get_by_role("button", name="Join", exact=True).click()
    page.wait_for_selector("#composer")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.id") == "say"
    for what in ("#say", "#composer button"):
        at, height = page.locator(what).bounding_box(), page.viewport_size["height"]
        assert at["y"] >= 0 and at["y"] + at["height"] <= height, what
    assert sam.faults == []


@pytest.mark.parametrize("sam", [1280], indirect=True)
class TestSignedOut:
    def test_text_that_was_not_sent_stays(self, sam: Desk, case: Case) -> None:
        page = sam.go(f"/staff/cases/{case.reference}/")
        page.fill("#note", "Called, no answer. Try after 4.")
        SignIn.objects.all().delete()
        page.wait_for_selector("#signed-out[open]", timeout=LIVE)
        assert "You were signed out" in page.inner_text("#signed-out")
        page.keyboard.press("Escape")
        assert page.locator("#signed-out[open]").count() == 1, "the case is not to be read meanwhile"
        page.click("#signed-out button")
        page.wait_for_selector("#signed-out >> text=Not signed in yet")
        with page.context.expect_page() as opened:
            page.click("#signed-out a")
        tab = opened.value
        tab.fill("[name=username]", "clinician")
        tab.fill("[name=password]", PASSWORD)
        tab.click("button.primary")
        tab.wait_for_url("**/staff/cases/")
        tab.close()
        page.bring_to_front()
        if page.locator("#signed-out[open]").count():
            page.click("#signed-out button")
        page.wait_for_selector("#signed-out[open]", state="detached")
        assert page.input_value("#note") == "Called, no answer. Try after 4."
        page.click("text=Add note")
        page.wait_for_selector(".notes >> text=Try after 4.")

    def test_a_note_sent_too_late_stays_too(self, sam: Desk, case: Case) -> None:
        page = sam.go(f"/staff/cases/{case.reference}/")
        page.fill("#note", "Called.")
        SignIn.objects.all().delete()
        page.click("text=Add note")
        page.wait_for_selector("#signed-out[open]", timeout=LIVE)
        assert page.input_value("#note") == "Called." and case.events.filter(what="note").count() == 0

    def test_a_page_without_it_goes_and_says_why(self, sam: Desk, case: Case) -> None:
        page = sam.go(f"/staff/cases/{case.reference}/")
        SignIn.objects.all().delete()
        page.wait_for_url(re.compile("/staff/sign-in/"), timeout=LIVE)
        assert "You were signed out" in page.inner_text("main")
        page.fill("[name=username]", "clinician")
        page.fill("[name=password]", PASSWORD)
        page.click("button.primary")
        page.wait_for_url(f"**/{case.reference}/")


@pytest.mark.parametrize("sam", [1280], indirect=True)
def test_how_it_was_understood_waits_behind_a_toggle(sam: Desk, case: Case) -> None:
    case.conversation.messages.filter(sender="assistant").update(
        trace={"intent": "faq_cost", "confidence": 0.97}
    )
    page = sam.go(f"/staff/cases/{case.reference}/")
    assert not page.get_by_text("understood as faq_cost").is_visible()
    page.get_by_label("How it was understood").check()
    assert page.get_by_text("understood as faq_cost").is_visible()
