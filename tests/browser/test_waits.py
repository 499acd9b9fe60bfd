"""The page never waits for the chat: it is drawn and loaded while the chat's script is still on its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.chat import TURN
from tests.browser.hosts import Host

pytestmark = pytest.mark.browser
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"


def test_the_page_is_drawn_before_the_script_has_come(desktop: BrowserContext, host: Host) -> None:
    held: list[Route] = []
    page = desktop.new_page()
    page.route("**/widget.js", lambda route: held.append(route))
    page.goto(host.base + "/", wait_until="commit")
    page.wait_for_function(PAINTED, timeout=TURN)
    expect(page.get_by_role("heading", name="Elm Clinic")).to_be_visible()
    assert page.evaluate("document.querySelector('frontdesk-chat')?.shadowRoot ?? null") is None
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("frontdesk-chat .launcher")).to_be_visible(timeout=TURN)
