// Small builders for the tests.
import type { Message, Outgoing } from "../src/types";

export function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    seq,
    id: `m${seq}`,
    from: "assistant",
    kind: "info",
    topic: null,
    text: `text ${seq}`,
    choices: [],
    sources: [],
    reviewed: null,
    progress: null,
    reference: null,
    at: "2025-03-01T15:00:00Z",
    clientId: null,
    ...change,
  };
}

export function outgoing(clientId: string, change: Partial<Outgoing> = {}): Outgoing {
  return {
    clientId,
    text: `words of ${clientId}`,
    choice: null,
    status: "queued",
    anchor: 0,
    order: 0.5,
    seq: null,
    at: "2025-03-01T15:00:01Z",
    ...change,
  };
}
