// A phrase, and where it stands in what people have said: in all documents and in imported memories.

import { el, fill } from "./dom.js";
import { sourceLanguage } from "./row.js";
import { Refused } from "./sender.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types").Said} Said */
/** @typedef {import("./types").Phrase} Phrase */

const PAUSE = 350;
const SHORTEST = 2;
const LONGEST = 200;

/**
 * Return a text in pieces, those that were sought marked. Places are in code points, as Python counts.
 * @param {string} text
 * @param {number[][]} places
 * @returns {{ text: string, sought: boolean }[]}
 */
export function pieces(text, places) {
  const letters = Array.from(text);
  const found = [];
  let last = 0;
  for (const [start = 0, end = 0] of places) {
    found.push({ text: letters.slice(last, start).join(""), sought: false }, { text: letters.slice(start, end).join(""), sought: true });
    last = end;
  }
  found.push({ text: letters.slice(last).join(""), sought: false });
  return found.filter((one) => one.text !== "");
}

/**
 * Say where a remembered text comes from, in one line.
 * @param {import("./words.js").Words} words
 * @param {Said} one
 * @returns {string}
 */
export function whence(words, one) {
  const place = one.file ? words.say("said in file", { file: one.file, number: one.number }) : words.say("said at", { document: one.document, number: one.number });
  const state = one.state ? words.say(`state ${one.state}`) : "";
  return [place, one.person, state, one.at ? words.ago(one.at, Date.now()) : ""].filter(Boolean).join(", ");
}

export class Concordance {
  /** @param {Session} session @param {{ leave: () => void }} host */
  constructor(session, host) {
    this.session = session;
    this.words = session.words;
    this.stop = new AbortController();
    this.timer = 0;
    this.input = el("input", {
      type: "search",
      class: "phrase",
      "aria-label": this.words.say("seek"),
      placeholder: this.words.say("seek"),
      maxLength: LONGEST,
      dir: "auto",
      autocomplete: "off",
      oninput: () => this.#later(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Enter") void this.#ask();
        else host.leave();
      },
    });
    this.list = el("div", { class: "phrases", role: "status" });
    this.element = el("section", { class: "concordance" }, el("h3", {}, this.words.say("what was said")), this.input, this.list);
  }

  /** Go to the search; what is selected is what is sought. @param {string} selected */
  seek(selected) {
    const phrase = selected.trim().replace(/\s+/g, " ").slice(0, LONGEST);
    if (phrase.length >= SHORTEST) {
      this.input.value = phrase;
      void this.#ask();
    }
    this.input.focus();
    this.input.select();
    this.element.scrollIntoView({ block: "nearest" });
  }

  #later() {
    this.stop.abort();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.#ask(), PAUSE);
  }

  async #ask() {
    window.clearTimeout(this.timer);
    this.stop.abort();
    this.stop = new AbortController();
    const { signal } = this.stop;
    const phrase = this.input.value.trim();
    if (phrase.length < SHORTEST) return fill(this.list);
    try {
      const { found, more } = await this.session.api.phrases(phrase, signal);
      if (!signal.aborted) this.#draw(found, more);
    } catch (error) {
      if (signal.aborted) return;
      fill(this.list, el("p", { class: "quiet" }, error instanceof Refused ? error.message : this.words.say("not now")));
    }
  }

  /** @param {Phrase[]} found @param {boolean} more */
  #draw(found, more) {
    const { words, session } = this;
    if (!found.length) return fill(this.list, el("p", { class: "quiet" }, words.say("nobody said")));
    /** @param {string} text @param {number[][]} places @param {string} lang */
    const marked = (text, places, lang) =>
      el("div", { lang, dir: "auto" }, ...pieces(text, places).map((one) => (one.sought ? el("mark", {}, one.text) : one.text)));
    fill(
      this.list,
      ...found.map((one) =>
        el(
          "div",
          { class: "said" },
          marked(one.source, one.source_places, sourceLanguage(session)),
          marked(one.target, one.target_places, session.data.language),
          el("div", { class: "quiet", dir: "auto" }, whence(words, one)),
        ),
      ),
      more ? el("p", { class: "quiet" }, words.say("more was said", { count: found.length })) : null,
    );
  }

  close() {
    this.stop.abort();
    window.clearTimeout(this.timer);
  }
}
