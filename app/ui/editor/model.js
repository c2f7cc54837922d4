// The document's units in its order, what a filter shows of them, and which one needs a person next.

/** @typedef {import("./types").Unit} Unit */
/** @typedef {import("./types").State} State */

/** @type {State[]} */
export const STATES = ["reviewed", "translated", "needs work", "draft", "empty"];

/** A sign beside the colour, so that states can be told apart in grey. @type {Record<State, string>} */
export const SIGNS = { empty: "○", draft: "◌", "needs work": "!", translated: "●", reviewed: "✓" };

/** Rows that stay in view on each side of the segment under work, whatever the filter. */
export const NEIGHBOURS = 5;

/**
 * @typedef {object} Filter
 * @property {State[]} states  None: every state.
 * @property {string | null} speaker
 * @property {string} text
 * @property {string | null} person  Who translated or reviewed it.
 * @property {ReadonlySet<number> | null} only  Units to keep to, such as those that changed; null: all.
 */

/** @type {Filter} */
export const EVERYTHING = { states: [], speaker: null, person: null, text: "", only: null };

/** @param {Filter} filter */
export function isOpen(filter) {
  return !filter.states.length && filter.speaker === null && filter.person === null && !filter.text.trim() && filter.only === null;
}

/** @param {string} one @param {string} other */
export function samePerson(one, other) {
  return fold(one) === fold(other);
}

/** @param {string} text */
export function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

export class Model {
  /** @param {Unit[]} units */
  constructor(units) {
    this.units = units;
    /** @type {Map<number, number>} */
    this.places = new Map(units.map((unit, place) => [unit.id, place]));
    this.speakers = [...new Set(units.map((unit) => unit.speaker).filter((one) => one !== null && one !== ""))];
  }

  /** @param {number | null} id @returns {Unit | undefined} */
  unit(id) {
    return id === null ? undefined : this.units[this.places.get(id) ?? -1];
  }

  /** @param {number} id @returns {number} The place in the document, -1 for a unit that is not in it. */
  place(id) {
    return this.places.get(id) ?? -1;
  }

  /**
   * Take a unit as the server has it now. An answer that is older than what is here changes nothing.
   * @param {Unit} unit
   * @returns {"new" | "older" | "same" | "changed"}
   */
  take(unit) {
    const place = this.places.get(unit.id);
    if (place === undefined) return "new";
    const here = /** @type {Unit} */ (this.units[place]);
    if (unit.version < here.version) return "older";
    if (JSON.stringify(unit) === JSON.stringify(here)) return "same";
    this.units[place] = unit;
    return "changed";
  }

  /** @returns {Record<State, number>} How many units are in each state; a joined one counts with the one before. */
  counts() {
    const counts = { reviewed: 0, translated: 0, "needs work": 0, draft: 0, empty: 0 };
    for (const unit of this.units) if (!unit.joined) counts[unit.target.state]++;
    return counts;
  }

  /** @returns {string[]} Who has translated or reviewed something that stands here now. */
  people() {
    const names = new Map();
    for (const { target } of this.units) for (const one of [target.translator, target.reviewer]) if (one && !names.has(fold(one))) names.set(fold(one), one);
    return [...names.values()].sort((one, other) => one.localeCompare(other));
  }

  /** @param {number} place @returns {number} The place of the unit that holds the text of this one. */
  head(place) {
    while (place > 0 && this.units[place]?.joined) place--;
    return place;
  }

  /** @param {number} place @returns {Unit[]} The units joined to this one, in order. */
  joinedTo(place) {
    const found = [];
    for (let next = place + 1; this.units[next]?.joined; next++) found.push(/** @type {Unit} */ (this.units[next]));
    return found;
  }

  /** @param {number} place @returns {boolean} Whether a turn, or the title or the names, begins here. */
  opensTurn(place) {
    const [unit, before] = [this.units[place], this.units[place - 1]];
    return !before || !unit || unit.kind !== before.kind || (unit.kind === "segment" && unit.turn !== before.turn);
  }

  /** @param {number} place */
  opensParagraph(place) {
    const [unit, before] = [this.units[place], this.units[place - 1]];
    return this.opensTurn(place) || unit?.paragraph !== before?.paragraph || unit?.kind !== "segment";
  }

  /** @param {number} place @returns {[number, number]} The first and the last place of this paragraph. */
  paragraph(place) {
    let [from, to] = [place, place];
    while (from > 0 && !this.opensParagraph(from)) from--;
    while (to + 1 < this.units.length && !this.opensParagraph(to + 1)) to++;
    return [from, to];
  }

  /** @param {number} place @returns {[number, number]} The first and the last place of this turn. */
  turn(place) {
    let [from, to] = [place, place];
    while (from > 0 && !this.opensTurn(from)) from--;
    while (to + 1 < this.units.length && !this.opensTurn(to + 1)) to++;
    return [from, to];
  }

  /**
   * @param {Filter} filter
   * @returns {number[]} The places that match, in the document's order.
   */
  matching(filter) {
    const text = fold(filter.text.trim());
    const states = new Set(filter.states);
    const places = [];
    for (let place = 0; place < this.units.length; place++) {
      const unit = /** @type {Unit} */ (this.units[place]);
      if (states.size && !states.has((this.units[this.head(place)] ?? unit).target.state)) continue;
      if (filter.speaker !== null && unit.speaker !== filter.speaker) continue;
      const { translator, reviewer } = unit.target;
      if (filter.person !== null && !samePerson(translator, filter.person) && !samePerson(reviewer, filter.person)) continue;
      if (filter.only && !filter.only.has(unit.id)) continue;
      if (text && !fold(unit.source).includes(text) && !fold(unit.target.text).includes(text)) continue;
      places.push(place);
    }
    return places;
  }

  /**
   * Add to what a filter shows the neighbours of the segment under work: a sentence is never seen without its context.
   * @param {number[]} places
   * @param {number} active  The place under work, -1 for none.
   * @returns {number[]}
   */
  withNeighbours(places, active) {
    if (active < 0) return places;
    const shown = new Set(places);
    const last = Math.min(this.units.length - 1, active + NEIGHBOURS);
    for (let near = Math.max(0, active - NEIGHBOURS); near <= last; near++) shown.add(near);
    return [...shown].sort((one, other) => one - other);
  }
}

/**
 * Return the first of `places` after `from`, then from the beginning, that needs the person; -1 where none does.
 * @param {number[]} places
 * @param {number} from
 * @param {(place: number) => boolean} needs
 */
export function nextOf(places, from, needs) {
  const later = places.find((place) => place > from && needs(place));
  return later ?? places.find((place) => place < from && needs(place)) ?? -1;
}

/** @param {Unit} unit @param {State} [state]  The state that it has or will have. @returns {boolean} Whether it waits for a translator. */
export function needsTranslator(unit, state = unit.target.state) {
  return !unit.joined && (state === "empty" || state === "draft" || state === "needs work");
}

/**
 * @param {Unit} unit
 * @param {{ person: string, own: boolean, state?: State, translator?: string }} who
 *   `own`: whether one may approve what one has translated.
 * @returns {boolean} Whether it waits for this person's review.
 */
export function needsReviewer(unit, { person, own, state = unit.target.state, translator = unit.target.translator }) {
  return !unit.joined && state === "translated" && (own || !samePerson(translator, person));
}
