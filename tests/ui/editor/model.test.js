import assert from "node:assert/strict";
import { test } from "node:test";
import { EVERYTHING, Model, needsReviewer, needsTranslator, nextOf, samePerson } from "../../../app/ui/editor/model.js";
import { target, unit } from "./fakes.js";

const many = (count) => Array.from({ length: count }, (_, at) => unit(at + 1));

test("an answer that is older than what is here changes nothing", () => {
  const model = new Model([unit(1, { version: 5, text: "Нове" })]);
  assert.equal(model.take(unit(1, { version: 4, text: "Старе" })), "older");
  assert.equal(model.unit(1).target.text, "Нове");
  assert.equal(model.take(unit(1, { version: 6, text: "Ще новіше" })), "changed");
  assert.equal(model.take(unit(1, { version: 6, text: "Ще новіше" })), "same");
  assert.equal(model.take(unit(2)), "new");
});

test("a filter keeps the document's order, five neighbours stay on each side of what one works on", () => {
  const units = many(40);
  units[30].source = "Nobody expected a KANGAROO.";
  const model = new Model(units);
  const found = model.matching({ ...EVERYTHING, text: "kangaroo" });
  assert.deepEqual(found, [30]);
  assert.deepEqual(model.withNeighbours(found, 10), [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 30]);
  assert.deepEqual(model.withNeighbours(found, 0), [0, 1, 2, 3, 4, 5, 30]);
  assert.deepEqual(model.withNeighbours(found, -1), [30]);
});

test("filters by state, speaker and changed units narrow each other", () => {
  const units = [unit(1, { text: "a" }), unit(2, { text: "b", speaker: "Martin" }), unit(3, { speaker: "Martin" })];
  const model = new Model(units);
  assert.deepEqual(model.matching({ ...EVERYTHING, states: ["translated"] }), [0, 1]);
  assert.deepEqual(model.matching({ ...EVERYTHING, speaker: "Martin" }), [1, 2]);
  assert.deepEqual(model.matching({ ...EVERYTHING, states: ["translated"], speaker: "Martin" }), [1]);
  assert.deepEqual(model.matching({ ...EVERYTHING, only: new Set([3]) }), [2]);
});

test("a joined segment goes with the one before it: counted, found and passed over with it", () => {
  const units = [unit(1, { text: "a b" }), unit(2, { joined: true }), unit(3)];
  const model = new Model(units);
  assert.equal(model.head(1), 0);
  assert.deepEqual(model.joinedTo(0).map(({ id }) => id), [2]);
  assert.deepEqual(model.counts(), { reviewed: 0, translated: 1, "needs work": 0, draft: 0, empty: 1 });
  assert.equal(needsTranslator(units[1]), false);
});

test("turns and paragraphs end where the speaker, the paragraph or the kind changes", () => {
  const model = new Model([
    unit(1, { kind: "title", turn: 0, paragraph: -1 }),
    unit(2, { turn: 1, paragraph: 0 }),
    unit(3, { turn: 1, paragraph: 0 }),
    unit(4, { turn: 1, paragraph: 1 }),
    unit(5, { turn: 2, paragraph: 2 }),
  ]);
  assert.deepEqual([0, 1, 2, 3, 4].map((at) => model.opensTurn(at)), [true, true, false, false, true]);
  assert.deepEqual(model.turn(2), [1, 3]);
  assert.deepEqual(model.paragraph(2), [1, 2]);
});

test("the next that needs me is after this one, then from the beginning, and never this one itself", () => {
  const needs = new Set([1, 4]);
  const next = (from) => nextOf([0, 1, 2, 3, 4, 5], from, (at) => needs.has(at));
  assert.equal(next(-1), 1);
  assert.equal(next(1), 4);
  assert.equal(next(5), 1);
  needs.delete(1);
  assert.equal(next(4), -1);
});

test("nobody reviews what they have translated, however the name is written, unless one may", () => {
  const mine = unit(1, { text: "a" });
  assert.equal(needsReviewer(mine, { person: "OLENA", own: false }), false);
  assert.equal(needsReviewer(mine, { person: "Martin", own: false }), true);
  assert.equal(needsReviewer(mine, { person: "Olena", own: true }), true);
  assert.equal(needsReviewer({ ...mine, target: target("a", { state: "reviewed" }) }, { person: "Martin", own: true }), false);
  assert.ok(samePerson("Оля", "оля"));
});
