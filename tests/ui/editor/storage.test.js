import assert from "node:assert/strict";
import { test } from "node:test";
import { Storage } from "../../../app/ui/editor/storage.js";
import { FakeBox } from "./fakes.js";

const PLACE = ["Оля / Olena", "talk", "uk"];
const open = (box, place = PLACE) => new Storage(() => box, place);

test("what was put is there for the next page, whatever its name holds", () => {
  const box = new FakeBox();
  open(box).put(["typed", "7", "a/b"], { text: "Так" });
  assert.deepEqual(open(box).get("typed", "7", "a/b"), { text: "Так" });
  assert.deepEqual(open(box).all("typed"), [[["7", "a/b"], { text: "Так" }]]);
});

test("another person, document or language sees nothing of it", () => {
  const box = new FakeBox();
  open(box).put(["typed", "7"], "Так");
  for (const place of [["Martin", "talk", "uk"], ["Оля / Olena", "talk", "sv"], ["Оля / Olena", "other", "uk"]])
    assert.deepEqual(open(box, place).all("typed"), []);
  assert.deepEqual(open(box, ["Martin", "talk", "uk"]).others(), ["Оля / Olena"]);
  assert.deepEqual(open(box).others(), []);
});

test("a full storage is said, what did not fit lives with the page, and is put down when there is room", () => {
  const storage = open(new FakeBox({ most: 20 }));
  storage.put(["typed", "1"], "a text that is far too long for it");
  assert.equal(storage.trouble, "full");
  assert.equal(storage.get("typed", "1"), "a text that is far too long for it");
  assert.equal(storage.all("typed").length, 1);
  storage.put(["typed", "1"], "short");
  assert.equal(storage.trouble, null);
  assert.equal(storage.unkept.size, 0);
});

test("where a browser forbids it the page goes on, and says so", () => {
  const storage = new Storage(() => {
    throw new Error("denied");
  }, PLACE);
  storage.put(["typed", "1"], "Так");
  assert.equal(storage.trouble, "forbidden");
  assert.equal(storage.get("typed", "1"), "Так");
  storage.remove("typed", "1");
  assert.equal(storage.get("typed", "1"), null);
});

test("what others wrote under our name and is no JSON is passed over", () => {
  const box = new FakeBox();
  const storage = open(box);
  box.setItem(storage.name("typed", "1"), "{not JSON");
  assert.equal(storage.get("typed", "1"), null);
  assert.deepEqual(storage.all("typed"), [[["1"], null]]);
});
