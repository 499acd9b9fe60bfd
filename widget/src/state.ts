// The widget's whole state and the one pure function that changes it.
import { NOBODY } from "./presence";
import type { Message, Outgoing, Presence, SendStatus } from "./types";

export type Phase = "idle" | "starting" | "ready" | "failed" | "ended";
/** Also the locale key of what the visitor is told. */
export type EndReason = "endedForgotten" | "endedForgottenHere" | "endedIdle" | "endedGone" | "endedElsewhere";

export interface State {
  readonly open: boolean;
  readonly phase: Phase;
  readonly endReason: EndReason | null;
  /** What the browser says about its own connection. */
  readonly online: boolean;
  /** False while the server does not answer. */
  readonly reachable: boolean;
  /** The server's sentence while it takes nothing from here because there was too much; else null. */
  readonly limit: string | null;
  /** Server messages, ascending and unique by seq. */
  readonly messages: readonly Message[];
  readonly outbox: readonly Outgoing[];
  /** Read up to here by stream, poll or history; where the next read starts. */
  readonly cursor: number;
  /** Seen up to here by the visitor, also in other tabs and before a reload; null while not known. */
  readonly read: number | null;
  readonly unread: number;
  readonly presence: Presence;
  /** Messages to speak because of the last action. */
  readonly news: readonly Message[];
}

export type Action =
  | { type: "opened" | "closed" | "reset" }
  | { type: "now"; is: Partial<Pick<State, "phase" | "endReason" | "online" | "reachable" | "limit" | "read" | "presence">> }
  | { type: "received"; messages: readonly Message[]; announce: boolean }
  | { type: "queued"; entry: Outgoing }
  | { type: "status"; clientId: string; status: SendStatus }
  | { type: "acked"; clientId: string; messages: readonly Message[] }
  | { type: "dropped"; clientId: string }
  | { type: "ended"; reason: EndReason };

const NONE: readonly Message[] = [];

export const initialState: State = {
  open: false,
  phase: "idle",
  endReason: null,
  online: true,
  reachable: true,
  limit: null,
  messages: NONE,
  outbox: [],
  cursor: 0,
  read: null,
  unread: 0,
  presence: NOBODY,
  news: NONE,
};

export function lastSeq(state: State): number {
  return state.messages[state.messages.length - 1]?.seq ?? 0;
}

function sameWords(a: string, b: string): boolean {
  const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();
  return plain(a) === plain(b);
}

function isCopyOf(message: Message, entry: Outgoing): boolean {
  if (message.clientId !== null) return message.clientId === entry.clientId;
  if (entry.seq !== null || entry.anchor === null || message.seq <= entry.anchor) return false;
  return sameWords(message.text, entry.text) || message.text === entry.choice;
}

/** Ties the server's copy of a visitor message to the bubble already shown for it. */
function claim(outbox: readonly Outgoing[], message: Message): readonly Outgoing[] {
  const index = outbox.findIndex((entry) => isCopyOf(message, entry));
  if (index < 0) return outbox;
  return outbox.map((entry, i) => (i === index ? { ...entry, seq: message.seq } : entry));
}

function merge(state: State, incoming: readonly Message[], announce: boolean): State {
  const known = new Set(state.messages.map((message) => message.seq));
  const added: Message[] = [];
  for (const message of incoming) {
    // 0: a safety reply that could not be saved yet; it is shown last, at once
    const seq = message.seq || lastSeq(state) + 0.5;
    if (known.has(seq)) continue;
    known.add(seq);
    added.push({ ...message, seq });
  }
  if (added.length === 0) return state.news === NONE ? state : { ...state, news: NONE };
  added.sort((a, b) => a.seq - b.seq);
  const heard = announce ? added.filter((message) => message.from !== "visitor") : NONE;
  const merged = {
    ...state,
    messages: [...state.messages, ...added].sort((a, b) => a.seq - b.seq),
    outbox: added.filter((message) => message.from === "visitor").reduce(claim, state.outbox),
    news: heard,
  };
  return count(merged, announce);
}

/** What was already there when nothing is known counts as read. */
function count(state: State, announce: boolean): State {
  const read = state.open || (state.read === null && !announce) ? lastSeq(state) : (state.read ?? 0);
  const unread = state.messages.filter((message) => message.from !== "visitor" && message.seq > read).length;
  return { ...state, read, unread };
}

function receive(state: State, action: Extract<Action, { type: "received" }>): State {
  const merged = merge(state, action.messages, action.announce);
  const top = action.messages.reduce((max, message) => Math.max(max, message.seq), 0);
  return keepUnsentLast({ ...merged, cursor: Math.max(merged.cursor, top), phase: "ready", endReason: null });
}

function patch(state: State, clientId: string, change: (entry: Outgoing) => Outgoing): State {
  const outbox = state.outbox.map((entry) => (entry.clientId === clientId ? change(entry) : entry));
  return { ...state, outbox, news: NONE };
}

/** Words still waiting to be sent stay below whatever comes in meanwhile. */
function keepUnsentLast(state: State): State {
  const top = lastSeq(state);
  let count = 0;
  const outbox = state.outbox.map((entry) => {
    const waiting = entry.seq === null && (entry.status === "queued" || entry.status === "failed");
    return waiting && entry.order < top ? { ...entry, order: top + 0.5 + 1e-4 * count++ } : entry;
  });
  return { ...state, outbox };
}

function acknowledge(state: State, clientId: string, replies: readonly Message[]): State {
  const merged = merge(state, replies, true);
  const outbox = merged.outbox.map((entry) => {
    if (entry.clientId !== clientId) return entry;
    const first = replies.find((reply) => reply.seq > (entry.anchor ?? 0));
    const order = first ? first.seq - 0.5 : entry.order;
    return { ...entry, status: "sent" as const, order };
  });
  return keepUnsentLast({ ...merged, outbox, phase: "ready" });
}

/** For another conversation: only words that were never sent go over into it. */
function restart({ open, online, outbox }: State): State {
  const unsent = outbox.filter((entry) => entry.status !== "sent" && entry.seq === null);
  const fresh = unsent.map((entry) => ({ ...entry, status: "queued" as const, anchor: null }));
  return { ...initialState, open, online, outbox: fresh };
}

function forget(state: State, reason: EndReason): State {
  const { open, online } = state;
  return { ...initialState, open, online, phase: "ended", endReason: reason };
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "opened":
      return count({ ...state, open: true, news: NONE }, true);
    case "closed":
      return { ...state, open: false, news: NONE };
    case "reset":
      return restart(state);
    case "now":
      return { ...state, ...action.is, news: NONE };
    case "received":
      return receive(state, action);
    case "queued":
      return { ...state, outbox: [...state.outbox, action.entry], news: NONE };
    case "status":
      return patch(state, action.clientId, (entry) => {
        const anchor = entry.anchor ?? (action.status === "sending" ? lastSeq(state) : null);
        return { ...entry, status: action.status, anchor };
      });
    case "acked":
      return acknowledge(state, action.clientId, action.messages);
    case "dropped":
      return { ...state, outbox: state.outbox.filter((e) => e.clientId !== action.clientId), news: NONE };
    case "ended":
      return forget(state, action.reason);
  }
}
