// While a person has the chat: tells them whether the visitor writes, learns whether they write and what they read.
import type { Api } from "./api";
import { pause } from "./backoff";
import type { Presence } from "./types";

const EVERY_MS = 4_000;

export interface PresenceDeps {
  readonly api: Api;
  readonly token: () => string | null;
  readonly writing: () => boolean;
  /** The newest message on the visitor's screen. */
  readonly seen: () => number;
  readonly onChange: (presence: Presence) => void;
}

export const NOBODY: Presence = { writing: "", read: 0 };

export class PresenceWatch {
  #stopper: AbortController | null = null;
  readonly #deps: PresenceDeps;

  constructor(deps: PresenceDeps) {
    this.#deps = deps;
  }

  setActive(active: boolean): void {
    if (active === (this.#stopper !== null)) return;
    this.#stopper?.abort();
    this.#stopper = active ? new AbortController() : null;
    if (this.#stopper) void this.#run(this.#stopper.signal);
    else this.#deps.onChange(NOBODY);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { api, token, writing, seen, onChange } = this.#deps;
    while (!signal.aborted) {
      const mine = token();
      // A miss is no harm: the next question comes in a few seconds.
      const found = mine && (await api.presence(mine, { writing: writing(), read: seen() }).catch(() => null));
      if (found && !signal.aborted) onChange(found);
      await pause(EVERY_MS, signal);
    }
  }
}
