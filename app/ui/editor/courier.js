// Posts by a worker, which hands each answer over by a channel. After a key Chromium puts off all that waits for the page
// (answers, timers, what a worker says) until it has drawn it; not so what comes by a BroadcastChannel. So a save is known
// to be done while the page is still being drawn: docs/decisions/0017-answers-by-a-worker.md.

/** @typedef {{ url: string, headers: Record<string, string>, body: string }} Letter */
/** @typedef {{ status: number, words: string, text: string }} Answer  As it came: a refusal and a text that broke off too. */
/** @typedef {{ number: number, answer?: Answer, failure?: string }} Said  What the worker says; number 0 is that it is there. */

/**
 * @typedef {object} World  As much of a browser as is needed.
 * @property {(name: string) => Pick<Worker, "postMessage" | "terminate" | "onerror">} worker
 * @property {(name: string) => Pick<BroadcastChannel, "onmessage" | "close">} channel
 */

/** @type {World} */
const BROWSER = {
  // It lies beside the bundle that this is part of.
  worker: (name) => new Worker(new URL("courier_worker.js", import.meta.url), { type: "module", name }),
  channel: (name) => new BroadcastChannel(name),
};

export class Courier {
  /** @param {{ patience: number, world?: World }} how  `patience`: milliseconds after which no answer is expected any more. */
  constructor({ patience, world = BROWSER }) {
    this.patience = patience;
    this.world = world;
    /** Whether it can be given letters: its worker has said that it is there. */
    this.ready = false;
    this.closed = false;
    this.count = 0;
    /** @type {Map<number, { done: (answer: Answer) => void, failed: (error: Error) => void, timer: ReturnType<typeof setTimeout> }>} */
    this.carried = new Map();
    /** @type {ReturnType<World["worker"]> | null} */
    this.worker = null;
    /** @type {ReturnType<World["channel"]> | null} */
    this.channel = null;
  }

  /** Have the worker come; a browser without such things goes on without. */
  begin() {
    if (this.closed || this.worker) return;
    // Every page of the site could listen: the name is one that none of them guesses. (randomUUID is there with TLS only.)
    const name = crypto.getRandomValues(new Uint32Array(4)).join("-");
    try {
      this.channel = this.world.channel(name);
      this.channel.onmessage = ({ data }) => this.#heard(data);
      this.worker = this.world.worker(name);
      this.worker.onerror = () => this.#end();
    } catch {
      this.#end();
    }
  }

  /** @param {Said} said */
  #heard({ number, answer, failure }) {
    if (!number) this.ready = !this.closed;
    const one = this.carried.get(number);
    if (!one) return;
    this.carried.delete(number);
    clearTimeout(one.timer);
    if (answer) one.done(answer);
    else one.failed(new TypeError(failure));
    if (this.closed && !this.carried.size) this.#end();
  }

  /** @param {Letter} letter @returns {Promise<Answer>} It fails as `fetch` does. */
  carry(letter) {
    return new Promise((done, failed) => {
      const number = ++this.count;
      this.carried.set(number, { done, failed, timer: setTimeout(() => this.#renew(), this.patience) });
      this.worker?.postMessage({ number, letter });
    });
  }

  /** There was no answer: from the server, or from a worker that the browser took away. */
  #renew() {
    this.#end();
    this.begin();
  }

  #end() {
    this.ready = false;
    this.worker?.terminate();
    this.channel?.close();
    this.worker = this.channel = null;
    const lost = [...this.carried.values()];
    this.carried.clear();
    for (const { failed, timer } of lost) {
      clearTimeout(timer);
      failed(new TypeError("no answer"));
    }
  }

  /** Take no more letters, and end when those that are under way are answered. */
  close() {
    this.closed = true;
    this.ready = false;
    if (!this.carried.size) this.#end();
  }
}
