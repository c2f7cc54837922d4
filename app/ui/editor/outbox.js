// What a person typed and did, until the server has it: nothing in here is forgotten before it was acknowledged.
//
// Unsent text lies in the browser's storage at every letter, each page (tab) under a name of its own, so that two pages
// of one browser never write over each other. Deeds wait in a queue with ids; any page of the same person may send any
// of them, because the server counts an id once.

/** @typedef {import("./types").Unit} Unit */
/** @typedef {import("./types").Target} Target */
/** @typedef {import("./types").Typed} Typed */
/** @typedef {import("./types").Waiting} Waiting */
/** @typedef {import("./types").Open} Open */
/** @typedef {import("./types").Result} Result */
/** @typedef {import("./types").Operation} Operation */
/** @typedef {import("./types").Move} Move */
/** @typedef {import("./storage.js").Storage} Storage */
/** @typedef {{ unit: number, text: string, reason: string, move: Move, sentence: string }} Refusal */

/** The deeds whose text is a translation; of the others a conflict keeps nothing. @type {Move[]} */
const TEXTS = ["save", "accept", "restore"];
const ABANDONED = 10_000;
/** @type {Target} */
const NOTHING = { text: "", state: "empty", origin: "", translator: "", reviewer: "", reason: "", previous_source: "", notes: [] };

export class Outbox {
  /**
   * @param {Storage} storage
   * @param {{ page: string, generation: string, now: () => number, word: () => string }} here
   *   `page` names this page among those of the browser; `word` gives a word that no one else has.
   */
  constructor(storage, { page, generation, now, word }) {
    this.storage = storage;
    this.page = page;
    this.generation = generation;
    this.now = now;
    this.word = word;
    this.count = 0;
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map();
    /** @type {Set<string>} */
    this.flying = new Set();
    /** Unsent texts, by unit and page. @type {Map<number, Map<string, Typed>>} */
    this.typed = new Map();
    /** @type {Map<number, Open>} */
    this.conflicts = new Map();
    /** @type {Map<number, Refusal>} */
    this.refusals = new Map();
    /** Texts whose segment is no longer in the document. @type {{ key: string[], text: string, source: string }[]} */
    this.homeless = [];
    this.read();
    /** Deeds that lay here when the page was opened, by a page that may be gone. @type {Set<string>} */
    this.found = new Set(this.waiting.keys());
  }

  /** Read what lies in the storage: after opening, and when another page has written. */
  read() {
    this.waiting = new Map(
      this.storage
        .all("waiting")
        .map(([, value]) => /** @type {Waiting} */ (value))
        .filter((one) => one && typeof one.id === "string" && typeof one.unit === "number")
        .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
        .map((one) => [one.id, one]),
    );
    this.typed = new Map();
    for (const [[unit, page], value] of this.storage.all("typed")) {
      const one = /** @type {Typed} */ (value);
      if (one && typeof one.text === "string" && page) this.#typedOf(Number(unit)).set(page, one);
    }
    this.conflicts = new Map();
    for (const [[unit], value] of this.storage.all("conflict")) {
      const one = /** @type {Open} */ (value);
      if (one && typeof one.mine === "string") this.conflicts.set(Number(unit), one);
    }
  }

