"""A real Chromium, from the system. Skipped where there is none; under CI=true that is a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.hosts import Host, serve
from tests.stack.processes import Stack

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For one module: Playwright's event loop runs in this thread while it is open, and Django refuses
    to work beside it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "Chromium is not installed (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["phone", "desktop"])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A browser window of each size; a request to any host but ours is refused and fails the test."""
    context = chromium.new_context(viewport=SIZES[request.param])  # type: ignore[arg-type]
    foreign: list[str] = []

    def only_ours(route, req):  # type: ignore[no-untyped-def]
        if req.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            foreign.append(req.url)
            route.abort()

    context.route("**/*", only_ours)
    yield context
    context.close()
    assert foreign == []


@pytest.fixture(scope="module")
def host(stack: Stack) -> Iterator[Host]:
    """Another site of the clinic that embeds the chat."""
    with serve(stack.ports["host"], stack.base) as site:
        yield site


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[BrowserContext]:
    """A desktop window, for what does not depend on the size."""
    context = chromium.new_context(viewport=SIZES["desktop"])  # type: ignore[arg-type]
    yield context
    context.close()
