import assert from "node:assert/strict";
import { test } from "node:test";
import { Heights } from "../../../app/ui/editor/heights.js";

test("tops and places agree with adding up, also after changes", () => {
  const plain = Array.from({ length: 257 }, (_, at) => 10 + ((at * 37) % 91));
  const heights = new Heights(plain);
  for (const [row, height] of [[0, 500], [256, 3], [128, 77], [5, 10.5]]) {
    heights.set(row, height);
    plain[row] = height;
  }
  let top = 0;
  for (let row = 0; row < plain.length; row++) {
    assert.ok(Math.abs(heights.top(row) - top) < 1e-6);
    assert.equal(heights.at(top), row);
    assert.equal(heights.at(top + plain[row] - 0.01), row);
    top += plain[row];
  }
  assert.ok(Math.abs(heights.total - top) < 1e-6);
});

test("below the end is the last row, above the beginning the first", () => {
  const heights = new Heights([20, 20]);
  assert.equal(heights.at(1000), 1);
  assert.equal(heights.at(-5), 0);
  assert.deepEqual(new Heights([]).window(0, 100, 50), { from: 0, to: 0 });
});

test("only what is in view and a little around it is drawn, of 20,000 as of 600", () => {
  for (const count of [600, 20_000]) {
    const heights = new Heights(new Array(count).fill(50));
    const { from, to } = heights.window(heights.total / 2, 900, 700);
    assert.ok(to - from < 60);
    assert.ok(from * 50 <= heights.total / 2 - 700 + 50 && to * 50 >= heights.total / 2 + 1600);
  }
});
