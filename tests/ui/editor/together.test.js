// Deeds that meet another's: words written with them are never lost, and a text that gives way goes to the others.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../../app/ui/editor/model.js";
import { Outbox } from "../../../app/ui/editor/outbox.js";
import { Session } from "../../../app/ui/editor/session.js";
import { colour, initial } from "../../../app/ui/editor/people.js";
import { Storage } from "../../../app/ui/editor/storage.js";

/** A browser's storage in memory. */
class Box extends Map {
  get length() {
    return this.size;
  }
  key(at) {
    return [...this.keys()][at] ?? null;
  }
  getItem(key) {
    return this.get(key) ?? null;
  }
  setItem(key, value) {
    this.set(key, value);
  }
  removeItem(key) {
    this.delete(key);
  }
}

const target = (text = "", more = {}) => ({ text, state: text ? "translated" : "empty", origin: "", translator: "", reviewer: "", reason: "", previous_source: "", notes: [], ...more });
const unit = (id, text, more = {}) => ({ id, kind: "segment", source: `Source ${id}`, context: null, speaker: null, turn: 1, paragraph: 0, version: 1, at: "", target: target(text), comments: [], joined: false, hasty: false, ...more });

function outbox() {
  let now = 1000;
  let count = 0;
  const storage = new Storage(() => new Box(), ["Olena", "talk", "uk"]);
  return { storage, box: new Outbox(storage, { page: "here", generation: "g", now: () => now++, word: () => `w${count++}` }) };
}

const conflict = (id, now, theirs = "Їхнє") => ({
  id,
  status: "conflict",
  unit: now,
  conflict: { base: target("Було"), mine: target("Моє"), theirs: { version: now.version, person: "Borys", at: "", move: "save", target: target(theirs) }, since: null },
});

test("a note that meets another text goes with that one", () => {
  const { box } = outbox();
  const deed = box.add(unit(1, "Було"), { move: "note", base: 1, text: "Місто." });
  box.fly(box.ready());
  box.answered(conflict(deed.id, unit(1, "Їхнє", { version: 2 })));
  const [again] = box.fly(box.ready());
  assert.deepEqual([again.id, again.base, again.text], [deed.id, 2, "Місто."]);
  box.answered({ id: deed.id, status: "done", unit: unit(1, "Їхнє", { version: 3 }) });
  assert.equal(box.waiting.size, 0);
});

test("notes that wait are shown, and a reviewed text waits for its review again", () => {
  const { box } = outbox();
  const shown = (one) => ["state", "notes"].map((what) => Session.prototype[what].call({ outbox: box }, one));
  const reviewed = unit(1, "Було", { target: target("Було", { state: "reviewed", notes: ["Місто."] }) });
  const draft = unit(2, "Було", { target: target("Було", { state: "draft" }) });
  assert.deepEqual(shown(reviewed), ["reviewed", ["Місто."]]);
  box.add(reviewed, { move: "note", base: 1, notes: ["Село."] });
  box.add(draft, { move: "note", base: 1, text: "Місто." });
  assert.deepEqual(shown(reviewed), ["translated", ["Село."]]);
  assert.deepEqual(shown(draft), ["draft", []]);
});

test("the whole list of notes is not put over another's", () => {
  const { box } = outbox();
  const deed = box.add(unit(1, "Було"), { move: "note", base: 1, notes: [] });
  box.fly(box.ready());
  box.answered(conflict(deed.id, unit(1, "Їхнє", { version: 2 })));
  assert.equal(box.waiting.size, 0);
});

for (const [move, words, place] of [
  ["send back", { reason: "сухо" }, "reason"],
  ["comment", { text: "Чи так?" }, "note"],
  ["note", { text: "Місто." }, "note"],
])
  test(`what was written with a refused “${move}” stands where it was written`, () => {
    const { box, storage } = outbox();
    const deed = box.add(unit(1, "Було"), { move, base: 1, ...words });
    box.fly(box.ready());
    box.answered({ id: deed.id, status: "refused", problem: { title: "No" } });
    assert.equal(storage.get(place, "1"), Object.values(words)[0]);
  });

