// Sends what the visitor writes: one at a time, in order, each under its own idempotency key.
import { ApiError, type Api } from "./api";
import { backoff } from "./backoff";
import { lastSeq } from "./state";
import type { Store } from "./store";
import type { Unsent, UnsentEntry } from "./storage";
import type { Outgoing } from "./types";

const MAX_AUTO_RETRIES = 6;
const RETRY_BASE_MS = 3000;
const RETRY_CAP_MS = 30_000;

export interface OutboxDeps {
  readonly api: Api;
  readonly store: Store;
  readonly newId: () => string;
  readonly now: () => number;
  readonly random: () => number;
  /** The token of a conversation whose history is here. */
  readonly ready: () => Promise<string>;
  /** The token no longer works; the words were not taken. */
  readonly onGone: () => void;
  /** The server will never take these words as they are. */
  readonly onRefused: (entry: Outgoing) => void;
  /** The server takes nothing for a while. */
  readonly onLimited: (error: ApiError) => void;
  readonly onAccepted: () => void;
}

export class Outbox {
  #busy = false;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #generation = 0;
  readonly #deps: OutboxDeps;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  send(text: string, choice: string | null = null): void {
    const { store, newId, now } = this.#deps;
    const state = store.get();
    const after = state.outbox[state.outbox.length - 1]?.order ?? 0;
    const order = Math.max(lastSeq(state) + 0.5, after + 1e-4);
    const at = new Date(now()).toISOString();
    const entry: Outgoing = { clientId: newId(), text, choice, status: "queued", anchor: null, order, seq: null, at };
    store.dispatch({ type: "queued", entry });
    this.kick();
  }

  /** Try now: the visitor asked, or the connection came back. */
  kick(): void {
    this.#attempts = 0;
    this.#clearTimer();
    void this.#pump();
  }

  /** Forget everything, e.g. because the conversation ended. */
  stop(): void {
    this.#generation += 1;
    this.#busy = false;
    this.#clearTimer();
  }

  restore(entries: readonly UnsentEntry[]): void {
    const at = new Date(this.#deps.now()).toISOString();
    entries.forEach((kept, index) => {
      const order = (kept.anchor ?? 0) + 0.5 + index * 1e-4;
      this.#deps.store.dispatch({ type: "queued", entry: { ...kept, status: "queued", order, seq: null, at } });
    });
  }

  unsent(draft: string): Unsent {
    const waiting = this.#deps.store.get().outbox.filter((entry) => entry.status !== "sent");
    const entries = waiting.map(({ clientId, text, choice, anchor }) => ({ clientId, text, choice, anchor }));
    return { draft, entries };
  }

  async #pump(): Promise<void> {
    if (this.#busy || this.#deps.store.get().limit !== null) return;
    const entry = this.#deps.store.get().outbox.find((item) => item.status !== "sent");
    if (!entry) return;
    this.#busy = true;
    const mine = this.#generation;
    const error = await this.#attempt(entry, mine);
    if (mine !== this.#generation) return;
    this.#busy = false;
    if (error) this.#handle(entry, error);
    else void this.#pump();
  }

  async #attempt(entry: Outgoing, mine: number): Promise<ApiError | null> {
    const { api, store, ready, onAccepted } = this.#deps;
    const words = entry.choice === null ? { text: entry.text } : { choice: entry.choice };
    try {
      const token = await ready();
      if (mine !== this.#generation) return null;
      store.dispatch({ type: "status", clientId: entry.clientId, status: "sending" });
      const messages = await api.send(token, { client_id: entry.clientId, ...words });
      if (mine !== this.#generation) return null;
      this.#attempts = 0;
      store.dispatch({ type: "acked", clientId: entry.clientId, messages });
      onAccepted();
      return null;
    } catch (error) {
      return error instanceof ApiError ? error : new ApiError(0);
    }
  }

  #handle(entry: Outgoing, error: ApiError): void {
    const { store, onGone, onRefused, onLimited } = this.#deps;
    const gone = error.status === 401 || (error.status === 404 && entry.choice === null);
    if (gone) return onGone();
    if (error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 408) {
      store.dispatch({ type: "dropped", clientId: entry.clientId });
      onRefused(entry);
      return void this.#pump();
    }
    store.dispatch({ type: "status", clientId: entry.clientId, status: "failed" });
    if (error.status === 429) return onLimited(error);
    if (this.#attempts >= MAX_AUTO_RETRIES) return;
    const wait = backoff(this.#attempts, RETRY_BASE_MS, RETRY_CAP_MS, this.#deps.random());
    this.#attempts += 1;
    this.#clearTimer();
    this.#timer = setTimeout(() => void this.#pump(), Math.max(wait, error.retryAfterMs ?? 0));
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
