import assert from "node:assert/strict";
import { test } from "node:test";

import { pieces } from "../../../app/ui/editor/concordance.js";

test("what was sought is marked, counted in code points", () => {
  assert.deepEqual(pieces("🙂 Так, так.", [[2, 5], [7, 10]]), [
    { text: "🙂 ", sought: false },
    { text: "Так", sought: true },
    { text: ", ", sought: false },
    { text: "так", sought: true },
    { text: ".", sought: false },
  ]);
});

test("a text without the phrase is one piece, and an empty one none", () => {
  assert.deepEqual(pieces("Ні.", []), [{ text: "Ні.", sought: false }]);
  assert.deepEqual(pieces("", []), []);
});
