// The ordered list of messages: keyed rows, day lines, typing dots, scrolling.
import type { State } from "../state";
import { activeChoices, awaitingReply, timeline, type Row } from "../timeline";
import { createBubble, type Bubble } from "./bubble";
import type { Context } from "./context";
import { button, h, icon } from "./dom";

const NEAR_END_PX = 80;
const ROOM_ABOVE_PX = 12;

export class Thread {
  readonly list = h("ol.thread");
  readonly scroller: HTMLElement;
  readonly element: HTMLElement;
  readonly #typing: HTMLElement;
  readonly #jump: HTMLButtonElement;
  readonly #bubbles = new Map<string, Bubble>();
  readonly #days = new Map<string, HTMLLIElement>();
  readonly #added: Row[] = [];
  readonly #context: Context;
  #atEnd = true;

  constructor(context: Context) {
    this.#context = context;
    const { t } = context.i18n;
    this.#typing = h("div.typing", { hidden: true }, h("span.dot"), h("span.dot"), h("span.dot"), h("span.sr", {}, t("typing")));
    this.scroller = h("div.scroller", { tabindex: "0", role: "region", "aria-label": t("messages") }, this.list, this.#typing);
    this.#jump = button("button.jump", t("newMessages"), () => this.toEnd());
    this.#jump.append(icon("down"));
    this.#jump.hidden = true;
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // The on-screen keyboard or a banner takes room: stay at the end if we were there.
    new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(this.scroller);
    this.element = h("div.thread-wrap", {}, this.scroller, this.#jump);
  }

  /** Brings the rows up to date; `follow` then scrolls, once the rest of the panel has its size. */
  update(state: State): Row[] {
    const rows = timeline(state);
    this.#reconcile(rows);
    this.#typing.hidden = !awaitingReply(state) && state.presence.writing === "";
    return rows;
  }

  follow(): void {
    const added = this.#added.splice(0);
    if (added.some((row) => row.from === "visitor")) return this.toEnd();
    const [first] = added;
    if (!this.#atEnd) this.#jump.hidden &&= !first;
    else if (first) {
      // The browser stops at the end; a long answer is shown from its start.
      this.scroller.scrollTop = (this.#bubbles.get(first.key)?.element.offsetTop ?? 0) - ROOM_ABOVE_PX;
      this.#scrolled();
    } else if (!this.#typing.hidden) this.toEnd();
  }

  clear(): void {
    for (const { element } of this.#bubbles.values()) element.remove();
    for (const element of this.#days.values()) element.remove();
    this.#bubbles.clear();
    this.#days.clear();
  }

  toEnd(): void {
    this.#atEnd = true;
    this.#jump.hidden = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    this.#jump.hidden ||= this.#atEnd;
  }

  #reconcile(rows: readonly Row[]): void {
    const live = activeChoices(rows);
    const lastOwn = rows.filter((row) => row.from === "visitor").pop();
    const wanted: HTMLElement[] = [];
    let before: Row | null = null;
    for (const row of rows) {
      const day = this.#context.i18n.day(row.at);
      const newDay = day !== "" && (before === null || day !== this.#context.i18n.day(before.at));
      if (newDay) wanted.push(this.#dayLine(day));
      const first = newDay || before?.from !== row.from;
      wanted.push(this.#bubbleFor(row, { first, choices: live.has(row.order), latest: row === lastOwn }));
      before = row;
    }
    this.#removeOthers(rows);
    this.#place(wanted);
  }

  #bubbleFor(row: Row, view: Parameters<Bubble["update"]>[1]): HTMLElement {
    let bubble = this.#bubbles.get(row.key);
    if (!bubble) {
      bubble = createBubble(this.#context, row);
      this.#bubbles.set(row.key, bubble);
      this.#added.push(row);
    }
    bubble.update(row, view);
    return bubble.element;
  }

  #dayLine(day: string): HTMLLIElement {
    const line = this.#days.get(day) ?? h("li.day", {}, h("span", {}, day));
    this.#days.set(day, line);
    return line;
  }

  #removeOthers(rows: readonly Row[]): void {
    const keys = new Set(rows.map((row) => row.key));
    for (const [key, { element }] of this.#bubbles) {
      if (keys.has(key)) continue;
      element.remove();
      this.#bubbles.delete(key);
    }
    if (rows.length === 0) this.clear();
  }

  /** Puts the elements in order and moves none that is already in its place (focus stays). */
  #place(wanted: readonly HTMLElement[]): void {
    let cursor: ChildNode | null = this.list.firstChild;
    for (const element of wanted) {
      if (element === cursor) cursor = cursor.nextSibling;
      else this.list.insertBefore(element, cursor);
    }
  }

  setWaitingWords(words: string): void {
    const label = this.#typing.querySelector(".sr");
    if (label && label.textContent !== words) label.textContent = words;
  }
}
