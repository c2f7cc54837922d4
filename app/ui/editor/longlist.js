// A list of any length of which only what is in view exists; rows have any height, and what one reads never jumps.

import { afterDrawing } from "./dom.js";
import { Heights } from "./heights.js";

const AROUND = 700;
/** What ends a press: its click comes right after. */
const RELEASES = ["pointerup", "pointercancel"];

/**
 * @typedef {object} Rows
 * @property {(key: number) => HTMLElement} draw
 * @property {(key: number) => number} estimate  The height that a row will have, more or less.
 * @property {(key: number, element: HTMLElement) => void} [gone]
 */

export class LongList {
  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} content
   * @param {Rows} rows
   */
  constructor(scroller, content, rows) {
    this.scroller = scroller;
    this.content = content;
    this.rows = rows;
    /** @type {number[]} */
    this.keys = [];
    /** @type {Map<number, number>} */
    this.places = new Map();
    this.heights = new Heights([]);
    /** @type {Map<number, HTMLElement>} */
    this.drawn = new Map();
    /** Stays drawn wherever one scrolls, and stays where it is when rows above it change. @type {number | null} */
    this.pinned = null;
    this.width = 0;
    /** The row on which a finger or a button is down: drawn anew it would lose the click. @type {number | null} */
    this.pressed = null;
    /** The row that is to be drawn anew as soon as it is let go. @type {number | null} */
    this.stale = null;
    this.onPress = (/** @type {Event} */ event) => {
      this.pressed = [...this.drawn].find(([, element]) => event.composedPath().includes(element))?.[0] ?? null;
    };
    this.onRelease = () => window.setTimeout(() => this.#released(), 0);
    content.addEventListener("pointerdown", this.onPress);
    for (const end of RELEASES) window.addEventListener(end, this.onRelease);
    /** Takes back a drawing that is to come. */
    this.later = () => {};
    this.onScroll = () => this.#scrolled();
    scroller.addEventListener("scroll", this.onScroll, { passive: true });
    this.sizes = new ResizeObserver((entries) => this.#resized(entries));
    this.sizes.observe(scroller);
  }

  /**
   * Show other rows. What was at the top of the view, or is pinned, stays where it is on the screen.
   * @param {number[]} keys
   */
  reset(keys) {
    const anchor = this.#anchor();
    const known = new Map([...this.places].map(([key, place]) => [key, this.heights.each[place] ?? 0]));
    const same = this.width === this.scroller.clientWidth;
    this.width = this.scroller.clientWidth;
    this.keys = keys;
    this.places = new Map(keys.map((key, place) => [key, place]));
    this.heights = new Heights(keys.map((key) => (same ? known.get(key) : undefined) ?? this.rows.estimate(key)));
    for (const [key, element] of this.drawn)
      if (this.places.has(key)) this.#number(key, element);
      else this.#remove(key);
    this.#hold(anchor);
    this.update();
  }

  /** @param {number} key @param {HTMLElement} element */
  #number(key, element) {
    const place = this.places.get(key) ?? 0;
    element.setAttribute("aria-setsize", String(this.keys.length));
    element.setAttribute("aria-posinset", String(place + 1));
    element.dataset["place"] = String(place);
  }

  /** Where the row stands on the screen that is to stay there. @returns {{ key: number, offset: number, scrolled: number } | null} */
  #anchor() {
    const scrolled = this.scroller.scrollTop;
    const view = this.scroller.clientHeight;
    if (this.pinned !== null) {
      const place = this.places.get(this.pinned);
      const top = place === undefined ? -1 : this.heights.top(place);
      const height = place === undefined ? 0 : (this.heights.each[place] ?? 0);
      if (place !== undefined && top + height > scrolled && top < scrolled + view) return { key: this.pinned, offset: top - scrolled, scrolled };
    }
    const key = this.keys[this.heights.at(scrolled)];
    return key === undefined ? null : { key, offset: this.heights.top(this.places.get(key) ?? 0) - scrolled, scrolled };
  }

  /** @param {{ key: number, offset: number, scrolled: number } | null} anchor */
  #hold(anchor) {
    this.content.style.height = `${this.heights.total}px`;
    const place = anchor && this.places.get(anchor.key);
    if (!anchor || place === undefined || place === null) return;
    const wanted = this.heights.top(place) - anchor.offset;
    // Asked for, the place would have the browser lay out everything once more.
    if (Math.abs(wanted - anchor.scrolled) < 1) return;
    this.scroller.scrollTop = wanted;
    anchor.scrolled = wanted;
  }

  /** What is drawn reaches beyond the view: as long as it does, more of it can wait until the browser has shown this much. */
  #scrolled() {
    const { from, to } = this.heights.window(this.scroller.scrollTop, this.scroller.clientHeight, AROUND / 4);
    this.later();
    if (this.keys.slice(from, to).every((key) => this.drawn.has(key))) this.later = afterDrawing(() => this.update());
    else this.update();
  }

  /** Draw what is in view now. */
  update() {
    this.later();
    const view = this.scroller.clientHeight;
    const anchor = this.#anchor();
    // New rows may be higher or lower than guessed, so that others come into view: twice is enough, thrice is safe.
    for (let round = 0; round < 3; round++) {
      const { from, to } = this.heights.window(this.scroller.scrollTop, view, AROUND);
      const wanted = new Set(this.keys.slice(from, to));
      if (this.pinned !== null && this.places.has(this.pinned)) wanted.add(this.pinned);
      for (const [key] of this.drawn) if (!wanted.has(key)) this.#remove(key);
      const fresh = [...wanted].filter((key) => !this.drawn.has(key));
      for (const key of fresh) this.#insert(key, this.rows.draw(key));
      if (!this.#measure(fresh) && round) break;
      this.#hold(anchor);
      if (!fresh.length) break;
    }
    this.#place();
  }

  /**
   * @param {Iterable<number>} keys
   * @returns {boolean} Whether a height was other than thought.
   */
  #measure(keys) {
    let changed = false;
    const found = [...keys].map((key) => /** @type {const} */ ([key, this.drawn.get(key)?.offsetHeight ?? 0]));
    for (const [key, height] of found) {
      const place = this.places.get(key);
      if (place !== undefined && height && this.heights.set(place, height)) changed = true;
    }
    return changed;
  }

  #place() {
    for (const [key, element] of this.drawn) {
      const top = `${this.heights.top(this.places.get(key) ?? 0)}px`;
      if (element.style.top !== top) element.style.top = top;
    }
  }

  /** @param {number} key @param {HTMLElement} element */
  #insert(key, element) {
    this.drawn.set(key, element);
    const place = this.places.get(key) ?? 0;
    this.#number(key, element);
    // In the document's order, so that Tab and a screen reader go as one reads.
    const children = this.content.children;
    let next = null;
    for (let at = children.length - 1; at >= 0; at--) {
      const child = /** @type {HTMLElement} */ (children[at]);
      if (Number(child.dataset["place"]) < place) break;
      next = child;
    }
    this.content.insertBefore(element, next);
    this.sizes.observe(element);
  }

  /** @param {number} key */
  #remove(key) {
    const element = this.drawn.get(key);
    if (!element) return;
    this.sizes.unobserve(element);
    this.drawn.delete(key);
    this.rows.gone?.(key, element);
    element.remove();
  }

  /** @param {number} key @param {HTMLElement} element  What stands there now in place of the row that did. */
  #exchange(key, element) {
    const before = /** @type {HTMLElement} */ (this.drawn.get(key));
    this.sizes.unobserve(before);
    this.rows.gone?.(key, before);
    this.drawn.set(key, element);
    this.#number(key, element);
    before.replaceWith(element);
    this.sizes.observe(element);
  }

  /** @param {ResizeObserverEntry[]} entries */
  #resized(entries) {
    if (entries.some((entry) => entry.target === this.scroller)) {
      if (this.width !== this.scroller.clientWidth) this.reset(this.keys);
      else this.update();
    }
    const anchor = this.#anchor();
    if (!this.#measure(this.drawn.keys())) return;
    this.#hold(anchor);
    this.#place();
  }

  /**
   * Draw a row anew that changed by itself, not by what is done with it: one that is pressed, after its click; one that would
   * look as it does, such as one whose save was answered, not at all.
   * @param {number} key
   */
  renew(key) {
    if (key === this.pressed) this.stale = key;
    else if (!this.#looksSo(key)) this.refresh(key);
  }

  /** @param {number} key @returns {boolean} Whether a row, drawn anew, would look as it does. */
  #looksSo(key) {
    const there = this.drawn.get(key);
    if (!there) return true;
    const fresh = this.rows.draw(key);
    this.#number(key, fresh);
    fresh.style.top = there.style.top;
    return fresh.isEqualNode(there);
  }

  /** Draw rows anew, those of them that are drawn; they are measured together. @param {number[]} keys */
  refresh(...keys) {
    const there = keys.filter((key) => this.drawn.has(key));
    if (keys.includes(this.stale ?? -1)) this.stale = null;
    if (!there.length) return;
    const anchor = this.#anchor();
    for (const key of there) this.#exchange(key, this.rows.draw(key));
    if (this.#measure(there)) this.#hold(anchor);
    this.#place();
  }

  #released() {
    this.pressed = null;
    if (this.stale !== null) this.refresh(this.stale);
  }

  /** Measure a row again that changed by itself. @param {number} key */
  remeasure(key) {
    const anchor = this.#anchor();
    if (this.#measure([key])) this.#hold(anchor);
    this.#place();
  }

  /**
   * Bring a row into view with room around it, by as little as it takes; one far away comes to the upper third.
   * @param {number} key
   */
  reveal(key) {
    const place = this.places.get(key);
    if (place === undefined) return;
    const view = this.scroller.clientHeight;
    const far = !this.drawn.has(key) || this.pinned === null;
    for (let round = 0; round < 3; round++) {
      const top = this.heights.top(place);
      const height = this.heights.each[place] ?? 0;
      const scrolled = this.scroller.scrollTop;
      let wanted = scrolled;
      if (far || top > scrolled + view || top + height < scrolled) wanted = top - view * 0.3;
      else if (top + height > scrolled + view * 0.78) wanted = Math.min(top - view * 0.12, top + height - view * 0.78);
      else if (top < scrolled + view * 0.12) wanted = top - view * 0.12;
      if (Math.abs(wanted - scrolled) >= 1) this.scroller.scrollTop = wanted;
      // What comes into view by a step is drawn already; what lies behind it is drawn when it has been scrolled.
      if (!far && Math.abs(wanted - scrolled) < AROUND / 2) return;
      const before = this.heights.top(place);
      this.update();
      if (this.heights.top(place) === before) break;
    }
  }

  /** @param {number} by  Scroll by so much, and draw what comes into view. */
  shift(by) {
    if (Math.abs(by) < 1) return;
    this.scroller.scrollTop += by;
    this.update();
  }

  /** Forget every row: the keys mean others from now on. */
  clear() {
    for (const key of [...this.drawn.keys()]) this.#remove(key);
    this.keys = [];
    this.places = new Map();
    this.heights = new Heights([]);
  }

  close() {
    this.later();
    for (const end of RELEASES) window.removeEventListener(end, this.onRelease);
    this.scroller.removeEventListener("scroll", this.onScroll);
    this.sizes.disconnect();
  }
}
