// Undo for one segment, across its saves. The browser's own is page-wide: it would undo in the neighbour.

/** @typedef {{ text: string, start: number, end: number }} Entry  A text, and where the caret or selection stood. */

const PAUSE = 1200;
const MOST = 400;
const LARGEST = 2_000_000;

export class Undo {
  /** @param {string} text */
  constructor(text) {
    /** @type {Entry[]} */
    this.entries = [{ text, start: text.length, end: text.length }];
    this.at = 0;
    this.time = -Infinity;
    this.kind = "";
  }

  get text() {
    return /** @type {Entry} */ (this.entries[this.at]).text;
  }

  /**
   * Note a new text. A run of the same kind of input without a pause is undone at once; a word's end closes a run.
   * @param {Entry} entry
   * @param {{ kind?: string, now?: number }} [how] `kind` is the browser's `inputType`; nothing for a deed of ours.
   */
  push(entry, { kind = "", now = 0 } = {}) {
    if (entry.text === this.text) {
      this.entries[this.at] = entry;
      return;
    }
    const run =
      kind !== "" && kind === this.kind && now - this.time < PAUSE && this.at === this.entries.length - 1 && this.at > 0;
    this.entries.length = this.at + 1;
    if (run) this.entries[this.at] = entry;
    else this.at = this.entries.push(entry) - 1;
    this.time = now;
    this.kind = /\s$/.test(entry.text.slice(0, entry.start)) ? "" : kind;
    this.#shorten();
  }

  #shorten() {
    let size = this.entries.reduce((sum, one) => sum + one.text.length, 0);
    while (this.entries.length > 2 && (this.entries.length > MOST || size > LARGEST)) {
      size -= this.entries.shift()?.text.length ?? 0;
      this.at--;
    }
  }

  /** @returns {Entry | null} The text before, or null at the first one. */
  undo() {
    this.kind = "";
    if (this.at === 0) return null;
    this.at--;
    return this.entries[this.at] ?? null;
  }

  /** @returns {Entry | null} The text that was undone, or null where nothing was. */
  redo() {
    this.kind = "";
    if (this.at === this.entries.length - 1) return null;
    this.at++;
    return this.entries[this.at] ?? null;
  }
}
