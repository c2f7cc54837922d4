// One visit of a person to a catalog: what is known of it, what waits to be sent, who else is here.

import { Api } from "./api.js";
import { afterDrawing } from "./dom.js";
import { Model, needsReviewer, needsTranslator, samePerson } from "./model.js";
import { Outbox } from "./outbox.js";
import { Refused, Sender } from "./sender.js";
import { Storage } from "./storage.js";
import { Undo } from "./undo.js";
import { Words } from "./words.js";

/** @typedef {import("./types").Unit} Unit */
/** @typedef {import("./types").State} State */
/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Result} Result */
/** @typedef {import("./types").About} About */
/** @typedef {import("./types").Finding} Finding */

/**
 * @typedef {object} Events
 * @property {(ids: number[], how: "mine" | "theirs") => void} units  Units that are to be drawn anew.
 * @property {() => void} sign  The sign of what is saved, and who is here.
 * @property {() => void} people
 * @property {() => void} catalog  The whole catalog was loaded anew.
 * @property {(sentence: string) => void} say  Something to be read out and shown for a while.
 * @property {() => void} token  The page is to give a new token.
 */

const POLL = 2000;
const POLL_HIDDEN = 10_000;
/** A person who has not been heard of for so long is gone. */
const GONE = 20;

const word = () => Math.random().toString(36).slice(2, 10);

export class Session {
  /**
   * @param {Data} data
   * @param {Events} events
   */
  constructor(data, events) {
    this.data = data;
    this.events = events;
    this.words = new Words(data.words, data.ui_language);
    this.api = new Api({
      base: data.base,
      token: data.token,
      document: data.document,
      language: data.language,
      speaks: data.ui_language,
    });
    this.storage = new Storage(() => window.localStorage, [data.person, data.document, data.language]);
    this.page = word();
    /** @type {Model} */
    this.model = new Model([]);
    /** @type {import("./types").Catalog | null} */
    this.catalog = null;
    /** @type {string | number} */
    this.cursor = "";
    /** @type {Map<number, Undo>} */
    this.undos = new Map();
    /** @type {Map<number, { version: number, about: About }>} */
    this.abouts = new Map();
    /** @type {import("./types").Presence[]} */
    this.people = [];
    /** @type {import("./types").Claim[]} */
    this.claims = [];
    /** @type {number | null} */
    this.unit = null;
    this.openedAt = Date.now();
    this.typedAt = 0;
    this.closed = false;
    /** @type {number | undefined} */
    this.timer = undefined;
    this.outbox = this.#outbox("");
    this.sender = this.#sender();
    this.onStorage = (/** @type {StorageEvent} */ event) => this.#fromAnotherPage(event);
    this.onLine = () => this.#line();
    this.onLeave = (/** @type {BeforeUnloadEvent} */ event) => {
      // Only what the browser could not keep would be lost by leaving.
      if (this.storage.unkept.size) event.preventDefault();
    };
    window.addEventListener("storage", this.onStorage);
    window.addEventListener("online", this.onLine);
    window.addEventListener("offline", this.onLine);
    window.addEventListener("beforeunload", this.onLeave);
    this.onHide = () => this.leave();
    window.addEventListener("pagehide", this.onHide);
    document.addEventListener("visibilitychange", this.onLine);
  }

  /** @returns {number | null} The segment under work. */
  get active() {
    return this.unit;
  }

  set active(unit) {
    if (unit !== this.unit) this.openedAt = Date.now();
    this.unit = unit;
  }

