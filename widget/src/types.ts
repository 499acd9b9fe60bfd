// The chat API's values (design.md §7) and what the widget adds to them.

export type Speaker = "visitor" | "assistant" | "staff" | "system";

export interface Choice {
  readonly id: string;
  readonly title: string;
}

export interface Source {
  readonly name: string;
  readonly url: string;
}

export interface Message {
  readonly seq: number;
  readonly id: string;
  readonly from: Speaker;
  readonly kind: string;
  readonly topic: string | null;
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly sources: readonly Source[];
  readonly reviewed: { readonly by: string; readonly on: string } | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly reference: string | null;
  readonly at: string;
  /** Present only when the server echoes it on the visitor's own messages. */
  readonly clientId: string | null;
}

export type SendStatus = "queued" | "sending" | "sent" | "failed";

/** A message of this visitor, from this tab, that the server has not (yet) listed. */
export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly choice: string | null;
  readonly status: SendStatus;
  /** Highest seq known when it was first sent (its own is above); null before that. */
  readonly anchor: number | null;
  /** Where it is shown while it has no seq. */
  readonly order: number;
  /** Set once the server's copy has been seen. */
  readonly seq: number | null;
  readonly at: string;
}

/** The member of staff in the chat: their name while they write, the last message they have seen. */
export interface Presence {
  readonly writing: string;
  readonly read: number;
}

export interface Conversation {
  readonly token: string;
  readonly messages: readonly Message[];
}
