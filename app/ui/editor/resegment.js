// Cutting a segment, or joining it to the one before, for all languages: first what it does to each text, then doing it.

import { el, fill } from "./dom.js";
import { sourceLanguage } from "./row.js";
import { Refused } from "./sender.js";

/** @typedef {import("./types").Unit} Unit */
/** @typedef {{ source: string, target: { text: string, state: string } }} Text */
/** @typedef {{ sha256: string, before: string[], after: string[], languages: { language: string, before: Text[], after: Text[] }[] }} Foreseen */

export class Resegment {
  /** @param {import("./session.js").Session} session @param {() => void} leave  Gives the focus back to the text. */
  constructor(session, leave) {
    this.session = session;
    this.leave = leave;
    this.words = session.words;
    /** @type {Unit | null} */
    this.unit = null;
    this.inner = el("div", { class: "resegment", role: "status" });
    this.element = el("section", {}, el("details", {}, el("summary", {}, this.words.say("for all languages")), this.inner));
  }

  /** @param {Unit} unit */
  show(unit) {
    const same = this.unit?.id === unit.id && this.unit.source === unit.source;
    this.unit = unit;
    this.element.hidden = unit.kind !== "segment" || !this.session.catalog?.may.review;
    if (!same) this.#choose();
  }

  /** @param {{ focus?: boolean }} [options] */
  #choose({ focus = false } = {}) {
    const { words, unit } = this;
    if (!unit) return;
    // Nothing can be written in it; but were it read-only, no browser would show where the cursor is.
    const source = el("textarea", {
      class: "note",
      rows: 3,
      "aria-readonly": "true",
      inputMode: "none",
      spellcheck: "false",
      onbeforeinput: (/** @type {Event} */ event) => event.preventDefault(),
      value: unit.source,
      lang: sourceLanguage(this.session),
      dir: "auto",
      "aria-label": words.say("cut where"),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        event.stopPropagation();
        if (event.key === "Escape") this.leave();
      },
    });
    const cut = () => {
      // The store counts whole characters, the browser halves of some.
      const at = [...unit.source.slice(0, source.selectionStart)].length;
      void this.#ask(at ? { deed: "split", unit: unit.id, at } : null);
    };
    fill(
      this.inner,
      this.#button("join all", () => void this.#ask({ deed: "join", unit: unit.id })),
      el("p", { class: "quiet" }, words.say("cut where")),
      source,
      this.#button("see cut", cut),
    );
    if (focus) this.inner.querySelector("button")?.focus();
  }

  /** @param {{ deed: string, unit: number, at?: number } | null} wish @param {string} [sha256] */
  async #ask(wish, sha256) {
    const { words, session } = this;
    if (!wish) return this.#say(words.say("cut where"));
    const path = `documents/${encodeURIComponent(session.data.document)}/segments`;
    try {
      const body = sha256 ? { ...wish, sha256 } : wish;
      const found = await session.api.ask(path, { method: "POST", body });
      if (this.unit?.id !== wish.unit) return;
      if (!sha256) return this.#foreseen(wish, found);
      fill(this.inner, el("p", {}, words.say("resegmented")));
      this.leave();
    } catch (error) {
      this.#say(error instanceof Refused ? error.message : words.say("not now"));
    }
  }

  /** @param {string} sentence */
  #say(sentence) {
    const back = this.#button("leave it", () => this.#choose({ focus: true }));
    fill(this.inner, el("p", { class: "problem" }, sentence), back);
    back.focus();
  }

  /** @param {{ deed: string, unit: number, at?: number }} wish @param {Foreseen} found */
  #foreseen(wish, found) {
    const { words, session } = this;
    const lang = sourceLanguage(session);
    const texts = (/** @type {Text[]} */ all, /** @type {string} */ code) =>
      all.map((one) =>
        el("li", {}, el("span", { lang: code, dir: "auto" }, one.target.text.trim() || "\u2013"), " ", el("span", { class: "quiet" }, words.say(`state ${one.target.state}`))),
      );
    fill(
      this.inner,
      el("p", { class: "quiet" }, words.say("would become")),
      el("ul", { lang, dir: "auto" }, ...found.after.map((one) => el("li", {}, one))),
      ...found.languages.flatMap((one) => [
        el("h4", {}, session.data.languages.find((known) => known.code === one.language)?.name ?? one.language),
        el("ul", { class: "was" }, ...texts(one.before, one.language)),
        el("div", { class: "quiet" }, words.say("would become")),
        el("ul", {}, ...texts(one.after, one.language)),
      ]),
      this.#button("resegment do", () => void this.#ask(wish, found.sha256)),
      this.#button("leave it", () => this.#choose({ focus: true })),
    );
    this.inner.querySelector("button")?.focus();
  }

  /** @param {string} key @param {() => void} onclick */
  #button(key, onclick) {
    return el("button", { type: "button", onclick }, this.words.say(key));
  }
}
