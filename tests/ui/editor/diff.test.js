import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, merge, words } from "../../../app/ui/editor/diff.js";

const shown = (pieces) => pieces.map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, new: `{+${text}+}` })[kind]).join("");

test("words joined are the text again", () => {
  for (const text of ["", "а́б «в»—г  д\u00A0е", "п’ять 1,5 %", "👩‍👩‍👧 e\u0301", "x".repeat(50_000)]) assert.equal(words(text).join(""), text);
});

const DIFFERENCES = [
  ["Я з Донецька.", "Я з Донецька.", "Я з Донецька."],
  ["Я з Донецька.", "Я сам з Донецька.", "Я {+сам +}з Донецька."],
  ["", "нове", "{+нове+}"],
  ["старе", "", "[-старе-]"],
  ["пʼять хвилин", "шість хвилин", "[-пʼять-]{+шість+} хвилин"],
];
for (const [old, now, expected] of DIFFERENCES)
  test(`what changed from “${old}” to “${now}” is shown by words`, () => assert.equal(shown(diff(old, now)), expected));

test("both texts can be read off a difference, whatever they are", () => {
  let seed = 7;
  const chance = (most) => (seed = (seed * 1103515245 + 12345) % 2147483648) % most;
  for (let round = 0; round < 300; round++) {
    const text = () => Array.from({ length: chance(12) }, () => ["а", "б ", "—", "«", " ", "в’г"][chance(6)]).join("");
    const [old, now] = [text(), text()];
    const pieces = diff(old, now);
    assert.equal(pieces.filter(({ kind }) => kind !== "new").map(({ text }) => text).join(""), old);
    assert.equal(pieces.filter(({ kind }) => kind !== "gone").map(({ text }) => text).join(""), now);
  }
});

test("texts too long to compare are shown as gone and new, at once", () => {
  const [old, now] = ["a ".repeat(5000), "b ".repeat(5000)];
  const pieces = diff(old, now);
  assert.equal(pieces.filter(({ kind }) => kind !== "new").map(({ text }) => text).join(""), old);
});

const MERGES = [
  ["один два три", "ОДИН два три", "один два ТРИ", "ОДИН два ТРИ", "changes apart come together"],
  ["один два три", "один 2 три", "один ІІ три", null, "changes of one word cannot be merged"],
  ["один два", "один два", "один нове два", "один нове два", "who changed nothing takes the other's"],
  ["один два", "один нове два", "один два", "один нове два", "and the other way round"],
  ["один два", "один і два", "один і два", "один і два", "the same change counts once"],
  ["", "моє", "твоє", null, "two texts from nothing cannot be merged"],
];
for (const [base, mine, theirs, expected, promise] of MERGES) test(promise, () => assert.equal(merge(base, mine, theirs), expected));
