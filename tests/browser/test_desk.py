"""The desk in a real browser beside a visitor in another one, on the real processes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_journey import Chat, open_chat
from tests.stack.interview import walk
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.browser
LIVE = 15_000  # ms until the other side has it
TAKEN_OUT = (("PDF for the chart", "pdf"), ("FHIR R4 record", "json"), ("Answers as CSV", "csv"))
WIDE = {"width": 1280, "height": 800}


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser."""
    made = chromium.new_context(viewport={"width": 420, "height": 800})
    yield made
    made.close()


@pytest.fixture
def desk(chromium: Browser, stack: Stack) -> Iterator[Page]:
    """A clinician's browser, signed in."""
    made = chromium.new_context(viewport=WIDE, accept_downloads=True)
    printed = ""
    for number in range(50):
        try:
            printed = stack.manage("add_staff", f"sam{number}", "--role", "clinician", "--name", "Sam Okafor")
            break
        except subprocess.CalledProcessError as error:  # the name is taken by the test before
            assert number < 49, error
    name, password = re.findall(r"^ +(?:user name|password) +(\S+)$", printed, re.MULTILINE)
    page = made.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.goto(f"{stack.base}/staff/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/staff/cases/")
    yield page
    made.close()


def reference_in(text: str) -> str:
    found = re.search(r"OT-[A-Z0-9]{4}-[A-Z0-9]{2}", text)
    assert found, text
    return found.group()


def write(desk: Page, text: str) -> None:
    desk.get_by_label("Write to the visitor").fill(text)
    desk.get_by_label("Write to the visitor").press("Control+Enter")
    expect(desk.locator(".line.staff .said", has_text=text)).to_be_visible(timeout=LIVE)


def seen_once(chat: Chat, text: str) -> None:
    expect(chat.page.locator("frontdesk-chat li.row", has_text=text)).to_have_count(1, timeout=LIVE)


def come_back(chat: Chat) -> None:
    """Reload the page and open the chat again."""
    chat.page.reload()
    expect(chat.page.locator("frontdesk-chat button.launcher")).to_be_attached(timeout=LIVE)
    chat.page.wait_for_timeout(1000)
    if not chat.box.is_visible():
        chat.page.locator("frontdesk-chat button.launcher").click()
    expect(chat.box).to_be_visible(timeout=LIVE)


def test_taking_over_a_visitor_who_reconnects_and_giving_back(
    window: BrowserContext, desk: Page, stack: Stack
) -> None:
    chat = open_chat(window, stack)
    reference = reference_in(chat.say("can I talk to a real person please").inner_text())
    desk.goto(f"{stack.base}/staff/cases/{reference}/")
    desk.get_by_role("button", name="Join the chat").click()
    seen_once(chat, "Sam from Oasis Therapeutics has joined the chat")

    desk.get_by_label("Write to the visitor").press_sequentially("Good morning", delay=30)
    expect(chat.page.get_by_text("Sam is writing")).to_be_attached(timeout=LIVE)
    write(desk, "Good morning, how can I help?")
    seen_once(chat, "Good morning, how can I help?")
    expect(desk.locator(".line.staff .read")).to_be_visible(timeout=LIVE)

    replies = chat.rows.count()
    chat.box.fill("I lost my appointment letter")
    chat.box.press("Enter")
    expect(desk.locator(".line.visitor", has_text="appointment letter")).to_be_visible(timeout=LIVE)
    assert chat.rows.count() == replies, "the assistant is quiet"

    window.set_offline(True)
    write(desk, "I will send you a new one today.")
    chat.page.wait_for_timeout(3000)
    expect(chat.page.locator("frontdesk-chat li.row", has_text="a new one today")).to_have_count(0)
    window.set_offline(False)
    seen_once(chat, "I will send you a new one today.")
    come_back(chat)
    for text in ("how can I help?", "appointment letter", "a new one today"):
        seen_once(chat, text)

    desk.get_by_role("button", name="Give the chat back to the assistant").click()
    seen_once(chat, "Sam has left the chat. The assistant is back")
    expect(chat.say("what are the side effects")).to_contain_text("dizzy")


def a_crisis_is_joined_and_cleared(window: BrowserContext, desk: Page, stack: Stack) -> None:
    chat = open_chat(window, stack)
    said = "i want to end my life tonight, after supper"  # words of no other test on these processes
    reply = chat.say(said)
    expect(reply).to_contain_text("988")
    desk.goto(f"{stack.base}/staff/cases/?view=urgent")
    desk.wait_for_load_state()
    listed = desk.locator(".cases tbody .about").all_inner_texts()
    for _ in range(next(place for place, words in enumerate(listed, 1) if said in words)):
        desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator(".banner.red")).to_contain_text("Crisis: needs a person now")
    expect(desk.locator("#why + .flaglist .quote")).to_have_text(said)
    desk.keyboard.press("s")
    desk.keyboard.press("Enter")
    seen_once(chat, "Sam from Oasis Therapeutics has joined")
    write(desk, "I am here with you.")
    chat.box.fill("i have the pills in my hand, i want to die")
    chat.box.press("Enter")
    expect(chat.rows.last).to_contain_text("988", timeout=LIVE)
    expect(desk.locator(".line.crisis")).to_have_count(2, timeout=LIVE)
    desk.get_by_role("button", name="Give the chat back to the assistant").click()
    desk.get_by_text("Clear crisis…").click()
    desk.get_by_label("What was done, and why is it safe now?").fill("Called; her sister is with her.")
    desk.get_by_role("button", name="Clear: the assistant answers normally again").click()
    expect(desk.locator(".messages")).to_contain_text("Crisis cleared")
    expect(desk.locator(".notes")).to_contain_text("her sister is with her")


