// What stays in the browser: the opaque token, when it was last used and how far it was read, in localStorage.
// Unsent words go to this tab's sessionStorage only while the page is hidden or unloading.
import { isRecord } from "./parse";

const TOKEN = "frontdesk-chat";
const SEEN = "frontdesk-chat-seen";
const READ = "frontdesk-chat-read";
const UNSENT = "frontdesk-chat-unsent";

export interface UnsentEntry {
  readonly clientId: string;
  readonly text: string;
  readonly choice: string | null;
  readonly anchor: number | null;
}

export interface Unsent {
  readonly draft: string;
  readonly entries: readonly UnsentEntry[];
}

export interface Keep {
  token(): string | null;
  setToken(token: string | null): void;
  /** Marks the chat as used now (ms since 1970). */
  touch(now: number): void;
  lastSeen(): number;
  /** Seq of the last message the visitor had in view; null when not known. */
  lastRead(): number | null;
  setRead(seq: number): void;
  saveUnsent(unsent: Unsent | null): void;
  takeUnsent(): Unsent | null;
  onTokenChange(listener: (token: string | null) => void, signal: AbortSignal): void;
}

/** The browser's storage, or memory where the page may not use it. */
function shielded(kind: "localStorage" | "sessionStorage"): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const memory = new Map<string, string>();
  try {
    const storage = window[kind];
    storage.removeItem(`${TOKEN}-probe`);
    return storage;
  } catch {
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}

function readEntry(value: unknown): UnsentEntry | null {
  if (!isRecord(value)) return null;
  const { clientId, text, choice, anchor } = value;
  if (typeof clientId !== "string" || typeof text !== "string") return null;
  const seq = typeof anchor === "number" ? anchor : null;
  return { clientId, text, choice: typeof choice === "string" ? choice : null, anchor: seq };
}

function readUnsent(json: string | null): Unsent | null {
  if (json === null) return null;
  try {
    const value: unknown = JSON.parse(json);
    if (!isRecord(value)) return null;
    const entries = Object.values(value["entries"] ?? {}).map(readEntry).filter((entry): entry is UnsentEntry => entry !== null);
    return { draft: String(value["draft"] ?? ""), entries };
  } catch {
    return null;
  }
}

export function createKeep(): Keep {
  const local = shielded("localStorage");
  const session = shielded("sessionStorage");
  return {
    token: () => local.getItem(TOKEN),
    setToken(token) {
      if (token !== null) return local.setItem(TOKEN, token);
      local.removeItem(TOKEN);
      local.removeItem(SEEN);
      local.removeItem(READ);
    },
    touch: (now) => local.setItem(SEEN, String(now)),
    lastSeen: () => Number(local.getItem(SEEN)) || 0,
    lastRead: () => (local.getItem(READ) === null ? null : Number(local.getItem(READ))),
    setRead: (seq) => local.setItem(READ, String(seq)),
    // No array in it: old libraries on the page change how arrays become JSON (Array.prototype.toJSON).
    saveUnsent(unsent) {
      if (!unsent || (unsent.draft === "" && unsent.entries.length === 0)) session.removeItem(UNSENT);
      else session.setItem(UNSENT, JSON.stringify({ ...unsent, entries: { ...unsent.entries } }));
    },
    takeUnsent() {
      const unsent = readUnsent(session.getItem(UNSENT));
      session.removeItem(UNSENT);
      return unsent;
    },
    onTokenChange(listener, signal) {
      const changed = (event: StorageEvent): void => {
        if (event.key === TOKEN || event.key === null) listener(event.key === null ? null : event.newValue);
      };
      window.addEventListener("storage", changed, { signal });
    },
  };
}