  /** @param {number} unit */
  #typedOf(unit) {
    const found = this.typed.get(unit) ?? new Map();
    this.typed.set(unit, found);
    return found;
  }

  /**
   * Bring what was kept for another generation of the store, or for segments that left, to where it can be looked at.
   * Ids of another generation may mean other segments: nothing is sent by them, the person is asked.
   * @param {Unit[]} units
   */
  settle(units) {
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    /** @type {Map<string, Unit>} */
    const bySource = new Map(units.map((unit) => [JSON.stringify([unit.source, unit.context]), unit]));
    this.homeless = [];
    for (const one of [...this.waiting.values()]) {
      if (one.generation === this.generation && (byId.has(one.unit) || this.flying.has(one.id))) continue;
      const text = one.text ?? one.reason ?? "";
      const unit = bySource.get(JSON.stringify([one.source, one.context]));
      if (!text || unit?.target.text === text) this.#forget(one.id);
      else if (unit && TEXTS.includes(one.move)) {
        this.#ask(unit, text);
        this.#forget(one.id);
      } else this.homeless.push({ key: ["waiting", one.id], text, source: one.source });
    }
    for (const [id, pages] of [...this.typed])
      for (const [page, one] of [...pages]) {
        if (one.generation === this.generation && byId.has(id)) continue;
        const unit = bySource.get(JSON.stringify([one.source, one.context]));
        if (unit && unit.target.text !== one.text) this.#ask(unit, one.text);
        if (unit) this.#untype(id, page);
        else this.homeless.push({ key: ["typed", String(id), page], text: one.text, source: one.source });
      }
    for (const id of [...this.conflicts.keys()]) {
      const one = /** @type {Open} */ (this.conflicts.get(id));
      if (byId.has(id)) continue;
      this.homeless.push({ key: ["conflict", String(id)], text: one.mine, source: "" });
    }
  }

  /** @param {string[]} key  Throw a text away whose segment has left: the person has looked at it. */
  discard(key) {
    this.storage.remove(...key);
    this.read();
    this.homeless = this.homeless.filter((one) => one.key.join("/") !== key.join("/"));
  }

  /** @param {Unit} unit @param {string} text */
  #ask(unit, text) {
    this.#conflict(unit.id, {
      base: NOTHING,
      mine: text,
      theirs: { person: unit.target.translator, at: unit.at, move: "", target: unit.target },
      version: unit.version,
      at: this.now(),
    });
  }

  // --- text that is not sent yet

  /**
   * Keep what stands in a segment's box; nothing is kept where it is what the server has.
   * @param {Unit} unit
   * @param {string} text
   * @param {number} base  The version that the person began from.
   */
  type(unit, text, base) {
    const begun = this.text(unit.id);
    const { source, context } = unit;
    this.#retype(unit.id, { text, base, generation: this.generation, source, context, at: this.now() });
    // Then only: the page that is followed must not be without a text for a moment, and its caret at another's.
    if (begun && begun.page !== this.page && begun.page !== "kept") this.#untype(unit.id, begun.page);
  }

  /**
   * @param {number} unit
   * @returns {(Typed & { page: string }) | null} The unsent text of a segment: of this page, else the latest of another.
   */
  text(unit) {
    const pages = this.typed.get(unit);
    const own = pages?.get(this.page);
    if (own) return { ...own, page: this.page };
    const others = [...(pages ?? [])].filter(([page]) => page !== "kept");
    const [page, latest] = others.sort(([, one], [, other]) => other.at - one.at)[0] ?? [];
    return page !== undefined && latest ? { ...latest, page } : null;
  }

  /** @param {number} unit @returns {{ page: string, text: string, at: number }[]} The unsent texts beside that one. */
  others(unit) {
    const shown = this.text(unit);
    return [...(this.typed.get(unit) ?? [])]
      .filter(([page, one]) => page !== shown?.page && one.text !== shown?.text)
      .map(([page, one]) => ({ page, text: one.text, at: one.at }))
      .sort((one, other) => other.at - one.at);
  }

  /** @param {number} unit @param {Typed} one */
  #retype(unit, one) {
    this.#typedOf(unit).set(this.page, one);
    this.storage.put(["typed", String(unit), this.page], one);
  }

  /** @param {number} unit  Throw away what was typed here, or mirrored from another page. */
  untype(unit) {
    const shown = this.text(unit);
    if (shown) this.#untype(unit, shown.page);
  }

  /** @param {number} unit @param {string} page */
  #untype(unit, page) {
    const pages = this.typed.get(unit);
    pages?.delete(page);
    if (pages && !pages.size) this.typed.delete(unit);
    this.storage.remove("typed", String(unit), page);
  }

  /** @param {number} unit @param {string} page */
  throwAway(unit, page) {
    this.#untype(unit, page);
  }

  /**
   * Keep a text beside its segment that is no longer the one to be saved, so that it can be taken again.
   * @param {Unit} unit
   * @param {string} text
   */
  keep(unit, text) {
    /** @type {Typed} */
    const one = { text, base: unit.version, generation: this.generation, source: unit.source, context: unit.context, at: this.now() };
    this.#typedOf(unit.id).set("kept", one);
    this.storage.put(["typed", String(unit.id), "kept"], one);
  }

  /** @returns {number} How many segments hold text of this person that was not sent. */
  get unsent() {
    return [...this.typed.values()].filter((pages) => [...pages.keys()].some((page) => page !== "kept")).length;
  }

  // --- deeds

  /**
   * Put a deed into the queue. It is in the browser's storage when this returns.
   * @param {Unit} unit
   * @param {import("./types").Deed & { base: number }} deed
   * @returns {Waiting}
   */
  add(unit, deed) {
    const before = this.last(unit.id);
    /** @type {Waiting} */
    const one = {
      ...deed,
      anew: deed.notes?.find((note) => !unit.target.notes.includes(note)),
      page: this.page,
      id: `${this.now().toString(36)}-${(this.count++).toString(36)}-${this.word()}`,
      unit: unit.id,
      after: before?.id ?? null,
      generation: this.generation,
      source: unit.source,
      context: unit.context,
      at: this.now(),
    };
    this.waiting.set(one.id, one);
    this.storage.put(["waiting", one.id], one);
    if (TEXTS.includes(one.move)) {
      this.untype(unit.id);
      this.refusals.delete(unit.id);
      this.#settled(unit.id);
    }
    return one;
  }

  /** @param {number} unit @returns {Waiting | undefined} The latest deed on a unit that waits. */
  last(unit) {
    return [...this.waiting.values()].filter((one) => one.unit === unit && one.generation === this.generation).pop();
  }

  /** @param {number} unit @returns {string | null} The text that a unit will have when its deeds are done. */
  pendingText(unit) {
    const texts = [...this.waiting.values()].filter((one) => one.unit === unit && TEXTS.includes(one.move));
    return texts.pop()?.text ?? null;
  }

  /** @param {number} most @returns {Waiting[]} The deeds that can be sent now: of each unit the first one. */
  ready(most = 50) {
    const busy = new Set([...this.flying].map((id) => this.waiting.get(id)?.unit));
    const found = [];
    for (const one of this.waiting.values()) {
      if (found.length === most) break;
      if (busy.has(one.unit)) continue;
      busy.add(one.unit);
      if (one.generation !== this.generation) continue;
      // Another page that is open sends its own; where it does not come to it, we do.
      const ours = one.page === this.page || this.found.has(one.id);
      if (!ours && this.now() - one.at < ABANDONED) continue;
      // Where the deed before is gone without an answer here, another page had it: the base stands.
      if (one.after !== null && this.waiting.has(one.after)) continue;
      found.push(one);
    }
    return found;
  }

  /** @param {Waiting[]} deeds @returns {Operation[]} */
  fly(deeds) {
    return deeds.map((one) => {
      this.flying.add(one.id);
      const { id, unit, base, move, text, reason, version, origin, offered, notes, seconds } = one;
      return { id, unit, base, move, text, reason, version, origin, offered, notes, seconds };
    });
  }

  /** @param {string[]} ids  They were not answered; they wait on. */
  land(ids) {
    for (const id of ids) this.flying.delete(id);
  }

  /**
   * Take an answer. What was acknowledged is forgotten; what was not stays with the person as text.
   * @param {Result} result
   * @returns {number | null} The unit that it is about; null for a deed that is not known here.
   */
  answered(result) {
    const one = this.waiting.get(result.id);
    this.flying.delete(result.id);
    if (!one) return null;
    const chained = [...this.waiting.values()].filter((other) => other.after === one.id);
    if (result.status === "done") {
      for (const next of chained) this.#rebase(next, result.unit.version);
      // What was typed here while the save was under way goes on from it.
      const typed = this.typed.get(one.unit)?.get(this.page);
      if (typed && typed.base === one.base) this.#retype(one.unit, { ...typed, base: result.unit.version });
      this.#forget(one.id);
    } else if (result.status === "conflict") this.#conflicted(one, result);
    else this.#refused(one, result.problem.detail || result.problem.title, chained);
    return one.unit;
  }

  /** @param {Waiting} one @param {Extract<Result, {status: "conflict"}>} result */
  #conflicted(one, { unit, conflict }) {
    // One more note goes with whatever text stands there now.
    if (one.move === "note" && one.text !== undefined) return this.#rebase(one, unit.version);
    const row = this.#chain(one);
    const latest = row.filter((other) => TEXTS.includes(other.move)).pop();
    const mine = latest ? (latest.text ?? conflict.mine.text) : null;
    if (mine !== null && mine !== conflict.theirs.target.text)
      this.#conflict(one.unit, { base: conflict.base, mine, theirs: conflict.theirs, version: unit.version, at: this.now() });
    for (const other of row) {
      this.#keepWords(other);
      this.#forget(other.id);
    }
  }

  /** What was written with a deed that was not done goes back to where it was written. @param {Waiting} one */
  #keepWords(one) {
    if (one.anew) this.storage.put(["footnote", String(one.unit)], { note: "", text: one.anew });
    const [place, words] = one.move === "send back" ? ["reason", one.reason] : ["note", one.move === "comment" || one.move === "note" ? one.text : ""];
    if (!place || !words) return;
    const there = this.storage.get(place, String(one.unit));
    // What is being written there already stays, below what came back.
    if (typeof there !== "string" || !there) this.storage.put([place, String(one.unit)], words);
    else if (!there.includes(words)) this.storage.put([place, String(one.unit)], `${words}\n${there}`);
  }

  /** @param {Waiting} one @param {string} sentence @param {Waiting[]} chained */
  #refused(one, sentence, chained) {
    this.refusals.set(one.unit, { unit: one.unit, text: one.text ?? "", reason: one.reason ?? "", move: one.move, sentence });
    for (const next of chained) this.#rebase(next, one.base);
    this.#keepWords(one);
    if (TEXTS.includes(one.move) && one.text && !this.text(one.unit) && !chained.length) {
      const { text, base, generation, source, context } = one;
      this.#retype(one.unit, { text, base, generation, source, context, at: this.now() });
    }
    this.#forget(one.id);
  }

  /** @param {Waiting} one @returns {Waiting[]} A deed and those that wait for its answer. */
  #chain(one) {
    const row = [one];
    for (const other of this.waiting.values()) if (row.some((before) => before.id === other.after)) row.push(other);
    return row;
  }

  /** @param {Waiting} one @param {number} base */
  #rebase(one, base) {
    const now = { ...one, base, after: null };
    this.waiting.set(one.id, now);
    this.storage.put(["waiting", one.id], now);
  }

  /** @param {string} id */
  #forget(id) {
    this.waiting.delete(id);
    this.flying.delete(id);
    this.storage.remove("waiting", id);
  }

  // --- conflicts

  /** @param {number} unit @param {Open} one */
  #conflict(unit, one) {
    this.conflicts.set(unit, one);
    this.storage.put(["conflict", String(unit)], one);
  }

  /** @param {number} unit */
  #settled(unit) {
    this.conflicts.delete(unit);
    for (const kind of ["conflict", "merged"]) this.storage.remove(kind, String(unit));
  }

  /**
   * Leave a conflict with the other's text; mine goes to the server, as a suggestion that everybody sees there.
   * @param {Unit} unit
   */
  theirs(unit) {
    const open = this.conflicts.get(unit.id);
    if (open?.mine.trim()) this.add(unit, { move: "suggest", base: unit.version, text: open.mine });
    this.untype(unit.id);
    this.#settled(unit.id);
  }
}
