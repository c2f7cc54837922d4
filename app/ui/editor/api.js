// The server's routes, as functions. Where the line is down they throw what `fetch` throws; a refusal is `Refused`.

import { Courier } from "./courier.js";
import { Refused } from "./sender.js";

/** @typedef {import("./types").Catalog} Catalog */

const PATIENCE = 20_000;

/** @param {string} text @returns {any} Null for what is no JSON. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {number} status @param {string} words @param {any} problem  A problem of the API, or what came in its place. */
function refused(status, words, problem) {
  return new Refused(status, String(problem.detail || problem.title || words), String(problem.type ?? ""));
}

/** The page's own post. Its answer comes whole, as one task; that of `fetch` comes as two. */
const PAGE = {
  /** @param {import("./courier.js").Letter} letter @returns {Promise<import("./courier.js").Answer>} */
  carry({ url, headers, body }) {
    return new Promise((done, failed) => {
      const asked = new XMLHttpRequest();
      asked.open("POST", url);
      asked.timeout = PATIENCE;
      for (const [name, value] of Object.entries(headers)) asked.setRequestHeader(name, value);
      asked.onerror = asked.onabort = asked.ontimeout = (event) => failed(new TypeError(`no answer: ${event.type}`));
      asked.onload = () => done({ status: asked.status, words: asked.statusText, text: asked.responseText });
      asked.send(body);
    });
  },
};

export class Api {
  /** @param {{ base: string, token: string, document: string, language: string, speaks: string }} place */
  constructor({ base, token, document, language, speaks }) {
    this.token = token;
    this.speaks = speaks;
    this.courier = new Courier({ patience: PATIENCE });
    this.root = new URL(base.endsWith("/") ? base : `${base}/`, globalThis.document.baseURI);
    this.catalog = `catalogs/${encodeURIComponent(document)}/${encodeURIComponent(language)}`;
  }

  /** @param {boolean} full  Whether something goes with it. @returns {Record<string, string>} */
  #headers(full) {
    const headers = { Authorization: `Bearer ${this.token}`, "Accept-Language": this.speaks };
    return full ? { ...headers, "Content-Type": "application/json" } : headers;
  }

  /**
   * @param {string} path
   * @param {{ method?: string, body?: unknown, signal?: AbortSignal, keepalive?: boolean }} [options]
   *   `keepalive`: also when the page goes away meanwhile.
   * @returns {Promise<any>}
   */
  async ask(path, { method = "GET", body, signal, keepalive = false } = {}) {
    const patience = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(new URL(path, this.root), {
      method,
      headers: this.#headers(body !== undefined),
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      cache: "no-store",
      keepalive,
      credentials: "same-origin",
    });
    if (answer.ok) return answer.status === 204 ? null : answer.json();
    throw refused(answer.status, answer.statusText, await answer.json().catch(() => ({})));
  }

  /**
   * Post what somebody waits for: by the courier where it is ready, else by the page.
   * @param {string} path
   * @param {unknown} body
   * @returns {Promise<any>}
   */
  async post(path, body) {
    const letter = { url: new URL(path, this.root).href, headers: this.#headers(true), body: JSON.stringify(body) };
    const way = this.courier.ready && navigator.onLine ? this.courier : PAGE;
    const { status, words, text } = await way.carry(letter);
    const answer = parsed(text);
    if (status < 200 || status > 299) throw refused(status, words, answer ?? {});
    if (answer === null) throw new TypeError("the answer broke off");
    return answer;
  }

  /** @returns {Promise<Catalog>} */
  load() {
    return this.ask(this.catalog);
  }

  /**
   * @param {{ since: string | number, unit: number | null, typing: boolean }} here
   * @returns {Promise<import("./types").Changes>}
   */
  changes({ since, unit, typing }) {
    const query = new URLSearchParams({ since: String(since), typing: typing ? "1" : "0" });
    if (unit !== null) query.set("unit", String(unit));
    return this.ask(`${this.catalog}/changes?${query}`);
  }

  /** @param {string | number} since */
  async leave(since) {
    await this.ask(`${this.catalog}/changes?${new URLSearchParams({ since: String(since), gone: "1" })}`, { keepalive: true });
  }

  /**
   * @param {string} generation
   * @param {import("./types").Operation[]} operations
   * @returns {Promise<import("./types").Result[]>}
   */
  async send(generation, operations) {
    return (await this.post(`${this.catalog}/operations`, { generation, operations })).results;
  }

  /** @param {number} unit @param {AbortSignal} signal @returns {Promise<import("./types").About>} */
  about(unit, signal) {
    return this.ask(`${this.catalog}/units/${unit}`, { signal });
  }

  /**
   * @param {number} unit
   * @param {string} text
   * @param {AbortSignal} signal
   * @returns {Promise<import("./types").Finding[]>}
   */
  async findings(unit, text, signal) {
    return (await this.ask(`${this.catalog}/findings`, { method: "POST", body: { unit, text }, signal })).findings;
  }

  /**
   * @param {string} phrase
   * @param {AbortSignal} signal
   * @returns {Promise<{ found: import("./types").Phrase[], more: boolean }>}
   */
  phrases(phrase, signal) {
    return this.ask(`${this.catalog}/memory?${new URLSearchParams({ phrase })}`, { signal });
  }

  /** @param {number} from @param {number} to @param {string} note @returns {Promise<import("./types").Claim[]>} */
  async claim(from, to, note) {
    return (await this.ask(`${this.catalog}/claims`, { method: "POST", body: { from, to, note } })).claims;
  }

  /** @returns {Promise<import("./types").News>} */
  news() {
    return this.ask(`${this.catalog}/news`);
  }

  /** @param {string | number} cursor */
  async looked(cursor) {
    await this.ask(`${this.catalog}/looked`, { method: "POST", body: { cursor: String(cursor) }, keepalive: true });
  }

  /** @param {number | string} id */
  async unclaim(id) {
    await this.ask(`${this.catalog}/claims/${encodeURIComponent(String(id))}`, { method: "DELETE" });
  }
}
