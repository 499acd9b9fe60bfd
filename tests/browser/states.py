"""Conversations in every state a visitor can see, made over the real API, to be opened in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.chat import TURN, Chat
from tests.stack.interview import answer_to
from tests.stack.processes import Stack, Visitor

JOIN = """
from django.utils import timezone
from django.contrib.auth import get_user_model
from frontdesk.handoffs import talk
from frontdesk.handoffs.models import Case
user, _ = get_user_model().objects.get_or_create(username="dana", first_name="Dana")
case = Case.objects.get(conversation_id="{conversation}")
"""


def walk(visitor: Visitor, replies: list[dict[str, Any]], until: str) -> list[dict[str, Any]]:
    """Answer question after question up to a topic or the review; offered questionnaires are left out."""
    for _ in range(60):
        last = replies[-1]
        if until in (last["kind"], last["topic"]):
            return replies
        offer = str(last["topic"]).endswith("_offer")
        replies = visitor.choose(last["choices"][1]["id"]) if offer else visitor.say(answer_to(last))
    raise AssertionError(f"no {until}")


def staff(stack: Stack, conversation: str, *does: str) -> None:
    """A colleague named Dana does things in a conversation's chat: join, say, leave."""
    lines = {
        "join": "talk.join(case, user, timezone.now())",
        "say": "talk.say(case, user, 'Hello, this is Dana.', '', timezone.now())",
        "leave": "talk.give_back(case, timezone.now(), user=user)",
    }
    code = JOIN.format(conversation=conversation) + "\n".join(lines[one] for one in does)
    stack.manage("shell", "-v", "0", "-c", code)


def taken_over(stack: Stack) -> Visitor:
    visitor = Visitor(stack.base)
    visitor.choose("talk_to_person")
    staff(stack, visitor.id, "join", "say")
    return visitor


def talks(stack: Stack) -> dict[str, Visitor]:
    """A visitor for each state that the server alone decides."""
    made = {name: Visitor(stack.base) for name in ("greeting", "choices", "answer", "crisis")}
    made["choices"].say("stuff about money and time")
    made["answer"].say("what are the side effects")
    made["crisis"].say("i want to kill myself")
    for name, until in {"intake": "date_of_birth", "several": "conditions", "review": "review"}.items():
        made[name] = Visitor(stack.base)
        walk(made[name], made[name].say("start the intake"), until)
    made["done"] = Visitor(stack.base)
    walk(made["done"], made["done"].say("start the intake"), "review")
    made["done"].choose("review_confirm")
    made["taken over"] = taken_over(stack)
    return made


def error_reply(route: Route) -> None:
    """The server's own words for "cannot answer now", in place of a real outage of eight seconds."""
    text = "I cannot answer just now. Your message is kept. Please call us at (312) 555-0142."
    absent = dict.fromkeys(("topic", "reviewed", "progress", "reference"))
    said = {"seq": 99, "id": "e", "from": "assistant", "kind": "error", "text": text}
    message = {**absent, **said, "choices": [], "sources": [], "at": "2026-11-24T15:00:00+00:00"}
    route.fulfill(status=200, content_type="application/json", body=json.dumps({"messages": [message]}))


def error(chat: Chat) -> None:
    chat.page.route("**/api/chat/messages", error_reply)
    chat.write("hello?")
    expect(chat.root.locator(".kind-error")).to_be_visible(timeout=TURN)


def not_sent(chat: Chat) -> None:
    chat.page.route("**/api/chat/messages", lambda route: route.abort())
    chat.write("hello?")
    expect(chat.root.get_by_text("Not sent.").first).to_be_visible(timeout=TURN)


def offline(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.write("are you there?")
    expect(chat.root.get_by_text("You are offline").first).to_be_visible(timeout=TURN)


def crisis_card(chat: Chat) -> None:
    chat.root.locator(".crisis-summary").click()


def menu(chat: Chat) -> None:
    chat.root.get_by_role("button", name="Chat options").click()


def confirm(chat: Chat) -> None:
    menu(chat)
    chat.root.get_by_role("button", name="End and forget this chat").click()


def ended(chat: Chat) -> None:
    confirm(chat)
    chat.root.get_by_role("button", name="End and forget", exact=True).click()
    expect(chat.root.get_by_role("button", name="Start a new chat")).to_be_visible(timeout=TURN)


def sources(chat: Chat) -> None:
    chat.root.locator(".sources summary").last.click()


def nothing(chat: Chat) -> None:
    """The state is the conversation's own."""


# state → the conversation it is shown over, and what happens in the browser
STATES: dict[str, tuple[str, Callable[[Chat], None]]] = {
    "greeting": ("greeting", nothing),
    "choices": ("choices", nothing),
    "answer": ("answer", sources),
    "intake": ("intake", nothing),
    "several": ("several", lambda chat: chat.root.get_by_role("button", name="Seizures").click()),
    "review": ("review", nothing),
    "done": ("done", nothing),
    "crisis": ("crisis", nothing),
    "taken over": ("taken over", nothing),
    "crisis card": ("greeting", crisis_card),
    "menu": ("greeting", menu),
    "confirm": ("greeting", confirm),
    "error": ("greeting", error),
    "not sent": ("greeting", not_sent),
    "offline": ("greeting", offline),
}


def show(context: BrowserContext, stack: Stack, made: dict[str, Any], state: str) -> Chat:
    """Open a state in a new tab. Close the tab and go online again afterwards."""
    talk, act = STATES[state]
    chat = Chat(context, stack.base + "/", token=made[talk].token).open()
    expect(chat.root.locator(".typing")).to_be_hidden(timeout=TURN)
    act(chat)
    chat.page.wait_for_timeout(250)
    return chat
