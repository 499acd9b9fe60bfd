import assert from "node:assert/strict";
import { test } from "node:test";
import { createSseParser } from "../src/sse";

test("reads events with id, name and data", () => {
  const parse = createSseParser();
  assert.deepEqual(parse('id: 7\nevent: message\ndata: {"a":1}\n\n'), [{ id: "7", event: "message", data: '{"a":1}' }]);
});

test("gives the same events however the text is cut", () => {
  const text = ": hello\r\n\r\nid: 1\r\ndata: one\r\ndata: more\r\n\r\nid: 2\ndata:two\n\n: ka\n\ndata: three\r\r";
  const whole = createSseParser()(`${text}\n`);
  for (let size = 1; size < text.length; size += 1) {
    const parse = createSseParser();
    const seen = [];
    for (let i = 0; i < text.length; i += size) seen.push(...parse(text.slice(i, i + size)));
    seen.push(...parse("\n"));
    assert.deepEqual(seen, whole, `cut every ${size}`);
  }
  assert.deepEqual(whole.map((event) => event.data), ["one\nmore", "two", "three"]);
});

test("comments and unfinished events give nothing", () => {
  const parse = createSseParser();
  assert.deepEqual(parse(": keep-alive\n\n"), []);
  assert.deepEqual(parse("data: half"), []);
  assert.deepEqual(parse("\n"), []);
});
