"""The pages in a real browser at two sizes: accessible, no policy violation, usable without any script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.stack.processes import Stack

pytestmark = pytest.mark.browser
PAGES = ("/", "/faq", "/faq/emergencies", "/crisis-protocol", "/privacy", "/chat", "/chat/ended")
TURN = 15_000  # ms


def faults(page: Page) -> list[str]:
    """What axe finds, text that sticks out, and targets smaller than 44 px (links in a sentence may be)."""
    found = [f"{page.url} {rule['id']}" for rule in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url} is wider than the window")
    small = """() => [...document.querySelectorAll('a, button, summary, textarea')]
      .filter(e => e.getClientRects().length)
      .filter(e => !e.closest('p, dd, td, .skip, .long li, .prose li:not(.lines li)'))
      .filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 80))"""
    return found + [f"{page.url} small: {target}" for target in page.evaluate(small)]


def test_every_page_is_accessible_and_keeps_the_policy(context: BrowserContext, stack: Stack) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    found = []
    for path in PAGES:
        page.goto(stack.base + path)
        found += faults(page)
        page.emulate_media(color_scheme="dark")
        found += faults(page)
        page.emulate_media(color_scheme="light")
    assert found + said == []


def test_nothing_sticks_out_at_320_px(chromium: Browser, stack: Stack) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 568})
    wide = []
    for path in PAGES:
        page.goto(stack.base + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    page.close()
    assert wide == []


@pytest.fixture
def plain(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser with scripts switched off."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context
    context.close()


def test_a_conversation_without_any_script(plain: BrowserContext, stack: Stack) -> None:
    page = plain.new_page()
    page.goto(f"{stack.base}/faq/driving")
    expect(page.get_by_role("link", name="Ask about this in the chat")).to_be_hidden()
    page.get_by_role("link", name="Ask about this in the plain chat").click()
    page.get_by_role("button", name="Send").click()
    replies = page.locator("li.assistant")
    expect(replies.last).to_contain_text("next day", timeout=TURN)
    page.get_by_role("button", name="Tell me more").click()
    expect(replies).to_have_count(3, timeout=TURN)
    page.get_by_label("Your message").fill("I want to start the intake")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="I agree").click(timeout=TURN)
    expect(page.get_by_label("Your answer")).to_have_attribute("autocomplete", "given-name")
    page.get_by_text("End and forget this chat").click()
    page.get_by_role("button", name="End and forget now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your chat is forgotten")


def test_a_topic_opens_in_the_chat_window(context: BrowserContext, stack: Stack) -> None:
    page = context.new_page()
    page.goto(f"{stack.base}/faq/driving")
    page.get_by_role("link", name="Ask about this in the chat").click()
    reply = page.locator("frontdesk-chat li.row.from-assistant").last
    expect(reply).to_contain_text("next day", timeout=TURN)
