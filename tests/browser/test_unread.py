"""Back after a reload or on another page: what was not read yet, and an intake half way through."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.chat import READY, TURN, Chat
from tests.browser.states import staff, walk
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.browser
GO_ON = re.compile(r"^Go on with your intake \((\d+) of (\d+)\)$")


def comes_back(chat: Chat, url: str) -> None:
    """Another page, or the same again, with the chat's history loaded."""
    with chat.page.expect_response(re.compile(r"/messages\?after=0$"), timeout=TURN):
        chat.page.goto(url)
    chat.page.wait_for_function(READY)
    chat.page.wait_for_timeout(300)


def test_unread_answers_are_counted_after_a_reload_and_on_other_pages(
    context: BrowserContext, stack: Stack
) -> None:
    visitor = Visitor(stack.base)
    visitor.choose("talk_to_person")
    chat = Chat(context, stack.base + "/", token=visitor.token)
    badge = chat.root.locator(".badge")
    expect(badge).to_be_hidden()  # what was there before anything is known of reading
    chat.open()
    chat.launcher.evaluate("button => button.click()")
    staff(stack, visitor.id, "join", "say")
    for page in ("/", "/faq"):
        comes_back(chat, stack.base + page)
        expect(badge).to_have_text("2", timeout=TURN)
        expect(chat.launcher).to_have_attribute("aria-label", re.compile(r", 2 new$"))
    chat.open()
    expect(chat.root.locator("li.row.from-staff")).to_be_visible()
    comes_back(chat, stack.base + "/")
    expect(badge).to_be_hidden()


def test_an_intake_half_way_is_named_on_the_closed_button(context: BrowserContext, stack: Stack) -> None:
    visitor = Visitor(stack.base)
    walk(visitor, visitor.say("start the intake"), "date_of_birth")
    chat = Chat(context, stack.base + "/", token=visitor.token).open()
    progress = chat.root.locator(".progress").inner_text().strip()
    comes_back(chat, stack.base + "/")
    expect(chat.launcher.locator(":visible", has_text=GO_ON).last).to_be_visible(timeout=TURN)
    label = chat.launcher.get_attribute("aria-label") or ""
    assert label.replace("Go on with your intake (", "Question ").rstrip(")") == progress
    box = chat.launcher.bounding_box()
    assert box and box["x"] >= 0 and box["height"] <= 80
    chat.open()
    chat.say("later")
    comes_back(chat, stack.base + "/")
    expect(chat.launcher).not_to_have_attribute("aria-label", GO_ON)
