// The dialog: header with crisis lines, progress, messages, composer.
import type { State } from "../state";
import { openQuestion, stuck, waitingForStaff, withStaff, type Row } from "../timeline";
import { createAnnouncer, type Announcer } from "./announcer";
import { Banners } from "./banners";
import { Composer } from "./composer";
import type { Context } from "./context";
import { crisisBar } from "./crisis";
import { button, h, iconButton, setAttrs, uid } from "./dom";
import { Menu } from "./menu";
import { Thread } from "./thread";

export class Panel {
  readonly id = uid("panel");
  readonly element: HTMLElement;
  readonly announcer: Announcer = createAnnouncer();
  readonly composer: Composer;
  readonly thread: Thread;
  readonly banners: Banners;
  readonly #surface: HTMLElement;
  readonly #menu: Menu;
  readonly #crisis: HTMLDetailsElement;
  readonly #title: HTMLElement;
  readonly #subtitle = h("p.subtitle");
  readonly #bar = h("progress.bar", { id: uid("bar") });
  readonly #step = h("span");
  readonly #progress: HTMLElement;
  readonly #suggestions: HTMLElement;
  #failed = 0;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
    const { t } = context.i18n;
    this.#title = h("h2.title", { tabindex: "-1" }, t("title"));
    this.composer = new Composer(context);
    this.thread = new Thread(context);
    this.#menu = new Menu(context);
    this.#crisis = crisisBar(context);
    this.banners = new Banners(context, (text) => this.announcer.alert(text));
    this.#progress = h("div.progress", { hidden: true }, h("label", { for: this.#bar.id }, this.#step), this.#bar);
    this.#suggestions = this.#createSuggestions();
    this.thread.scroller.append(this.#suggestions, this.banners.ended);
    this.#surface = h("div.surface", { hidden: true }, this.#header(), this.#progress, this.banners.element,
      this.thread.element, this.composer.element, this.#menu.confirm);
    this.element = h("div.panel", { id: this.id }, this.#surface, this.announcer.element);
    this.#surface.addEventListener("keydown", (event) => this.#key(event));
    this.#surface.addEventListener("click", (event) => this.#clicked(event));
  }

  setOpen(open: boolean, modal: boolean): void {
    this.#surface.hidden = !open;
    setAttrs(this.element, {
      role: open ? "dialog" : null,
      "aria-label": open ? this.#context.i18n.t("transcriptTitle") : null,
      "aria-modal": open && modal ? "true" : null,
    });
    if (open) this.thread.toEnd();
    else this.#crisis.open = false;
  }

  /** A physical keyboard writes at once; on touch the on-screen keyboard waits for a tap. */
  focusIn(): void {
    if (this.composer.focused) return;
    if (matchMedia("(pointer: coarse)").matches || this.composer.element.hidden) this.#title.focus({ preventScroll: true });
    else this.composer.focus();
  }

  render(state: State): void {
    this.announcer.news(this.#context, state.news);
    const rows = this.thread.update(state);
    const staff = withStaff(rows);
    const question = openQuestion(rows);
    const { t } = this.#context.i18n;
    this.#subtitle.textContent = t(staff ? "subtitleStaff" : waitingForStaff(rows) ? "subtitleWaiting" : "subtitle");
    this.#subtitle.classList.toggle("with-staff", staff);
    const { writing } = state.presence;
    this.thread.setWaitingWords(writing ? t("typingName", { name: writing }) : t(staff ? "typingStaff" : "typing"));
    this.composer.setQuestion(question, staff, state.outbox.some((entry) => entry.status !== "sent"));
    this.composer.element.hidden = state.phase === "ended";
    this.#renderProgress(question?.progress ?? null, question?.kind === "review");
    this.#renderSuggestions(state, rows);
    this.banners.render(state);
    this.#speakFailure(state);
    this.thread.follow();
  }

  #speakFailure(state: State): void {
    const failed = state.outbox.filter((entry) => stuck(state, entry.status)).length;
    if (failed > this.#failed) this.announcer.alert(this.#context.i18n.t("notSent"));
    this.#failed = failed;
  }

  #renderProgress(progress: { done: number; total: number } | null, review: boolean): void {
    this.#progress.hidden = progress === null;
    if (!progress) return;
    const { t } = this.#context.i18n;
    const { done, total } = progress;
    this.#bar.max = total;
    this.#bar.value = done;
    this.#step.textContent = review || done >= total ? t("progressReview") : t("progress", { step: done + 1, total });
  }

  #renderSuggestions(state: State, rows: readonly Row[]): void {
    const offered = rows.some((row) => (row.message?.choices.length ?? 0) > 0);
    const spoken = rows.some((row) => row.from === "visitor");
    this.#suggestions.hidden = state.phase !== "ready" || offered || spoken || this.#context.config.suggestions.length === 0;
  }

  #createSuggestions(): HTMLElement {
    const { config, i18n } = this.#context;
    const items = config.suggestions.map((text) => h("li", {}, button("button.choice", text, () => this.#context.submit(text, null))));
    const heading = h("p", { id: uid("suggest") }, i18n.t("suggestions"));
    return h("div.suggestions", { hidden: true }, heading, h("ul.choices", { "aria-labelledby": heading.id }, ...items));
  }

  #header(): HTMLElement {
    const { t } = this.#context.i18n;
    const close = iconButton("button.icon-button", "close", t("close"), () => this.#context.close());
    const names = h("div.names", {}, this.#title, this.#subtitle);
    return h("div.header", {}, h("div.header-row", {}, names, this.#menu.trigger, close), this.#menu.element, this.#crisis);
  }

  #clicked(event: MouseEvent): void {
    const path = event.composedPath();
    if (!this.#menu.element.hidden && !path.includes(this.#menu.element) && !path.includes(this.#menu.trigger)) this.#menu.toggle(false);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Tab") return this.#keepFocus(event);
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    if (this.#menu.isOpen) this.#menu.dismiss();
    else if (this.#crisis.open) {
      this.#crisis.open = false;
      this.#crisis.querySelector("summary")?.focus();
    } else this.#context.close();
  }

  /** While the panel covers the page, Tab goes round inside it (or inside the confirmation). */
  #keepFocus(event: KeyboardEvent): void {
    const asking = !this.#menu.confirm.hidden;
    if (!asking && this.element.getAttribute("aria-modal") !== "true") return;
    const area = asking ? this.#menu.confirm : this.#surface;
    const all = [...area.querySelectorAll<HTMLElement>("a[href], button, input, textarea, summary, [tabindex='0']")];
    const stops = all.filter((element) => element.getClientRects().length > 0);
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    const active = (this.element.getRootNode() as ShadowRoot).activeElement;
    const outside = !stops.some((stop) => stop === active);
    if (active !== edge && !(outside && event.shiftKey)) return;
    event.preventDefault();
    (event.shiftKey ? stops[stops.length - 1] : stops[0])?.focus();
  }
}
