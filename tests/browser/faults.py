"""What is wrong with what is on the screen: axe, sizes of targets, things that stick out."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# links inside sentences may be smaller (WCAG 2.5.8)
SMALL = """() => {
  const root = document.querySelector('frontdesk-chat').shadowRoot;
  const shown = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
  return [...root.querySelectorAll('a, button, summary, input, textarea')]
    .filter((e) => shown(e) && !e.closest('.words, .footer, .banner p'))
    .map((e) => [e, e.classList.contains('field') ? e.closest('.compose-row') : e])
    .filter(([, box]) => Math.min(box.offsetWidth, box.offsetHeight) < 43.5)
    .map(([e]) => e.outerHTML.slice(0, 90));
}"""
STICKS_OUT = """() => {
  const root = document.querySelector('frontdesk-chat').shadowRoot;
  const wide = [...root.querySelectorAll('.surface, .surface *')].filter((e) => e.getClientRects().length
    && !e.closest('.sr, .grouped .meta, .from-system .meta, .scroller svg'))
    .filter((e) => { const r = e.getBoundingClientRect(); return r.left < -1 || r.right > innerWidth + 1; });
  return [...wide.map((e) => e.outerHTML.slice(0, 90)),
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])];
}"""


# a template whose value was not filled in, on the screen or in a name that is only heard
BRACES = """() => {
  const root = document.querySelector('frontdesk-chat').shadowRoot;
  const said = [...root.querySelectorAll('.root *')].flatMap((e) => [
    ...[...e.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
    ...['aria-label', 'placeholder', 'title', 'alt'].map((name) => e.getAttribute(name) ?? '')]);
  return said.filter((words) => /[{}]/.test(words));
}"""


def axe(page: Page, name: str, *only: str) -> list[str]:
    """What axe finds, by all its rules or by some."""
    options = {"runOnly": list(only)} if only else None
    rules = Axe().run(page, options=options).response["violations"]
    return [f"{name}: {rule['id']} {rule['nodes'][0]['target']}" for rule in rules]


STILL = """() => Promise.all([...document.querySelectorAll("frontdesk-chat")]
  .flatMap((chat) => chat.shadowRoot?.getAnimations() ?? [])
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
  .map((each) => each.finished.catch(() => null)))"""  # colours are judged when nothing fades in any more


def faults(page: Page, name: str) -> list[str]:
    """Everything axe finds, targets under 44 px, and what is outside the window."""
    page.evaluate(STILL)
    found = axe(page, name)
    found += [f"{name}: small {target}" for target in page.evaluate(SMALL)]
    found += [f"{name}: not filled in: {words}" for words in page.evaluate(BRACES)]
    return found + [f"{name}: sticks out {part}" for part in page.evaluate(STICKS_OUT)]
