"""The public pages over the real content, and a visitor who uses the plain chat's forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import AsyncClient, Client

from tests.browser.conftest import chromium, context  # noqa: F401
from tests.chat.conftest import FakeRasa, rasa  # noqa: F401

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass
class Page(HTMLParser):
    """What a browser without scripts makes of a page: its words, links, forms and elements."""

    html: str
    words: str = ""
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    forms: list[dict[str, Any]] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    typed: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.html)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        attrs = {key: value or "" for key, value in found}
        self.elements.append((tag, attrs))
        self.ids.add(attrs.get("id", ""))
        if tag == "a":
            self.links.append(attrs["href"])
        elif tag == "form":
            self.forms.append({"action": attrs["action"].split("#")[0], "fields": {}, "choices": {}})
        elif tag == "input" and self.forms:
            self.forms[-1]["fields"][attrs["name"]] = attrs.get("value", "")
        elif tag == "button" and attrs.get("name") == "choice":
            self.forms[-1]["choices"][attrs["value"]] = attrs
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "textarea" in self._open:
            self.typed += data.removeprefix("\n")
        if not {"script", "style", "textarea"} & set(self._open):
            self.words += data + " "


@pytest.fixture
def page() -> Callable[[str], Page]:
    """Open a public page that must be there."""

    def open_page(path: str) -> Page:
        response = Client().get(path)
        assert response.status_code == 200, (path, response.status_code)
        return Page(response.content.decode())

    return open_page


class Visitor:
    """Somebody in front of /chat whose browser runs no script; Django's own check of forms is on."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.http = AsyncClient(REMOTE_ADDR=address, enforce_csrf_checks=True)
        self.page = Page("")
        self.response: Any = None

    async def look(self, path: str = "/chat") -> Page:
        return self._show(await self.http.get(path))

    async def say(self, text: str, **changed: str) -> Page:
        form = next(form for form in self.page.forms if "text" in form["fields"] or not form["choices"])
        return await self.post({**form["fields"], "text": text, **changed})

    async def press(self, choice: str) -> Page:
        form = next(form for form in self.page.forms if choice in form["choices"])
        return await self.post({**form["fields"], "choice": choice})

    async def post(self, fields: dict[str, str], path: str = "/chat", **headers: str) -> Page:
        response = await self.http.post(path, fields_of(fields), content_type=FORM, headers=headers)
        if response.status_code == 302:
            assert response["Location"].split("#")[0] in ("/chat", "/chat/ended")
            return await self.look(response["Location"].split("#")[0])
        return self._show(response)

    def _show(self, response: Any) -> Page:
        self.response = response
        self.page = Page(response.content.decode())
        return self.page


FORM = "application/x-www-form-urlencoded"


def fields_of(fields: dict[str, str]) -> str:
    return urlencode(fields, errors="surrogatepass")


@pytest.fixture
async def visitor(transactional_db: None, rasa: FakeRasa) -> Visitor:  # noqa: F811
    visitor = Visitor()
    await visitor.look()
    return visitor
