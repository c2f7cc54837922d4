import assert from "node:assert/strict";
import { test } from "node:test";
import { Words } from "../../../app/ui/editor/words.js";

const words = new Words({ "origin memory": "пам’ять перекладів", memory: "Пам’ять" }, "uk");

test("where a draft came from is said in words, and an engine is called by its name", () => {
  assert.equal(words.origin("memory"), "пам’ять перекладів");
  for (const engine of ["google", "draft", "", "{name}"]) assert.equal(words.origin(engine), engine);
});
