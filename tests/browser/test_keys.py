"""By keyboard and by ear: focus goes in and back, all can be reached, each new message is said once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chat import TURN, Chat
from tests.browser.states import walk
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.browser
LISTEN = """() => {
  const root = document.querySelector('frontdesk-chat').shadowRoot;
  window.heard = { polite: [], assertive: [] };
  for (const region of root.querySelectorAll('[data-live]')) {
    for (const line of region.children) heard[region.dataset.live].push(line.textContent);
    new MutationObserver((changes) => {
      for (const line of changes.flatMap((change) => [...change.addedNodes])) {
        heard[region.dataset.live].push(line.textContent);
      }
    }).observe(region, { childList: true });
  }
}"""
FOCUSED = "() => document.querySelector('frontdesk-chat').shadowRoot.activeElement"


def tab_to(chat: Chat, name: str, most: int = 40, key: str = "Tab") -> None:
    """Press Tab (or Shift+Tab) until the focus is on the control of that name."""
    for _ in range(most):
        chat.page.keyboard.press(key)
        found = chat.page.evaluate(
            f"() => {{ const e = ({FOCUSED})(); return e && (e.ariaLabel ?? e.textContent); }}"
        )
        if found and found.strip().startswith(name):
            return
    raise AssertionError(f"Tab does not reach {name}")


def test_a_whole_visit_by_keyboard_alone(desktop: BrowserContext, stack: Stack) -> None:
    chat = Chat(desktop, stack.base + "/")
    keys = chat.page.keyboard
    tab_to(chat, "Questions? Chat with us", most=80)
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")
    controlled = chat.launcher.get_attribute("aria-controls")
    keys.press("Enter")
    expect(chat.launcher).to_have_attribute("aria-expanded", "true")
    dialog = chat.root.locator(f"#{controlled}")
    expect(dialog).to_have_attribute("role", "dialog")
    expect(dialog).to_have_attribute("aria-label", "Chat with Oasis Therapeutics")
    expect(chat.box).to_be_focused()
    expect(chat.replies.first).to_be_visible(timeout=TURN)
    keys.type("what are the side effects")
    keys.press("Enter")
    expect(chat.replies.last).to_contain_text("dizzy", timeout=TURN)
    tab_to(chat, "Sources")
    keys.press("Enter")
    expect(chat.replies.last.get_by_role("link").last).to_be_visible()
    tab_to(chat, "Tell me more")
    keys.press("Space")
    expect(chat.replies).to_have_count(3, timeout=TURN)
    tab_to(chat, "In crisis?", key="Shift+Tab")
    keys.press("Enter")
    expect(chat.root.locator(".crisis-card a").first).to_be_visible()
    keys.press("Escape")
    expect(chat.root.locator(".crisis-card a").first).to_be_hidden()
    tab_to(chat, "Chat options", key="Shift+Tab")
    keys.press("Enter")
    keys.press("Escape")
    expect(chat.root.get_by_role("button", name="Chat options")).to_be_focused()
    keys.press("Escape")
    expect(chat.launcher).to_be_focused()
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")


def test_on_a_phone_the_focus_stays_inside(chromium: Browser, stack: Stack) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    chat = Chat(context, stack.base + "/")
    chat.launcher.tap()
    expect(chat.replies.first).to_be_visible(timeout=TURN)
    expect(chat.root.locator("[role=dialog]")).to_have_attribute("aria-modal", "true")
    chat.page.wait_for_timeout(400)  # it has come up
    surface = chat.root.locator(".surface").bounding_box()
    assert surface and [round(value) for value in surface.values()] == [0, 0, 360, 740]
    for _ in range(30):
        chat.page.keyboard.press("Tab")
        assert chat.page.evaluate(f"() => ({FOCUSED})() !== null")
    context.close()


def test_each_new_message_is_said_once_and_history_never(context: BrowserContext, stack: Stack) -> None:
    chat = Chat(context, stack.base + "/")
    chat.page.evaluate(LISTEN)
    chat.open()
    chat.say("what does it cost")
    chat.page.wait_for_timeout(2500)  # the stream brings the same messages again
    heard = chat.page.evaluate("heard")
    assert [line[:10] for line in heard["polite"]] == ["Assistant:"] * 2
    assert "$475" in heard["polite"][1] and heard["assertive"] == []
    speakers = chat.root.locator("ol.thread > li.row .speaker").all_text_contents()
    assert speakers == ["Assistant", "You", "Assistant"]
    chat.page.reload()
    chat.page.wait_for_function(
        "() => document.querySelector('frontdesk-chat')?.shadowRoot?.querySelector('.launcher')"
    )
    chat.page.evaluate(LISTEN)
    chat.open()
    chat.page.wait_for_timeout(1000)
    assert chat.page.evaluate("heard") == {"polite": [], "assertive": []}
    chat.page.route("**/api/chat/messages", lambda route: route.abort())
    chat.write("hello")
    expect(chat.root.get_by_text("Not sent.").first).to_be_visible(timeout=TURN)
    assert chat.page.evaluate("heard.assertive")[0] == "Not sent. We will send it as soon as we can."


def test_the_intake_suits_a_phone(chromium: Browser, stack: Stack) -> None:
    """Progress, keyboards, autofill, skip and back, ticking several, the review with its buttons."""
    visitor = Visitor(stack.base)
    walk(visitor, visitor.say("start the intake"), "date_of_birth")
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    chat = Chat(context, stack.base + "/", token=visitor.token).open()
    expect(chat.root.get_by_role("progressbar")).to_be_visible()
    expect(chat.root.locator(".progress")).to_contain_text(re.compile(r"Question \d+ of \d+"))
    kinds = {}
    for topic, answer in {"born": "03041985", "email": "ana@example.com", "phone": "3125550142"}.items():
        kinds[topic] = [chat.box.get_attribute(name) for name in ("autocomplete", "inputmode")]
        chat.box.press_sequentially(answer)
        if topic == "born":
            expect(chat.box).to_have_value("03/04/1985")
        before = chat.replies.count()
        chat.box.press("Enter")
        expect(chat.replies.nth(before)).to_be_visible(timeout=TURN)
    assert kinds == {"born": ["bday", "numeric"], "email": ["email", "email"], "phone": ["tel", "tel"]}
    chat.press("Back")
    expect(chat.box).to_have_attribute("autocomplete", "tel")
    chat.press("Skip")
    context.close()


def test_several_are_ticked_and_an_answer_is_changed_in_the_review(
    desktop: BrowserContext, stack: Stack
) -> None:
    visitor = Visitor(stack.base)
    walk(visitor, visitor.say("start the intake"), "substance_use")
    chat = Chat(desktop, stack.base + "/", token=visitor.token).open()
    for title in ("Alcohol", "Opioids not prescribed to me"):
        toggle = chat.root.get_by_role("button", name=title)
        toggle.click()
        expect(toggle).to_have_attribute("aria-pressed", "true")
    chat.press("Done (2)")
    walk(visitor, [visitor.history()[-1]], "review")
    review = chat.root.locator("li.kind-review").last
    expect(review).to_contain_text("Alcohol, Opioids not prescribed to me", timeout=TURN)
    confirm = chat.root.get_by_role("button", name="Confirm and send")
    expect(confirm).to_be_in_viewport()
    chat.press("Change 1: First name")
    chat.say("Anna")
    expect(chat.root.locator("li.kind-review").last).to_contain_text("First name: Anna", timeout=TURN)
    expect(
        chat.root.locator("li.kind-review").first.locator(".edit").first
    ).to_be_hidden()  # an older review is only for reading
    done = chat.press("Confirm and send")
    expect(done.locator(".reference-value")).to_have_text(re.compile(r"OT-[A-Z0-9]{4}-[A-Z0-9]{2}"))
    mail = done.get_by_role("button", name="E-mail it to me")
    mail.click()
    expect(done.locator(".reference")).to_contain_text("On its way to the e-mail address you gave")
