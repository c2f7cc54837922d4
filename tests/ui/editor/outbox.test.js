import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../../app/ui/editor/outbox.js";
import { Storage } from "../../../app/ui/editor/storage.js";
import { FakeBox, target, unit } from "./fakes.js";

/** A browser's storage in which pages (tabs) open an outbox each. */
function browser({ generation = "g" } = {}) {
  const box = new FakeBox();
  const clock = { now: 1000 };
  let words = 0;
  const page = (name, more = {}) =>
    new Outbox(new Storage(() => box, ["Olena", "talk", "uk"]), {
      page: name,
      generation,
      now: () => clock.now++,
      word: () => `w${words++}`,
      ...more,
    });
  return { page, clock };
}
const done = (id, one) => ({ id, status: "done", unit: one });
const theirs = (text) => ({ person: "Martin", at: "", move: "save", target: target(text, { translator: "Martin" }) });

test("unsent text is there for the next page, with the version it was begun from", () => {
  const { page } = browser();
  page("one").type(unit(1, { version: 3 }), "Перша дум", 3);
  const next = page("two");
  assert.equal(next.text(1).text, "Перша дум");
  assert.equal(next.text(1).base, 3);
  assert.equal(next.unsent, 1);
});

test("two pages never write over each other's text", () => {
  const { page } = browser();
  const [one, two] = [page("one"), page("two")];
  one.type(unit(1), "З першої", 0);
  two.type(unit(1), "З другої", 0);
  two.read();
  assert.equal(one.text(1).text, "З першої");
  assert.deepEqual(two.others(1).map(({ text }) => text), ["З першої"]);
});

test("a deed waits until it is acknowledged, and is sent with the base that the answer before it gave", () => {
  const outbox = browser().page("one");
  const one = outbox.add(unit(1), { move: "save", base: 0, text: "Раз" });
  const two = outbox.add(unit(1), { move: "save", base: 0, text: "Два" });
  assert.deepEqual(outbox.ready().map(({ id }) => id), [one.id], "one at a time for a unit");
  outbox.fly([one]);
  assert.deepEqual(outbox.ready(), [], "never twice at once");
  outbox.answered(done(one.id, unit(1, { text: "Раз", version: 4 })));
  assert.deepEqual(outbox.ready().map(({ id, base }) => [id, base]), [[two.id, 4]]);
  assert.equal(outbox.pendingText(1), "Два");
});

test("deeds on many units go together, in the order in which they were done", () => {
  const outbox = browser().page("one");
  for (const id of [3, 1, 2]) outbox.add(unit(id), { move: "save", base: 0, text: "x" });
  assert.deepEqual(outbox.ready().map((one) => one.unit), [3, 1, 2]);
  assert.equal(outbox.ready(2).length, 2);
});

test("a deed that was not answered waits on, under the same id", () => {
  const outbox = browser().page("one");
  const one = outbox.add(unit(1), { move: "save", base: 0, text: "Раз" });
  outbox.fly([one]);
  outbox.land([one.id]);
  assert.deepEqual(outbox.ready().map(({ id }) => id), [one.id]);
});

test("what a closed page left is sent by the next one; what an open page has just begun is not", () => {
  const { page, clock } = browser();
  const first = page("one");
  const waiting = first.add(unit(1), { move: "save", base: 0, text: "Раз" });
  assert.deepEqual(page("two").ready().map(({ id }) => id), [waiting.id]);
  const other = page("three");
  const later = first.add(unit(2), { move: "save", base: 0, text: "Два" });
  other.read();
  assert.deepEqual(other.ready().map(({ id }) => id), [waiting.id]);
  clock.now += 60_000;
  assert.deepEqual(other.ready().map(({ id }) => id), [waiting.id, later.id]);
});

test("typing goes on from a save that is under way", () => {
  const outbox = browser().page("one");
  const one = outbox.add(unit(1), { move: "save", base: 0, text: "Раз" });
  outbox.type(unit(1), "Раз і ще", 0);
  outbox.answered(done(one.id, unit(1, { text: "Раз", version: 1 })));
  assert.equal(outbox.text(1).text, "Раз і ще");
  assert.equal(outbox.text(1).base, 1);
});

