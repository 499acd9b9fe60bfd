// Brings in what others say: an event stream read over fetch, plain polling when that fails.
import { ApiError, type Api } from "./api";
import { backoff, pause } from "./backoff";
import { readMessage } from "./parse";
import { createSseParser } from "./sse";
import type { Message } from "./types";

export type LiveMode = "off" | "stream" | "poll";

export interface LiveDeps {
  readonly api: Api;
  readonly token: () => string | null;
  readonly cursor: () => number;
  readonly random: () => number;
  readonly onMessages: (messages: readonly Message[]) => void;
  /** Called with true when the server answers, false when it does not. */
  readonly onReach: (reached: boolean) => void;
  readonly onGone: () => void;
}

const SILENCE_MS = 75_000;
const GOOD_STREAM_MS = 5_000;
const FAILURES_BEFORE_POLL = 2;
const POLLS_BEFORE_STREAM = 12;
const POLL_MS = 4_000;
const SLOW_POLL_MS = 20_000;
const CAP_MS = 30_000;

export class Live {
  #mode: LiveMode = "off";
  #stopper = new AbortController();

  readonly #deps: LiveDeps;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  setMode(mode: LiveMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.restart();
  }

  /** Drop any wait and connect again now. */
  restart(): void {
    this.#stopper.abort();
    this.#stopper = new AbortController();
    if (this.#mode === "stream") void this.#runStream(this.#stopper.signal);
    if (this.#mode === "poll") void this.#runPoll(this.#stopper.signal, Infinity, SLOW_POLL_MS);
  }

  async #runStream(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const began = Date.now();
      const good = await this.#readStream(signal);
      if (signal.aborted) return;
      failures = good || Date.now() - began > GOOD_STREAM_MS ? 0 : failures + 1;
      if (failures > FAILURES_BEFORE_POLL) {
        await this.#runPoll(signal, POLLS_BEFORE_STREAM, POLL_MS);
        failures = 1;
      }
      await pause(backoff(failures, 400, CAP_MS, this.#deps.random()), signal);
    }
  }

  /** Reads one connection to its end; true when it was a working stream. */
  async #readStream(outer: AbortSignal): Promise<boolean> {
    const token = this.#deps.token();
    if (token === null) return false;
    const inner = new AbortController();
    const stop = (): void => inner.abort();
    outer.addEventListener("abort", stop);
    let watchdog = setTimeout(stop, SILENCE_MS);
    let heard = false;
    try {
      const response = await this.#deps.api.events(token, this.#deps.cursor(), inner.signal);
      if (response.status === 401 || response.status === 404) this.#deps.onGone();
      if (!response.ok || !response.body) return false;
      this.#deps.onReach(true);
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      const parse = createSseParser();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return heard;
        heard = true;
        clearTimeout(watchdog);
        watchdog = setTimeout(stop, SILENCE_MS);
        this.#take(parse(decoder.decode(value, { stream: true })));
      }
    } catch {
      if (!outer.aborted && !heard) this.#deps.onReach(false);
      return heard;
    } finally {
      clearTimeout(watchdog);
      outer.removeEventListener("abort", stop);
      inner.abort();
    }
  }

  #take(events: ReadonlyArray<{ event: string; data: string }>): void {
    const messages: Message[] = [];
    for (const { event, data } of events) {
      if (event !== "message") continue;
      const message = readMessage(safeJson(data));
      if (message) messages.push(message);
    }
    if (messages.length > 0) this.#deps.onMessages(messages);
  }

  async #runPoll(signal: AbortSignal, times: number, everyMs: number): Promise<void> {
    let failures = 0;
    for (let i = 0; i < times && !signal.aborted; i += 1) {
      failures = (await this.#pollOnce(signal)) ? 0 : failures + 1;
      await pause(backoff(failures, everyMs, Math.max(CAP_MS, everyMs), this.#deps.random()), signal);
    }
  }

  async #pollOnce(signal: AbortSignal): Promise<boolean> {
    const token = this.#deps.token();
    if (token === null) return false;
    try {
      const messages = await this.#deps.api.history(token, this.#deps.cursor());
      if (signal.aborted) return true;
      this.#deps.onReach(true);
      if (messages.length > 0) this.#deps.onMessages(messages);
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      if (isGone(error)) this.#deps.onGone();
      else this.#deps.onReach(false);
      return false;
    }
  }
}

/** The conversation no longer exists, or this token no longer opens it. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 404);
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
