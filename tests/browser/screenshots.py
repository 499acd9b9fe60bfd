"""The pictures of docs/ from a running server: `python -m tests.browser.screenshots http://localhost:8000`."""

from __future__ import annotations

import shutil
import sys
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from frontdesk.project.env import ROOT
from tests.browser.chat import Chat
from tests.browser.conftest import FLAGS, SIZES
from tests.browser.states import walk
from tests.stack.processes import Visitor

PHONE: dict[str, Any] = {"viewport": SIZES["phone"], "has_touch": True, "is_mobile": True}
DESKTOP: dict[str, Any] = {"viewport": SIZES["desktop"]}


def answer(visitor: Visitor) -> None:
    visitor.say("what are the side effects")


def intake(visitor: Visitor) -> None:
    walk(visitor, visitor.say("start the intake"), "main_concern")


def review(visitor: Visitor) -> None:
    walk(visitor, visitor.say("start the intake"), "review")


def crisis(visitor: Visitor) -> None:
    visitor.say("i want to kill myself")


def nothing(visitor: Visitor) -> None:
    """Only the greeting."""


PICTURES = {
    "chat-answer": (PHONE, "light", answer),
    "chat-intake": (PHONE, "light", intake),
    "chat-review": (PHONE, "light", review),
    "chat-crisis": (PHONE, "light", crisis),
    "chat-dark": (PHONE, "dark", answer),
    "clinic-page": (DESKTOP, "light", nothing),
}


def take(browser: Browser, base: str) -> None:
    for name, (window, scheme, says) in PICTURES.items():
        visitor = Visitor(base)
        says(visitor)
        context = browser.new_context(color_scheme=scheme, **window)
        chat = Chat(context, base + "/", token=visitor.token).open()
        last = chat.replies.last
        last.evaluate("(e) => { e.closest('.scroller').scrollTop = e.offsetTop - 12; }")
        chat.page.wait_for_timeout(600)
        chat.page.screenshot(path=ROOT / "docs" / f"{name}.png")
        context.close()


if __name__ == "__main__":
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        take(chromium, sys.argv[1].rstrip("/"))
        chromium.close()
