// Where one is, in the browser's address bar: a colleague can be sent the link, and a reload comes back here.

/** Whoever runs through the list is followed when they stand: browsers take only so many changes of an address. */
const PAUSE = 150;

/**
 * @typedef {object} Page  As much of a window as is needed.
 * @property {{ href: string, pathname: string }} location
 * @property {{ state: unknown, replaceState: (state: unknown, unused: string, url: string) => void }} history
 * @property {(deed: () => void, milliseconds: number) => number} setTimeout
 * @property {(timer: number) => void} clearTimeout
 */

/**
 * @param {string} href  The address of the page now; what else it asks for stays.
 * @param {{ document: string, language: string, unit?: number | null }} place
 * @returns {string}
 */
export function addressOf(href, { document, language, unit = null }) {
  const url = new URL(href);
  url.searchParams.set("document", document);
  url.searchParams.set("language", language);
  if (unit === null) url.searchParams.delete("unit");
  else url.searchParams.set("unit", String(unit));
  return url.href;
}

export class Address {
  /**
   * @param {Page} page
   * @param {{ document: string, language: string }} catalog
   */
  constructor(page, { document, language }) {
    this.page = page;
    this.catalog = { document, language };
    /** The page's own path: where the bar shows another one, the visitor is leaving. */
    this.path = page.location.pathname;
    /** Runs for a pause after each change. */
    this.timer = 0;
    /** What waits for the end of the pause. @type {number | null} */
    this.waiting = null;
    /** The segments that this page has shown: who renews the session hears of one of them. @type {Set<number>} */
    this.shown = new Set();
  }

  /** @param {number} unit @returns {string} The link to a segment. */
  link(unit) {
    return addressOf(this.page.location.href, { ...this.catalog, unit });
  }

  /** @param {number} unit  The segment that is under work. */
  follow(unit) {
    this.shown.add(unit);
    if (this.timer) {
      this.page.clearTimeout(this.timer);
      this.waiting = unit;
    } else this.#show({ ...this.catalog, unit });
    this.timer = this.page.setTimeout(() => this.#pass(), PAUSE);
  }

  #pass() {
    this.timer = 0;
    if (this.waiting !== null) this.#show({ ...this.catalog, unit: this.waiting });
    this.waiting = null;
  }

  /** Go to another document or language: what the page asks for from now on. @param {{ document?: string, language?: string }} wanted */
  leaveFor(wanted) {
    this.close();
    this.#show({ ...this.catalog, ...wanted });
  }

  /** @param {{ document: string, language: string, unit?: number }} place */
  #show(place) {
    const { location, history } = this.page;
    if (location.pathname !== this.path) return;
    const wanted = addressOf(location.href, place);
    if (wanted === location.href) return;
    try {
      // In place of what stands there: “back” leaves the page, it does not walk back through the segments.
      history.replaceState(history.state, "", wanted);
    } catch {
      return; // a browser that finds these too many; the next one is taken
    }
  }

  close() {
    this.page.clearTimeout(this.timer);
    this.timer = 0;
    this.waiting = null;
  }
}
