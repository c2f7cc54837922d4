import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../../app/ui/editor/outbox.js";
import { Refused, Sender } from "../../../app/ui/editor/sender.js";
import { Storage } from "../../../app/ui/editor/storage.js";
import { FakeBox, unit } from "./fakes.js";

const turn = () => new Promise((go) => setImmediate(go));

/** A sender before a server that does what `answer` says; time passes only by `pass`. */
function world(answer) {
  let words = 0;
  const outbox = new Outbox(new Storage(() => new FakeBox(), ["Olena", "talk", "uk"]), {
    page: "one", generation: "g", now: () => words, word: () => `w${words++}`,
  });
  const seen = { posts: [], results: [], tokens: 0, generations: 0, timers: [] };
  const sender = new Sender(outbox, {
    post: async (operations) => {
      seen.posts.push(operations.map((one) => one.id));
      return answer(operations, seen.posts.length);
    },
    onResult: (result) => seen.results.push(result.status),
    onSign: () => undefined,
    onToken: () => seen.tokens++,
    onGeneration: () => seen.generations++,
    later: (deed, pause) => seen.timers.push({ deed, pause }),
    never: () => undefined,
    chance: () => 0.5,
  });
  const save = (id, text = "x") => outbox.add(unit(id), { move: "save", base: 0, text });
  const pass = async () => {
    seen.timers.shift()?.deed();
    await turn();
  };
  return { outbox, sender, seen, save, pass };
}
const all = (operations) => operations.map((one) => ({ id: one.id, status: "done", unit: unit(one.unit, { version: 1 }) }));
const down = () => {
  throw new TypeError("Failed to fetch");
};

test("a save goes out at once, and the sign tells", async () => {
  const { sender, save, seen, outbox } = world(all);
  assert.equal(sender.sign, "saved");
  save(1);
  sender.flush();
  assert.equal(sender.sign, "saving");
  await turn();
  assert.equal(sender.sign, "saved");
  assert.deepEqual(seen.results, ["done"]);
  assert.equal(outbox.waiting.size, 0);
});

test("without a line it waits, tries again after longer and longer pauses, and arrives once under one id", async () => {
  const { sender, save, seen, pass } = world((operations, count) => (count < 4 ? down() : all(operations)));
  const { id } = save(1);
  sender.flush();
  await turn();
  assert.equal(sender.sign, "offline");
  const pauses = [];
  while (seen.timers.length) {
    pauses.push(seen.timers[0].pause);
    await pass();
  }
  assert.deepEqual(pauses, [500, 1000, 2000]);
  assert.deepEqual(seen.posts, [[id], [id], [id], [id]]);
  assert.equal(sender.sign, "saved");
});

test("pauses do not grow beyond twenty seconds", async () => {
  const { sender, save, seen, pass } = world(down);
  save(1);
  sender.flush();
  await turn();
  for (let round = 0; round < 12; round++) await pass();
  assert.ok(seen.timers[0].pause <= 20_000);
});

test("a line that is back is used at once", async () => {
  let there = false;
  const { sender, save, seen } = world((operations) => (there ? all(operations) : down()));
  save(1);
  sender.flush();
  await turn();
  there = true;
  sender.reached();
  await turn();
  assert.equal(seen.posts.length, 2);
  assert.equal(sender.sign, "saved");
});

test("a server that answers all but the saves is offline until it takes them", async () => {
  let there = false;
  const { sender, save, seen } = world((operations) => (there ? all(operations) : down()));
  save(1);
  sender.flush();
  await turn();
  for (let round = 0; round < 3; round++) {
    sender.reached();
    assert.equal(sender.sign, "offline");
    await turn();
    assert.equal(sender.sign, "offline");
  }
  assert.equal(seen.posts.length, 4);
  there = true;
  sender.reached();
  await turn();
  assert.equal(sender.sign, "saved");
});

test("a server that is not heard of is offline until it is", () => {
  const { sender } = world(all);
  sender.missed();
  assert.equal(sender.sign, "offline");
  sender.reached();
  assert.equal(sender.sign, "saved");
});

test("twenty saves that waited go together", async () => {
  let there = false;
  const { sender, save, seen } = world((operations) => (there ? all(operations) : down()));
  for (let id = 1; id <= 20; id++) {
    save(id);
    sender.flush();
  }
  await turn();
  there = true;
  sender.reached();
  await turn();
  await turn();
  assert.equal(seen.results.length, 20);
  assert.ok(seen.posts.at(-1).length >= 18);
});

test("an old token holds everything until there is a new one", async () => {
  let good = false;
  const { sender, save, seen } = world((operations) => {
    if (!good) throw new Refused(401, "Who?");
    return all(operations);
  });
  save(1);
  sender.flush();
  await turn();
  assert.equal(sender.sign, "sign in");
  assert.equal(seen.tokens, 1);
  save(2);
  sender.flush();
  assert.equal(seen.posts.length, 1);
  good = true;
  sender.release();
  await turn();
  assert.equal(sender.sign, "saved");
});

test("a store made anew is told, and nothing is sent to it meanwhile", async () => {
  const { sender, save, seen, outbox } = world(() => {
    throw new Refused(409, "Anew");
  });
  save(1);
  sender.flush();
  await turn();
  assert.equal(seen.generations, 1);
  assert.equal(outbox.waiting.size, 1);
});

test("one deed that cannot go does not keep the others", async () => {
  const { sender, save, seen, outbox } = world((operations) => {
    if (operations.some((one) => one.text === "bad")) throw new Refused(422, "Too long");
    return all(operations);
  });
  save(1);
  save(2, "bad");
  save(3);
  sender.flush();
  for (let round = 0; round < 6; round++) await turn();
  assert.equal(outbox.waiting.size, 0);
  assert.deepEqual(seen.results.sort(), ["done", "done", "refused"]);
});

test("a server that is busy or at fault is asked again", async () => {
  for (const status of [408, 429, 500, 503]) {
    const { sender, save, seen, pass } = world((operations, count) => {
      if (count === 1) throw new Refused(status, "Later");
      return all(operations);
    });
    save(1);
    sender.flush();
    await turn();
    assert.equal(sender.sign, "offline");
    await pass();
    assert.deepEqual(seen.results, ["done"]);
  }
});
