// The remaining pure modules: back-off, reading JSON, blocks, inputs, links, contrast, words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askSlug, slugWords } from "../src/ask";
import { backoff } from "../src/backoff";
import { blocks } from "../src/blocks";
import { readConfig } from "../src/config";
import { contrast, inkOn, parseRgb } from "../src/contrast";
import { createI18n, pickLanguage } from "../src/i18n";
import { idleState } from "../src/idle";
import { formatDate, inputFor } from "../src/inputs";
import es from "../src/locales/es.json";
import { readConversation, readMessage, readMessages } from "../src/parse";
import { timeline } from "../src/timeline";
import { initialState, reduce } from "../src/state";
import { transcript } from "../src/transcript";
import { message } from "./make";

test("back-off doubles, is capped and spread by a quarter either way", () => {
  assert.deepEqual([0, 1, 2, 3].map((n) => backoff(n, 1000, 30_000, 0.5)), [1000, 2000, 4000, 8000]);
  assert.equal(backoff(50, 1000, 30_000, 0.5), 30_000);
  assert.equal(backoff(0, 1000, 30_000, 0), 750);
  assert.equal(backoff(0, 1000, 30_000, 1), 1250);
});

test("malformed messages are dropped, odd fields made harmless", () => {
  for (const bad of [null, 1, "x", [], {}, { seq: "1", from: "assistant" }, { seq: 1, from: "root" }]) {
    assert.equal(readMessage(bad), null);
  }
  const read = readMessage({ seq: 1, from: "staff", choices: [{ id: 1 }, null], sources: "x", progress: { done: 9, total: 5 } });
  assert.deepEqual(read?.choices, []);
  assert.deepEqual(read?.progress, { done: 5, total: 5 });
  assert.equal(read?.reviewed, null);
  assert.deepEqual(readMessages("nonsense"), []);
  assert.equal(readConversation({ token: "" }), null);
});

test("text becomes paragraphs and lists", () => {
  assert.deepEqual(blocks("Hello\nthere\n\n- a\n- b\nafter"), [
    { kind: "para", text: "Hello\nthere" },
    { kind: "bullets", items: ["a", "b"] },
    { kind: "para", text: "after" },
  ]);
  assert.deepEqual(blocks("3. c\n4. d\n9. z"), [
    { kind: "numbers", items: ["c", "d"], start: 3 },
    { kind: "numbers", items: ["z"], start: 9 },
  ]);
  assert.deepEqual(blocks(" \n\n "), []);
});

test("questions get the keyboard and autofill that suit them", () => {
  assert.equal(inputFor("date_of_birth").autocomplete, "bday");
  assert.equal(inputFor("email").inputmode, "email");
  assert.equal(inputFor("phone").inputmode, "tel");
  assert.equal(inputFor("contact").inputmode, "text");
  assert.equal(inputFor("first_name").autocomplete, "given-name");
  assert.equal(inputFor("state").autocomplete, "address-level1");
  assert.equal(inputFor("emergency_contact_phone").autocomplete, "off");
  assert.equal(inputFor("main_concern").multiline, true);
  assert.equal(inputFor(null).multiline, true);
});

test("a typed date gets its slashes; words, deletions and other forms stay", () => {
  const type = (keys: string): string => [...keys].reduce((value, key) => formatDate(value + key, value), "");
  assert.equal(type("06051990"), "06/05/1990");
  assert.equal(type("06/05/1990"), "06/05/1990");
  assert.equal(type("6/5/1990"), "6/5/1990");
  assert.equal(type("1990-06-05"), "1990-06-05");
  assert.equal(type("June 5, 1990"), "June 5, 1990");
  assert.equal(formatDate("06/", "06/0"), "06/");
});

test("only plain slugs are taken from an address", () => {
  assert.equal(askSlug("#ask=number_of_sessions"), "number_of_sessions");
  for (const hash of ["", "#ask=", "#ask=<b>", "#ask=a b", "#ask=%41", "#other"]) assert.equal(askSlug(hash), null, hash);
  assert.equal(slugWords("number_of_sessions"), "number of sessions");
});

test("contrast and readable ink", () => {
  assert.equal(Math.round(contrast([0, 0, 0], [255, 255, 255])), 21);
  assert.deepEqual(parseRgb("rgb(29, 106, 103)"), [29, 106, 103]);
  assert.equal(inkOn([29, 106, 103]), "#ffffff");
  assert.equal(inkOn([255, 220, 0]), "#0b1413");
});

test("configuration comes from the script tag", () => {
  const config = readConfig({ clinic: " Oasis ", suggestions: "a| b ||", idleMinutes: "0" }, "https://h.example/widget.js?v=1", "https://p.example");
  assert.equal(config.origin, "https://h.example");
  assert.equal(config.clinic, "Oasis");
  assert.deepEqual(config.suggestions, ["a", "b"]);
  assert.equal(config.idleMs, 0);
  assert.equal(readConfig({ idleMinutes: "x" }, "", "https://p.example").origin, "https://p.example");
});

test("idle: fine, then a warning of at most two minutes, then over", () => {
  const hour = 3_600_000;
  assert.equal(idleState(hour - 120_001, hour), "fine");
  assert.equal(idleState(hour - 120_000, hour), "warn");
  assert.equal(idleState(hour, hour), "over");
  assert.equal(idleState(hour * 99, 0), "fine");
});

test("language: asked for, else the page's, else English; every key has words", () => {
  assert.equal(pickLanguage(["fr", "es-MX"]), "es");
  assert.equal(pickLanguage(["fr"]), "en");
  const spanish = createI18n(["es-MX"], "Oasis", es);
  assert.equal(spanish.lang, "es");
  assert.equal(createI18n(["es-MX"], "Oasis", null).lang, "en", "words that did not come: English");
  assert.equal(spanish.t("close"), "Cerrar el chat");
  assert.equal(spanish.t("placeholderPhone"), "(312) 555-0100");
  assert.equal(createI18n(["en"], "", null).t("title"), "The clinic");
});

test("the transcript names speakers, times, review state and sources", () => {
  const answer = message(1, { kind: "answer", text: "It costs.", sources: [{ name: "List", url: "https://a.example" }] });
  const state = reduce(initialState, { type: "received", messages: [answer], announce: false });
  const text = transcript(createI18n(["en-US"], "Oasis", null), timeline(state));
  for (const part of ["Chat with Oasis", "Assistant (", "It costs.", "not yet reviewed", "List https://a.example"]) {
    assert.ok(text.includes(part), part);
  }
});
