"""Whatever the server says, the chat shows it as text: the same elements as for plain words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.chat import TURN, Chat
from tests.browser.hosts import Host
from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.browser
BATCH = 60  # messages of one conversation; 4 rows for each string
# every element with its attributes' names; of text that may become lists and links only what is allowed there
SHAPE = """() => {
  const rows = [...document.querySelector('frontdesk-chat').shadowRoot.querySelectorAll('li.row')];
  const one = (e) => e.matches('.words') ? 'words' : e.localName + '[' + e.getAttributeNames().sort() + ']('
    + [...e.children].map(one) + ')';
  return rows.map((row) => one(row).replace(/ grouped/g, ''));
}"""
IN_WORDS = """() => [...document.querySelector('frontdesk-chat').shadowRoot.querySelectorAll('.words *')]
  .filter((e) => !(e.matches('p, ul, ol, li') && e.getAttributeNames().every((n) => n === 'start'))
    && !(e.matches('a') && /^(https:\\/\\/|tel:|sms:|mailto:)/.test(e.getAttribute('href'))))
  .map((e) => e.outerHTML)"""
HREFS = """() => [...document.querySelector('frontdesk-chat').shadowRoot.querySelectorAll('a')]
  .map((a) => a.protocol).filter((p) => !['https:', 'tel:', 'sms:', 'mailto:'].includes(p))"""


def naughty(shared: Path) -> list[str]:
    strings = json.loads((shared / "eval" / "blns.json").read_text("utf-8"))
    return [text for text in strings if text.strip()] + [
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "https://a.example/\"onmouseover='alert(1)'",
        "</div></li><script>alert(1)</script>",
    ]


def message(seq: int, sender: str, text: str, **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"topic": None, "choices": [], "sources": [], "reviewed": None, "progress": None}
    plain = {"seq": seq, "id": f"m{seq}", "from": sender, "kind": "info", "text": text, "reference": None}
    return {**empty, **plain, "at": "2026-11-24T15:00:00+00:00", **more}


def conversation(strings: list[str]) -> list[dict[str, Any]]:
    """Every field a string can be in, from every speaker."""
    rows: list[dict[str, Any]] = []
    for text in strings:
        sources = [{"name": text, "url": "https://a.example/" + text}, {"name": text, "url": text}]
        answer = {
            "kind": "answer", "topic": text, "sources": sources, "reviewed": {"by": text, "on": text},
            "choices": [{"id": text, "title": text}], "reference": text,
        }  # fmt: skip
        seq = len(rows)
        rows += [
            message(seq + 1, "visitor", text, kind="text"),
            message(seq + 2, "assistant", text, **answer),
            message(seq + 3, "staff", text),
            message(seq + 4, "system", text, kind=text),
        ]
    return rows


def open_with(context: BrowserContext, url: str, rows: list[dict[str, Any]]) -> Chat:
    """The chat over a history of those rows."""
    allow = {"Access-Control-Allow-Origin": "*"}

    def history(route: Route) -> None:
        found = rows if route.request.url.endswith("after=0") else []
        route.fulfill(json={"messages": found}, headers=allow)

    context.route("**/api/chat/messages?**", history)
    quiet = {"content_type": "text/event-stream", "body": ": nothing\n\n", "headers": allow}
    context.route("**/api/chat/events", lambda route: route.fulfill(status=200, **quiet))  # type: ignore[arg-type]
    chat = Chat(context, url, token="x" * 43)
    chat.launcher.click()
    expect(chat.root.locator("li.row")).to_have_count(len(rows), timeout=TURN)
    return chat


@pytest.mark.promise("P31")
def test_naughty_strings_in_every_field(desktop: BrowserContext, host: Host, shared: Path) -> None:
    strings = naughty(shared)
    assert len(strings) > 400
    faults: list[str] = []
    for start in range(0, len(strings), BATCH):
        batch = strings[start : start + BATCH]
        plain = open_with(
            desktop, host.base + "/strict", conversation([f"plain {n}" for n in range(len(batch))])
        )
        wanted = plain.page.evaluate(SHAPE)
        plain.page.close()
        desktop.unroute_all()
        chat = open_with(desktop, host.base + "/strict", conversation(batch))
        found = chat.page.evaluate(SHAPE)
        # a source whose address is no https one is words and no link
        faults += [f"{a} / {b}" for a, b in zip(found, wanted) if a != b and unlinked(a) != unlinked(b)]
        faults += chat.page.evaluate(IN_WORDS) + chat.page.evaluate(HREFS) + chat.said
        own = chat.root.locator("li.row.from-visitor .words").all_text_contents()
        faults += [f"changed: {a!r}" for a, b in zip(own, batch) if a != b]
        chat.page.close()
        desktop.unroute_all()
    assert not faults, "\n".join(faults[:20])


def unlinked(shape: str) -> str:
    return shape.replace("a[href,rel,target]()", "")


@pytest.mark.promise("P31")
def test_a_visitors_markup_comes_back_as_text(desktop: BrowserContext, stack: Stack) -> None:
    """The same through the real server."""
    visitor = Visitor(stack.base)
    said = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<b>bold</b> &amp; {{ 7*7 }}"]
    for text in said:
        visitor.say(text)
    chat = Chat(desktop, stack.base + "/", token=visitor.token).open()
    own = chat.root.locator("li.row.from-visitor .words")
    assert own.all_text_contents() == said
    assert chat.root.locator("li.row .words :not(p, ul, ol, li, a)").count() == 0
    assert chat.said == []
