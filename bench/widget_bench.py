"""What the chat costs a page that embeds it: first paint with and without it, and when its launcher is there.

    python -m bench.widget_bench http://localhost:8000      (a running Frontdesk; loopback only)

Medians over cold loads in headless Chromium, at phone and desktop width, in milliseconds.
"""

from __future__ import annotations

import shutil
import sys
from statistics import median

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.conftest import FLAGS, SIZES
from tests.browser.hosts import serve
from tests.stack.processes import free_ports

LOADS = 15
WATCH = """new MutationObserver((_, self) => {
  if (!document.querySelector('frontdesk-chat')?.shadowRoot?.querySelector('.launcher')) return;
  window.readyAt = performance.now();
  self.disconnect();
}).observe(document, { childList: true, subtree: true });"""
TIMES = """() => new Promise((done) => {
  const look = () => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const load = performance.getEntriesByType('navigation')[0].loadEventEnd;
    if (paint && load) done({ paint: paint.startTime, ready: (window.readyAt ?? 0) - load });
    else setTimeout(look, 10);
  };
  look();
})"""


def times(context: BrowserContext, url: str, *, chat: bool) -> dict[str, float]:
    """Median of first paint, and of the launcher's coming after the page's load event (ms)."""
    taken: list[dict[str, float]] = []
    for _ in range(LOADS):
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(url)
        if chat:
            page.wait_for_function("window.readyAt")
        taken.append(page.evaluate(TIMES))
        page.close()
    return {name: median(one[name] for one in taken) for name in ("paint", "ready")}


def main() -> int:
    base = sys.argv[1].rstrip("/") if len(sys.argv) == 2 else ""
    if not base.startswith(("http://localhost", "http://127.0.0.1")):
        print(__doc__, file=sys.stderr)
        return 2
    with serve(free_ports(1)[0], base) as host, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, size in SIZES.items():
            context = browser.new_context(viewport=size)  # type: ignore[arg-type]
            without = times(context, f"{host.base}/plain", chat=False)["paint"]
            with_chat = times(context, f"{host.base}/", chat=True)
            print(
                f"{name}: first paint {without:.0f} ms without the chat, {with_chat['paint']:.0f} with it; "
                f"launcher {with_chat['ready']:.0f} ms after load"
            )
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
