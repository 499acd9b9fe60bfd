import assert from "node:assert/strict";
import { test } from "node:test";
import { linkify, safeHref } from "../src/linkify";

const links = (text: string): string[] =>
  linkify(text).flatMap((part) => (part.href === null ? [] : [`${part.text} → ${part.href}`]));

test("the parts joined are the text", () => {
  for (const text of ["", "plain", "Call 988 or (312) 555-0142, see https://a.example/x. Bye 911!"]) {
    assert.equal(linkify(text).map((part) => part.text).join(""), text);
  }
});

test("crisis lines become calls and texts", () => {
  assert.deepEqual(links("Call or text 988, text HOME to 741741, or call 911."), [
    "988 → tel:988",
    "741741 → sms:741741?body=HOME",
    "911 → tel:911",
  ]);
  assert.deepEqual(links("You can text 988 too"), ["988 → sms:988"]);
});

test("clinic phone numbers become calls", () => {
  assert.deepEqual(links("(312) 555-0142 or 312-555-0143 or +1 312 555-0144x"), [
    "(312) 555-0142 → tel:+13125550142",
    "312-555-0143 → tel:+13125550143",
  ]);
});

test("digits inside amounts and longer numbers stay text", () => {
  for (const text of ["$988", "1,988", "988.50", "9115", "12-911", "911%", "OT-911-2"]) {
    assert.deepEqual(links(text), [], text);
  }
});

test("https and e-mail only, without closing punctuation", () => {
  assert.deepEqual(links("(see https://a.example/b?c=d)."), ["https://a.example/b?c=d → https://a.example/b?c=d"]);
  assert.deepEqual(links("write hello@oasis.example."), ["hello@oasis.example → mailto:hello@oasis.example"]);
  assert.deepEqual(links("http://a.example javascript:alert(1) ftp://x"), []);
});

test("only https, tel, sms and mailto are safe", () => {
  assert.equal(safeHref(" https://a.example "), "https://a.example");
  for (const url of ["http://a", "javascript:alert(1)", "data:text/html,x", "//a", "", "JaVaScRiPt:1"]) {
    assert.equal(safeHref(url), null, url);
  }
});
