// One visitor's conversation: begin, resume, follow, end. Views call it; it changes the store.
import { ApiError, type Api } from "./api";
import { backoff } from "./backoff";
import { isGone, Live, type LiveMode } from "./live";
import { Outbox } from "./outbox";
import { PresenceWatch } from "./presence";
import type { EndReason } from "./state";
import type { Keep } from "./storage";
import type { Store } from "./store";
import { withStaff, timeline } from "./timeline";
import type { Outgoing } from "./types";

const ERASE_RETRY_MS = 15_000;
/** For a 429 that names no time. */
const LIMITED_MS = 60_000;

/** Also the locale key of what the visitor is told. */
export type ReturnReason = "refused" | "stale" | "goneReturned";

export interface SessionDeps {
  readonly api: Api;
  readonly store: Store;
  readonly keep: Keep;
  readonly locale: string;
  readonly page: string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly random: () => number;
  /** True while the visitor types. */
  readonly writing: () => boolean;
  /** Words that were not taken and why, so that the composer can offer them again. */
  readonly onReturned: (text: string, why: ReturnReason) => void;
}

export class Session {
  readonly outbox: Outbox;
  readonly #live: Live;
  readonly #presence: PresenceWatch;
  #opening: Promise<string> | null = null;
  #startAttempts = 0;
  #startTimer: ReturnType<typeof setTimeout> | null = null;
  #loaded = false;
  /** A token whose erasure the server has not confirmed yet; memory only. */
  #toErase: string | null = null;
  readonly #deps: SessionDeps;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    const { api, store, keep, random, writing } = deps;
    this.outbox = new Outbox({
      ...deps,
      ready: () => this.#ready(),
      onGone: () => this.#gone(),
      onRefused: (entry) => this.#refused(entry),
      onLimited: (error) => this.#hold(error),
      onAccepted: () => this.#reached(true),
    });
    this.#live = new Live({
      api,
      random,
      token: () => keep.token(),
      cursor: () => store.get().cursor,
      onMessages: (messages) => store.dispatch({ type: "received", messages, announce: true }),
      onReach: (reached) => this.#reached(reached),
      onGone: () => this.#gone(),
    });
    this.#presence = new PresenceWatch({
      api,
      writing,
      token: () => keep.token(),
      seen: () => Math.floor(store.get().cursor),
      onChange: (presence) => store.dispatch({ type: "now", is: { presence } }),
    });
  }

  /** Called when the panel opens: make sure that there is a conversation to show. */
  begin(): void {
    const { phase, limit } = this.#deps.store.get();
    if (phase !== "ended" && limit === null) this.#ready().catch(() => undefined);
  }

  /** Called when the page loads: shows what the stored token names, if there is one. */
  resume(): void {
    if (this.#deps.keep.token() !== null) this.begin();
  }

  send(text: string, choice: string | null = null): void {
    this.#deps.keep.touch(this.#deps.now());
    if (this.#deps.store.get().phase === "ended") this.#deps.store.dispatch({ type: "reset" });
    this.outbox.send(text, choice);
  }

  /** The visitor, or a returned connection, asks for another try of everything. */
  retry(): void {
    this.#startAttempts = 0;
    const { phase } = this.#deps.store.get();
    if (phase === "failed") this.begin();
    this.outbox.kick();
    this.#live.restart();
  }

  /** Also the locale key of what came of it. */
  async mailReference(): Promise<"mailed" | "mailNone" | "mailFailed"> {
    const token = this.#deps.keep.token();
    if (token === null) return "mailFailed";
    return this.#deps.api.receipt(token).then(
      () => "mailed",
      (error) => (error instanceof ApiError && error.status === 409 ? "mailNone" : "mailFailed"),
    );
  }

  startOver(): void {
    this.#deps.store.dispatch({ type: "reset" });
    this.begin();
  }

  /** Forget here at once; ask the server to erase, and keep asking while the page lives. */
  async endAndForget(): Promise<void> {
    this.#toErase = this.#deps.keep.token() ?? this.#toErase;
    this.end(this.#toErase === null ? "endedForgotten" : "endedForgottenHere");
    if (this.#toErase !== null) await this.#eraseNow();
  }

  stop(): void {
    this.#clear();
  }

  end(reason: EndReason): void {
    this.#deps.keep.setToken(null);
    this.#deps.keep.saveUnsent(null);
    this.#clear();
    this.#deps.store.dispatch({ type: "ended", reason });
  }

  /** Chooses how to listen: stream while looked at, slow poll while closed, nothing in the background. */
  follow(): void {
    const state = this.#deps.store.get();
    const { open, phase, online, read } = state;
    const { keep } = this.#deps;
    if (read !== null && keep.token() !== null && read > (keep.lastRead() ?? -1)) keep.setRead(read);
    const possible = keep.token() !== null && phase === "ready" && online && !document.hidden;
    const mode: LiveMode = !possible ? "off" : open ? "stream" : "poll";
    this.#live.setMode(mode);
    this.#presence.setActive(mode === "stream" && withStaff(timeline(state)));
  }

  setOnline(online: boolean): void {
    this.#deps.store.dispatch({ type: "now", is: { online } });
    this.follow();
    if (online) this.retry();
  }

  /** The token of a conversation whose history is here: begins or loads one when needed. */
  #ready(): Promise<string> {
    const token = this.#deps.keep.token();
    if (token !== null && this.#loaded) return Promise.resolve(token);
    this.#opening ??= this.#open(token).finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #open(stored: string | null): Promise<string> {
    this.#deps.store.dispatch({ type: "now", is: { phase: "starting", endReason: null } });
    try {
      // Another tab may begin one while ours is made: share that rather than hold two.
      const token = stored ?? (await this.#start());
      if (!this.#loaded) await this.#load(token);
      this.#startAttempts = 0;
      this.outbox.kick();
      this.follow();
      return token;
    } catch (error) {
      if (error instanceof ApiError && error.status === 429) this.#hold(error);
      if (isGone(error)) this.#gone();
      else this.#startFailed();
      throw error;
    }
  }

  async #start(): Promise<string> {
    const { api, store, keep, locale, page, now } = this.#deps;
    const { token, messages } = await api.start({ locale, page });
    const other = keep.token();
    if (other !== null) return other;
    this.#loaded = true;
    keep.setToken(token);
    keep.touch(now());
    store.dispatch({ type: "received", messages, announce: true });
    return token;
  }

  /** History is shown but not spoken. */
  async #load(token: string): Promise<void> {
    const messages = await this.#deps.api.history(token, 0);
    if (this.#deps.keep.token() !== token) throw new ApiError(0);
    this.#loaded = true;
    this.#deps.store.dispatch({ type: "now", is: { read: this.#deps.keep.lastRead() } });
    this.#deps.store.dispatch({ type: "received", messages, announce: false });
  }

  #startFailed(): void {
    const { store, random } = this.#deps;
    store.dispatch({ type: "now", is: { phase: "failed" } });
    if (this.#startTimer !== null) clearTimeout(this.#startTimer);
    const wait = backoff(this.#startAttempts, 4000, 60_000, random());
    this.#startAttempts += 1;
    this.#startTimer = setTimeout(() => {
      if (store.get().phase === "failed" && store.get().open) this.begin();
    }, wait);
  }

  /** Too much came from here: the server is left alone until its time is over, then all goes on by itself. */
  #hold({ message, retryAfterMs }: ApiError): void {
    const { store } = this.#deps;
    if (store.get().limit !== null) return;
    store.dispatch({ type: "now", is: { limit: message } });
    setTimeout(() => {
      store.dispatch({ type: "now", is: { limit: null } });
      this.retry();
    }, retryAfterMs ?? LIMITED_MS);
  }

  async #eraseNow(): Promise<void> {
    const token = this.#toErase;
    if (token === null) return;
    try {
      await this.#deps.api.erase(token);
    } catch (error) {
      // 401 or 404: nothing is left to erase.
      if (!isGone(error)) return void setTimeout(() => void this.#eraseNow(), ERASE_RETRY_MS);
    }
    if (this.#toErase !== token) return;
    this.#toErase = null;
    if (this.#deps.store.get().endReason === "endedForgottenHere") {
      this.#deps.store.dispatch({ type: "ended", reason: "endedForgotten" });
    }
  }

  /** The token no longer works. Words that were not taken go back to the composer. */
  #gone(): void {
    const { outbox } = this.#deps.store.get();
    const unsent = outbox.filter((entry) => entry.status !== "sent" && entry.seq === null && entry.choice === null);
    this.end("endedGone");
    const text = unsent.map((entry) => entry.text).join("\n");
    if (text !== "") this.#deps.onReturned(text, "goneReturned");
  }

  #refused(entry: Outgoing): void {
    if (entry.choice !== null) return this.#deps.onReturned("", "stale");
    this.#deps.onReturned(entry.text, "refused");
  }

  #reached(reached: boolean): void {
    if (this.#deps.store.get().reachable === reached) return;
    this.#deps.store.dispatch({ type: "now", is: { reachable: reached } });
    if (reached) this.outbox.kick();
  }

  /** Another tab ended this chat or began a new one. */
  tokenChanged(token: string | null): void {
    this.#clear();
    if (token === null) return this.#deps.store.dispatch({ type: "ended", reason: "endedElsewhere" });
    this.#deps.store.dispatch({ type: "reset" });
    this.resume();
  }

  #clear(): void {
    this.#loaded = false;
    this.outbox.stop();
    this.#live.setMode("off");
    this.#presence.setActive(false);
  }
}