test("a conflict keeps both texts, over a reload, and all that was chained to the deed is in mine", () => {
  const { page } = browser();
  const outbox = page("one");
  const one = outbox.add(unit(1), { move: "save", base: 0, text: "Раз" });
  outbox.add(unit(1), { move: "save", base: 0, text: "Два" });
  const conflict = { base: target(""), mine: target("Раз"), theirs: theirs("Інше"), since: null };
  outbox.answered({ id: one.id, status: "conflict", unit: unit(1, { text: "Інше", version: 2 }), conflict });
  const open = page("two").conflicts.get(1);
  assert.equal(open.mine, "Два");
  assert.equal(open.theirs.target.text, "Інше");
  assert.equal(open.version, 2);
  assert.equal(outbox.waiting.size, 0);
});

test("two people who wrote the same have no conflict", () => {
  const outbox = browser().page("one");
  const one = outbox.add(unit(1), { move: "save", base: 0, text: "Так." });
  const conflict = { base: target(""), mine: target("Так."), theirs: theirs("Так."), since: null };
  outbox.answered({ id: one.id, status: "conflict", unit: unit(1, { text: "Так.", version: 2 }), conflict });
  assert.equal(outbox.conflicts.size, 0);
});

test("leaving a conflict to the other keeps mine beside the segment, for everybody", () => {
  const outbox = browser().page("one");
  const one = outbox.add(unit(1), { move: "save", base: 0, text: "Моє" });
  const conflict = { base: target(""), mine: target("Моє"), theirs: theirs("Інше"), since: null };
  const now = unit(1, { text: "Інше", version: 2 });
  outbox.answered({ id: one.id, status: "conflict", unit: now, conflict });
  outbox.theirs(now);
  assert.equal(outbox.conflicts.size, 0);
  assert.deepEqual(outbox.ready().map(({ move, text, base }) => [move, text, base]), [["suggest", "Моє", 2]]);
  assert.equal(outbox.unsent, 0);
});

test("a refused save gives its text back to the box", () => {
  const outbox = browser().page("one");
  const one = outbox.add(unit(1), { move: "save", base: 0, text: "Раз" });
  outbox.answered({ id: one.id, status: "refused", problem: { title: "No", detail: "You may not." } });
  assert.equal(outbox.text(1).text, "Раз");
  assert.equal(outbox.refusals.get(1).sentence, "You may not.");
});

test("a store made anew: nothing is sent by its old ids, the person is asked", () => {
  const { page } = browser();
  const old = page("one");
  old.add(unit(1, { source: "Hello." }), { move: "save", base: 0, text: "Привіт." });
  old.type(unit(2, { source: "Gone." }), "Пішло.", 0);
  const now = page("two", { generation: "other" });
  now.settle([unit(9, { source: "Hello.", text: "Вітаю.", version: 1 })]);
  assert.deepEqual(now.ready(), []);
  assert.equal(now.conflicts.get(9).mine, "Привіт.");
  assert.deepEqual(now.homeless.map(({ text, source }) => [text, source]), [["Пішло.", "Gone."]]);
  now.discard(now.homeless[0].key);
  assert.equal(page("three", { generation: "other" }).unsent, 0);
});

test("an answer to a deed that is not known here changes nothing", () => {
  const outbox = browser().page("one");
  assert.equal(outbox.answered(done("no-such", unit(1))), null);
});

test("a page that goes on with another's text never leaves that page without one", () => {
  const { page } = browser();
  const [one, two] = [page("one"), page("two")];
  one.type(unit(1), "Перша", 0);
  two.read();
  const remove = two.storage.remove.bind(two.storage);
  const seen = [];
  two.storage.remove = (...key) => {
    remove(...key);
    one.read();
    seen.push(one.text(1)?.text);
  };
  two.type(unit(1), "Перша, друга", 0);
  assert.deepEqual(seen, ["Перша, друга"]);
});