  /** @param {string} generation */
  #outbox(generation) {
    return new Outbox(this.storage, { page: this.page, generation, now: () => Date.now(), word });
  }

  #sender() {
    return new Sender(this.outbox, {
      post: (operations) => this.api.send(this.outbox.generation, operations),
      onResult: (result, unit) => this.#answered(result, unit),
      onSign: () => this.events.sign(),
      onToken: () => this.events.token(),
      onGeneration: () => void this.load().catch(() => this.sender.release()),
      later: (deed, milliseconds) => window.setTimeout(deed, milliseconds),
      never: (timer) => window.clearTimeout(timer),
      chance: Math.random,
    });
  }

  /**
   * Load the catalog, and go on with what was left unsent.
   * @param {import("./types").Catalog | null} [early]  What is there already.
   */
  async load(early = null) {
    this.#open(early ?? (await this.api.load()));
  }

  /** Load it anew, if the line lets us. */
  async #reload() {
    const catalog = await this.api.load().catch(() => null);
    if (catalog) this.#open(catalog);
    else this.sender.missed();
  }

  /** @param {import("./types").Catalog} catalog */
  #open(catalog) {
    if (this.closed) return;
    const again = this.catalog !== null;
    this.catalog = catalog;
    this.cursor = catalog.cursor;
    this.model = new Model(catalog.units);
    this.abouts.clear();
    if (this.outbox.generation !== catalog.generation) {
      this.sender.close();
      this.outbox = this.#outbox(catalog.generation);
      this.sender = this.#sender();
    } else this.outbox.read();
    this.outbox.settle(catalog.units);
    this.events.catalog();
    this.sender.release();
    if (again) return;
    this.#poll(0);
    // Not before one can write: nothing of the page waits for it.
    afterDrawing(() => this.api.courier.begin());
  }

  /** @returns {number | null} The segment to begin with: the one asked for, else the one that was left the last time. */
  begin() {
    if (this.model.unit(this.data.unit)) return this.data.unit;
    const left = /** @type {{ unit?: number, generation?: string } | null} */ (this.storage.get("left"));
    const unit = left?.generation === this.catalog?.generation ? this.model.unit(left?.unit ?? null) : undefined;
    return unit && (this.needsMe(unit) || this.isDirty(unit)) ? unit.id : null;
  }

  /** @param {Unit} unit  Begin here the next time. */
  remember(unit) {
    this.storage.put(["left"], { unit: unit.id, generation: this.catalog?.generation });
  }

  /** @param {string} token */
  renew(token) {
    if (token === this.api.token) return;
    this.api.token = token;
    this.sender.release();
    if (!this.catalog) return;
    this.#poll(0);
  }

  // --- what is shown of a unit

  /** @param {Unit} unit @returns {string} The text that stands, or will stand when what waits is sent. */
  stored(unit) {
    return this.outbox.pendingText(unit.id) ?? unit.target.text;
  }

  /** @param {Unit} unit @returns {string} What the box shows: unsent text, else what stands. */
  text(unit) {
    return this.outbox.text(unit.id)?.text ?? this.stored(unit);
  }

  /** @param {Unit} unit */
  isDirty(unit) {
    const typed = this.outbox.text(unit.id);
    return typed !== null && typed.text !== this.stored(unit);
  }

  /** @param {Unit} unit @returns {State} The state that it has, or will have when what waits is sent. */
  state(unit) {
    if (!this.outbox.waiting.size) return unit.target.state;
    const waiting = [...this.outbox.waiting.values()].filter((one) => one.unit === unit.id);
    /** @type {Partial<Record<import("./types").Move, State>>} */
    const becomes = { save: "translated", accept: "translated", restore: "translated", approve: "reviewed", "send back": "needs work" };
    // With other notes a reviewed text awaits its review again; one that nobody has finished stays what it is.
    return waiting.reduce(
      (state, one) => (one.move === "note" && state === "reviewed" ? "translated" : (becomes[one.move] ?? state)),
      unit.target.state,
    );
  }

  /** @param {Unit} unit @returns {string[]} Its footnotes as they stand, or will stand when what waits is sent; without new ones. */
  notes(unit) {
    const sent = [...this.outbox.waiting.values()].filter((one) => one.unit === unit.id && one.notes !== undefined).pop();
    return sent?.notes ?? unit.target.notes;
  }

  /** @param {Unit} unit @returns {boolean} */
  needsMe(unit) {
    const may = this.catalog?.may;
    if (this.outbox.conflicts.has(unit.id) || this.outbox.refusals.has(unit.id)) return true;
    const state = this.state(unit);
    if (this.data.mode !== "review") return needsTranslator(unit, state);
    const translator = this.translator(unit);
    return needsReviewer(unit, { person: this.data.person, own: may?.approve_own ?? false, state, translator });
  }

  /** @param {Unit} unit */
  translator(unit) {
    if (!this.outbox.waiting.size) return unit.target.translator;
    return this.outbox.pendingText(unit.id) === null ? unit.target.translator : this.data.person;
  }

  /** @param {Unit} unit @returns {boolean} Whether this person may approve it as it stands. */
  mayApprove(unit) {
    const may = this.catalog?.may;
    return Boolean(may?.review) && (Boolean(may?.approve_own) || !samePerson(this.translator(unit), this.data.person));
  }

  /** @param {Unit} unit @returns {Undo} */
  undo(unit) {
    const found = this.undos.get(unit.id) ?? new Undo(this.stored(unit));
    this.undos.set(unit.id, found);
    const text = this.text(unit);
    if (found.text !== text) found.push({ text, start: text.length, end: text.length });
    return found;
  }

  /** @param {Unit} unit @returns {import("./types").Presence[]} Others who are on this unit now, each once. */
  beside(unit) {
    const here = this.people.filter((one) => one.unit === unit.id).sort((one, other) => Number(other.typing) - Number(one.typing));
    return here.filter((one, at) => here.findIndex((other) => samePerson(one.person, other.person)) === at);
  }

  /** @param {number} place @returns {import("./types").Claim[]} The claims of others and mine on this place. */
  claimsAt(place) {
    return this.claims.filter((one) => {
      const [from, to] = [this.model.place(one.from), this.model.place(one.to)];
      return from >= 0 && place >= from && place <= (to < 0 ? from : to);
    });
  }

  // --- deeds

  /** @param {Unit} unit @param {string} text */
  type(unit, text) {
    this.typedAt = Date.now();
    const typed = this.outbox.text(unit.id);
    if (text === this.stored(unit)) this.outbox.untype(unit.id);
    else this.outbox.type(unit, text, typed?.base ?? unit.version);
    this.outbox.refusals.delete(unit.id);
    if (this.storage.trouble) this.events.sign();
  }

  /**
   * @param {Unit} unit
   * @param {import("./types").Deed & { base?: number }} deed
   */
  act(unit, deed) {
    const base = deed.base ?? this.outbox.text(unit.id)?.base ?? unit.version;
    // Told so that a draft which nobody can have read in that time is marked for the reviewer.
    const seconds = unit.id === this.unit && (deed.move === "save" || deed.move === "accept") ? Math.floor((Date.now() - this.openedAt) / 1000) : undefined;
    this.outbox.add(unit, { ...deed, base, seconds });
    this.sender.flush();
    this.events.sign();
  }

  /** @param {Result} result @param {number | null} unit */
  #answered(result, unit) {
    if (result.status === "refused") {
      this.events.say(result.problem.detail || result.problem.title);
      if (unit !== null) this.events.units([unit], "mine");
      return;
    }
    const units = [result.unit, ...((result.status === "done" && result.also) || [])];
    const taken = units.map((one) => this.model.take(one));
    for (const one of units) this.abouts.delete(one.id);
    if (taken.includes("new")) void this.load().catch(() => undefined);
    if (result.status === "conflict") {
      const { theirs } = result.conflict;
      if (!this.outbox.waiting.has(result.id)) this.events.say(
        this.outbox.conflicts.has(result.unit.id)
          ? this.words.say("conflict", { name: theirs.person })
          : this.words.say("changed meanwhile"),
      );
    } else for (const warning of result.warnings ?? []) this.events.say(warning);
    this.events.units(units.map((one) => one.id), "mine");
  }

  // --- what stands beside a unit

  /**
   * @param {Unit} unit
   * @param {AbortSignal} signal
   * @returns {Promise<About>}
   */
  async about(unit, signal) {
    const known = this.abouts.get(unit.id);
    if (known?.version === unit.version) return known.about;
    const about = await this.api.about(unit.id, signal);
    this.abouts.set(unit.id, { version: unit.version, about });
    return about;
  }

  // --- others

  #line() {
    if (document.visibilityState === "visible" && navigator.onLine) {
      this.sender.hurry();
      this.#poll(0);
    } else if (!navigator.onLine) this.sender.missed();
    this.events.sign();
  }

  /** Ask soon what has changed, as after going to another segment. */
  hurry() {
    this.#poll(150);
  }

  /** @param {number} pause */
  #poll(pause) {
    window.clearTimeout(this.timer);
    if (this.closed) return;
    this.timer = window.setTimeout(() => void this.#changes(), pause);
  }

  async #changes() {
    const pause = document.visibilityState === "visible" ? POLL : POLL_HIDDEN;
    const typing = Date.now() - this.typedAt < 4000;
    let changes = null;
    try {
      changes = await this.api.changes({ since: this.cursor, unit: this.active, typing });
    } catch (error) {
      if (this.closed) return;
      if (error instanceof Refused && error.status === 401) this.events.token();
      else if (!(error instanceof Refused) || error.status >= 500) this.sender.missed();
    }
    if (this.closed) return;
    try {
      if (changes) await this.#take(changes);
    } finally {
      this.#poll(pause);
    }
  }

  /** @param {import("./types").Changes} changes */
  async #take(changes) {
    this.sender.reached();
    if (changes.generation !== this.catalog?.generation || changes.shape !== this.catalog.shape) return this.#reload();
    this.cursor = changes.cursor;
    const taken = changes.units.map((unit) => ({ id: unit.id, how: this.model.take(unit) }));
    if (taken.some(({ how }) => how === "new")) return this.#reload();
    const changed = taken.filter(({ how }) => how === "changed").map(({ id }) => id);
    for (const id of changed) this.abouts.delete(id);
    this.#takePeople(changes);
    if (changed.length) this.events.units(changed, "theirs");
    this.sender.flush();
  }

  /** @param {import("./types").Changes} changes */
  #takePeople({ people, claims }) {
    const here = people
      .filter((one) => !samePerson(one.person, this.data.person) && one.seconds < GONE)
      .sort((one, other) => one.person.localeCompare(other.person));
    const before = JSON.stringify([this.people.map(({ person, unit, typing }) => [person, unit, typing]), this.claims]);
    this.people = here;
    this.claims = claims;
    if (before !== JSON.stringify([here.map(({ person, unit, typing }) => [person, unit, typing]), claims])) this.events.people();
  }

  /** @returns {Promise<import("./types").News>} */
  news() {
    return this.api.news();
  }

  /** What stands here now has been looked at. */
  looked() {
    if (this.catalog) void this.api.looked(this.cursor).catch(() => undefined);
  }

  /** @param {number} from @param {number} to @param {string} note */
  async claim(from, to, note) {
    this.claims = await this.api.claim(from, to, note);
    this.events.people();
  }

  /** @param {number | string} id */
  async unclaim(id) {
    await this.api.unclaim(id);
    this.claims = this.claims.filter((one) => one.id !== id);
    this.events.people();
  }

  // --- other pages of this browser

  /** @param {StorageEvent} event */
  #fromAnotherPage(event) {
    if (event.key !== null && !event.key.startsWith(this.storage.name())) return;
    const before = new Set([...this.outbox.typed.keys(), ...this.outbox.conflicts.keys()]);
    const homeless = this.outbox.homeless;
    this.outbox.read();
    this.outbox.homeless = homeless;
    const ids = [...new Set([...before, ...this.outbox.typed.keys(), ...this.outbox.conflicts.keys()])];
    this.events.units(ids, "theirs");
    this.events.sign();
  }

  /** This page goes: the others need not wait until it is missed. */
  leave() {
    if (this.catalog) void this.api.leave(this.cursor).catch(() => undefined);
  }

  close() {
    this.leave();
    this.closed = true;
    window.clearTimeout(this.timer);
    this.sender.close();
    this.api.courier.close();
    window.removeEventListener("storage", this.onStorage);
    window.removeEventListener("online", this.onLine);
    window.removeEventListener("offline", this.onLine);
    window.removeEventListener("beforeunload", this.onLeave);
    window.removeEventListener("pagehide", this.onHide);
    document.removeEventListener("visibilitychange", this.onLine);
  }
}
