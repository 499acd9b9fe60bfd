"""Every state at two sizes, light and dark: axe finds nothing, all can be hit, nothing sticks out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chat import Chat
from tests.browser.faults import axe, faults
from tests.browser.states import STATES, ended, show, talks
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(stack: Stack) -> dict[str, Visitor]:
    return talks(stack)


def in_both_schemes(chat: Chat, name: str) -> list[str]:
    found = faults(chat.page, name)
    chat.page.emulate_media(color_scheme="dark")
    return found + axe(chat.page, f"{name} (dark)", "color-contrast")


def test_every_state_is_accessible(context: BrowserContext, stack: Stack, made: dict[str, Visitor]) -> None:
    closed = Chat(context, stack.base + "/")
    found = in_both_schemes(closed, "closed")
    closed.page.close()
    for state in STATES:
        chat = show(context, stack, made, state)
        found += in_both_schemes(chat, state)
        context.set_offline(False)
        chat.page.close()
    chat = Chat(context, stack.base + "/", token=Visitor(stack.base).token).open()
    ended(chat)
    found += in_both_schemes(chat, "ended")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("state", ["greeting", "intake", "review", "crisis"])
def test_forced_colours_and_no_motion(
    chromium: Browser, stack: Stack, made: dict[str, Visitor], state: str
) -> None:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, forced_colors="active", reduced_motion="reduce"
    )
    chat = show(context, stack, made, state)
    moving = """() => [...document.querySelector('frontdesk-chat').shadowRoot.querySelectorAll('*')]
      .filter((e) => getComputedStyle(e).animationName !== 'none').length"""
    found, animated = faults(chat.page, state), chat.page.evaluate(moving)
    context.close()
    assert (found, animated) == ([], 0)


# 320 px; a desktop at 200 %; a phone lying down; the same with its keyboard open
@pytest.mark.parametrize(
    "size", [(320, 568), (640, 400), (740, 360), (740, 190)], ids=["320", "zoom", "landscape", "keyboard"]
)
def test_small_and_flat_windows(
    chromium: Browser, stack: Stack, made: dict[str, Visitor], size: tuple[int, int]
) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    found = []
    for state in ("greeting", "intake", "review", "crisis"):
        chat = show(context, stack, made, state)
        found += faults(chat.page, state)
        expect(chat.root.locator(".crisis-summary")).to_be_in_viewport()
        expect(chat.box).to_be_in_viewport(ratio=0.9)
        room = chat.root.locator(".scroller").evaluate("(e) => e.clientHeight")
        if room < 44:
            found.append(f"{state}: {room} px for the messages")
        chat.page.close()
    context.close()
    assert not found, "\n".join(found)