test("the reason of a send-back that came too late is still there", () => {
  const { box, storage } = outbox();
  const deed = box.add(unit(1, "Було"), { move: "send back", base: 1, reason: "сухо" });
  box.fly(box.ready());
  box.answered(conflict(deed.id, unit(1, "Їхнє", { version: 2 })));
  assert.equal(storage.get("reason", "1"), "сухо");
  assert.equal(box.conflicts.size, 0);
});

test("who takes the other's text leaves the own one for everybody to see", () => {
  const { box } = outbox();
  const deed = box.add(unit(1, "Було"), { move: "save", base: 1, text: "Моє" });
  box.fly(box.ready());
  const now = unit(1, "Їхнє", { version: 2 });
  box.answered(conflict(deed.id, now));
  assert.equal(box.conflicts.get(1).mine, "Моє");
  box.theirs(now);
  const [kept] = box.fly(box.ready());
  assert.deepEqual([kept.move, kept.text], ["suggest", "Моє"]);
  assert.equal(box.conflicts.size, 0);
  assert.equal(box.pendingText(1), null);
});

test("a person is found by what they translated or reviewed", () => {
  const units = [
    unit(1, "а", { target: target("а", { translator: "Олена" }) }),
    unit(2, "б", { target: target("б", { translator: "Borys", reviewer: "олена" }) }),
    unit(3, "в", { target: target("в", { translator: "Borys" }) }),
    unit(4, ""),
  ];
  const model = new Model(units);
  assert.deepEqual(model.people(), ["Borys", "Олена"]);
  const by = (person) => model.matching({ states: [], speaker: null, person, text: "", only: null });
  assert.deepEqual(by("Олена"), [0, 1]);
  assert.deepEqual(by("Borys"), [1, 2]);
  assert.deepEqual(by(null), [0, 1, 2, 3]);
});

test("a letter stands for a person, whatever the name begins with", () => {
  for (const [name, letter] of [["олена", "О"], ["👩‍⚕️ Анна", "👩‍⚕️"], ["  x", "X"], ["", "?"]]) assert.equal(initial(name), letter);
  assert.equal(colour("Оля"), colour("оля"));
  assert.match(colour("<script>"), /^#[0-9a-f]{6}$/);
});

test("a footnote that was not taken goes back to its box, before what is being written there", () => {
  const { storage, box } = outbox();
  const deeds = ["Раз.", "Два."].map((text) => box.add(unit(1, ""), { move: "note", base: 1, text }));
  storage.put(["note", "1"], "Тр");
  for (const one of deeds) box.answered({ id: one.id, status: "refused", problem: { title: "A note hangs on a translated text." } });
  assert.equal(storage.get("note", "1"), "Два.\nРаз.\nТр");
});

test("a footnote written anew is kept where somebody saved in between", () => {
  const { storage, box } = outbox();
  const before = unit(1, "Було", { target: target("Було", { notes: ["Місто.", "Річка."] }) });
  const deed = box.add(before, { move: "note", base: 1, notes: ["Місто на сході.", "Річка."] });
  box.answered(conflict(deed.id, unit(1, "Їхнє", { version: 2 })));
  assert.deepEqual(storage.get("footnote", "1"), { note: "", text: "Місто на сході." });
});

test("what was put together by hand is kept until the choice is made", () => {
  const { storage, box } = outbox();
  box.add(unit(1, "Було"), { move: "save", base: 1, text: "Моє" });
  box.answered(conflict([...box.waiting.keys()][0], unit(1, "Їхнє", { version: 2 })));
  storage.put(["merged", "1"], { mine: "Моє", text: "Разом" });
  box.read();
  assert.equal(storage.get("merged", "1").text, "Разом");
  box.theirs(unit(1, "Їхнє", { version: 2 }));
  assert.equal(storage.get("merged", "1"), null);
});
