"""The whole way through in a real browser: ask, be answered, take an intake, see the case."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.stack.interview import ANSWERS
from tests.stack.processes import Stack

pytestmark = pytest.mark.browser
TURN = 15_000  # ms


class Chat:
    """The widget as a visitor uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("textbox")

    @property
    def rows(self) -> Locator:
        return self.page.locator("frontdesk-chat li.row.from-assistant")

    def say(self, text: str) -> Locator:
        """Send a message and return the last reply's row."""
        before = self.rows.count()
        self.box.fill(text)
        self.box.press("Enter")
        return self._next(before)

    def press(self, title: str) -> Locator:
        before = self.rows.count()
        self.page.get_by_role("button", name=title, exact=True).last.click()
        return self._next(before)

    def _next(self, before: int) -> Locator:
        expect(self.rows.nth(before)).to_be_visible(timeout=TURN)
        self.page.wait_for_timeout(250)  # a turn's replies arrive together; let them all be drawn
        return self.rows.last


def open_chat(context: BrowserContext, stack: Stack) -> Chat:
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.goto(stack.base.replace("127.0.0.1", "127.0.0.1") + "/")
    page.get_by_role("button", name="Ask a question").click()
    chat = Chat(page)
    expect(chat.rows.first).to_contain_text("automated assistant", timeout=TURN)
    return chat


def ask(chat: Chat, question: str, expected: str, source: str) -> None:
    reply = chat.say(question)
    expect(reply).to_contain_text(expected)
    expect(reply).to_contain_text("not yet reviewed by a clinician")
    reply.get_by_text(re.compile("^Sources")).click()
    link = reply.get_by_role("link", name=source).first
    expect(link).to_have_attribute("href", re.compile("^https://"))


def interview(chat: Chat) -> Locator:
    """Answer what is asked, with one question in between, up to the review."""
    asked_aside = False
    reply = chat.say("I want to start the intake")
    for _ in range(80):
        if "kind-review" in (reply.get_attribute("class") or ""):
            return reply
        text = reply.inner_text()
        if "date of birth" in text.lower() and not asked_aside:
            asked_aside = True
            reply = chat.say("wait, can I drive home afterwards?")
            expect(chat.rows.nth(chat.rows.count() - 2)).to_contain_text("next day")
            expect(reply).to_contain_text("date of birth")
            continue
        reply = chat.say(next((answer for words, answer in KEYS.items() if words in text.lower()), "skip"))
    raise AssertionError("no review")


KEYS = {
    "do you agree": "I agree",
    "your first name": ANSWERS["first_name"],
    "your last name": ANSWERS["last_name"],
    "date of birth": ANSWERS["date_of_birth"],
    "e-mail address": ANSWERS["email"],
    "phone number": ANSWERS["phone"],
    "which state": ANSWERS["state"],
    "brings you to us": ANSWERS["main_concern"],
}


def test_ask_be_answered_take_an_intake_see_the_case(context: BrowserContext, stack: Stack) -> None:
    chat = open_chat(context, stack)
    ask(chat, "is ketamine addictive?", "can be misused", "Spravato prescribing information")
    ask(chat, "can i drive home after the infusion", "next day", "Spravato prescribing information")
    ask(chat, "what are the side effects", "dizzy", "Spravato prescribing information")

    expect(interview(chat)).to_contain_text("Ruiz")
    chat.say("change my last name")
    expect(chat.say("Ruiz-Ortega")).to_contain_text("Ruiz-Ortega")
    done = chat.say("confirm")
    reference = re.search(r"OT-[A-Z0-9]{4}-[A-Z0-9]{2}", done.inner_text())
    assert reference

    chat.page.reload()
    chat.page.wait_for_timeout(1500)
    expect(chat.rows.last).to_contain_text(reference.group())

    see_the_case(context, stack, reference.group())


def see_the_case(context: BrowserContext, stack: Stack, reference: str) -> None:
    name = f"desk{abs(hash(reference)) % 10_000}"
    printed = stack.manage("add_staff", name, "--role", "clinician")
    password = re.search(r"^ +password +(\S+)$", printed, re.MULTILINE)
    assert password, printed
    page = context.new_page()
    page.goto(f"{stack.base}/staff/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password.group(1))
    page.get_by_role("button", name="Sign in").click()
    page.locator(f"a[href*='{reference}']").first.click()
    body = page.locator("main")
    for words in ("Ana", "Ruiz-Ortega", "ana.ruiz@example.com", "is ketamine addictive?"):
        expect(body).to_contain_text(words)
