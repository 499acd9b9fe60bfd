"""Too much from one address is no outage: the server's sentence, the phone, no button that cannot help."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.chat import TURN, Chat
from tests.browser.faults import faults
from tests.browser.test_keys import LISTEN
from tests.stack.processes import Stack

pytestmark = pytest.mark.browser
OPENING = re.compile(r"/api/chat/conversations$")
MESSAGES = re.compile(r"/api/chat/messages$")
OPENED = "Too many chats were opened from here. Please call us or try later."
SENT = "Too many messages at once. Please wait a moment."


def refuse(words: str, seconds: int, asked: list[str], most: int = 1000) -> Callable[[Route], None]:
    """The server's own 429 (frontdesk/chat/errors.py), for the first `most` requests."""

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > most:
            return route.continue_()
        error = {"code": "too_many", "message": words, "retry_after": seconds}
        headers = {"Retry-After": str(seconds)}
        return route.fulfill(status=429, headers=headers, json={"error": error})

    return answer


def test_no_chat_can_be_opened_for_an_hour(context: BrowserContext, stack: Stack) -> None:
    chat, asked = Chat(context, stack.base + "/"), list[str]()
    chat.page.route(OPENING, refuse(OPENED, 3600, asked))
    chat.page.evaluate(LISTEN)
    chat.launcher.click()
    banner = chat.root.locator(".banner:visible")
    expect(banner).to_contain_text(OPENED, timeout=TURN)
    expect(banner.get_by_role("link", name="(312) 555-0142")).to_have_attribute("href", "tel:+13125550142")
    chat.write("hello?")
    expect(chat.root.locator(".status:visible")).to_contain_text(
        "Not sent. We will send it as soon as we can"
    )
    expect(chat.root.get_by_role("button", name="Try again")).to_have_count(0)
    assert "kept" not in chat.root.inner_text()
    chat.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    chat.page.wait_for_timeout(5_500)  # longer than the first wait after an outage
    assert len(asked) == 1
    heard = chat.page.evaluate("heard.assertive")
    assert heard.count(OPENED) == 1 and not [line for line in heard if "cannot reach" in line]
    assert faults(chat.page, "too many") == []


def test_a_message_too_many_goes_by_itself_when_the_time_is_over(
    desktop: BrowserContext, stack: Stack
) -> None:
    chat, asked = Chat(desktop, stack.base + "/").open(), list[str]()
    chat.page.route(MESSAGES, refuse(SENT, 4, asked, most=1))
    chat.write("what does it cost")
    expect(chat.root.locator(".banner:visible")).to_contain_text(SENT, timeout=TURN)
    expect(chat.root.get_by_role("button", name="Try again")).to_have_count(0)
    expect(chat.root.locator(".status:visible")).to_have_text(["Sent"], timeout=TURN)
    expect(chat.root.locator(".banner:visible")).to_have_count(0)
    assert len(asked) == 2
    assert json.dumps(chat.texts()).count("what does it cost") == 1


def test_an_outage_promises_only_what_is_true(desktop: BrowserContext, stack: Stack) -> None:
    chat = Chat(desktop, stack.base + "/")
    chat.page.route("**/api/chat/**", lambda route: route.abort())
    chat.launcher.click()
    chat.write("hello?")
    expect(chat.root.locator(".banner:visible")).to_contain_text("cannot reach the front desk", timeout=TURN)
    expect(chat.root.get_by_role("button", name="Try again").first).to_be_visible(timeout=TURN)
    expect(chat.root.locator(".status:visible")).to_contain_text("We will send it as soon as we can")
    assert "kept" not in chat.root.inner_text()
    chat.page.unroute("**/api/chat/**")
    expect(chat.root.locator(".status:visible")).to_have_text(["Sent"], timeout=20_000)
