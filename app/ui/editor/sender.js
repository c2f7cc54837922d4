// Sends the queue as soon as the line is there: again after a pause where it is not, and never twice at once for a unit.

/** @typedef {import("./outbox.js").Outbox} Outbox */
/** @typedef {import("./types").Operation} Operation */
/** @typedef {import("./types").Result} Result */

/** What the server said no to, as `api.js` throws it. */
export class Refused extends Error {
  /** @param {number} status @param {string} sentence @param {string} [kind] */
  constructor(status, sentence, kind = "") {
    super(sentence);
    this.status = status;
    this.kind = kind;
  }
}

/** @typedef {"saved" | "saving" | "offline" | "sign in"} Sign */

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 20_000;
const LANES = 2;

export class Sender {
  /**
   * @param {Outbox} outbox
   * @param {object} world
   * @param {(operations: Operation[]) => Promise<Result[]>} world.post
   * @param {(result: Result, unit: number | null) => void} world.onResult  Called after the outbox has taken all answers.
   * @param {() => void} world.onSign
   * @param {() => void} world.onToken  The token is no longer taken.
   * @param {() => void} world.onGeneration  The store is another one than this page was made from.
   * @param {(deed: () => void, milliseconds: number) => number} world.later
   * @param {(timer: number) => void} world.never
   * @param {() => number} world.chance
   */
  constructor(outbox, world) {
    this.outbox = outbox;
    this.world = world;
    this.lanes = 0;
    /** Posts that failed in a row. */
    this.failures = 0;
    /** Whether the server did not answer something else. */
    this.unheard = false;
    this.held = "";
    /** One deed at a time, after a whole batch was refused: the others must not wait for the one that cannot go. */
    this.single = false;
    /** @type {number | null} */
    this.timer = null;
    this.closed = false;
  }

  /** @returns {Sign} */
  get sign() {
    if (this.held) return "sign in";
    if (this.failures || this.unheard) return "offline";
    return this.outbox.waiting.size ? "saving" : "saved";
  }

  /** Send what can be sent. */
  flush() {
    if (this.closed || this.held || this.timer !== null) return;
    while (this.lanes < (this.failures ? 1 : LANES)) {
      const deeds = this.outbox.ready(this.single ? 1 : 50);
      if (!deeds.length) break;
      this.lanes++;
      void this.#send(this.outbox.fly(deeds));
    }
  }

  /** @param {Operation[]} operations */
  async #send(operations) {
    try {
      const results = await this.world.post(operations);
      this.failures = 0;
      this.unheard = false;
      const taken = results.map((result) => this.outbox.answered(result));
      // First of all that it is saved: to draw what became of it takes a moment longer.
      this.world.onSign();
      results.forEach((result, at) => this.world.onResult(result, taken[at] ?? null));
      if (this.single && operations.length === 1 && !this.outbox.waiting.size) this.single = false;
    } catch (error) {
      this.#failed(error, operations);
    } finally {
      this.outbox.land(operations.map((one) => one.id));
      this.lanes--;
    }
    this.world.onSign();
    this.flush();
  }

  /** @param {unknown} error @param {Operation[]} operations */
  #failed(error, operations) {
    const status = error instanceof Refused ? error.status : 0;
    if (status === 401) {
      this.held = "token";
      this.world.onToken();
    } else if (status === 409) {
      this.held = "generation";
      this.world.onGeneration();
    } else if (status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429) {
      if (operations.length > 1) this.single = true;
      else
        for (const one of operations) {
          /** @type {Result} */
          const result = { id: one.id, status: "refused", problem: { title: /** @type {Error} */ (error).message } };
          this.world.onResult(result, this.outbox.answered(result));
        }
    } else this.#pause();
  }

  #pause() {
    this.failures++;
    if (this.timer !== null) return;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.failures - 1)) * (0.75 + this.world.chance() / 2);
    this.timer = this.world.later(() => {
      this.timer = null;
      this.flush();
    }, pause);
  }

  /** The line is back, as the browser or another answer tells: do not wait any longer. */
  hurry() {
    if (this.timer !== null) this.world.never(this.timer);
    this.timer = null;
    this.flush();
  }

  /** The server answered something else: what waits is tried again now, and is offline until it is taken. */
  reached() {
    if (!this.failures && !this.unheard) return;
    this.unheard = false;
    this.hurry();
    this.world.onSign();
  }

  /** The server did not answer something else: say so before a save has to wait for it. */
  missed() {
    if (this.unheard) return;
    this.unheard = true;
    this.world.onSign();
  }

  /** There is a new token, or the catalog was loaded anew. */
  release() {
    this.held = "";
    this.flush();
    this.world.onSign();
  }

  close() {
    this.closed = true;
    if (this.timer !== null) this.world.never(this.timer);
  }
}
