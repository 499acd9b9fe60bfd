import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState, reduce, type State } from "../src/state";
import { activeChoices, openQuestion, timeline, withStaff } from "../src/timeline";
import type { Message } from "../src/types";
import { message, outgoing } from "./make";

const YES = [{ id: "yes", title: "Yes" }];
const after = (...messages: Message[]): State =>
  reduce(initialState, { type: "received", messages, announce: false });
const rows = (...messages: Message[]) => timeline(after(...messages));

test("choices live until the visitor or staff speak", () => {
  const offer = message(1, { choices: YES });
  assert.deepEqual([...activeChoices(rows(offer))], [1]);
  assert.deepEqual([...activeChoices(rows(offer, message(2, { from: "visitor" })))], []);
  assert.deepEqual([...activeChoices(rows(offer, message(2, { from: "staff" })))], []);
});

test("several answers in one turn all keep their choices, but only the newest question does", () => {
  const turn = [
    message(1, { kind: "answer", choices: YES }),
    message(2, { kind: "question", choices: YES }),
    message(3, { kind: "question", choices: YES }),
  ];
  assert.deepEqual([...activeChoices(rows(...turn))], [1, 3]);
});

test("the open question is the one asked again after a digression", () => {
  const all = rows(
    message(1, { kind: "question", topic: "email" }),
    message(2, { from: "visitor" }),
    message(3, { kind: "answer", topic: "cost" }),
    message(4, { kind: "question", topic: "email" }),
  );
  assert.equal(openQuestion(all)?.seq, 4);
  assert.equal(openQuestion(rows(message(1, { kind: "answer" }))), null);
});

test("the question stays open, without its choices, while the answer is on its way", () => {
  const asked = after(message(1, { kind: "question", topic: "state", choices: YES }));
  const answered = timeline(reduce(asked, { type: "queued", entry: outgoing("a", { order: 1.5 }) }));
  assert.equal(openQuestion(answered)?.seq, 1);
  assert.deepEqual([...activeChoices(answered)], []);
});

test("staff are here from their first word until the assistant speaks again", () => {
  const staff = message(1, { from: "staff" });
  assert.equal(withStaff(rows(staff, message(2, { from: "visitor" }))), true);
  assert.equal(withStaff(rows(staff, message(2, { from: "system" }))), false);
  assert.equal(withStaff(rows(staff, message(2))), false);
});
