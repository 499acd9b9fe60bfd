"""Answering in the intake: what is ticked, one press that counts once, the review, the reference."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Request, expect

from tests.browser.chat import TURN, Chat
from tests.browser.faults import faults
from tests.browser.states import walk
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.browser
MESSAGES = re.compile(r"/api/chat/messages$")


def at(context: BrowserContext, stack: Stack, until: str) -> Chat:
    """The chat opened in an intake that has come to a topic or to the review."""
    visitor = Visitor(stack.base)
    walk(visitor, visitor.say("start the intake"), until)
    return Chat(context, stack.base + "/", token=visitor.token).open()


def noting(chat: Chat) -> list[str]:
    """What is sent from now on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if MESSAGES.search(request.url):
            sent.append(request.post_data or "")

    chat.page.on("request", note)
    return sent


def test_done_stands_in_the_bar_with_the_count(context: BrowserContext, stack: Stack) -> None:
    chat = at(context, stack, "conditions")
    bar = chat.root.locator(".quick")
    skip, done = bar.get_by_role("button", name="Skip"), bar.get_by_role("button", name=re.compile("^Done"))
    expect(skip).to_be_visible()
    expect(done).to_be_hidden()
    for title in ("Seizures", "Liver disease"):
        chat.root.get_by_role("button", name=title).click()
    expect(done).to_have_text("Done (2)")
    expect(done).to_be_in_viewport(ratio=1)
    expect(skip).to_be_hidden()
    assert faults(chat.page, "ticked") == []
    for title in ("Seizures", "Liver disease"):
        chat.root.get_by_role("button", name=title).click()
    expect(done).to_be_hidden()
    expect(skip).to_be_visible()
    chat.root.get_by_role("button", name="Seizures").click()
    chat.press("Done (1)")
    expect(chat.root.locator("li.row.from-visitor .words").last).to_have_text("Seizures")
    expect(done).to_be_hidden()


def test_a_double_tap_confirms_once(context: BrowserContext, stack: Stack) -> None:
    chat = at(context, stack, "review")
    sent = noting(chat)
    chat.root.get_by_role("button", name="Confirm and send").dblclick(force=True)
    expect(chat.root.locator(".reference:visible")).to_have_count(1, timeout=TURN)
    chat.page.wait_for_timeout(1500)
    assert len(sent) == 1
    assert "already with our staff" not in chat.root.inner_text()
    copy = chat.root.get_by_role("button", name=re.compile("^Copy reference number OT-"))
    expect(copy.last).to_be_visible()
    assert faults(chat.page, "sent") == []


def test_a_double_tap_skips_one_question(desktop: BrowserContext, stack: Stack) -> None:
    chat = at(desktop, stack, "phone")
    sent = noting(chat)
    chat.root.get_by_role("button", name="Skip", exact=True).dblclick(force=True)
    expect(chat.root.get_by_role("button", name="Back")).to_be_enabled(timeout=TURN)
    chat.page.wait_for_timeout(1000)
    assert len(sent) == 1


def test_the_review_sets_what_was_answered_apart_from_its_label(
    context: BrowserContext, stack: Stack
) -> None:
    chat = at(context, stack, "review")
    review = chat.root.locator("li.kind-review").last
    line = review.locator("li", has_text="First name")
    expect(line.locator(".label")).to_have_text("First name:")
    expect(line.locator("b")).to_have_text("Ana")
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert line.locator(".label").evaluate(size) < line.locator("b").evaluate(size)
    assert line.locator("b").evaluate("e => Number(getComputedStyle(e).fontWeight)") >= 600
    assert not re.search(r"change \d", review.inner_text().replace("Change\n", ""))
    expect(review).to_contain_text("change my phone")
    assert faults(chat.page, "review") == []


def test_the_reference_is_mailed_only_where_an_address_was_given(
    desktop: BrowserContext, stack: Stack
) -> None:
    chat = Chat(desktop, stack.base + "/").open()
    chat.press("Talk to a person")
    expect(chat.root.locator(".reference:visible")).to_have_count(1)
    expect(chat.root.get_by_role("button", name="E-mail it to me")).to_have_count(0)
    told = at(desktop, stack, "review").press("Confirm and send")
    expect(told.get_by_role("button", name="E-mail it to me")).to_be_visible()