def an_intake_is_called_and_closed(desk: Page, stack: Stack) -> str:
    """Returns the case's reference."""
    patient = Visitor(stack.base)
    walk(patient, patient.say("I want to start the intake"))
    intake = str(patient.choose("review_confirm")[-1]["reference"])
    desk.goto(f"{stack.base}/staff/cases/{intake}/")
    desk.keyboard.press("t")
    expect(desk.locator(".messages")).to_contain_text("The case is yours")
    desk.wait_for_load_state()
    desk.keyboard.press("n")
    expect(desk.locator("#note")).to_be_focused()
    desk.keyboard.type("Called, visit on Friday at 10.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".notes")).to_contain_text("visit on Friday")
    desk.wait_for_load_state()
    desk.keyboard.press("c")
    desk.get_by_label("Why is it closed?").select_option("booked")
    desk.get_by_role("button", name="Close the case").click()
    expect(desk.locator(".meta")).to_contain_text("Closed: visit booked")
    return intake


def a_case_is_found_and_taken_out(desk: Page, stack: Stack, intake: str, folder: Path) -> None:
    desk.wait_for_load_state()
    desk.keyboard.press("/")
    desk.keyboard.type("ana ruiz")
    desk.keyboard.press("Enter")
    expect(desk.locator(".cases")).to_contain_text(intake)
    assert "ruiz" not in desk.url.lower(), "no name is in an address"
    desk.locator(f"a[href*='{intake}']").click()
    desk.wait_for_url(f"**/{intake}/")
    for button, ending in (
        ("PDF for the chart", "pdf"),
        ("FHIR R4 record", "json"),
        ("Answers as CSV", "csv"),
    ):
        desk.keyboard.press("e")
        with desk.expect_download() as download:
            desk.get_by_role("button", name=button).click()
        file = folder / f"out.{ending}"
        download.value.save_as(file)
        assert file.stat().st_size > 1000 and download.value.suggested_filename.startswith(intake)
        desk.goto(f"{stack.base}/staff/cases/{intake}/")
    expect(desk.locator(".history")).to_contain_text("Took it out as FHIR record")


def test_a_day_at_the_desk(window: BrowserContext, desk: Page, stack: Stack, tmp_path: Path) -> None:
    a_crisis_is_joined_and_cleared(window, desk, stack)
    intake = an_intake_is_called_and_closed(desk, stack)
    a_case_is_found_and_taken_out(desk, stack, intake, tmp_path)


NAUGHTY = (
    "<img src=x onerror=window.hacked=1>",
    "<script>window.hacked=1</script>",
    '"><svg onload=window.hacked=1>',
    "[link](javascript:window.hacked=1) javascript:window.hacked=1",
    "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1}",
)


@pytest.mark.promise("P31")
def test_what_either_side_writes_stays_text_for_the_other(
    window: BrowserContext, desk: Page, stack: Stack
) -> None:
    chat = open_chat(window, stack)
    reference = reference_in(chat.say("can I talk to a real person please").inner_text())
    case = f"{stack.base}/staff/cases/{reference}/"
    desk.goto(case)
    desk.get_by_role("button", name="Join the chat").click()
    seen_once(chat, "has joined the chat")
    for text in NAUGHTY:
        chat.box.fill(text)
        chat.box.press("Enter")
        expect(desk.locator(".line.visitor .said").get_by_text(text, exact=True)).to_be_visible(timeout=LIVE)
        write(desk, f"You wrote {text}")
        seen_once(chat, f"You wrote {text}")
        desk.get_by_label("New note, for staff only").fill(text)
        desk.get_by_role("button", name="Add note").click()
        expect(desk.locator(".notes").get_by_text(text, exact=True).first).to_be_visible()
    for page in (chat.page, desk):
        page.reload()
        page.wait_for_timeout(1500)
        assert page.evaluate("window.hacked") is None
    seen_once(chat, f"You wrote {NAUGHTY[0]}")
    rows = chat.page.locator("frontdesk-chat li.row")
    assert rows.locator("img, script, svg[onload], a[href^='javascript']").count() == 0
    assert desk.locator("#talk, .notes").locator("img, script, svg[onload], a").count() == 0
    desk.goto(f"{case}print/")
    assert desk.evaluate("window.hacked") is None and desk.locator(".talk img, .talk script").count() == 0
