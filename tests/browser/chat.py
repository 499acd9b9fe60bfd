"""The widget as a visitor uses it, and ways to look inside it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

TURN = 15_000  # ms for a whole turn on a busy machine
TOKEN = "frontdesk-chat"  # the key of the token in localStorage
READY = "() => document.querySelector('frontdesk-chat')?.shadowRoot?.querySelector('.launcher')"


class Chat:
    """One tab with the chat in it."""

    def __init__(self, context: BrowserContext, url: str, *, token: str | None = None) -> None:
        self.page: Page = context.new_page()
        self.said: list[str] = []  # the console, and errors of scripts
        self.page.on("console", lambda line: self.said.append(f"{line.type}: {line.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        if token is not None:
            # once a tab: a reload keeps what the widget itself did since
            set_once = (
                f"if (!window.name) {{ window.name = 'set'; localStorage.setItem('{TOKEN}', '{token}'); }}"
            )
            self.page.add_init_script(set_once)
        self.page.goto(url)
        self.page.wait_for_function(READY)
        self.root = self.page.locator("frontdesk-chat")

    @property
    def box(self) -> Locator:
        return self.root.locator(".field:visible")

    @property
    def replies(self) -> Locator:
        return self.root.locator("li.row.from-assistant")

    @property
    def launcher(self) -> Locator:
        return self.root.locator(".launcher")

    def open(self) -> Chat:
        self.launcher.click()
        expect(self.replies.first).to_be_visible(timeout=TURN)
        return self

    def write(self, text: str) -> None:
        """Send without waiting for anything."""
        self.box.fill(text)
        self.box.press("Enter")

    def say(self, text: str) -> Locator:
        """Send a message and return the last reply's row."""
        before = self.replies.count()
        self.write(text)
        return self._next(before)

    def press(self, title: str | re.Pattern[str]) -> Locator:
        before = self.replies.count()
        self.root.get_by_role("button", name=title, exact=True).last.click()
        return self._next(before)

    def _next(self, before: int) -> Locator:
        expect(self.replies.nth(before)).to_be_visible(timeout=TURN)
        self.page.wait_for_timeout(250)  # a turn's replies arrive together; let them all be drawn
        return self.replies.last

    def texts(self) -> list[str]:
        """The words of every row, in order."""
        return [text.strip() for text in self.root.locator("li.row .words").all_inner_texts()]

    def stored(self) -> dict[str, Any]:
        """Everything the browser keeps for this page."""
        return dict(
            self.page.evaluate(
                "() => ({local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie})"
            )
        )
