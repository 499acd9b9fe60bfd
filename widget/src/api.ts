// The chat API over fetch. The token travels in a header, never in an address.
import { isRecord, readConversation, readMessages, readPresence } from "./parse";
import type { Conversation, Message, Presence } from "./types";

/** `status` 0 means that no answer came: offline, refused, timed out. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly retryAfterMs: number | null = null,
    /** The server's own sentence for the visitor; "" when it gave none. */
    words = "",
  ) {
    super(words);
  }
}

export interface Api {
  start(body: { locale: string; page: string }): Promise<Conversation>;
  send(token: string, body: { client_id: string; text?: string; choice?: string }): Promise<Message[]>;
  history(token: string, after: number): Promise<Message[]>;
  events(token: string, after: number, signal: AbortSignal): Promise<Response>;
  presence(token: string, body: { writing: boolean; read: number }): Promise<Presence>;
  /** Sends the reference to the e-mail given in the intake; ApiError 409 when none was given. */
  receipt(token: string): Promise<void>;
  erase(token: string): Promise<void>;
}

const TIMEOUT_MS = 20_000;

type Call = { method?: string; token?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal };

async function failure(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const error = isRecord(body) && isRecord(body["error"]) ? body["error"] : {};
  const seconds = Number(error["retry_after"] ?? response.headers.get("Retry-After"));
  const wait = seconds > 0 ? seconds * 1000 : null;
  return new ApiError(response.status, wait, String(error["message"] ?? ""));
}

function request(base: string, path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...call.headers };
  if (call.token) headers["Authorization"] = `Bearer ${call.token}`;
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  return fetch(base + path, {
    method: call.method ?? "GET",
    headers,
    body: call.body === undefined ? null : JSON.stringify(call.body),
    signal: call.signal ?? null,
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "strict-origin",
  });
}

async function json(base: string, path: string, call: Call): Promise<unknown> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIMEOUT_MS);
  try {
    const response = await request(base, path, { ...call, signal: limit.signal });
    if (!response.ok) throw await failure(response);
    if (response.status === 202 || response.status === 204) return null;
    return (await response.json()) as unknown;
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0);
  } finally {
    clearTimeout(timer);
  }
}

export function createApi(origin: string): Api {
  const base = `${origin}/api/chat/`;
  return {
    async start(body) {
      const found = readConversation(await json(base, "conversations", { method: "POST", body }));
      if (!found) throw new ApiError(0);
      return found;
    },
    send: async (token, body) => readMessages(await json(base, "messages", { method: "POST", token, body })),
    history: async (token, after) => readMessages(await json(base, `messages?after=${after}`, { token })),
    events: (token, after, signal) =>
      request(base, "events", {
        token,
        signal,
        headers: { Accept: "text/event-stream", "Last-Event-ID": String(after) },
      }),
    presence: async (token, body) => readPresence(await json(base, "presence", { method: "POST", token, body })),
    receipt: async (token) => void (await json(base, "receipt", { method: "POST", token, body: {} })),
    erase: async (token) => void (await json(base, "erase", { method: "POST", token, body: {} })),
  };
}
