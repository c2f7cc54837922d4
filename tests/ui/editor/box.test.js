import assert from "node:assert/strict";
import { test } from "node:test";
import { unfitText } from "../../../app/ui/editor/box.js";
import { Words } from "../../../app/ui/editor/words.js";

const words = new Words({ empty: "Empty.", "too long": "{count} of {most}." }, "en");
const LONG = "👩".repeat(100_000);

test("what cannot be saved is said before it is sent; characters are counted, not halves of them", () => {
  assert.equal(unfitText(words, "Так."), "");
  assert.equal(unfitText(words, " \n"), "Empty.");
  assert.equal(unfitText(words, LONG), "");
  assert.equal(unfitText(words, `${LONG}!`), "100,001 of 100,000.");
});
