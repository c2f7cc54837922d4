// The line over the text: which document and language, how far it is, whether all is saved, who is here.

import { afterDrawing, el, fill } from "./dom.js";
import { isOpen, STATES, SIGNS } from "./model.js";
import { drawPeople } from "./people.js";

/** @typedef {import("./editor.js").Editor} Editor */

/** "Saving" is said only of what takes longer than a blink. */
const BLINK = 250;

export class Header {
  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.session = editor.session;
    const { words, data } = this.session;
    this.bar = el("div", { class: "bar", role: "img" });
    // The bar says the same to those who hear it.
    this.counts = el("span", { class: "counts", "aria-hidden": "true" });
    this.sign = el("span", { class: "sign", role: "status", "aria-live": "polite" });
    this.people = el("div", { class: "people", role: "group", "aria-label": words.say("who is here") });
    this.finder = el("button", { type: "button", class: "quiet find", "aria-expanded": "false", "aria-controls": "filters", onclick: () => this.toggle() }, words.say("filter"));
    this.search = el("input", {
      type: "search",
      "aria-label": words.say("search"),
      placeholder: words.say("search"),
      dir: "auto",
      oninput: () => this.#filter(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Escape" && this.search.value) {
          this.search.value = "";
          this.#filter();
        } else this.editor.view.focus();
      },
    });
    this.speaker = el("select", { "aria-label": words.say("speaker"), onchange: () => this.#filter() });
    this.person = el("select", { "aria-label": words.say("who"), onfocus: () => this.drawWho(), onchange: () => this.#filter() });
    this.states = STATES.map((state) => ({
      state,
      button: el(
        "button",
        { type: "button", class: "chip", "aria-pressed": "false", onclick: (/** @type {Event} */ event) => this.#press(/** @type {HTMLElement} */ (event.currentTarget)) },
        `${SIGNS[state]} ${words.say(`state ${state}`)}`,
      ),
    }));
    this.news = el(
      "button",
      { type: "button", class: "chip", "aria-pressed": "false", hidden: true, onclick: (/** @type {Event} */ event) => this.#press(/** @type {HTMLElement} */ (event.currentTarget)) },
      words.say("changed since"),
    );
    this.seen = el("button", { type: "button", class: "quiet", hidden: true, onclick: () => editor.seen() }, words.say("all seen"));
    this.found = el("span", { class: "found", role: "status" });
    this.filters = this.#filters();
    this.timer = 0;
    /** Takes back a drawing that is to come. */
    this.later = () => {};
    const choice = (/** @type {string} */ label, /** @type {string} */ css, /** @type {{ value: string, text: string, lang?: string }[]} */ options, /** @type {string} */ value, /** @type {(value: string) => void} */ chosen) =>
      options.length > 1
        ? el(
            "select",
            { class: css, "aria-label": label, onchange: (/** @type {Event} */ event) => chosen(/** @type {HTMLSelectElement} */ (event.target).value) },
            ...options.map((one) => el("option", { value: one.value, lang: one.lang, selected: one.value === value }, one.text)),
          )
        : el("span", { class: css }, options[0]?.text ?? value);
    this.element = el(
      "div",
      { class: "top" },
      el(
        "div",
        { class: "head" },
        el(
          "h1",
          {},
          choice(words.say("document"), "title", data.documents.map((one) => ({ value: one.name, text: one.title })), data.document, (document) => editor.choose({ document })),
        ),
        el(
          "span",
          { class: "pair" },
          el("span", { class: "from" }, `${data.source_language_name} → `),
          choice(words.say("into"), "into", data.languages.map((one) => ({ value: one.code, text: one.name, lang: one.code })), data.language, (language) => editor.choose({ language })),
        ),
        this.bar,
        this.counts,
        el("span", { class: "space" }),
        this.sign,
        this.people,
        this.finder,
        el("button", { type: "button", class: "keyed help", "aria-label": words.say("keys"), title: words.say("keys"), onclick: () => editor.help() }, el("kbd", {}, "?")),
      ),
      this.filters,
    );
  }

  #filters() {
    const { words } = this.session;
    return el(
      "div",
      { class: "filters", id: "filters", hidden: true, role: "group", "aria-label": words.say("filter") },
      this.search,
      this.speaker,
      this.person,
      ...this.states.map(({ button }) => button),
      this.news,
      this.seen,
      this.found,
    );
  }

  /** @param {HTMLElement} button */
  #press(button) {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    this.#filter();
  }

  #filter() {
    const pressed = (/** @type {HTMLElement} */ button) => button.getAttribute("aria-pressed") === "true";
    const filter = {
      states: this.states.filter(({ button }) => pressed(button)).map(({ state }) => state),
      speaker: this.speaker.value || null,
      person: this.person.value || null,
      text: this.search.value,
      only: pressed(this.news) ? this.editor.news() : null,
    };
    const { view } = this.editor;
    view.setFilter(filter);
    const { words } = this.session;
    this.found.textContent = isOpen(filter) ? "" : view.matched.length ? words.say("found", { count: view.matched.length }) : words.say("found nothing");
  }

  toggle() {
    const open = this.filters.hidden;
    this.filters.hidden = !open;
    this.finder.setAttribute("aria-expanded", String(open));
    if (open) {
      this.drawNews();
      this.search.focus();
    }
    else {
      for (const { button } of this.states) button.setAttribute("aria-pressed", "false");
      this.news.setAttribute("aria-pressed", "false");
      this.search.value = "";
      this.speaker.value = "";
      this.person.value = "";
      this.#filter();
      this.editor.view.focus();
    }
  }

  catalog() {
    const { words, model } = this.session;
    fill(
      this.speaker,
      el("option", { value: "" }, words.say("every speaker")),
      ...model.speakers.map((one) => el("option", { value: one }, one)),
    );
    this.drawNews();
    this.draw();
    this.drawPeople();
  }

  /** What others changed since this person last looked, and who has done something here. */
  drawNews() {
    const { words } = this.session;
    const count = this.editor.news().size;
    this.news.hidden = this.seen.hidden = !count;
    this.news.textContent = `${words.say("changed since")} · ${words.number.format(count)}`;
    if (!count && this.news.getAttribute("aria-pressed") === "true") this.#press(this.news);
    this.drawWho();
  }

  /** The people of whom something stands here now. */
  drawWho() {
    const { words, model } = this.session;
    const { value } = this.person;
    fill(this.person, el("option", { value: "" }, words.say("everybody")), ...model.people().map((one) => el("option", { value: one, selected: one === value }, one)));
  }

  /** How far the document is, once the page is drawn: of twenty thousand to count nobody's save has to wait. */
  drawSoon() {
    this.later();
    this.later = afterDrawing(() => this.draw());
  }

  /** How far the document is. */
  draw() {
    const { words, model } = this.session;
    const counts = model.counts();
    const total = Object.values(counts).reduce((sum, one) => sum + one, 0) || 1;
    const said = STATES.filter((state) => counts[state])
      .map((state) => words.say(`count ${state}`, { count: counts[state] }))
      .join(" · ");
    if (this.counts.textContent === said) return;
    this.counts.textContent = said;
    this.bar.setAttribute("aria-label", said);
    fill(
      this.bar,
      ...STATES.filter((state) => state !== "empty" && counts[state]).map((state) =>
        el("i", { class: `is-${state.replace(" ", "-")}`, style: `inline-size: ${((counts[state] / total) * 100).toFixed(3)}%` }),
      ),
    );
  }

  drawPeople() {
    drawPeople(this.people, this.session, (unit) => this.editor.view.activate(unit));
  }

  /** Whether everything is saved. */
  drawSign() {
    const { session } = this;
    const { words } = session;
    const sign = session.sender.sign;
    const waiting = session.outbox.waiting.size;
    const trouble = session.storage.trouble;
    this.sign.dataset["waiting"] = String(waiting);
    window.clearTimeout(this.timer);
    if (sign === "saving") {
      this.timer = window.setTimeout(() => this.#sign("saving", `… ${words.say("saving")}`), BLINK);
      return;
    }
    if (sign === "saved" && !trouble) return this.#sign("saved", `✓ ${words.say("saved")}`);
    if (sign === "saved") return this.#sign("offline", `! ${words.say(`storage ${trouble}`)}`);
    const text = sign === "sign in" ? words.say("signing in", { count: waiting }) : words.say("offline", { count: waiting });
    this.#sign("offline", `! ${text}${trouble ? ` · ${words.say(`storage ${trouble}`)}` : ""}`);
  }

  /** @param {string} css @param {string} text */
  #sign(css, text) {
    if (this.sign.textContent === text) return;
    this.sign.className = `sign ${css}`;
    this.sign.textContent = text;
  }
}
