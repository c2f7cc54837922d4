import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { Courier } from "../../../app/ui/editor/courier.js";

const FILE = new URL("../../../app/ui/editor/courier_worker.js", import.meta.url);
// What a browser gives a worker and Node does not.
const SCOPE = `
  const { parentPort, workerData } = require("node:worker_threads");
  Object.assign(globalThis, { self: globalThis, name: workerData.name });
  parentPort.on("message", (data) => globalThis.onmessage({ data }));
  import(workerData.file);
`;
const LETTER = { headers: { Authorization: "Bearer t", "Content-Type": "application/json" }, body: '{"text":"їжак"}' };
const PATIENCE = 20_000;

/** The worker itself, in a thread. */
const thread = (name) => new Worker(SCOPE, { eval: true, workerData: { name, file: FILE.href } });
const channel = (name) => new BroadcastChannel(name);
const turn = () => new Promise((go) => setImmediate(go));
const until = async (come) => {
  while (!come()) await turn();
};

/** A courier with its worker, before a server that does what `answer` says. */
async function world(t, answer) {
  const seen = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    seen.push({ method: request.method, token: request.headers.authorization, body });
    await answer(body, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const courier = new Courier({ patience: PATIENCE, world: { worker: thread, channel } });
  t.after(() => {
    courier.close();
    server.closeAllConnections();
    server.close();
  });
  courier.begin();
  await until(() => courier.ready);
  return { courier, server, seen, url: `http://127.0.0.1:${server.address().port}/` };
}

/** A browser whose worker and channel do only what the test does. */
function still({ patience = PATIENCE } = {}) {
  const workers = [];
  const channels = [];
  const courier = new Courier({
    patience,
    world: {
      worker: (name) => {
        const one = { name, letters: [], ended: false, onerror: null };
        one.postMessage = (data) => one.letters.push(data);
        one.terminate = () => (one.ended = true);
        workers.push(one);
        return one;
      },
      channel: (name) => {
        const one = { name, onmessage: null, closed: false, close: () => (one.closed = true) };
        channels.push(one);
        return one;
      },
    },
  });
  const say = (data) => channels.at(-1).onmessage({ data });
  return { courier, workers, channels, say };
}

test("a letter goes out whole, and the answer comes back as it is", async (t) => {
  const { courier, seen, url } = await world(t, (_, response) => response.writeHead(200).end('{"say":"так"}'));
  const answer = await courier.carry({ url, ...LETTER });
  assert.deepEqual(answer, { status: 200, words: "OK", text: '{"say":"так"}' });
  assert.deepEqual(seen, [{ method: "POST", token: "Bearer t", body: LETTER.body }]);
});

test("a refusal is an answer", async (t) => {
  const { courier, url } = await world(t, (_, response) => response.writeHead(422).end('{"title":"No"}'));
  assert.deepEqual(await courier.carry({ url, ...LETTER }), { status: 422, words: "Unprocessable Entity", text: '{"title":"No"}' });
});

test("of two letters each gets its own answer, also where the later one is answered first", async (t) => {
  let free = () => {};
  const first = new Promise((go) => (free = go));
  const { courier, url } = await world(t, async (body, response) => {
    if (body === "1") await first;
    response.end(`re: ${body}`);
    if (body === "2") free();
  });
  const both = ["1", "2"].map((body) => courier.carry({ url, ...LETTER, body }));
  assert.deepEqual((await Promise.all(both)).map(({ text }) => text), ["re: 1", "re: 2"]);
});

test("where nobody answers it fails as fetch does, and goes on", async (t) => {
  let there = false;
  const { courier, url } = await world(t, (_, response) => (there ? response.end("yes") : response.destroy()));
  await assert.rejects(courier.carry({ url, ...LETTER }), TypeError);
  there = true;
  assert.ok(courier.ready);
  assert.equal((await courier.carry({ url, ...LETTER })).text, "yes");
});

test("an answer that broke off on its way is none", async (t) => {
  const { courier, url } = await world(t, (_, response) => {
    response.writeHead(200, { "Content-Length": 100 });
    response.write('{"results":');
    setTimeout(() => response.destroy(), 10);
  });
  await assert.rejects(courier.carry({ url, ...LETTER }), TypeError);
});

test("it is not ready before its worker says so", () => {
  const { courier, workers, say } = still();
  assert.equal(courier.ready, false);
  courier.begin();
  assert.equal(courier.ready, false);
  say({ number: 0 });
  assert.equal(courier.ready, true);
  courier.begin();
  assert.equal(workers.length, 1);
  courier.close();
});

test("each has a channel of its own", () => {
  const [one, other] = [still(), still()];
  one.courier.begin();
  other.courier.begin();
  assert.equal(one.workers[0].name, one.channels[0].name);
  assert.notEqual(one.channels[0].name, other.channels[0].name);
  assert.ok(one.channels[0].name.length > 20);
});

test("a browser that has no workers, or does not get ours, goes on without", () => {
  const none = new Courier({
    patience: PATIENCE,
    world: {
      worker: () => {
        throw new ReferenceError("Worker is not defined");
      },
      channel: () => ({ onmessage: null, close: () => undefined }),
    },
  });
  none.begin();
  assert.equal(none.ready, false);
  const { courier, workers, channels, say } = still();
  courier.begin();
  say({ number: 0 });
  workers[0].onerror();
  assert.equal(courier.ready, false);
  assert.ok(workers[0].ended && channels[0].closed);
});

test("a worker that fails takes no letter with it: each is said to be unanswered", async () => {
  const { courier, workers, say } = still();
  courier.begin();
  say({ number: 0 });
  const both = [courier.carry(LETTER), courier.carry(LETTER)];
  workers[0].onerror();
  for (const one of await Promise.allSettled(both)) assert.ok(one.reason instanceof TypeError);
});

test("after too long another worker is begun, and an answer that comes late is not heard", async () => {
  const { courier, workers, channels, say } = still({ patience: 5 });
  courier.begin();
  say({ number: 0 });
  await assert.rejects(courier.carry(LETTER), TypeError);
  assert.equal(courier.ready, false);
  assert.ok(workers[0].ended && channels[0].closed);
  assert.equal(workers.length, 2);
  say({ number: 1, answer: { status: 200, words: "OK", text: "late" } });
  say({ number: 0 });
  assert.equal(courier.ready, true);
  courier.close();
});

test("closed, it takes no more letters, and ends when the last one is answered", async () => {
  const { courier, workers, say } = still();
  courier.begin();
  say({ number: 0 });
  const last = courier.carry(LETTER);
  courier.close();
  assert.equal(courier.ready, false);
  assert.equal(workers[0].ended, false);
  say({ number: 1, answer: { status: 200, words: "OK", text: "yes" } });
  assert.equal((await last).text, "yes");
  assert.ok(workers[0].ended);
});

test("closed before its worker came, it stays closed", () => {
  const { courier, workers, say } = still();
  courier.begin();
  courier.close();
  say({ number: 0 });
  courier.begin();
  assert.equal(courier.ready, false);
  assert.equal(workers.length, 1);
  assert.ok(workers[0].ended);
});
