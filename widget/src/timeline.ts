// What the panel shows, worked out from the state: ordered rows, live choices, the open question.
import type { State } from "./state";
import type { Message, Outgoing, SendStatus, Speaker } from "./types";

export interface Row {
  /** Stays the same when an optimistic bubble meets its server copy. */
  readonly key: string;
  readonly order: number;
  readonly from: Speaker;
  readonly text: string;
  readonly at: string;
  readonly message: Message | null;
  readonly outgoing: Outgoing | null;
}

function messageRow(message: Message, outgoing: Outgoing | null): Row {
  const { from, text, at } = message;
  const key = outgoing ? outgoing.clientId : `seq-${message.seq}`;
  return { key, order: message.seq, from, text, at, message, outgoing };
}

function outgoingRow(entry: Outgoing): Row {
  const { clientId: key, order, text, at } = entry;
  return { key, order, from: "visitor", text, at, message: null, outgoing: entry };
}

export function timeline(state: State): Row[] {
  const bySeq = new Map<number, Outgoing>();
  for (const entry of state.outbox) if (entry.seq !== null) bySeq.set(entry.seq, entry);
  const rows = state.messages.map((message) => messageRow(message, bySeq.get(message.seq) ?? null));
  const local = state.outbox.filter((entry) => entry.seq === null).map(outgoingRow);
  return [...rows, ...local].sort((a, b) => a.order - b.order);
}

/** The assistant's messages since anyone else last spoke. */
function currentTurn(rows: readonly Row[]): Message[] {
  const turn: Message[] = [];
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    if (!row || row.from === "visitor" || row.from === "staff") break;
    if (row.message) turn.unshift(row.message);
  }
  return turn;
}

const ASKS: readonly string[] = ["question", "review"];

/**
 * The interview question or review now waiting for the visitor, if any. It stays open while the
 * answer is on its way, so that composer and progress do not jump.
 */
export function openQuestion(rows: readonly Row[]): Message | null {
  const settled = rows.filter((row) => !row.outgoing || row.outgoing.status === "sent");
  return currentTurn(settled).reverse().find((message) => ASKS.includes(message.kind)) ?? null;
}

/** Seqs whose choices may still be clicked: this turn's, and only its newest question. */
export function activeChoices(rows: readonly Row[]): Set<number> {
  const question = openQuestion(rows);
  const live = currentTurn(rows).filter(
    (message) => message.choices.length > 0 && (!ASKS.includes(message.kind) || message === question),
  );
  return new Set(live.map((message) => message.seq));
}

/** True while the newest voice is a member of staff; any notice since may say that they left. */
export function withStaff(rows: readonly Row[]): boolean {
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    if (row?.from === "staff") return true;
    if (row?.from === "assistant" || row?.from === "system") return row.message?.topic === "staff_joined";
  }
  return false;
}

/** True when a case for the team was made and nobody of it has spoken since. */
export function waitingForStaff(rows: readonly Row[]): boolean {
  const last = (found: (row: Row) => boolean): number => rows.map(found).lastIndexOf(true);
  return last((row) => row.message?.kind === "handoff" && row.message.reference !== null) > last((row) => row.from === "staff");
}

/** True for words that did not get out: nobody took them, or the server asks to wait. */
export function stuck({ limit }: State, status: SendStatus): boolean {
  return status === "failed" || (limit !== null && status !== "sent");
}

/** True while a sent message still waits for its first reply. */
export function awaitingReply(state: State): boolean {
  return state.phase === "starting" || state.outbox.some((entry) => entry.status === "sending");
}
