// The browser's storage, for one person, document and language. Where it is full or forbidden the page goes on, and says so.

/** @typedef {import("./types").Box} Box */

const PREFIX = "workbench";

/** @param {string[]} parts */
export function name(...parts) {
  return [PREFIX, ...parts.map(encodeURIComponent)].join("/");
}

export class Storage {
  /**
   * @param {() => Box} open  Opening may throw, where a browser forbids it.
   * @param {string[]} place  The person, the document and the language: nobody's text is read in another's place.
   */
  constructor(open, place) {
    this.place = place;
    /** @type {"full" | "forbidden" | null} */
    this.trouble = null;
    /** What could not be put into the browser's storage; it lives as long as the page. @type {Map<string, string>} */
    this.unkept = new Map();
    /** @type {Box | null} */
    this.box = null;
    try {
      this.box = open();
      const probe = name("probe");
      this.box.setItem(probe, "1");
      this.box.removeItem(probe);
    } catch (error) {
      this.trouble = this.box && isFull(error) ? "full" : "forbidden";
    }
  }

  /** @param {string[]} parts */
  name(...parts) {
    return name(...this.place, ...parts);
  }

  /**
   * @param {string[]} parts
   * @param {unknown} value
   */
  put(parts, value) {
    const key = this.name(...parts);
    const text = JSON.stringify(value);
    try {
      if (!this.box) throw new Error("forbidden");
      this.box.setItem(key, text);
      this.unkept.delete(key);
      if (!this.unkept.size) this.trouble = null;
    } catch (error) {
      this.trouble = this.box && isFull(error) ? "full" : "forbidden";
      this.unkept.set(key, text);
    }
  }

  /** @param {string[]} parts @returns {unknown} */
  get(...parts) {
    const key = this.name(...parts);
    try {
      return read(this.unkept.get(key) ?? this.box?.getItem(key) ?? null);
    } catch {
      return null;
    }
  }

  /** @param {string[]} parts */
  remove(...parts) {
    this.drop(this.name(...parts));
  }

  /** @param {string} key */
  drop(key) {
    this.unkept.delete(key);
    try {
      this.box?.removeItem(key);
    } catch {
      return;
    }
  }

  /**
   * Return what lies under a word, as pairs of the rest of its name and its value.
   * @param {string[]} parts
   * @returns {[string[], unknown][]}
   */
  all(...parts) {
    const start = `${this.name(...parts)}/`;
    /** @type {Map<string, string | null>} */
    const found = new Map();
    try {
      for (let at = 0; at < (this.box?.length ?? 0); at++) {
        const key = this.box?.key(at);
        if (key?.startsWith(start)) found.set(key, this.box?.getItem(key) ?? null);
      }
    } catch {
      this.trouble = "forbidden";
    }
    for (const [key, text] of this.unkept) if (key.startsWith(start)) found.set(key, text);
    return [...found].map(([key, text]) => [key.slice(start.length).split("/").map(decodeURIComponent), read(text)]);
  }

  /** @returns {string[]} Other people whose unsent texts lie in this browser. They are not read, nor sent by us. */
  others() {
    const people = new Set();
    try {
      for (let at = 0; at < (this.box?.length ?? 0); at++) {
        const [prefix, person, , , kind] = (this.box?.key(at) ?? "").split("/").map(decodeURIComponent);
        if (prefix === PREFIX && (kind === "typed" || kind === "waiting") && person !== this.place[0]) people.add(person);
      }
    } catch {
      return [];
    }
    return [...people];
  }
}

/** @param {string | null} text @returns {unknown} */
function read(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function isFull(error) {
  return error instanceof Error && (error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED");
}
