"""Nothing lost, nothing twice: dropped replies, two tabs, no network, reloads, no stream, the end."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.chat import TURN, Chat
from tests.browser.hosts import Host
from tests.browser.states import staff
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.browser
SENDS = 100
MESSAGES = re.compile(r"/api/chat/messages$")


def drop_every_third() -> Callable[[Route], None]:
    """The server takes the message; its answer is lost on the way back."""
    seen = [0]

    def drop(route: Route) -> None:
        seen[0] += 1
        if seen[0] % 3:
            return route.continue_()
        route.fetch()
        return route.abort()

    return drop


def settle(tabs: list[Chat]) -> None:
    """Press "Try again" wherever it shows until everything is sent."""
    for _ in range(200):
        waiting = 0
        for tab in tabs:
            again = tab.root.get_by_role("button", name="Try again")
            if again.count():
                again.first.click()
            waiting += again.count() + tab.root.get_by_text("Sending…").count()
        if not waiting:
            return
        tabs[0].page.wait_for_timeout(100)
    raise AssertionError("not everything was sent")


def own(tab: Chat) -> list[str]:
    return [text.strip() for text in tab.root.locator("li.row.from-visitor .words").all_inner_texts()]


@pytest.mark.promise("P07")
def test_a_hundred_messages_from_two_tabs_with_every_third_reply_lost(
    desktop: BrowserContext, stack: Stack
) -> None:
    desktop.route(MESSAGES, drop_every_third())
    one = Chat(desktop, stack.base + "/").open()
    two = Chat(desktop, stack.base + "/").open()
    said = [f"thanks {number}" for number in range(SENDS)]
    for number, text in enumerate(said):
        (one, two)[number % 2].write(text)
    settle([one, two])
    token = one.stored()["local"]["frontdesk-chat"]
    reader = Visitor(stack.base)
    reader.http.headers["Authorization"] = f"Bearer {token}"
    record = [row for row in reader.history() if row["from"] == "visitor"]
    assert sorted(row["text"] for row in record) == sorted(said)
    for tab in (one, two):
        expect(tab.root.locator("li.row.from-visitor")).to_have_count(SENDS, timeout=TURN)
    everything = len(reader.history())
    for tab in (one, two):
        expect(tab.root.locator("li.row")).to_have_count(everything, timeout=TURN)
        tab.page.reload()
        tab.open()
        expect(tab.root.locator("li.row")).to_have_count(everything, timeout=TURN)
        assert own(tab) == [row["text"] for row in record]
    assert one.texts() == two.texts()


@pytest.mark.promise("P07")
def test_offline_and_back(context: BrowserContext, stack: Stack) -> None:
    chat = Chat(context, stack.base + "/").open()
    chat.say("hello")
    context.set_offline(True)
    for text in ("first", "second"):
        chat.write(text)
    chat.box.fill("half a thou")
    expect(chat.root.get_by_text("Waiting for a connection").first).to_be_visible(timeout=TURN)
    context.set_offline(False)
    expect(chat.root.get_by_text("You are offline").first).to_be_hidden(timeout=TURN)
    expect(chat.root.locator(".status:visible")).to_have_text(["Sent"], timeout=TURN)
    assert own(chat) == ["hello", "first", "second"]
    expect(chat.box).to_have_value("half a thou")
    chat.page.reload()
    chat.open()
    assert own(chat) == ["hello", "first", "second"]


def test_words_that_were_not_sent_outlive_a_reload_and_are_sent_once(
    desktop: BrowserContext, stack: Stack
) -> None:
    chat = Chat(desktop, stack.base + "/").open()
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.write("where are you?")
    expect(chat.root.get_by_text("Not sent.").first).to_be_visible(timeout=TURN)
    chat.box.fill("and one more th")
    chat.page.unroute(MESSAGES)
    chat.page.reload()
    chat.open()
    expect(chat.root.locator(".status:visible")).to_have_text(["Sent"], timeout=TURN)
    assert own(chat) == ["where are you?"]
    expect(chat.box).to_have_value("and one more th")
    assert chat.stored()["session"] == {}


def test_without_a_stream_the_other_tab_is_still_heard(desktop: BrowserContext, stack: Stack) -> None:
    one = Chat(desktop, stack.base + "/").open()
    desktop.route("**/api/chat/events", lambda route: route.fulfill(status=500, body="no"))
    two = Chat(desktop, stack.base + "/").open()
    one.say("hello")
    expect(two.root.locator("li.row.from-visitor")).to_have_text(re.compile("hello"), timeout=20_000)


def test_a_stream_goes_on_after_what_was_read(desktop: BrowserContext, stack: Stack) -> None:
    chat = Chat(desktop, stack.base + "/").open()
    chat.say("hello")
    read = chat.replies.count()
    asked: list[int] = []
    chat.page.on(
        "request",
        lambda request: (
            asked.append(int(request.headers.get("last-event-id", -1)))
            if request.url.endswith("/events")
            else None
        ),
    )
    desktop.set_offline(True)
    chat.page.wait_for_timeout(300)
    with chat.page.expect_request("**/api/chat/events", timeout=TURN):
        desktop.set_offline(False)
    chat.page.wait_for_timeout(500)
    assert asked and min(asked) >= read


def test_a_colleague_joins_writes_and_leaves(desktop: BrowserContext, stack: Stack) -> None:
    chat = Chat(desktop, stack.base + "/").open()
    chat.press("Talk to a person")
    status = chat.root.locator(".subtitle")
    expect(status).to_have_text("Automated assistant. Staff informed.")
    token = chat.stored()["local"]["frontdesk-chat"]
    conversation = stack.manage(
        "shell", "-v", "0", "-c",
        "from frontdesk.chat.models import Conversation; from frontdesk.chat.tokens import token_hash;"
        f"print(Conversation.objects.get(token_hash=token_hash('{token}')).pk)",
    ).strip()  # fmt: skip
    staff(stack, conversation, "join")
    expect(status).to_have_text("You are chatting with our team", timeout=TURN)
    expect(chat.root.locator("li.row.from-system").last).to_contain_text("Dana")
    staff(stack, conversation, "say")
    expect(chat.root.locator("li.row.from-staff")).to_contain_text("this is Dana", timeout=TURN)
    chat.write("hello Dana")
    expect(chat.root.locator(".status:visible")).to_have_text(["Sent"], timeout=TURN)
    staff(stack, conversation, "leave")
    expect(status).not_to_have_text("You are chatting with our team", timeout=TURN)


@pytest.mark.promise("P33")
def test_a_reference_is_shown_large_once(desktop: BrowserContext, stack: Stack) -> None:
    chat = Chat(desktop, stack.base).open()
    chat.say("can I talk to a real person please")
    expect(chat.say("312 555 0177")).to_contain_text("(312) 555-0177")
    expect(chat.root.locator(".reference:visible")).to_have_count(1)


def test_end_and_forget_leaves_nothing_in_any_tab(desktop: BrowserContext, stack: Stack) -> None:
    one = Chat(desktop, stack.base + "/").open()
    one.say("my name is Ana Ruiz and i feel low")
    two = Chat(desktop, stack.base + "/").open()
    kept = one.stored()
    token = kept["local"]["frontdesk-chat"]
    assert set(kept["local"]) <= {"frontdesk-chat", "frontdesk-chat-seen", "frontdesk-chat-read"}
    assert kept["session"] == {} and kept["cookies"] == ""
    assert re.fullmatch(r"[\w-]{22,}", token)
    one.root.get_by_role("button", name="Chat options").click()
    one.root.get_by_role("button", name="End and forget this chat").click()
    one.root.get_by_role("button", name="End and forget", exact=True).click()
    expect(one.root.locator(".ended")).to_contain_text("the server has been asked to erase it", timeout=TURN)
    expect(two.root.get_by_text("This chat was ended in another tab.").first).to_be_visible()
    assert one.stored() == {"local": {}, "session": {}, "cookies": ""}
    assert not [text for tab in (one, two) for text in tab.texts() if "Ana" in text]
    reader = Visitor(stack.base)
    assert reader.http.get("/messages", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_an_unused_chat_warns_and_ends_itself(desktop: BrowserContext, host: Host) -> None:
    chat = Chat(desktop, host.base + "/idle").open()  # 6 s
    chat.say("hello")
    expect(chat.root.get_by_role("button", name="I’m still here")).to_be_visible(timeout=TURN)
    chat.root.get_by_role("button", name="I’m still here").click()
    expect(chat.root.get_by_role("button", name="I’m still here")).to_be_hidden()
    expect(chat.root.get_by_role("button", name="Start a new chat")).to_be_visible(timeout=TURN)
    assert chat.stored()["local"] == {}
