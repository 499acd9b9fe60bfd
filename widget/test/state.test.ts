import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState, reduce, type Action, type State } from "../src/state";
import { timeline } from "../src/timeline";
import type { Message } from "../src/types";
import { message, outgoing } from "./make";

const run = (actions: readonly Action[], from: State = initialState): State => actions.reduce(reduce, from);
const received = (messages: readonly Message[], announce = true): Action => ({ type: "received", messages, announce });
const shown = (state: State): string[] => timeline(state).map((row) => row.text);

test("messages are unique and ordered by seq whatever the order of arrival", () => {
  const state = run([received([message(3), message(1)]), received([message(2), message(3)])]);
  assert.deepEqual(state.messages.map((m) => m.seq), [1, 2, 3]);
  assert.equal(state.cursor, 3);
});

test("a message is news once, history and own words never", () => {
  const own = message(2, { from: "visitor" });
  const first = run([received([message(1), own])]);
  assert.deepEqual(first.news.map((m) => m.seq), [1]);
  assert.deepEqual(reduce(first, received([message(1)])).news, []);
  assert.deepEqual(run([received([message(1)], false)]).news, []);
});

test("a reply in the POST answer does not move the read cursor past what the stream still owes", () => {
  const state = run([
    received([message(1)]),
    { type: "queued", entry: outgoing("a", { anchor: 1, order: 1.5 }) },
    { type: "acked", clientId: "a", messages: [message(3)] },
  ]);
  assert.equal(state.cursor, 1);
  assert.deepEqual(shown(state), ["text 1", "words of a", "text 3"]);
});

test("the server's copy of my words takes the place of my bubble, by text", () => {
  const state = run([
    received([message(1)]),
    { type: "queued", entry: outgoing("a", { anchor: 1, order: 1.5, text: "hello  there" }) },
    received([message(2, { from: "visitor", kind: "text", text: "hello there" }), message(3)]),
    { type: "acked", clientId: "a", messages: [message(3)] },
  ]);
  const rows = timeline(state);
  assert.deepEqual(rows.map((row) => row.key), ["seq-1", "a", "seq-3"]);
  assert.equal(state.outbox[0]?.status, "sent");
});

test("the same words twice stay two bubbles, also from two tabs", () => {
  const mine = message(4, { from: "visitor", text: "yes" });
  const theirs = message(2, { from: "visitor", text: "yes" });
  const state = run([
    received([message(1)]),
    { type: "queued", entry: outgoing("a", { anchor: 1, order: 1.5, text: "yes" }) },
    received([theirs, message(3)]),
    received([mine]),
  ]);
  assert.equal(shown(state).filter((text) => text === "yes").length, 2);
});

test("older words with the same text are not mistaken for new ones", () => {
  const state = run([
    received([message(1, { from: "visitor", text: "yes" }), message(2)]),
    { type: "queued", entry: outgoing("a", { anchor: 2, order: 2.5, text: "yes" }) },
    received([message(1, { from: "visitor", text: "yes" })]),
  ]);
  assert.equal(state.outbox[0]?.seq, null);
});

test("unsent words stay below what comes in meanwhile", () => {
  const state = run([
    { type: "queued", entry: outgoing("a") },
    { type: "status", clientId: "a", status: "failed" },
    { type: "queued", entry: outgoing("b", { order: 0.6 }) },
    received([message(1), message(2)]),
  ]);
  assert.deepEqual(shown(state), ["text 1", "text 2", "words of a", "words of b"]);
});

test("a choice is matched by its title or its id", () => {
  for (const text of ["What does it cost?", "cost"]) {
    const entry = outgoing("a", { text: "What does it cost?", choice: "cost" });
    const state = run([{ type: "queued", entry }, received([message(2, { from: "visitor", text })])]);
    assert.equal(timeline(state).length, 1, text);
  }
});

test("unread counts while closed and goes away on opening", () => {
  const closed = run([received([message(1), message(2)])]);
  assert.equal(closed.unread, 2);
  assert.equal(reduce(closed, { type: "opened" }).unread, 0);
});

test("what was not read before a reload is unread after it", () => {
  const history = [message(1), message(2, { from: "visitor" }), message(3, { from: "staff" }), message(4, { from: "system" })];
  const known = run([{ type: "now", is: { read: 2 } }, received(history, false)]);
  assert.equal(known.unread, 2);
  const opened = reduce(known, { type: "opened" });
  assert.deepEqual([opened.unread, opened.read], [0, 4]);
  assert.equal(run([{ type: "closed" }, received([message(5)])], opened).unread, 1);
});

test("history counts as read where nothing is known of reading", () => {
  const state = run([received([message(1), message(2)], false)]);
  assert.deepEqual([state.unread, state.read], [0, 2]);
  assert.equal(reduce(state, received([message(3)])).unread, 1);
});

test("ending forgets every word", () => {
  const state = run([
    { type: "opened" },
    received([message(1)]),
    { type: "queued", entry: outgoing("a") },
    { type: "ended", reason: "endedForgotten" },
  ]);
  assert.deepEqual([state.messages, state.outbox, state.open], [[], [], true]);
});

test("a safety reply that could not be saved yet (seq 0) is shown last and does not move the cursor", () => {
  const state = run([received([message(1), message(2)]), received([message(0, { text: "call or text 988" })])]);
  assert.equal(state.messages.at(-1)?.text, "call or text 988");
  assert.equal(state.cursor, 2);
});
