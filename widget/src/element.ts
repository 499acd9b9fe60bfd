// One mounted widget: puts session, panel and launcher together inside a shadow root.
import { createApi } from "./api";
import { slugWords, watchHostPage } from "./ask";
import type { Config } from "./config";
import type { I18n } from "./i18n";
import { watchIdle } from "./idle";
import { Session, type ReturnReason } from "./session";
import { createKeep, type Keep } from "./storage";
import { createStore, type Store } from "./store";
import base from "./styles/base.css";
import composer from "./styles/composer.css";
import panelCss from "./styles/panel.css";
import thread from "./styles/thread.css";
import { activeChoices, timeline } from "./timeline";
import type { Context } from "./view/context";
import { h } from "./view/dom";
import { Launcher } from "./view/launcher";
import { Panel } from "./view/panel";
import { createTheme, type Theme } from "./view/theme";

const TOUCH_EVERY_MS = 10_000;
/** A visitor who paused for longer is not writing. */
const WRITING_MS = 6_000;

function newId(): string {
  // randomUUID is missing on plain-http pages.
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Widget {
  readonly #config: Config;
  readonly #store: Store = createStore();
  readonly #keep: Keep = createKeep();
  readonly #i18n: I18n;
  readonly #session: Session;
  readonly #panel: Panel;
  readonly #launcher: Launcher;
  readonly #theme: Theme;
  /** Aborted when another element takes over; takes every listener on the page with it. */
  readonly #life = new AbortController();
  #opener: HTMLElement | null = null;
  #touched = 0;
  #typedAt = 0;

  constructor(host: HTMLElement, shadow: ShadowRoot, config: Config, i18n: I18n) {
    this.#config = config;
    this.#i18n = i18n;
    this.#session = this.#createSession();
    const context = this.#createContext(host);
    this.#panel = new Panel(context);
    this.#launcher = new Launcher(context, this.#panel.id, () => (this.#store.get().open ? this.close() : this.open(null)));
    const dir = getComputedStyle(document.documentElement).direction;
    const root = h("div.root", { lang: this.#i18n.lang, dir }, this.#panel.element, this.#launcher.element);
    const fixed = new CSSStyleSheet();
    fixed.replaceSync(base + panelCss + thread + composer);
    const worked = new CSSStyleSheet();
    shadow.adoptedStyleSheets = [fixed, worked];
    shadow.append(root);
    this.#theme = createTheme(root, worked, config, this.#life.signal);
  }

  start(): void {
    const render = (): void => {
      const state = this.#store.get();
      this.#panel.render(state);
      this.#launcher.render(state);
      this.#session.follow();
    };
    this.#store.subscribe(render);
    this.#restoreUnsent();
    this.#watchPage();
    this.#watchUse();
    render();
    if (!navigator.onLine) this.#session.setOnline(false);
    this.#session.resume();
    if (this.#config.open) this.#show();
  }

  /** Opens and takes the focus; `opener` gets it back on closing. */
  open(opener: HTMLElement | null): void {
    this.#opener = opener;
    this.#show();
    this.#panel.focusIn();
  }

  close(): void {
    if (!this.#store.get().open) return;
    this.#store.dispatch({ type: "closed" });
    this.#panel.setOpen(false, false);
    const back = this.#opener?.isConnected ? this.#opener : this.#launcher.element;
    back.focus();
    this.#opener = null;
  }

  dispose(): void {
    this.#life.abort();
    this.#session.stop();
  }

  #show(): void {
    this.#store.dispatch({ type: "opened" });
    this.#panel.setOpen(true, this.#theme.fullScreen());
    this.#touch();
    this.#session.begin();
  }

  #submit(text: string, choice: string | null): void {
    this.#session.send(text, choice);
    this.#panel.thread.toEnd();
    this.#panel.focusIn();
  }

  #ask(slug: string, question: string | null, from: HTMLElement | null): void {
    this.open(from);
    const rows = timeline(this.#store.get());
    const live = activeChoices(rows);
    const offered = rows.some((row) => live.has(row.order) && row.message?.choices.some((choice) => choice.id === slug));
    const words = question ?? this.#i18n.t("ask", { topic: slugWords(slug) });
    this.#submit(words, offered ? slug : null);
  }

  #createSession(): Session {
    const config = this.#config;
    return new Session({
      api: createApi(config.origin),
      store: this.#store,
      keep: this.#keep,
      locale: this.#i18n.lang,
      page: config.page ?? location.pathname.slice(0, 200),
      newId,
      now: Date.now,
      random: Math.random,
      writing: () => this.#panel.composer.draft !== "" && Date.now() - this.#typedAt < WRITING_MS,
      onReturned: (text, why) => this.#returned(text, why),
    });
  }

  #createContext(host: HTMLElement): Context {
    return {
      config: this.#config,
      host,
      i18n: this.#i18n,
      store: this.#store,
      session: this.#session,
      close: () => this.close(),
      submit: (text, choice) => this.#submit(text, choice),
      focusComposer: () => this.#panel.focusIn(),
      pick: (titles) => this.#panel.composer.pick(titles),
      say: (text) => this.#panel.announcer.say(text),
    };
  }

  /** Words that were not taken go back into the box, before anything typed since. */
  #returned(text: string, why: ReturnReason): void {
    const { composer: box, announcer } = this.#panel;
    if (text !== "") box.draft = [text, box.draft].filter(Boolean).join("\n");
    const words = this.#i18n.t(why);
    box.showProblem(words);
    announcer.alert(words);
  }

  #restoreUnsent(): void {
    const unsent = this.#keep.takeUnsent();
    if (!unsent) return;
    this.#panel.composer.draft = unsent.draft;
    if (this.#keep.token() !== null) this.#session.outbox.restore(unsent.entries);
  }

  /** Remembers in which moment the chat was last used, for the idle end. */
  #touch(): void {
    const now = Date.now();
    if (now - this.#touched < Math.min(TOUCH_EVERY_MS, this.#config.idleMs / 8)) return;
    this.#touched = now;
    if (this.#keep.token() !== null) this.#keep.touch(now);
  }

  #watchPage(): void {
    const session = this.#session;
    const keep = this.#keep;
    const { signal } = this.#life;
    const hide = (): void => keep.saveUnsent(session.outbox.unsent(this.#panel.composer.draft));
    const seen = (): void => {
      if (document.hidden) hide();
      else keep.saveUnsent(null);
      session.follow();
      if (!document.hidden) session.retry();
    };
    window.addEventListener("online", () => session.setOnline(true), { signal });
    window.addEventListener("offline", () => session.setOnline(false), { signal });
    window.addEventListener("pagehide", hide, { signal });
    window.addEventListener("pageshow", seen, { signal });
    document.addEventListener("visibilitychange", seen, { signal });
    keep.onTokenChange((token) => session.tokenChanged(token), signal);
    const open = (from: HTMLElement | null): void => this.open(from);
    watchHostPage({ open, ask: (...asked) => this.#ask(...asked) }, signal);
  }

  #watchUse(): void {
    for (const event of ["pointerdown", "keydown", "input"]) {
      this.#panel.element.addEventListener(event, () => this.#touch(), { passive: true });
    }
    this.#panel.composer.element.addEventListener("input", () => (this.#typedAt = Date.now()));
    watchIdle({
      afterMs: this.#config.idleMs,
      now: Date.now,
      lastSeen: () => this.#keep.lastSeen(),
      active: () => this.#keep.token() !== null,
      onWarn: (warning) => this.#panel.banners.setIdle(warning),
      onEnd: () => this.#session.end("endedIdle"),
      signal: this.#life.signal,
    });
  }
}
