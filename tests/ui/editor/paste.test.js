import assert from "node:assert/strict";
import { test } from "node:test";
import { clean } from "../../../app/ui/editor/paste.js";

const CASES = [
  ["чистий текст", "чистий текст", [], "clean text stays as it is"],
  ["два\nрядки", "два рядки", ["lines"], "a line break becomes a space"],
  ["два  \r\n  рядки", "два рядки", ["lines"], "with the spaces round it"],
  ["\n  рядок із кінцем \r\n\n", "рядок із кінцем", ["lines"], "the end of a copied line is no space"],
  ["пан-\nслов’янський", "пан-слов’янський", ["lines"], "a word cut at its hyphen is whole again"],
  ["два  пробіли", "два пробіли", ["spaces"], "double spaces are one"],
  ["таб\tтут", "таб тут", ["spaces"], "a tab is a space"],
  ["слово\u00A0— слово", "слово\u00A0— слово", [], "a no-break space stays"],
  ["слово \u00A0— слово", "слово\u00A0— слово", ["spaces"], "a space beside a no-break space goes"],
  ["не\u00ADвидимий\u200B\uFEFF", "невидимий", ["marks"], "invisible marks go"],
  ["\u202Eпідступ\u202C", "підступ", ["marks"], "marks that turn the direction go"],
  ["👩\u200D👩\u200D👧", "👩\u200D👩\u200D👧", [], "the joiners of emoji stay"],
  ["a\u0000b\u0007", "ab", ["marks"], "control characters go"],
  ["\uD83D x", " x", ["marks"], "half a surrogate pair goes"],
  ["а\u2028б\u200B  в", "а б в", ["marks", "lines", "spaces"], "what was changed is told in order"],
];
for (const [text, expected, changes, promise] of CASES)
  test(promise, () => assert.deepEqual(clean(text), { text: expected, changes }));

test("in a language written from the right, marks of direction stay", () => {
  assert.deepEqual(clean("שלום\u200F!", { rtl: true }), { text: "שלום\u200F!", changes: [] });
});
