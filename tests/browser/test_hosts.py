"""On other people's pages: strict policies, odd moments, frameworks, hostile style and script, frames."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Request, expect

from tests.browser.chat import READY, TURN, Chat
from tests.browser.faults import faults
from tests.browser.hosts import Host
from tests.stack.processes import Stack

pytestmark = pytest.mark.browser
VIOLATIONS = """window.violations = [];
document.addEventListener('securitypolicyviolation',
  (e) => violations.push(e.violatedDirective + ' ' + e.blockedURI));"""


def use(chat: Chat) -> None:
    """Something of everything: answer, sources, intake, date, copy, print, crisis card, the end."""
    chat.open()
    chat.say("what are the side effects")
    chat.root.locator(".sources summary").last.click()
    chat.say("start the intake")
    chat.press("I agree")
    for option in ("Copy this chat", "Print or save this chat"):
        chat.root.get_by_role("button", name="Chat options").click()
        chat.root.get_by_role("button", name=option).click()
    chat.root.locator(".crisis-summary").click()
    chat.root.get_by_role("button", name="Chat options").click()
    chat.root.get_by_role("button", name="End and forget this chat").click()
    chat.root.get_by_role("button", name="End and forget", exact=True).click()
    expect(chat.root.locator(".ended")).to_contain_text("asked to erase it", timeout=TURN)


@pytest.mark.promise("P33")
def test_a_strict_policy_is_kept_and_nothing_goes_elsewhere(
    context: BrowserContext, host: Host, stack: Stack
) -> None:
    context.add_init_script(VIOLATIONS)
    asked: list[Request] = []
    context.on("request", lambda request: asked.append(request))
    chat = Chat(context, host.base + "/strict?plan=private")
    use(chat)
    assert chat.page.evaluate("violations") == []
    assert chat.said == []  # not one line in the console
    assert {re.sub(r"(:\d+)/.*", r"\1", request.url) for request in asked} == {host.base, stack.base}
    for request in asked:
        if request.url.startswith(stack.base):
            assert "?" not in request.url or re.fullmatch(r".*/messages\?after=\d+", request.url)
            assert request.headers.get("referer", host.base + "/") == host.base + "/"
            assert "cookie" not in request.headers


def test_before_the_body_and_twice(desktop: BrowserContext, host: Host) -> None:
    for path in ("/before-body", "/twice"):
        chat = Chat(desktop, host.base + path)
        drawn = "() => [...document.querySelectorAll('frontdesk-chat')].filter((e) => e.shadowRoot).length"
        assert chat.page.evaluate(drawn) == 1
        chat.root = chat.page.locator("frontdesk-chat:has(.launcher)")
        chat.open()
        assert chat.said == []
        chat.page.close()


@pytest.mark.parametrize(
    "redraw",
    [
        "document.querySelector('frontdesk-chat').remove()",
        "document.body.replaceChildren(document.createElement('main'))",
        "document.body.innerHTML = '<main>drawn again</main>'",
        "document.body.replaceWith(document.createElement('body'))",
        """const box = document.createElement('div'); document.body.append(box);
           box.append(document.querySelector('frontdesk-chat')); box.remove()""",
    ],
)
def test_frameworks_that_draw_the_page_again(desktop: BrowserContext, host: Host, redraw: str) -> None:
    chat = Chat(desktop, host.base + "/").open()
    chat.say("hello")
    chat.page.evaluate(redraw)
    expect(chat.root.locator("li.row.from-visitor")).to_contain_text("hello", timeout=TURN)
    chat.say("hello again")
    assert chat.page.locator("frontdesk-chat").count() == 1


def test_hostile_style_and_script(context: BrowserContext, host: Host) -> None:
    chat = Chat(context, host.base + "/hostile").open()
    chat.say("what does it cost")
    box = chat.root.locator(".surface").bounding_box()
    assert box is not None and box["width"] >= 320 and box["height"] > 300
    size = chat.root.locator(".words").last.evaluate(
        "(e) => getComputedStyle(e).fontSize + getComputedStyle(e).color"
    )
    assert size.startswith("16px") and "255, 0, 0" not in size
    added = "() => Object.getOwnPropertyNames(window).filter((n) => !before.includes(n) && n !== 'before')"
    assert set(chat.page.evaluate(added)) <= {"0"}
    assert chat.page.evaluate("[config, script, lang, wanted, h].join()") == "mine,mine,mine,mine,mine"
    chat.page.route("**/api/chat/messages", lambda route: route.abort())
    chat.write("kept beside a broken Array")
    expect(chat.root.get_by_text("Not sent.").first).to_be_visible(timeout=TURN)
    chat.page.unroute("**/api/chat/messages")
    chat.page.reload()
    chat.page.wait_for_function(READY)
    chat.open()
    expect(chat.root.locator("li.row.from-visitor").last).to_contain_text("kept beside", timeout=TURN)
    assert [line for line in chat.said if "error:" in line and "ERR_FAILED" not in line] == []


def test_links_of_the_page_open_and_ask(desktop: BrowserContext, host: Host) -> None:
    chat = Chat(desktop, host.base + "/")
    chat.page.get_by_role("button", name="Ask us").click()
    expect(chat.root.locator(".surface")).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_role("button", name="Ask us")).to_be_focused()
    chat.page.get_by_role("link", name="How much does treatment cost?").click()
    expect(chat.replies.last).to_contain_text("$475", timeout=TURN)
    chat.page.goto("about:blank")
    again = Chat(desktop, host.base + "/#ask=cost")  # in the words of the page's own link
    expect(again.root.locator("li.row.from-visitor").last).to_contain_text("How much does treatment cost?")
    assert again.page.url == host.base + "/"


def test_the_greeting_suits_the_page(desktop: BrowserContext, host: Host) -> None:
    chat = Chat(desktop, host.base + "/pricing").open()
    expect(chat.root.get_by_role("button", name="Does insurance cover")).to_be_visible()


def test_right_to_left_spanish_and_a_clinics_own_accent(context: BrowserContext, host: Host) -> None:
    rtl = Chat(context, host.base + "/rtl").open()
    close = rtl.root.get_by_role("button", name="Close chat").first.bounding_box()
    title = rtl.root.locator(".title").bounding_box()
    assert close and title and close["x"] < title["x"]
    found = faults(rtl.page, "rtl")
    spanish = Chat(context, host.base + "/spanish")
    spanish.launcher.click()
    expect(spanish.root.get_by_text("¿En crisis?")).to_be_visible()
    expect(spanish.root.get_by_text("La información médica está en inglés")).to_be_visible()
    assert spanish.root.locator("li.row .bubble").first.get_attribute("lang") == "en"
    found += faults(spanish.page, "spanish")
    accent = Chat(context, host.base + "/dark-accent").open()
    for scheme in ("light", "dark"):
        accent.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += faults(accent.page, f"accent {scheme}")
    assert not found, "\n".join(found)


def test_in_an_iframe_of_the_clinics_site(desktop: BrowserContext, host: Host) -> None:
    page = desktop.new_page()
    page.goto(host.base + "/framed")
    frame = page.frame_locator("iframe")
    expect(frame.locator("li.row.from-assistant").first).to_be_visible(timeout=TURN)
    frame.locator(".field:visible").fill("what does it cost")
    frame.locator(".field:visible").press("Enter")
    expect(frame.locator("li.row.from-assistant").last).to_contain_text("$475", timeout=TURN)


@pytest.mark.promise("P33")
def test_a_site_that_is_not_the_clinics_gets_nothing(desktop: BrowserContext, host: Host) -> None:
    chat = Chat(desktop, host.base.replace("127.0.0.1", "localhost") + "/")
    chat.launcher.click()
    expect(chat.root.get_by_text("We cannot reach the front desk").first).to_be_visible(timeout=TURN)
    expect(chat.root.locator(".crisis-summary")).to_be_visible()
    chat.root.locator(".crisis-summary").click()
    for href in ("tel:988", "sms:988", "tel:911"):
        expect(chat.root.locator(f".crisis-card a[href='{href}']")).to_be_visible()
