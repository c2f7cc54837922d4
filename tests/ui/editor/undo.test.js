import assert from "node:assert/strict";
import { test } from "node:test";
import { Undo } from "../../../app/ui/editor/undo.js";

/** Type letter by letter, as the browser tells it. */
function type(undo, text, { from = 0, step = 100 } = {}) {
  let now = from;
  let whole = undo.text;
  for (const letter of text) {
    whole += letter;
    undo.push({ text: whole, start: whole.length, end: whole.length }, { kind: "insertText", now: (now += step) });
  }
  return now;
}

test("a word is undone at once, the word before it next", () => {
  const undo = new Undo("");
  type(undo, "один два");
  assert.equal(undo.undo().text, "один ");
  assert.equal(undo.undo().text, "");
  assert.equal(undo.undo(), null);
  assert.equal(undo.redo().text, "один ");
  assert.equal(undo.redo().text, "один два");
  assert.equal(undo.redo(), null);
});

test("a pause closes a run", () => {
  const undo = new Undo("");
  const now = type(undo, "од");
  type(undo, "ин", { from: now + 5000 });
  assert.equal(undo.undo().text, "од");
});

test("a deed such as taking a suggestion is one step", () => {
  const undo = new Undo("моє");
  undo.push({ text: "чернетка", start: 8, end: 8 });
  type(undo, "!", {});
  assert.equal(undo.undo().text, "чернетка");
  assert.equal(undo.undo().text, "моє");
});

test("typing after an undo forgets what was undone", () => {
  const undo = new Undo("а");
  undo.push({ text: "б", start: 1, end: 1 });
  undo.undo();
  undo.push({ text: "в", start: 1, end: 1 });
  assert.equal(undo.redo(), null);
  assert.equal(undo.undo().text, "а");
});

test("it does not grow without end, and keeps the latest", () => {
  const undo = new Undo("");
  for (let at = 0; at < 3000; at++) undo.push({ text: String(at), start: 0, end: 0 });
  assert.ok(undo.entries.length <= 400);
  assert.equal(undo.text, "2999");
  assert.equal(undo.undo().text, "2998");
  const large = new Undo("");
  for (let at = 0; at < 60; at++) large.push({ text: "x".repeat(100_000) + at, start: 0, end: 0 });
  assert.ok(large.entries.length < 25);
});
